// One lane of the conditioner: pass, layer norm or exponential, all in four cycles.
//
//   pass           y = byte
//   layer norm     y = clamp(rnd((2 code - offset) * factor, 25), 127), offset: mean2, factor: r
//   exponential    y = (EXP2[u & 63] + 2^(k+3)) >> (k+4), k = u >> 6, u = max - code,
//                  offset: 2 max; zero where keep_i is off
//
// Each mode has its own enables, one a stage, so that only the one in use is evaluated. byte_i,
// code_i and offset_i belong to stage 0, factor_i to stage 1, keep_i to stage 3.

`default_nettype none

module vitcc_condition_lane (
  input  logic        clk_i,
  input  logic [3:0]  pass_i,
  input  logic [3:0]  norm_i,
  input  logic [3:0]  exponential_i,
  input  logic [8:0]  byte_i,
  input  logic [15:0] code_i,
  input  logic [17:0] offset_i,
  input  logic [25:0] factor_i,
  input  logic        keep_i,
  output logic [8:0]  data_o
);

  logic [8:0]         pass_q [0:2];
  logic signed [17:0] difference_q;  // offset - 2 code
  logic signed [44:0] product_q;
  logic [19:0]        rounded_q;
  logic [11:0]        power, power_q, shifted_q;
  logic [4:0]         octaves_q;
  logic               unused_difference;

  assign unused_difference = difference_q[0];

  function automatic logic signed [44:0] multiply(input logic [17:0] difference,
                                                  input logic [25:0] factor);
    multiply = 45'($signed(difference)) * 45'($signed({1'b0, factor}));
  endfunction

  // rnd(-product, 25), because the difference is the other way round.
  function automatic logic [19:0] round(input logic [44:0] product);
    round = 20'((45'h1000000 - product) >> 25);
  endfunction

  function automatic logic [8:0] limit(input logic [19:0] value);
    if ($signed(value) > 20'sd127) limit = 9'd127;
    else if ($signed(value) < -20'sd127) limit = -9'd127;
    else limit = value[8:0];
  endfunction

  vitcc_rom_exp2 u_exp2 (.address_i(difference_q[6:1]), .data_o(power));

  function automatic logic [8:0] halve16(input logic [11:0] value);
    halve16 = 9'((13'(value) + 13'd8) >> 4);
  endfunction

  always_ff @(posedge clk_i) begin
    if (norm_i[0] || exponential_i[0]) difference_q <= offset_i - {code_i[15], code_i, 1'b0};
  end

  always_ff @(posedge clk_i) if (norm_i[1]) product_q <= multiply(difference_q, factor_i);
  always_ff @(posedge clk_i) if (norm_i[2]) rounded_q <= round(product_q);

  always_ff @(posedge clk_i) begin
    if (exponential_i[1]) begin
      power_q   <= power;
      octaves_q <= {|difference_q[17:11], difference_q[10:7]};
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
    else if (norm_i[3]) data_o <= limit(rounded_q);
    else if (exponential_i[3]) data_o <= keep_i ? halve16(shifted_q) : '0;
  end

endmodule

`default_nettype wire
