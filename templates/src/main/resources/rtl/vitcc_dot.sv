// Two columns' dot products with one row of pk operands.
//
// Sums of eight packed products are split, lo = P[18:0], hi = P[37:19] + P[18], and added in
// registered trees. Latency 5 + ceil(log2(Pk / 8)) cycles, one row a cycle; enable_i[s] is the
// valid bit of the operands of stage s.

`default_nettype none

module vitcc_dot #(
  parameter int Pk      = 64,
  parameter int SumBits = 19 + $clog2(Pk / 8)
) (
  input  logic                         clk_i,
  input  logic [4+$clog2(Pk/8):0]      enable_i,
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
    assign tree_enable = enable_i[5 +: Levels];
  end else begin : gen_no_tree
    assign tree_enable = '0;
  end

  for (genvar c = 0; c < Chains; c++) begin : gen_chain
    logic [37:0] half [0:1];
    logic [37:0] sum_q;
    logic [18:0] low_q, high_q;

    for (genvar h = 0; h < 2; h++) begin : gen_half
      vitcc_dot4 u_dot4 (
        .clk_i   (clk_i),
        .enable_i(enable_i[2:0]),
        .x_i     (x_i[9*(8*c+4*h) +: 36]),
        .low_i   (low_i[8*(8*c+4*h) +: 32]),
        .high_i  (high_i[8*(8*c+4*h) +: 32]),
        .sum_o   (half[h])
      );
    end

    always_ff @(posedge clk_i) if (enable_i[3]) sum_q <= half[0] + half[1];

    always_ff @(posedge clk_i) begin
      if (enable_i[4]) begin
        low_q  <= sum_q[18:0];
        high_q <= sum_q[37:19] + 19'(sum_q[18]);
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
