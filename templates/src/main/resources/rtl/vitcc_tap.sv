// Shows the testbench every beat that the vector unit writes. Simulation only; empty otherwise.
//
// C prototype, called once for each row of a beat; beats come in order of groups, row groups and
// columns:
//
//   void vitcc_tap(int group, int row, int column, const svBitVecVal* lanes);
//
// group: number of the vector command in the frame, from 0; row: absolute; column: of lane 0 in the
// group; lane i of the beat is (int16_t)(lanes[i / 2] >> (16 * (i % 2))), as written.

`default_nettype none

module vitcc_tap #(
  parameter int Pm      = 1,
  parameter int Segment = 64
) (
  input logic                     clk_i,
  input logic [Pm-1:0]            rows_i,  // which rows are written
  input logic [15:0]              sequence_i,
  input logic [11:0]              group_i,
  input logic [7:0]               column_i,
  input logic [16*Pm*Segment-1:0] data_i
);

`ifdef VERILATOR
  import "DPI-C" function void vitcc_tap(input int group, input int row, input int column,
                                         input bit [16*Segment-1:0] lanes);

  always_ff @(posedge clk_i) begin
    for (int i = 0; i < Pm; i++) begin
      if (rows_i[i]) begin
        vitcc_tap(32'(sequence_i), 32'(group_i) * Pm + i, 32'(column_i),
                  data_i[16*Segment*i +: 16*Segment]);
      end
    end
  end
`else
  logic unused_tap;
  assign unused_tap = clk_i ^ ^{rows_i, sequence_i, group_i, column_i, data_i};
`endif

endmodule

`default_nettype wire
