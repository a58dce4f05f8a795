// One narrow column's dot product with one row of pk operands, made of lookup tables.
//
// A weight of one bit is +1 or -1, of two bits also 0, of four bits 0 or +-2^e, e = 0 ... 6. Signs
// are not multiplied but choose between sum and difference all along a registered adder tree, each
// relative to the sign on its left (vitcc_relative_signs); the last stage applies the first sign.
// Latency 2 + ceil(log2 Pk) cycles after the operands' register, one row a cycle; enable_i[s] is
// the valid bit of stage s. The weights of a stage come with it.
// With four bits, operands are magnitudes, which are shifted in stage 0, and their signs come apart
// (vitcc_sign_magnitude); else they are signed and belong to stage 1.

`default_nettype none

module vitcc_narrow_dot #(
  parameter int Pk         = 64,
  parameter int WeightBits = 1,
  parameter int InBits     = 8,
  parameter int Levels     = $clog2(Pk),
  parameter bit Shifted    = WeightBits == 4,
  parameter int XBits      = Shifted ? InBits - 1 : InBits,
  parameter int LeafBits   = Shifted ? XBits + 7 : XBits,
  parameter int SumBits    = LeafBits + Levels + 1
) (
  input  logic                     clk_i,
  input  logic [Levels+1:0]        enable_i,
  input  logic [XBits*Pk-1:0]      x_i,
  input  logic [Pk-1:0]            signs_i,  // of operands, each at its stage
  input  logic [WeightBits*Pk-1:0] weights_i,
  output logic [SumBits-1:0]       sum_o
);

  localparam int RootBits = LeafBits + Levels;

  logic [Pk-1:0]          negate;
  logic [LeafBits*Pk-1:0] leaves;

  for (genvar k = 0; k < Pk; k++) begin : gen_leaf
    if (Shifted) begin : gen_power
      logic [XBits+5:0] shifted_q;

      always_ff @(posedge clk_i) begin
        if (enable_i[0]) shifted_q <= shift(x_i[XBits*k +: XBits], weights_i[4*k +: 3]);
      end
      assign leaves[LeafBits*k +: LeafBits] = {1'b0, shifted_q};
      assign negate[k]                      = weights_i[4*k+3] ^ signs_i[k];
    end else if (WeightBits == 2) begin : gen_ternary
      assign leaves[LeafBits*k +: LeafBits] = x_i[XBits*k +: XBits] & {XBits{weights_i[2*k]}};
      assign negate[k]                      = weights_i[2*k+1];
    end else begin : gen_binary
      assign leaves[LeafBits*k +: LeafBits] = x_i[XBits*k +: XBits];
      assign negate[k]                      = weights_i[k];
    end
  end

  if (!Shifted) begin : gen_no_shift
    logic unused_stage;
    assign unused_stage = ^{enable_i[0], signs_i};
  end

  // x * 2^(power - 1); zero for power 0. Masks, not cases, and two steps, not seven: each bit is
  // then the same few lookup tables whatever else is synthesised with it.
  function automatic logic [XBits+5:0] shift(input logic [XBits-1:0] x, input logic [2:0] power);
    logic [XBits+5:0] wide, low, high;
    begin
      wide  = (XBits+6)'(x);
      low   = (wide      & {XBits+6{power[1:0] == 2'd1}})
            | (wide << 1 & {XBits+6{power[1:0] == 2'd2}})
            | (wide << 2 & {XBits+6{power[1:0] == 2'd3}});
      high  = (wide << 3 & {XBits+6{power[1:0] == 2'd0}}) | low << 4;
      shift = (low & {XBits+6{!power[2]}}) | (high & {XBits+6{power[2]}});
    end
  endfunction

  // Level l makes pairs of From sums of 2^l weights each.
  for (genvar l = 0; l < Levels; l++) begin : gen_level
    localparam int From     = (Pk + (1 << l) - 1) >> l;
    localparam int TermBits = LeafBits + l;

    logic [TermBits*From-1:0]           terms;
    logic [(TermBits+1)*((From+1)/2)-1:0] sums;

    if (l == 0) begin : gen_leaves
      assign terms = leaves;
    end else begin : gen_terms
      assign terms = gen_level[l-1].sums;
    end

    for (genvar n = 0; n < (From + 1) / 2; n++) begin : gen_node
      logic [TermBits-1:0] a;
      logic [TermBits:0]   sum_q;

      assign a = terms[TermBits*2*n +: TermBits];

      if (2 * n + 1 < From) begin : gen_pair
        logic                difference, unused_carry;
        logic [TermBits-1:0] b;
        logic [TermBits:0]   other;
        logic [TermBits+1:0] total;

        // a + b or a - b in one row of carry logic: -~v is v + 1, and the lowest bit the carry.
        assign difference   = negate[(2*n+1)<<l];
        assign b            = terms[TermBits*(2*n+1) +: TermBits];
        assign other        = {b[TermBits-1], b} ^ {TermBits+1{difference}};
        assign total        = {a[TermBits-1], a, 1'b0} - ~{other, difference};
        assign unused_carry = total[0];
        always_ff @(posedge clk_i) if (enable_i[l+1]) sum_q <= total[TermBits+1:1];
      end else begin : gen_single
        always_ff @(posedge clk_i) if (enable_i[l+1]) sum_q <= {a[TermBits-1], a};
      end

      assign sums[(TermBits+1)*n +: TermBits+1] = sum_q;
    end
  end

  logic [RootBits-1:0] root;

  assign root = gen_level[Levels-1].sums;

  always_ff @(posedge clk_i) begin
    if (enable_i[Levels+1]) begin
      sum_o <= ({root[RootBits-1], root} ^ {SumBits{negate[0]}}) + SumBits'(negate[0]);
    end
  end

endmodule

`default_nettype wire
