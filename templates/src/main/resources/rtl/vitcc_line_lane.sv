// Points of straight lines, one a cycle: what a lane of the vector unit has in place of a table.
//
//   stage 0  the line of the index, from its upper bits
//   stage 1  (intercept + slope z) >> Fraction, saturated to +-mask_i = 2^n - 1
//
// z is what is below the line's bits of the index. A line is written as a word: its slope in the
// lower half, its intercept in the upper one. code_o comes within stage 1.

`default_nettype none

module vitcc_line_lane #(
  parameter int LineBits   = 5,    // log2 of the number of lines
  parameter int Fraction   = 6,
  parameter int SlopeBits  = 9,
  parameter bit CodeLimits = 1'b0  // 0: mask_i is not read, and 127
) (
  input  logic        clk_i,
  input  logic        enable_i,  // stage 0
  input  logic [9:0]  index_i,
  input  logic [6:0]  mask_i,    // stage 1
  input  logic        write_i,
  input  logic [7:0]  write_address_i,
  input  logic [31:0] write_data_i,
  output logic [7:0]  code_o
);

  localparam int InterceptBits = 9 + Fraction;
  localparam int WordBits      = SlopeBits + InterceptBits;
  localparam int ZBits         = 10 - LineBits;
  localparam int ProductBits   = SlopeBits + ZBits;
  localparam int SumBits       = (ProductBits > InterceptBits ? ProductBits : InterceptBits) + 1;
  localparam int PointBits     = SumBits - Fraction;

  (* ram_style = "distributed" *)
  logic [WordBits-1:0] lines [0:(1<<LineBits)-1];
  logic [WordBits-1:0] line_q;
  logic [ZBits-1:0]    z_q;
  logic [SumBits-1:0]  slope, point;
  logic                unused_bits;

  always_ff @(posedge clk_i) begin
    if (write_i) begin
      lines[write_address_i[LineBits-1:0]] <=
          {write_data_i[16 +: InterceptBits], write_data_i[SlopeBits-1:0]};
    end
  end

  always_ff @(posedge clk_i) begin
    if (enable_i) begin
      line_q <= lines[index_i[9 -: LineBits]];
      z_q    <= index_i[ZBits-1:0];
    end
  end

  function automatic logic [7:0] saturate(input logic [PointBits-1:0] value,
                                          input logic [6:0]           mask);
    logic [PointBits-2:0] size;  // of a negative value: less one
    logic                 negative;
    begin
      negative = value[PointBits-1];
      size     = value[PointBits-2:0] ^ {(PointBits-1){negative}};
      if (size[PointBits-2:7] != '0 || (size[6:0] & ~mask) != '0 ||
          (negative && (size[6:0] | ~mask) == '1)) begin
        saturate = negative ? {1'b1, ~mask[6:1], 1'b1} : {1'b0, mask};
      end else begin
        saturate = value[7:0];
      end
    end
  endfunction

  assign slope = SumBits'($signed(line_q[SlopeBits-1:0]));

  // Adders rather than a product, which tools would give a DSP block.
  for (genvar i = 0; i < ZBits; i++) begin : gen_bit
    logic [SumBits-1:0] start, sum;

    if (i == 0) begin : gen_first
      assign start = SumBits'($signed(line_q[SlopeBits +: InterceptBits]));
    end else begin : gen_next
      assign start      = gen_bit[i-1].sum;
      assign sum[i-1:0] = start[i-1:0];
    end

    vitcc_masked_sum #(.Bits(SumBits - i)) u_sum (
      .a_i    (start[SumBits-1:i]),
      .b_i    (slope[SumBits-1-i:0]),
      .add_b_i(z_q[i]),
      .sum_o  (sum[SumBits-1:i])
    );
  end

  assign point  = gen_bit[ZBits-1].sum;
  assign code_o = saturate(point[SumBits-1:Fraction], CodeLimits ? mask_i : '1);

  assign unused_bits = ^{write_address_i, write_data_i, point, mask_i};

`ifndef SYNTHESIS
  initial for (int i = 0; i < (1 << LineBits); i++) lines[i] = '0;
`endif

endmodule

`default_nettype wire
