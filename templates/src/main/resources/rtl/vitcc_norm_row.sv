// mean2 and r of the layer norm of a row from its sums (docs/numerics.md).
//
//   V = D S2 - S1^2 + E;  mean2 = rnd(S1 R, t);  r = gain 2^(-shift) / sqrt(V), table and shift
//
// Latency twelve cycles, one row a cycle. The constants must hold while rows are under way.

`default_nettype none

module vitcc_norm_row (
  input  logic        clk_i,
  input  logic        rst_ni,
  input  logic        valid_i,
  input  logic [28:0] sum_i,         // S1, signed
  input  logic [42:0] squares_i,     // S2
  input  logic [12:0] dimension_i,   // D
  input  logic [24:0] mean_factor_i, // R
  input  logic [5:0]  mean_shift_i,  // t
  input  logic [39:0] epsilon_i,     // E
  input  logic [15:0] gain_i,
  input  logic [7:0]  shift_i,       // signed
  output logic [16:0] mean2_o,       // signed
  output logic [25:0] factor_o       // r
);

  logic [11:0] valid;

  vitcc_valid_line #(.Stages(11)) u_valid (
    .clk_i(clk_i), .rst_ni(rst_ni), .valid_i(valid_i), .valid_o(valid)
  );

  function automatic logic [54:0] scale_sum(input logic [28:0] sum, input logic [24:0] factor);
    scale_sum = 55'($signed(sum)) * 55'($signed({1'b0, factor}));
  endfunction

  function automatic logic [57:0] square(input logic [28:0] sum);
    square = 58'($signed(sum)) * 58'($signed(sum));
  endfunction

  // ---- products, each with a second register to retime into

  logic [54:0] mean_product_q [0:1];
  logic [55:0] scaled_squares_q [0:1];
  logic [57:0] sum_square_q [0:1];

  always_ff @(posedge clk_i) begin
    if (valid[0]) begin
      mean_product_q[0]   <= scale_sum(sum_i, mean_factor_i);
      scaled_squares_q[0] <= 56'(dimension_i) * 56'(squares_i);
      sum_square_q[0]     <= square(sum_i);
    end
    if (valid[1]) begin
      mean_product_q[1]   <= mean_product_q[0];
      scaled_squares_q[1] <= scaled_squares_q[0];
      sum_square_q[1]     <= sum_square_q[0];
    end
  end

  // ---- the mean: shift by t - 1 in two steps, round the last bit

  logic signed [54:0] mean_coarse_q;
  logic signed [17:0] mean_fine_q;
  logic [16:0]        mean2_q, mean2;
  logic [5:0]         mean_amount;

  assign mean_amount = mean_shift_i - 6'd1;

  always_ff @(posedge clk_i) begin
    if (valid[2]) mean_coarse_q <= $signed(mean_product_q[1]) >>> {mean_amount[5:3], 3'd0};
    if (valid[3]) mean_fine_q <= 18'(mean_coarse_q >>> mean_amount[2:0]);
    if (valid[4]) mean2_q <= 17'((mean_fine_q + 18'sd1) >>> 1);
  end

  vitcc_delay #(.Width(17), .Stages(7)) u_mean2 (
    .clk_i(clk_i), .data_i(mean2_q), .data_o(mean2)
  );

  // ---- the variance and the leading one

  logic [63:0] spread_q, variance_q, normal;
  logic [5:0]  shifts;
  logic        unused_bits;

  assign unused_bits = ^normal;

  always_ff @(posedge clk_i) begin
    if (valid[2]) spread_q <= 64'(scaled_squares_q[1]) - 64'(sum_square_q[1]);
    if (valid[3]) variance_q <= spread_q + 64'(epsilon_i);
  end

  vitcc_normalize #(.Bits(64)) u_normalize (
    .clk_i   (clk_i),
    .enable_i(valid[6:4]),
    .value_i (variance_q),
    .value_o (normal),
    .shifts_o(shifts)
  );

  // ---- table, gain, shift

  logic [5:0]        log2;
  logic [15:0]       root;
  logic [31:0]       product_q, coarse_q, fine_q;
  logic [4:0]        half_log2_q;
  logic signed [8:0] amount_q, coarse_amount_q;
  logic              below_q, beyond_q;
  logic [25:0]       factor_q;

  assign log2 = 6'd63 - shifts;

  vitcc_function_rsqrt u_rsqrt (
    .clk_i(clk_i), .enable_i(valid[7]), .code_i({log2[0], normal[62:54]}), .data_o(root)
  );

  always_ff @(posedge clk_i) begin
    if (valid[7]) half_log2_q <= log2[5:1];
    if (valid[8]) begin
      product_q <= 32'(root) * 32'(gain_i);
      amount_q  <= 9'($signed(shift_i)) + $signed({4'd0, half_log2_q});
    end
    if (valid[9]) begin
      coarse_q        <= product_q >> {amount_q[4:3], 3'd0};
      coarse_amount_q <= amount_q;
    end
    if (valid[10]) begin
      fine_q   <= coarse_q >> coarse_amount_q[2:0];
      below_q  <= coarse_amount_q < 9'sd0;
      beyond_q <= coarse_amount_q > 9'sd31;
    end
    if (valid[11]) begin
      if (below_q || (fine_q[31:26] != '0 && !beyond_q)) factor_q <= '1;
      else factor_q <= beyond_q ? '0 : fine_q[25:0];
    end
  end

  assign mean2_o  = mean2;
  assign factor_o = factor_q;

endmodule

`default_nettype wire
