// One lane of the vector unit: from accumulator to the value that is stored, one a cycle.
//
//   stage 0  bias                    stage 4  saturate
//   stage 1  multiply                stage 5  look up, or add to the residual
//   stage 2  shift by 13 + 6 level   stage 6  select
//   stage 3  round half up
//
// enable_i[s] is the valid bit of the operands of stage s. level_i belongs to stage 0, index_i
// (saturate to +-511), wide_i (to +-32767) and mask_i to stage 4, residual_i and add_i to stage 5,
// look_up_i to stages 5 and 6, point_mask_i to stage 6. limited_o comes after stage 4, data_o after
// stage 6.
// Codes saturate to +-127, or with CodeLimits to +-mask_i = 2^n - 1, which is 127 for all others.
// Stages 5 and 6 look up a table, or with LineBits the points of lines (to +-point_mask_i).

`default_nettype none

module vitcc_drain_lane #(
  parameter int AccumulatorBits = 28,
  parameter bit CodeLimits      = 1'b0,
  parameter int LineBits        = 0,
  parameter int LineFraction    = 0,
  parameter int SlopeBits       = 1
) (
  input  logic                       clk_i,
  input  logic [6:0]                 enable_i,
  input  logic [AccumulatorBits-1:0] accumulator_i,
  input  logic [AccumulatorBits-1:0] bias_i,
  input  logic [16:0]                mantissa_i,
  input  logic [1:0]                 level_i,
  input  logic                       index_i,
  input  logic                       wide_i,
  input  logic [6:0]                 mask_i,
  input  logic [6:0]                 point_mask_i,
  input  logic                       add_i,
  input  logic [1:0]                 look_up_i,
  input  logic [15:0]                residual_i,
  input  logic                       table_write_i,
  input  logic [7:0]                 table_address_i,
  input  logic [31:0]                table_data_i,
  output logic [15:0]                limited_o,
  output logic [15:0]                data_o
);

  localparam int ProductBits = AccumulatorBits + 18;
  localparam int ScaledBits  = ProductBits - 13;

  logic signed [AccumulatorBits-1:0] biased_q;
  logic [16:0]                       mantissa_q;
  logic [1:0]                        level_q, product_level_q;
  logic signed [ProductBits-1:0]     product_q;
  logic signed [ScaledBits-1:0]      scaled_q, rounded_q;
  logic [15:0]                       added_q;
  logic [7:0]                        entry;

  function automatic logic signed [ProductBits-1:0] multiply(
      input logic [AccumulatorBits-1:0] value, input logic [16:0] mantissa);
    multiply = ProductBits'($signed(value)) * ProductBits'($signed({1'b0, mantissa}));
  endfunction

  function automatic logic signed [ScaledBits-1:0] scale(
      input logic signed [ProductBits-1:0] product, input logic [1:0] level);
    case (level)
      2'd0:    scale = ScaledBits'(product >>> 13);
      2'd1:    scale = ScaledBits'(product >>> 19);
      2'd2:    scale = ScaledBits'(product >>> 25);
      default: scale = ScaledBits'(product >>> 31);
    endcase
  endfunction

  function automatic logic signed [ScaledBits-1:0] halve(
      input logic signed [ScaledBits-1:0] value);
    logic signed [ScaledBits-1:0] sum;
    begin
      sum   = value + ScaledBits'(1);
      halve = sum >>> 1;
    end
  endfunction

  logic unused_mask;

  assign unused_mask = ^mask_i;

  // Clamps to +-(2^n - 1), n = 7, 9 or 15.
  function automatic logic [15:0] limit(input logic [ScaledBits-1:0] value, input logic index,
                                        input logic wide);
    logic        negative, fits15, fits9, fits7, fits, least;
    logic [15:0] most;
    begin
      negative = value[ScaledBits-1];
      fits15   = value[ScaledBits-1:15] == {(ScaledBits-15){negative}};
      fits9    = fits15 && value[15:9] == {7{negative}};
      fits7    = fits9 && value[9:7] == {3{negative}};
      fits     = wide ? fits15 : index ? fits9 : fits7;
      least    = negative && value[6:0] == '0 && (!(index || wide) || value[8:7] == '0) &&
                 (!wide || value[14:9] == '0);
      most     = wide ? 16'd32767 : index ? 16'd511 : 16'd127;
      if (fits && !least) limit = value[15:0];
      else limit = negative ? -most : most;
    end
  endfunction

  // The same with 2^n - 1 = mask where neither index nor wide is on.
  function automatic logic [15:0] limit_to(input logic [ScaledBits-1:0] value, input logic index,
                                           input logic wide, input logic [6:0] mask);
    logic [ScaledBits-2:0] size;  // of a negative value: less one
    logic [14:0]           most;
    logic                  negative;
    begin
      negative = value[ScaledBits-1];
      size     = value[ScaledBits-2:0] ^ {(ScaledBits-1){negative}};
      most     = {{6{wide}}, {2{wide || index}}, mask};
      if (size[ScaledBits-2:15] != '0 || (size[14:0] & ~most) != '0 ||
          (negative && (size[14:0] | ~most) == '1)) begin
        limit_to = negative ? {1'b1, ~most[14:1], 1'b1} : {1'b0, most};
      end else begin
        limit_to = value[15:0];
      end
    end
  endfunction

  function automatic logic [15:0] add(input logic [15:0] a, input logic [15:0] b);
    logic [16:0] sum;
    begin
      sum = {a[15], a} + {b[15], b};
      if (sum[16] && (!sum[15] || sum[14:0] == '0)) add = -16'd32767;
      else if (!sum[16] && sum[15]) add = 16'd32767;
      else add = sum[15:0];
    end
  endfunction

  always_ff @(posedge clk_i) begin
    if (enable_i[0]) begin
      biased_q   <= accumulator_i + bias_i;
      mantissa_q <= mantissa_i;
      level_q    <= level_i;
    end
    if (enable_i[1]) begin
      product_q       <= multiply(biased_q, mantissa_q);
      product_level_q <= level_q;
    end
    if (enable_i[2]) scaled_q <= scale(product_q, product_level_q);
    if (enable_i[3]) rounded_q <= halve(scaled_q);
    if (enable_i[4]) begin
      limited_o <= CodeLimits ? limit_to(rounded_q, index_i, wide_i, mask_i)
                              : limit(rounded_q, index_i, wide_i);
    end
    if (enable_i[5]) added_q <= add_i ? add(limited_o, residual_i) : limited_o;
    if (enable_i[6]) data_o <= look_up_i[1] ? {{8{entry[7]}}, entry} : added_q;
  end

  if (LineBits > 0) begin : gen_lines
    vitcc_line_lane #(
      .LineBits(LineBits), .Fraction(LineFraction), .SlopeBits(SlopeBits),
      .CodeLimits(CodeLimits)
    ) u_line (
      .clk_i          (clk_i),
      .enable_i       (enable_i[5] && look_up_i[0]),
      .index_i        (limited_o[9:0]),
      .mask_i         (point_mask_i),
      .write_i        (table_write_i),
      .write_address_i(table_address_i),
      .write_data_i   (table_data_i),
      .code_o         (entry)
    );
  end else begin : gen_table
    logic [31:0] entries;
    logic [1:0]  entry_q;
    logic        unused_point_mask;

    vitcc_memory #(.Segments(1), .SegmentBits(32), .Depth(256)) u_table (
      .clk_i          (clk_i),
      .write_i        (table_write_i),
      .write_address_i({8'd0, table_address_i}),
      .write_data_i   (table_data_i),
      .read_i         (enable_i[5] && look_up_i[0]),
      .read_address_i ({8'd0, limited_o[9:2]}),
      .read_data_o    (entries)
    );

    always_ff @(posedge clk_i) if (enable_i[5]) entry_q <= limited_o[1:0];

    assign entry             = entries[8*entry_q +: 8];
    assign unused_point_mask = ^point_mask_i;
  end

endmodule

`default_nettype wire
