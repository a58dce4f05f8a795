// What the vector unit knows about each row for its next reader: the maximum of its scores, and
// mean2 and r of its layer norm. Read one row group at a time, data one cycle later.

`default_nettype none

module vitcc_row_state #(
  parameter int Pm   = 1,
  parameter int Rows = 256
) (
  input  logic             clk_i,
  input  logic [Pm-1:0]    maximum_write_i,
  input  logic [11:0]      maximum_group_i,
  input  logic [16*Pm-1:0] maximum_i,
  input  logic [Pm-1:0]    norm_write_i,
  input  logic [11:0]      norm_group_i,
  input  logic [17*Pm-1:0] norm_mean2_i,
  input  logic [26*Pm-1:0] norm_factor_i,
  input  logic             maximum_read_i,
  input  logic             norm_read_i,
  input  logic [11:0]      group_i,
  output logic [16*Pm-1:0] maximum_o,
  output logic [17*Pm-1:0] mean2_o,
  output logic [26*Pm-1:0] factor_o
);

  localparam int Depth = (Rows + Pm - 1) / Pm;

  for (genvar i = 0; i < Pm; i++) begin : gen_row
    vitcc_memory #(.Segments(1), .SegmentBits(16), .Depth(Depth)) u_maximum (
      .clk_i          (clk_i),
      .write_i        (maximum_write_i[i]),
      .write_address_i(16'(maximum_group_i)),
      .write_data_i   (maximum_i[16*i +: 16]),
      .read_i         (maximum_read_i),
      .read_address_i (16'(group_i)),
      .read_data_o    (maximum_o[16*i +: 16])
    );

    vitcc_memory #(.Segments(1), .SegmentBits(43), .Depth(Depth)) u_norm (
      .clk_i          (clk_i),
      .write_i        (norm_write_i[i]),
      .write_address_i(16'(norm_group_i)),
      .write_data_i   ({norm_factor_i[26*i +: 26], norm_mean2_i[17*i +: 17]}),
      .read_i         (norm_read_i),
      .read_address_i (16'(group_i)),
      .read_data_o    ({factor_o[26*i +: 26], mean2_o[17*i +: 17]})
    );
  end

endmodule

`default_nettype wire
