// The stationary operand of one narrow column: shadow and active registers.
//
// A tile reaches the stages of vitcc_narrow_dot one after the other, so each stage's weights are
// swapped in the cycle before: swap_i[s] is the swap s cycles after it entered the array. The
// shadow may be loaded from cycle 1 + ceil(log2 Pk) of the swap on: narrow columns are loaded after
// the others, of which there are at least eight.

`default_nettype none

module vitcc_narrow_weights #(
  parameter int Pk         = 64,
  parameter int WeightBits = 1,
  parameter int Levels     = $clog2(Pk)
) (
  input  logic                     clk_i,
  input  logic                     load_i,
  input  logic [Levels+1:0]        swap_i,
  input  logic [WeightBits*Pk-1:0] data_i,
  output logic [WeightBits*Pk-1:0] weights_o
);

  logic [WeightBits*Pk-1:0] shadow_q;

  always_ff @(posedge clk_i) if (load_i) shadow_q <= data_i;

  for (genvar k = 0; k < Pk; k++) begin : gen_weight
    localparam int Sign  = WeightBits * k + WeightBits - 1;
    localparam int Level = k == 0 ? Levels : $clog2(k & (-k));  // of the tree where it is used

    always_ff @(posedge clk_i) if (swap_i[Level+1]) weights_o[Sign] <= shadow_q[Sign];

    if (WeightBits > 1) begin : gen_magnitude
      localparam int Stage = WeightBits == 4 ? 0 : 1;

      always_ff @(posedge clk_i) begin
        if (swap_i[Stage]) begin
          weights_o[WeightBits*k +: WeightBits-1] <= shadow_q[WeightBits*k +: WeightBits-1];
        end
      end
    end
  end

  if (WeightBits != 4) begin : gen_no_shift
    logic unused_swap;
    assign unused_swap = swap_i[0];
  end

endmodule

`default_nettype wire
