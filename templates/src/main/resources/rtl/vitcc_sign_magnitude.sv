// A row's operands as magnitudes, and as signs in the form and at the time in which the adder trees
// of vitcc_narrow_dot take them.
//
// Magnitudes come Stages cycles after the row. Signs are relative as those of weights are
// (vitcc_relative_signs), and each comes one cycle later for each stage before the adder that uses
// it. Operands are within +-(2^(InBits-1) - 1).

`default_nettype none

module vitcc_sign_magnitude #(
  parameter int Pk     = 64,
  parameter int InBits = 8,
  parameter int Stages = 5,
  parameter int Levels = $clog2(Pk)
) (
  input  logic                     clk_i,
  input  logic [InBits*Pk-1:0]     x_i,
  output logic [(InBits-1)*Pk-1:0] magnitudes_o,
  output logic [Pk-1:0]            signs_o
);

  logic [Pk-1:0]            sign, relative_q;
  logic [(InBits-1)*Pk-1:0] magnitudes_q;

  for (genvar k = 0; k < Pk; k++) begin : gen_operand
    localparam int Left  = k & (k - 1);  // in the tree; of operand 0 itself
    localparam int Level = k == 0 ? Levels : $clog2(k & (-k));

    logic [InBits-2:0] low;

    assign sign[k] = x_i[InBits*k + InBits - 1];
    assign low     = x_i[InBits*k +: InBits-1];

    always_ff @(posedge clk_i) begin
      relative_q[k] <= k == 0 ? sign[0] : sign[k] ^ sign[Left];
      magnitudes_q[(InBits-1)*k +: InBits-1] <= sign[k] ? -low : low;
    end

    vitcc_delay #(.Width(1), .Stages(Stages + Level)) u_sign (
      .clk_i(clk_i), .data_i(relative_q[k]), .data_o(signs_o[k])
    );
  end

  vitcc_delay #(.Width((InBits - 1) * Pk), .Stages(Stages - 1)) u_magnitudes (
    .clk_i(clk_i), .data_i(magnitudes_q), .data_o(magnitudes_o)
  );

endmodule

`default_nettype wire
