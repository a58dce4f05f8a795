// Divides by a constant: quotient and remainder, combinational. By a power of two it is wiring.

`default_nettype none

module vitcc_divide #(
  parameter int Divisor = 3,   // at most 128
  parameter int InBits  = 14   // at most 14
) (
  input  logic [InBits-1:0] value_i,
  output logic [InBits-1:0] quotient_o,
  output logic [7:0]        remainder_o
);

  // value * ceil(2^21 / Divisor) / 2^21 is exact while value * Divisor < 2^21.
  localparam logic [31:0] Reciprocal = 32'(((1 << 21) + Divisor - 1) / Divisor);

  logic [35:0] product;
  logic [35:0] multiple;
  logic        unused_product;

  assign unused_product = ^product;
  assign product     = 36'(value_i) * 36'(Reciprocal);
  assign quotient_o  = product[21 +: InBits];
  assign multiple    = 36'(quotient_o) * 36'(Divisor);
  assign remainder_o = 8'(36'(value_i) - multiple);

endmodule

`default_nettype wire
