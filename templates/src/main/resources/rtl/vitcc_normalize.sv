// Shifts a number left until its highest bit is one, and counts the shifts.
//
// Three registered stages, one number a cycle. Zero comes out as zero after Bits - 1 shifts.

`default_nettype none

module vitcc_normalize #(
  parameter int Bits = 64  // 32 or 64
) (
  input  logic            clk_i,
  input  logic [2:0]      enable_i,  // valid bits of the stages' operands
  input  logic [Bits-1:0] value_i,
  output logic [Bits-1:0] value_o,
  output logic [5:0]      shifts_o
);

  logic [Bits-1:0] value_q  [0:2];
  logic [5:0]      shifts_q [0:2];

  assign value_o  = value_q[2];
  assign shifts_o = shifts_q[2];

  // Each stage tries two powers of two, the greater first.
  for (genvar s = 0; s < 3; s++) begin : gen_stage
    localparam int Great = Bits >> (2 * s + 1);
    localparam int Small = Great / 2;

    logic [Bits-1:0] from, half;
    logic [5:0]      shifts;
    logic            by_great, by_small;

    if (s == 0) begin : gen_first
      assign from   = value_i;
      assign shifts = '0;
    end else begin : gen_next
      assign from   = value_q[s-1];
      assign shifts = shifts_q[s-1];
    end

    assign by_great = from[Bits-1 -: Great] == '0;
    assign half     = by_great ? from << Great : from;

    if (Small > 0) begin : gen_small
      assign by_small = half[Bits-1 -: Small] == '0;
    end else begin : gen_none
      assign by_small = 1'b0;
    end

    always_ff @(posedge clk_i) begin
      if (enable_i[s]) begin
        value_q[s]  <= by_small ? half << Small : half;
        shifts_q[s] <= shifts + (by_great ? 6'(Great) : 6'd0) + (by_small ? 6'(Small) : 6'd0);
      end
    end
  end

endmodule

`default_nettype wire
