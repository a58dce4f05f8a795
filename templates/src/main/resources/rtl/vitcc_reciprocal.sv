// The scale of a row of attention outputs from the sum of its exponentials (docs/numerics.md):
// gain / sum as a mantissa and a level. Latency six cycles, one row a cycle.

`default_nettype none

module vitcc_reciprocal (
  input  logic        clk_i,
  input  logic        rst_ni,
  input  logic        valid_i,
  input  logic [19:0] sum_i,
  input  logic [15:0] gain_i,
  input  logic [7:0]  shift_i,
  output logic        valid_o,
  output logic [18:0] scale_o  // level, mantissa
);

  logic [6:0]         valid;
  logic [31:0]        normal;
  logic [5:0]         shifts;
  logic [15:0]        entry;
  logic [15:0]        gain;
  logic [7:0]         shift;
  logic signed [8:0]  q, q_q;
  logic signed [8:0]  amount;
  logic [1:0]         level, level_q, level_out_q;
  logic [4:0]         amount_q;
  logic               below_q;
  logic [16:0]        product_q, mantissa_q;
  logic               unused_bits;

  assign unused_bits = ^normal;

  vitcc_valid_line #(.Stages(6)) u_valid (
    .clk_i(clk_i), .rst_ni(rst_ni), .valid_i(valid_i), .valid_o(valid)
  );

  vitcc_normalize #(.Bits(32)) u_normalize (
    .clk_i   (clk_i),
    .enable_i(valid[2:0]),
    .value_i ({sum_i, 12'd0}),
    .value_o (normal),
    .shifts_o(shifts)
  );

  vitcc_function_reciprocal u_entry (
    .clk_i(clk_i), .enable_i(valid[3]), .code_i(normal[30:21]), .data_o(entry)
  );

  vitcc_delay #(.Width(8), .Stages(3)) u_shift (
    .clk_i(clk_i), .data_i(shift_i), .data_o(shift)
  );
  vitcc_delay #(.Width(16), .Stages(4)) u_gain (
    .clk_i(clk_i), .data_i(gain_i), .data_o(gain)
  );

  function automatic logic [16:0] multiply(input logic [16:0] a, input logic [15:0] b);
    multiply = 17'((33'(a) * 33'(b)) >> 15);
  endfunction

  // q = shift + floor(log2 sum); the level is q / 6, at most 3, and the rest is shifted out.
  assign q      = 9'($signed(shift)) + 9'sd19 - $signed({3'd0, shifts});
  assign level  = q_q < 9'sd6 ? 2'd0 : q_q < 9'sd12 ? 2'd1 : q_q < 9'sd18 ? 2'd2 : 2'd3;
  assign amount = q_q - (level == 2'd0 ? 9'sd0 : level == 2'd1 ? 9'sd6 :
                         level == 2'd2 ? 9'sd12 : 9'sd18);

  always_ff @(posedge clk_i) begin
    if (valid[3]) q_q <= q;
    if (valid[4]) begin
      product_q <= multiply(17'(entry), gain);
      level_q   <= level;
      below_q   <= q_q < 9'sd0;
      amount_q  <= amount > 9'sd17 ? 5'd17 : amount[4:0];
    end
    if (valid[5]) begin
      mantissa_q  <= below_q ? '1 : product_q >> amount_q;
      level_out_q <= level_q;
    end
  end

  assign valid_o = valid[6];
  assign scale_o = {level_out_q, mantissa_q};

endmodule

`default_nettype wire
