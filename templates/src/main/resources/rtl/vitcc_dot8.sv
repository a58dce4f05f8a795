// Eight packed products, added as packed numbers along a cascade: sum of (w1 * 2^19 + w0) * x.
//
// One multiplier does two columns, and each adds its product to the sum of those before it, in the
// next cycle: lane j's operands belong to stage j, the sum to stage 9. enable_i[s] is the valid bit
// of stage s. |w| <= 127 and x in -256 .. 255 keep the sum in 38 bits (docs/numerics.md).
// With VITCC_DSP48E2 defined the cells of UltraScale+ stand in for what tools make of the
// registers: Vivado finds the same by itself, Yosys does not.

`default_nettype none

module vitcc_dot8 (
  input  logic        clk_i,
  input  logic [8:0]  enable_i,
  input  logic [71:0] x_i,     // eight lanes of 9 bits
  input  logic [63:0] low_i,   // w0
  input  logic [63:0] high_i,  // w1 - (w0 < 0)
  output logic [37:0] sum_o
);

`ifdef VITCC_DSP48E2
  logic [47:0] cascade [0:8];
  logic        unused_bits;

  assign cascade[0]  = '0;
  assign sum_o       = cascade[8][37:0];
  assign unused_bits = ^cascade[8][47:38];

  for (genvar j = 0; j < 8; j++) begin : gen_lane
    vitcc_dsp48e2 #(.First(j == 0), .Last(j == 7)) u_dsp (
      .clk_i     (clk_i),
      .multiply_i(enable_i[j]),
      .add_i     (enable_i[j+1]),
      .a_i       ({high_i[8*j +: 8], {11{low_i[8*j+7]}}, low_i[8*j +: 8]}),
      .b_i       (x_i[9*j +: 9]),
      .cascade_i (cascade[j]),
      .cascade_o (cascade[j+1])
    );
  end
`else
  logic signed [37:0] product_q [0:7];
  logic signed [37:0] sum_q     [0:7];

  function automatic logic signed [37:0] multiply(input logic [7:0] w1, input logic [7:0] w0,
                                                  input logic [8:0] x);
    multiply = 38'($signed({w1, {11{w0[7]}}, w0})) * 38'($signed(x));
  endfunction

  for (genvar j = 0; j < 8; j++) begin : gen_lane
    always_ff @(posedge clk_i) begin
      if (enable_i[j]) begin
        product_q[j] <= multiply(high_i[8*j +: 8], low_i[8*j +: 8], x_i[9*j +: 9]);
      end
    end

    if (j == 0) begin : gen_first
      always_ff @(posedge clk_i) if (enable_i[1]) sum_q[0] <= product_q[0];
    end else begin : gen_next
      always_ff @(posedge clk_i) if (enable_i[j+1]) sum_q[j] <= sum_q[j-1] + product_q[j];
    end
  end

  assign sum_o = sum_q[7];
`endif

endmodule

`default_nettype wire
