// One number and, if wanted, another: an adder of a lookup table a bit.
//
// It is a module so that synthesis does not gather several into a compressor, which takes more.

`default_nettype none

module vitcc_masked_sum #(
  parameter int Bits = 8
) (
  input  logic [Bits-1:0] a_i,
  input  logic [Bits-1:0] b_i,
  input  logic            add_b_i,
  output logic [Bits-1:0] sum_o
);

  assign sum_o = a_i + (b_i & {Bits{add_b_i}});

endmodule

`default_nettype wire
