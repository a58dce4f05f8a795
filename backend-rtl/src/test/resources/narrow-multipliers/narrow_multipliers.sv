// A narrow column of each format, with weights as the memory image has them, and a binary one for
// the low six bits of operands.

`default_nettype none

module narrow_multipliers #(
  parameter int Pk = 8
) (
  input  logic            clk_i,
  input  logic [8*Pk-1:0] x_i,
  input  logic [8*Pk-1:0] binary_i,  // the first column of each word is looked at
  input  logic [8*Pk-1:0] ternary_i,
  input  logic [8*Pk-1:0] powers_i,
  output logic [11:0]     binary_o,
  output logic [9:0]      six_bits_o,
  output logic [11:0]     ternary_o,
  output logic [17:0]     powers_o
);

  logic [8*Pk-1:0] binary, ternary, powers;

  vitcc_relative_signs #(.Pk(Pk), .WeightBits(1)) u_binary_signs (
    .data_i(binary_i), .data_o(binary)
  );
  vitcc_relative_signs #(.Pk(Pk), .WeightBits(2)) u_ternary_signs (
    .data_i(ternary_i), .data_o(ternary)
  );
  vitcc_relative_signs #(.Pk(Pk), .WeightBits(4)) u_powers_signs (
    .data_i(powers_i), .data_o(powers)
  );

  vitcc_narrow_dot #(.Pk(Pk), .WeightBits(1)) u_binary (
    .clk_i(clk_i), .enable_i('1), .x_i(x_i), .signs_i('0), .weights_i(binary[Pk-1:0]),
    .sum_o(binary_o)
  );

  logic [6*Pk-1:0] low;

  for (genvar k = 0; k < Pk; k++) begin : gen_low
    assign low[6*k +: 6] = x_i[8*k +: 6];
  end

  vitcc_narrow_dot #(.Pk(Pk), .WeightBits(1), .InBits(6)) u_six_bits (
    .clk_i(clk_i), .enable_i('1), .x_i(low), .signs_i('0), .weights_i(binary[Pk-1:0]),
    .sum_o(six_bits_o)
  );
  vitcc_narrow_dot #(.Pk(Pk), .WeightBits(2)) u_ternary (
    .clk_i(clk_i), .enable_i('1), .x_i(x_i), .signs_i('0), .weights_i(ternary[2*Pk-1:0]),
    .sum_o(ternary_o)
  );

  logic [7*Pk-1:0] magnitudes;
  logic [Pk-1:0]   signs;

  vitcc_sign_magnitude #(.Pk(Pk), .Stages(1)) u_operands (
    .clk_i(clk_i), .x_i(x_i), .magnitudes_o(magnitudes), .signs_o(signs)
  );
  vitcc_narrow_dot #(.Pk(Pk), .WeightBits(4)) u_powers (
    .clk_i(clk_i), .enable_i('1), .x_i(magnitudes), .signs_i(signs),
    .weights_i(powers[4*Pk-1:0]), .sum_o(powers_o)
  );

endmodule

`default_nettype wire
