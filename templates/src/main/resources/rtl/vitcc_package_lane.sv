// One column of the package token: adds up the dropped rows by their weights, rounds and saturates.
//
// enable_i belongs to the operands, first_i starts a new sum. The token comes three cycles after
// its last row and stays.

`default_nettype none

module vitcc_package_lane (
  input  logic        clk_i,
  input  logic        rst_ni,
  input  logic        enable_i,
  input  logic        first_i,
  input  logic [15:0] residual_i,
  input  logic [16:0] weight_i,   // in units of 2^-15
  output logic [15:0] token_o
);

  localparam int SumBits = 46;  // 4095 rows

  logic                      enable_q, first_q;
  logic signed [33:0]        product_q;
  logic signed [SumBits-1:0] sum_q;
  logic signed [SumBits-16:0] rounded;
  logic                      high, low;

  always_ff @(posedge clk_i) begin
    if (!rst_ni) enable_q <= 1'b0;
    else enable_q <= enable_i;
  end

  always_ff @(posedge clk_i) begin
    if (enable_i) begin
      first_q   <= first_i;
      product_q <= 34'($signed(residual_i)) * 34'($signed({1'b0, weight_i}));
    end
    if (enable_q) sum_q <= (first_q ? '0 : sum_q) + SumBits'(product_q);
  end

  assign rounded = (SumBits-15)'((sum_q + SumBits'(1 << 14)) >>> 15);
  assign high    = !rounded[SumBits-16] && rounded[SumBits-17:15] != '0;
  assign low     = rounded[SumBits-16] &&
                   (rounded[SumBits-17:15] != '1 || rounded[14:0] == '0);

  always_ff @(posedge clk_i) token_o <= high ? 16'd32767 : low ? -16'd32767 : rounded[15:0];

endmodule

`default_nettype wire
