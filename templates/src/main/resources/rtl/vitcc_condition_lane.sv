// One lane of the conditioner: pass, layer norm or exponential, all in four cycles.
//
//   pass           y = byte
//   layer norm     y = clamp(rnd((2 code - offset) * factor, 25), 127), offset: mean2, factor: r
//   exponential    y = (EXP2[u & 63] + 2^(k+3)) >> (k+4), k = u >> 6, u = max - code,
//                  offset: 2 max; zero where keep_i is off
//
// uniform_i (stage 0) has u = 0. Each mode has its own enables, one a stage, so that only the one
// in use is evaluated. byte_i,
// code_i and offset_i belong to stage 0, factor_i to stage 1, keep_i to stage 3.
//
// CodeLimits: codes have b bits; drop_i = 8 - b (stage 1) halves exponentials that often more, and
// mask_i = 2^(b-1) - 1 (stage 3) takes the place of 127, and twice that and one that of 255.
// Gains: fine_o is a layer norm after stage 2 in 1/16, and rounded to that where gained_i (stage 2)
// says that the column's gain follows; data_o is of no use then.

`default_nettype none

module vitcc_condition_lane #(
  parameter bit CodeLimits = 1'b0,
  parameter bit Gains      = 1'b0
) (
  input  logic        clk_i,
  input  logic [3:0]  pass_i,
  input  logic [3:0]  norm_i,
  input  logic [3:0]  exponential_i,
  input  logic        uniform_i,
  input  logic [8:0]  byte_i,
  input  logic [15:0] code_i,
  input  logic [17:0] offset_i,
  input  logic [25:0] factor_i,
  input  logic        keep_i,
  input  logic [2:0]  drop_i,
  input  logic [6:0]  mask_i,
  input  logic        gained_i,
  output logic [23:0] fine_o,
  output logic [8:0]  data_o
);

  localparam int FineBits = Gains ? 4 : 0;  // below a code's own

  logic [8:0]           pass_q [0:2];
  logic signed [17:0]   difference_q;  // offset - 2 code
  logic signed [44:0]   product_q;
  logic [19+FineBits:0] rounded_q;
  logic [19:0]          whole;
  logic [11:0]          power, power_q, shifted_q;
  logic [4:0]           octaves, octaves_q;
  logic                 unused_bits;

  assign unused_bits = ^{difference_q[0], drop_i, mask_i, gained_i};
  assign whole       = rounded_q[19+FineBits:FineBits];

  function automatic logic signed [44:0] multiply(input logic [17:0] difference,
                                                  input logic [25:0] factor);
    multiply = 45'($signed(difference)) * 45'($signed({1'b0, factor}));
  endfunction

  // rnd(-product, 25), because the difference is the other way round, or to FineBits more.
  function automatic logic [19+FineBits:0] round(input logic [44:0] product, input logic fine);
    if (Gains && fine) round = (20+FineBits)'((45'h0100000 - product) >> (25 - FineBits));
    else round = (20+FineBits)'((45'h1000000 - product) >> (25 - FineBits));
  endfunction

  function automatic logic [8:0] limit(input logic [19:0] value, input logic [6:0] mask);
    logic [18:0] size;  // of a negative value: less one
    begin
      size = value[18:0] ^ {19{value[19]}};
      if (!CodeLimits) begin
        if ($signed(value) > 20'sd127) limit = 9'd127;
        else if ($signed(value) < -20'sd127) limit = -9'd127;
        else limit = value[8:0];
      end else if ((size & ~{12'd0, mask}) != '0 || (value[19] && size[6:0] == mask)) begin
        limit = value[19] ? {2'b11, ~mask} | 9'd1 : 9'(mask);
      end else begin
        limit = value[8:0];
      end
    end
  endfunction

  vitcc_rom_exp2 u_exp2 (.address_i(difference_q[6:1]), .data_o(power));

  function automatic logic [8:0] halve16(input logic [11:0] value, input logic [6:0] mask);
    logic [8:0] rounded;
    begin
      rounded = 9'((13'(value) + 13'd8) >> 4);
      if (CodeLimits && (rounded & {1'b1, ~mask, 1'b0}) != '0) halve16 = {1'b0, mask, 1'b1};
      else halve16 = rounded;
    end
  endfunction

  if (CodeLimits) begin : gen_drop
    assign octaves = 5'(difference_q[10:7]) + 5'(drop_i);
  end else begin : gen_keep
    assign octaves = {1'b0, difference_q[10:7]};
  end

  if (Gains) begin : gen_fine
    assign fine_o = rounded_q;
  end else begin : gen_whole
    assign fine_o = '0;
  end

  always_ff @(posedge clk_i) begin
    if (uniform_i) difference_q <= '0;
    else if (norm_i[0] || exponential_i[0]) difference_q <= offset_i - {code_i[15], code_i, 1'b0};
  end

  always_ff @(posedge clk_i) if (norm_i[1]) product_q <= multiply(difference_q, factor_i);
  always_ff @(posedge clk_i) if (norm_i[2]) rounded_q <= round(product_q, gained_i);

  always_ff @(posedge clk_i) begin
    if (exponential_i[1]) begin
      power_q   <= power;
      octaves_q <= {|difference_q[17:11] || octaves[4], octaves[3:0]};
    end
    if (exponential_i[2]) shifted_q <= octaves_q[4] ? '0 : power_q >> octaves_q[3:0];
  end

  always_ff @(posedge clk_i) begin
    if (pass_i[0]) pass_q[0] <= byte_i;
    if (pass_i[1]) pass_q[1] <= pass_q[0];
    if (pass_i[2]) pass_q[2] <= pass_q[1];
  end

  always_ff @(posedge clk_i) begin
    if (pass_i[3]) data_o <= pass_q[2];
    else if (norm_i[3]) data_o <= limit(whole, mask_i);
    else if (exponential_i[3]) data_o <= keep_i ? halve16(shifted_q, mask_i) : '0;
  end

endmodule

`default_nettype wire
