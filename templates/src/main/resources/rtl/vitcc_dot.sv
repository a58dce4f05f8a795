// Two columns' dot products with one row of pk operands.
//
// Lanes are in the order of their places in a cascade: all first ones, then all second ones, and so
// on. Operands of place j belong to stage j. Sums of eight packed products are split,
// lo = P[18:0], hi = P[37:19] + P[18], and added in registered trees. Latency
// 10 + ceil(log2(Pk / 8)) cycles, one row a cycle; enable_i[s] is the valid bit of stage s.

`default_nettype none

module vitcc_dot #(
  parameter int Pk      = 64,
  parameter int SumBits = 19 + $clog2(Pk / 8)
) (
  input  logic                         clk_i,
  input  logic [9+$clog2(Pk/8):0]      enable_i,
  input  logic [9*Pk-1:0]              x_i,
  input  logic [8*Pk-1:0]              low_i,
  input  logic [8*Pk-1:0]              high_i,
  output logic [SumBits-1:0]           low_o,
  output logic [SumBits-1:0]           high_o
);

  localparam int Chains = Pk / 8;
  localparam int Levels = $clog2(Chains);

  logic [19*Chains-1:0]               low, high;
  logic [(Levels > 0 ? Levels : 1)-1:0] tree_enable;

  if (Levels > 0) begin : gen_tree_enable
    assign tree_enable = enable_i[10 +: Levels];
  end else begin : gen_no_tree
    assign tree_enable = '0;
  end

  for (genvar c = 0; c < Chains; c++) begin : gen_chain
    logic [71:0] x;
    logic [63:0] w0, w1;
    logic [37:0] sum;
    logic [18:0] low_q, high_q;

    for (genvar j = 0; j < 8; j++) begin : gen_place
      assign x[9*j +: 9]  = x_i[9*(Chains*j+c) +: 9];
      assign w0[8*j +: 8] = low_i[8*(Chains*j+c) +: 8];
      assign w1[8*j +: 8] = high_i[8*(Chains*j+c) +: 8];
    end

    vitcc_dot8 u_dot8 (
      .clk_i(clk_i), .enable_i(enable_i[8:0]), .x_i(x), .low_i(w0), .high_i(w1), .sum_o(sum)
    );

    always_ff @(posedge clk_i) begin
      if (enable_i[9]) begin
        low_q  <= sum[18:0];
        high_q <= sum[37:19] + 19'(sum[18]);
      end
    end

    assign low[19*c +: 19]  = low_q;
    assign high[19*c +: 19] = high_q;
  end

  vitcc_adder_tree #(
    .Terms(Chains), .InBits(19), .OutBits(SumBits), .Signed(1'b1)
  ) u_low (
    .clk_i(clk_i), .valid_i(tree_enable), .terms_i(low), .sum_o(low_o)
  );

  vitcc_adder_tree #(
    .Terms(Chains), .InBits(19), .OutBits(SumBits), .Signed(1'b1)
  ) u_high (
    .clk_i(clk_i), .valid_i(tree_enable), .terms_i(high), .sum_o(high_o)
  );

endmodule

`default_nettype wire
