// Sums up what heads say of tokens: a head's vote times its weight, and the weights, a head a
// cycle, as soon as a token's weights are there.
//
// Votes and weights are codes of 0 ... 1 with zero point -127, in beats of rows as the vector unit
// writes them: first all votes, then all weights. A weight is 1 at least. Codes are kept from the
// cycle after start_i on; sums of token i follow those of token i - 1.

`default_nettype none

module vitcc_votes #(
  parameter int Pm        = 1,
  parameter int Segment   = 64,
  parameter int MaxTokens = 197
) (
  input  logic                     clk_i,
  input  logic                     rst_ni,
  input  logic                     start_i,    // forgets what is under way
  input  logic [7:0]               heads_i,    // less one
  input  logic [11:0]              tokens_i,
  // codes
  input  logic                     vote_i,
  input  logic                     weigh_i,
  input  logic [Pm-1:0]            rows_i,
  input  logic [11:0]              group_i,
  input  logic [7:0]               column_i,   // of the beat, among the heads
  input  logic                     last_i,     // beat of its rows
  input  logic [16*Pm*Segment-1:0] data_i,
  // sums
  output logic                     valid_o,
  output logic [11:0]              token_o,
  output logic [23:0]              sum_o,
  output logic [15:0]              total_o
);

  localparam int Heads = vitcc_command_pkg::MostVoters;
  localparam int Kept  = Segment < Heads ? Segment : Heads;   // lanes that may be heads
  localparam int Beats = (Heads + Kept - 1) / Kept;
  localparam int Depth = (MaxTokens + Pm - 1) / Pm * Beats;

  // ---- what is kept

  logic [8*Kept*Pm-1:0] codes, votes, weights;
  logic [15:0]          write_address, address_q;
  logic [7:0]           beat, unused_remainder;
  logic                 heads, unused_data;
  logic [3:0]           valid;  // of a head, as it is looked at
  logic [11:0]          landed_q;  // row groups whose weights are there

  vitcc_divide #(.Divisor(Segment), .InBits(8)) u_beat (
    .value_i(column_i), .quotient_o(beat), .remainder_o(unused_remainder)
  );

  assign unused_data   = ^data_i ^ ^unused_remainder ^ valid[0];
  assign heads         = beat < 8'(Beats);
  assign write_address = 16'(group_i) * 16'(Beats) + 16'(beat);

  for (genvar i = 0; i < Pm; i++) begin : gen_row
    for (genvar k = 0; k < Kept; k++) begin : gen_lane
      assign codes[8*(Kept*i+k) +: 8] = data_i[16*(Segment*i+k) +: 8];
    end
  end

  always_ff @(posedge clk_i) begin
    if (!rst_ni || start_i) landed_q <= '0;
    else if (weigh_i && last_i) landed_q <= group_i + 12'd1;
  end

  // ---- the head that is looked at

  logic [11:0] token_q, group_q;
  logic [7:0]  head_q;
  logic [6:0]  lane_q;
  logic [1:0]  row_q;
  logic        go, last_head, last_row, first;
  logic [11:0] next_group;

  assign go        = token_q < tokens_i && group_q < landed_q;
  assign last_head = head_q == heads_i;
  assign first     = head_q == '0;
  assign last_row  = row_q == 2'(Pm - 1);
  assign next_group = last_row ? group_q + 12'd1 : group_q;

  always_ff @(posedge clk_i) begin
    if (!rst_ni || start_i) begin
      token_q   <= '0;
      group_q   <= '0;
      row_q     <= '0;
      head_q    <= '0;
      lane_q    <= '0;
      address_q <= '0;
    end else if (go && last_head) begin
      token_q   <= token_q + 12'd1;
      row_q     <= last_row ? '0 : row_q + 2'd1;
      group_q   <= next_group;
      address_q <= 16'(next_group) * 16'(Beats);
      head_q    <= '0;
      lane_q    <= '0;
    end else if (go) begin
      head_q <= head_q + 8'd1;
      lane_q <= lane_q == 7'(Kept - 1) ? '0 : lane_q + 7'd1;
      if (lane_q == 7'(Kept - 1)) address_q <= address_q + 16'd1;
    end
  end

  vitcc_memory #(.Segments(Pm), .SegmentBits(8 * Kept), .Depth(Depth)) u_votes (
    .clk_i          (clk_i),
    .write_i        (rows_i & {Pm{vote_i && heads}}),
    .write_address_i(write_address),
    .write_data_i   (codes),
    .read_i         (go),
    .read_address_i (address_q),
    .read_data_o    (votes)
  );

  vitcc_memory #(.Segments(Pm), .SegmentBits(8 * Kept), .Depth(Depth)) u_weights (
    .clk_i          (clk_i),
    .write_i        (rows_i & {Pm{weigh_i && heads}}),
    .write_address_i(write_address),
    .write_data_i   (codes),
    .read_i         (go),
    .read_address_i (address_q),
    .read_data_o    (weights)
  );

  // ---- its vote and weight, and what they add to

  logic [11:0]       token;
  logic [1:0]        row;
  logic [6:0]        lane;
  logic              first_head, last_sum;
  logic [8*Kept-1:0] row_votes, row_weights;
  logic [7:0]        vote_q, weight_q, weight;
  logic [15:0]       product_q;
  logic [7:0]        added_q;

  vitcc_valid_line #(.Stages(3)) u_valid (
    .clk_i(clk_i), .rst_ni(rst_ni && !start_i), .valid_i(go), .valid_o(valid)
  );
  vitcc_delay #(.Width(9), .Stages(1)) u_place (
    .clk_i(clk_i), .data_i({row_q, lane_q}), .data_o({row, lane})
  );
  vitcc_delay #(.Width(14), .Stages(3)) u_token (
    .clk_i(clk_i), .data_i({token_q, first, last_head}), .data_o({token, first_head, last_sum})
  );
  vitcc_select #(.Parts(Pm), .Width(8 * Kept)) u_row_votes (
    .part_i({6'd0, row}), .data_i(votes), .data_o(row_votes)
  );
  vitcc_select #(.Parts(Pm), .Width(8 * Kept)) u_row_weights (
    .part_i({6'd0, row}), .data_i(weights), .data_o(row_weights)
  );

  assign weight = row_weights[8*lane +: 8] + 8'd127;

  always_ff @(posedge clk_i) begin
    if (valid[1]) begin
      vote_q   <= row_votes[8*lane +: 8] + 8'd127;
      weight_q <= weight == '0 ? 8'd1 : weight;
    end
    if (valid[2]) begin
      product_q <= 16'(vote_q) * 16'(weight_q);
      added_q   <= weight_q;
    end
    if (valid[3]) begin
      sum_o   <= (first_head ? '0 : sum_o) + 24'(product_q);
      total_o <= (first_head ? '0 : total_o) + 16'(added_q);
      token_o <= token;
    end
    valid_o <= rst_ni && !start_i && valid[3] && last_sum;
  end

endmodule

`default_nettype wire
