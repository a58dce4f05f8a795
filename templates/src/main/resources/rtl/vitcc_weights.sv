// Lanes of the stationary operand of one column pair: shadow and active registers.
//
// The even column is loaded as w0, the odd one as w1 - (w0 < 0), so that the multiplier's operand
// w1 * 2^19 + w0 is a concatenation. The swap copies shadow to active in one cycle; the shadow may
// be loaded from that same cycle on.

`default_nettype none

module vitcc_weights #(
  parameter int Lanes = 8
) (
  input  logic               clk_i,
  input  logic               load_low_i,
  input  logic               load_high_i,
  input  logic               swap_i,
  input  logic [8*Lanes-1:0] data_i,
  output logic [8*Lanes-1:0] low_o,
  output logic [8*Lanes-1:0] high_o
);

  logic [8*Lanes-1:0] shadow_low_q, shadow_high_q;

  always_ff @(posedge clk_i) if (load_low_i) shadow_low_q <= data_i;
  always_ff @(posedge clk_i) if (load_high_i) shadow_high_q <= data_i;

  always_ff @(posedge clk_i) begin
    if (swap_i) begin
      low_o  <= shadow_low_q;
      high_o <= shadow_high_q;
    end
  end

endmodule

`default_nettype wire
