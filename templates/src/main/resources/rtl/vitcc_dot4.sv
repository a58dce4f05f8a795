// Four packed products, added as packed numbers: sum of (w1 * 2^19 + w0) * x.
//
// One multiplier does two columns. Three registered stages: products, pairs, sum; enable_i[s] is
// the valid bit of the operands of stage s. |w| <= 127 and x in -256 .. 255 keep the sum of eight
// products in 38 bits (docs/numerics.md).

`default_nettype none

module vitcc_dot4 (
  input  logic        clk_i,
  input  logic [2:0]  enable_i,
  input  logic [35:0] x_i,     // four lanes of 9 bits
  input  logic [31:0] low_i,   // w0
  input  logic [31:0] high_i,  // w1 - (w0 < 0)
  output logic [37:0] sum_o
);

  logic signed [37:0] product_q [0:3];
  logic signed [37:0] pair_q    [0:1];

  function automatic logic signed [37:0] multiply(input logic [7:0] w1, input logic [7:0] w0,
                                                  input logic [8:0] x);
    multiply = 38'($signed({w1, {11{w0[7]}}, w0})) * 38'($signed(x));
  endfunction

  always_ff @(posedge clk_i) begin
    if (enable_i[0]) begin
      for (int k = 0; k < 4; k++) begin
        product_q[k] <= multiply(high_i[8*k +: 8], low_i[8*k +: 8], x_i[9*k +: 9]);
      end
    end
  end

  always_ff @(posedge clk_i) begin
    if (enable_i[1]) begin
      pair_q[0] <= product_q[0] + product_q[1];
      pair_q[1] <= product_q[2] + product_q[3];
    end
  end

  always_ff @(posedge clk_i) if (enable_i[2]) sum_o <= pair_q[0] + pair_q[1];

endmodule

`default_nettype wire
