// Gathers what the next reader of a row must know, from the beats as they are written: the maximum
// of the valid columns of a row of scores, the sums of a residual row and from them mean2 and r.
//
// Results of a row that ends come out MaximumLatency and NormLatency cycles after its last beat.
// One beat a cycle; the same row may come again in another command four cycles later.

`default_nettype none

module vitcc_statistics #(
  parameter int Pm             = 1,
  parameter int Segment        = 64,
  parameter int Rows           = 256,
  parameter bit OneRow         = 1'b0,  // beats may have some of their rows only
  parameter int MaximumLatency = $clog2(Segment) + 2,
  parameter int NormLatency    = $clog2(Segment) + 15
) (
  input  logic                     clk_i,
  input  logic                     rst_ni,
  input  logic                     scores_i,    // a beat of scores
  input  logic                     residual_i,  // a beat of the residual stream
  input  logic [Pm-1:0]            rows_i,
  input  logic [11:0]              group_i,
  input  logic                     first_i,     // beat of the row
  input  logic                     last_i,
  input  logic                     first_of_row_i,
  input  logic                     last_of_row_i,
  input  logic [7:0]               count_i,     // valid columns, one cycle before its beat
  input  logic [16*Pm*Segment-1:0] data_i,
  input  logic [107:0]             norm_i,      // constants, held while rows are under way
  output logic [Pm-1:0]            maximum_valid_o,
  output logic [11:0]              maximum_group_o,
  output logic [16*Pm-1:0]         maximum_o,
  output logic [Pm-1:0]            norm_valid_o,
  output logic [11:0]              norm_group_o,
  output logic [17*Pm-1:0]         norm_mean2_o,
  output logic [26*Pm-1:0]         norm_factor_o
);

  localparam int Levels = $clog2(Segment);
  localparam int Depth  = (Rows + Pm - 1) / Pm;

  // ---- scores

  logic [Segment-1:0] keep_q;  // columns that are there: others never are the maximum of a row

  for (genvar k = 0; k < Segment; k++) begin : gen_keep
    always_ff @(posedge clk_i) keep_q[k] <= 8'(k) < count_i;
  end

  logic [MaximumLatency:0] scores;
  logic                    max_first, max_last, max_first_of_row;
  logic [11:0]             max_group;
  logic [Pm-1:0]           max_ended;

  vitcc_valid_line #(.Stages(MaximumLatency)) u_scores (
    .clk_i(clk_i), .rst_ni(rst_ni), .valid_i(scores_i), .valid_o(scores)
  );
  vitcc_delay #(.Width(15), .Stages(Levels)) u_max_beat (
    .clk_i (clk_i),
    .data_i({first_i, last_i, first_of_row_i, group_i}),
    .data_o({max_first, max_last, max_first_of_row, max_group})
  );
  vitcc_delay #(.Width(Pm + 12), .Stages(MaximumLatency)) u_max_row (
    .clk_i (clk_i),
    .data_i({rows_i & {Pm{last_i && last_of_row_i}}, group_i}),
    .data_o({max_ended, maximum_group_o})
  );

  assign maximum_valid_o = max_ended & {Pm{scores[MaximumLatency]}};

  // ---- residual

  logic [NormLatency:0] residual;
  logic                 sum_first, sum_last, sum_first_of_row;
  logic [11:0]          sum_group;
  logic [Pm-1:0]        norm_ended;

  vitcc_valid_line #(.Stages(NormLatency)) u_residual (
    .clk_i(clk_i), .rst_ni(rst_ni), .valid_i(residual_i), .valid_o(residual)
  );
  vitcc_delay #(.Width(15), .Stages(Levels + 1)) u_sum_beat (
    .clk_i (clk_i),
    .data_i({first_i, last_i, first_of_row_i, group_i}),
    .data_o({sum_first, sum_last, sum_first_of_row, sum_group})
  );
  vitcc_delay #(.Width(Pm + 12), .Stages(NormLatency)) u_norm_row (
    .clk_i (clk_i),
    .data_i({rows_i & {Pm{last_i && last_of_row_i}}, group_i}),
    .data_o({norm_ended, norm_group_o})
  );

  assign norm_valid_o = norm_ended & {Pm{residual[NormLatency]}};

  function automatic logic [31:0] square(input logic [15:0] value);
    square = 32'($signed(value)) * 32'($signed(value));
  endfunction

  logic [Pm-1:0] sum_rows;

  if (OneRow) begin : gen_sum_rows
    vitcc_delay #(.Width(Pm), .Stages(Levels + 1)) u_sum_rows (
      .clk_i(clk_i), .data_i(rows_i), .data_o(sum_rows)
    );
  end else begin : gen_all_rows
    assign sum_rows = '1;
  end

  for (genvar i = 0; i < Pm; i++) begin : gen_row
    logic [16*Segment-1:0]   data, codes;
    logic [30*Segment-1:0]   squares_q;
    logic [15:0]             greatest;
    logic [15+Levels:0]      sum, sum_q;
    logic [29+Levels:0]      squares;
    logic [28:0]             row_sum;
    logic [42:0]             row_squares;

    assign data = data_i[16*Segment*i +: 16*Segment];

    for (genvar k = 0; k < Segment; k++) begin : gen_lane
      assign codes[16*k +: 16] = keep_q[k] ? data[16*k +: 16] : 16'h8000;

      always_ff @(posedge clk_i) begin
        if (residual[0]) squares_q[30*k +: 30] <= 30'(square(data[16*k +: 16]));
      end
    end

    vitcc_maximum_tree #(.Terms(Segment), .Bits(16)) u_maximum_tree (
      .clk_i(clk_i), .valid_i(scores[Levels-1:0]), .terms_i(codes), .maximum_o(greatest)
    );

    vitcc_row_statistic #(.Maximum(1'b1), .Width(16), .Depth(Depth)) u_maximum (
      .clk_i         (clk_i),
      .rst_ni        (rst_ni),
      .valid_i       (scores[Levels]),
      .first_beat_i  (max_first),
      .last_beat_i   (max_last),
      .first_of_row_i(max_first_of_row),
      .group_i       (max_group),
      .value_i       (greatest),
      .value_o       (maximum_o[16*i +: 16])
    );

    vitcc_adder_tree #(
      .Terms(Segment), .InBits(16), .OutBits(16 + Levels), .Signed(1'b1)
    ) u_sum_tree (
      .clk_i(clk_i), .valid_i(residual[Levels-1:0]), .terms_i(data), .sum_o(sum)
    );

    vitcc_adder_tree #(
      .Terms(Segment), .InBits(30), .OutBits(30 + Levels), .Signed(1'b0)
    ) u_square_tree (
      .clk_i(clk_i), .valid_i(residual[Levels:1]), .terms_i(squares_q), .sum_o(squares)
    );

    always_ff @(posedge clk_i) if (residual[Levels]) sum_q <= sum;

    vitcc_row_statistic #(.Maximum(1'b0), .Width(29), .Depth(Depth)) u_sum (
      .clk_i         (clk_i),
      .rst_ni        (rst_ni),
      .valid_i       (residual[Levels+1] && sum_rows[i]),
      .first_beat_i  (sum_first),
      .last_beat_i   (sum_last),
      .first_of_row_i(sum_first_of_row),
      .group_i       (sum_group),
      .value_i       ({{(13-Levels){sum_q[15+Levels]}}, sum_q}),
      .value_o       (row_sum)
    );

    vitcc_row_statistic #(.Maximum(1'b0), .Width(43), .Depth(Depth)) u_squares (
      .clk_i         (clk_i),
      .rst_ni        (rst_ni),
      .valid_i       (residual[Levels+1] && sum_rows[i]),
      .first_beat_i  (sum_first),
      .last_beat_i   (sum_last),
      .first_of_row_i(sum_first_of_row),
      .group_i       (sum_group),
      .value_i       (43'(squares)),
      .value_o       (row_squares)
    );

    vitcc_norm_row u_norm (
      .clk_i        (clk_i),
      .rst_ni       (rst_ni),
      .valid_i      (residual[Levels+3]),
      .sum_i        (row_sum),
      .squares_i    (row_squares),
      .dimension_i  (norm_i[107:95]),
      .mean_factor_i(norm_i[94:70]),
      .mean_shift_i (norm_i[69:64]),
      .epsilon_i    (norm_i[63:24]),
      .gain_i       (norm_i[23:8]),
      .shift_i      (norm_i[7:0]),
      .mean2_o      (norm_mean2_o[17*i +: 17]),
      .factor_o     (norm_factor_o[26*i +: 26])
    );
  end

endmodule

`default_nettype wire
