// Sums the exponentials of each row on their way into the array, and turns the sums into the row
// scales that the vector unit takes, one row group at a time.
//
// The operands are summed in a registered tree and added up over the tiles of the command in memory
// by row; after the last tile a sum goes through the reciprocal into a FIFO. The FIFO has an entry
// for every credit of the result FIFO, so it never overflows.

`default_nettype none

module vitcc_row_scales #(
  parameter int Pm    = 1,
  parameter int Pk    = 64,
  parameter int Rows  = 256,
  parameter int Depth = 32
) (
  input  logic               clk_i,
  input  logic               rst_ni,
  input  logic               valid_i,  // operands_i are exponentials
  input  logic               first_i,  // of the row
  input  logic               last_i,
  input  logic [11:0]        slot_i,
  input  logic [15:0]        gain_i,
  input  logic [7:0]         shift_i,
  input  logic [9*Pm*Pk-1:0] operands_i,
  output logic               scale_valid_o,
  input  logic               scale_ready_i,
  output logic [19*Pm-1:0]   scale_o
);

  localparam int Levels  = $clog2(Pk);
  localparam int SumBits = 8 + Levels;

  logic [Levels+2:0] valid;
  logic              first, last_total;
  logic [11:0]       slot;
  logic [15:0]       gain;
  logic [7:0]        shift;
  logic [Pm-1:0]     scaled;
  logic [19*Pm-1:0]  scales;
  logic              room, unused_bits;

  assign unused_bits = room ^ ^operands_i ^ ^scaled;

  vitcc_valid_line #(.Stages(Levels + 2)) u_valid (
    .clk_i(clk_i), .rst_ni(rst_ni), .valid_i(valid_i), .valid_o(valid)
  );
  vitcc_delay #(.Width(13), .Stages(Levels)) u_row (
    .clk_i(clk_i), .data_i({first_i, slot_i}), .data_o({first, slot})
  );
  vitcc_delay #(.Width(25), .Stages(Levels + 2)) u_scale (
    .clk_i(clk_i), .data_i({last_i, gain_i, shift_i}), .data_o({last_total, gain, shift})
  );

  for (genvar i = 0; i < Pm; i++) begin : gen_row
    logic [8*Pk-1:0]    exponentials;
    logic [SumBits-1:0] sum;
    logic [19:0]        total;

    for (genvar k = 0; k < Pk; k++) begin : gen_lane
      assign exponentials[8*k +: 8] = operands_i[9*(Pk*i+k) +: 8];
    end

    vitcc_adder_tree #(.Terms(Pk), .InBits(8), .OutBits(SumBits), .Signed(1'b0)) u_tree (
      .clk_i(clk_i), .valid_i(valid[Levels-1:0]), .terms_i(exponentials), .sum_o(sum)
    );

    vitcc_row_statistic #(
      .Maximum(1'b0), .Width(20), .Depth((Rows + Pm - 1) / Pm)
    ) u_total (
      .clk_i         (clk_i),
      .rst_ni        (rst_ni),
      .valid_i       (valid[Levels]),
      .first_beat_i  (1'b1),
      .last_beat_i   (1'b1),
      .first_of_row_i(first),
      .group_i       (slot),
      .value_i       (20'(sum)),
      .value_o       (total)
    );

    vitcc_reciprocal u_reciprocal (
      .clk_i  (clk_i),
      .rst_ni (rst_ni),
      .valid_i(valid[Levels+2] && last_total),
      .sum_i  (total),
      .gain_i (gain),
      .shift_i(shift),
      .valid_o(scaled[i]),
      .scale_o(scales[19*i +: 19])
    );
  end

  vitcc_queue #(.Width(19 * Pm), .Depth(Depth)) u_queue (
    .clk_i  (clk_i),
    .rst_ni (rst_ni),
    .valid_i(scaled[0]),
    .ready_o(room),
    .data_i (scales),
    .valid_o(scale_valid_o),
    .ready_i(scale_ready_i),
    .data_o (scale_o)
  );

endmodule

`default_nettype wire
