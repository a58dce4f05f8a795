// The array: pm rows of pk operands times the pk x pn stationary operand.
//
// A row is registered at the edge and reaches all columns at once. Its lanes are added along
// cascades of eight, so place j of each is delayed by j cycles, once for all columns; loads and
// swaps of weights are delayed likewise. swap_i comes with the first row of a tile and takes effect
// for it. A column of the next tile may be loaded from the cycle of the swap on.
// Latency 11 + ceil(log2(Pk / 8)) cycles, one row group a cycle; valid_o[s] tells which stages hold
// one, valid_o[Latency] that sums_o does.
// The last Narrow columns are made of lookup tables and take weights of NarrowBits; 8 / NarrowBits
// of them are loaded at once. They add in trees, take fewer cycles, and start Lag cycles later.

`default_nettype none

module vitcc_array #(
  parameter int Pm             = 1,
  parameter int Pk             = 64,
  parameter int Pn             = 64,
  parameter int Narrow         = 0,
  parameter int NarrowBits     = 1,
  parameter int ActivationBits = 8,  // of operands that narrow columns take
  parameter int TileWords      = Pn,
  parameter int SumBits        = 19 + $clog2(Pk / 8),
  parameter int Latency        = 11 + $clog2(Pk / 8)
) (
  input  logic                     clk_i,
  input  logic                     rst_ni,
  input  logic                     valid_i,
  input  logic                     swap_i,
  input  logic [9*Pm*Pk-1:0]       x_i,
  input  logic [TileWords-1:0]     load_i,       // one word of a tile at most
  input  logic [8*Pk-1:0]          load_data_i,  // even: w0, odd: w1 - (w0 < 0); narrow: packed
  output logic [Latency:0]         valid_o,
  output logic [Pm*Pn*SumBits-1:0] sums_o
);

  localparam int Wide   = Pn - Narrow;
  localparam int Chains = Pk / 8;
  localparam int Lag    = 5;  // of narrow columns, which take fewer cycles

  logic [Latency:0]     valid;
  logic [7:0]           swap;        // by place in a cascade
  logic [TileWords-1:0] load [0:7];  // likewise
  logic [8*Pk-1:0]      load_data;   // in the order of places

  assign valid_o = valid;

  vitcc_valid_line #(.Stages(7)) u_swap (
    .clk_i(clk_i), .rst_ni(rst_ni), .valid_i(valid_i && swap_i), .valid_o(swap)
  );

  for (genvar j = 0; j < 8; j++) begin : gen_load
    vitcc_delay #(.Width(TileWords), .Stages(j)) u_delay (
      .clk_i(clk_i), .data_i(load_i), .data_o(load[j])
    );
  end

  vitcc_skew #(.Lanes(Pk), .Width(8)) u_load_data (
    .clk_i(clk_i), .data_i(load_data_i), .data_o(load_data)
  );

  vitcc_valid_line #(.Stages(Latency)) u_valid (
    .clk_i(clk_i), .rst_ni(rst_ni), .valid_i(valid_i), .valid_o(valid)
  );

  logic [8*Pk-1:0] low  [0:Wide/2-1];
  logic [8*Pk-1:0] high [0:Wide/2-1];

  for (genvar p = 0; p < Wide / 2; p++) begin : gen_pair
    for (genvar j = 0; j < 8; j++) begin : gen_weights
      vitcc_weights #(.Lanes(Chains)) u_weights (
        .clk_i      (clk_i),
        .load_low_i (load[j][2*p]),
        .load_high_i(load[j][2*p+1]),
        .swap_i     (swap[j]),
        .data_i     (load_data[8*Chains*j +: 8*Chains]),
        .low_o      (low[p][8*Chains*j +: 8*Chains]),
        .high_o     (high[p][8*Chains*j +: 8*Chains])
      );
    end
  end

  for (genvar i = 0; i < Pm; i++) begin : gen_row
    logic [9*Pk-1:0] x_q, x;

    always_ff @(posedge clk_i) if (valid_i) x_q <= x_i[9*Pk*i +: 9*Pk];

    vitcc_skew #(.Lanes(Pk), .Width(9)) u_x (.clk_i(clk_i), .data_i(x_q), .data_o(x));

    for (genvar p = 0; p < Wide / 2; p++) begin : gen_pair
      vitcc_dot #(.Pk(Pk)) u_dot (
        .clk_i   (clk_i),
        .enable_i(valid[Latency-1:1]),
        .x_i     (x),
        .low_i   (low[p]),
        .high_i  (high[p]),
        .low_o   (sums_o[(i*Pn+2*p)*SumBits +: SumBits]),
        .high_o  (sums_o[(i*Pn+2*p+1)*SumBits +: SumBits])
      );
    end
  end

  if (Narrow > 0) begin : gen_narrow
    localparam int Levels      = $clog2(Pk);
    localparam int WordColumns = 8 / NarrowBits;
    localparam bit Shifted     = NarrowBits == 4;
    localparam int XBits       = Shifted ? ActivationBits - 1 : ActivationBits;
    localparam int NarrowSum   = XBits + (Shifted ? 7 : 0) + Levels + 1;

    logic [Levels+1:0]        swaps;
    logic [8*Pk-1:0]          words;
    logic [NarrowBits*Pk-1:0] weights [0:Narrow-1];

    vitcc_valid_line #(.Stages(Levels + 1)) u_swaps (
      .clk_i(clk_i), .rst_ni(rst_ni), .valid_i(swap[Lag]), .valid_o(swaps)
    );
    vitcc_delay #(.Width(8 * Pk), .Stages(Lag)) u_words (
      .clk_i(clk_i), .data_i(load_data_i), .data_o(words)
    );

    for (genvar n = 0; n < Narrow; n++) begin : gen_weights
      vitcc_narrow_weights #(.Pk(Pk), .WeightBits(NarrowBits)) u_weights (
        .clk_i    (clk_i),
        .load_i   (load[Lag][Wide+n/WordColumns]),
        .swap_i   (swaps),
        .data_i   (words[NarrowBits*Pk*(n%WordColumns) +: NarrowBits*Pk]),
        .weights_o(weights[n])
      );
    end

    for (genvar i = 0; i < Pm; i++) begin : gen_narrow_row
      logic [ActivationBits*Pk-1:0] narrow;
      logic [XBits*Pk-1:0]          operands;
      logic [Pk-1:0]                signs;

      for (genvar k = 0; k < Pk; k++) begin : gen_operand
        assign narrow[ActivationBits*k +: ActivationBits] = gen_row[i].x_q[9*k +: ActivationBits];
      end

      // Operands that are shifted take a cycle in every column; others wait, once for all columns.
      if (Shifted) begin : gen_shifted
        vitcc_sign_magnitude #(.Pk(Pk), .InBits(ActivationBits), .Stages(Lag)) u_operands (
          .clk_i(clk_i), .x_i(narrow), .magnitudes_o(operands), .signs_o(signs)
        );
      end else begin : gen_held
        logic [XBits*Pk-1:0] x, held_q;

        vitcc_delay #(.Width(XBits * Pk), .Stages(Lag)) u_x (
          .clk_i(clk_i), .data_i(narrow), .data_o(x)
        );

        always_ff @(posedge clk_i) if (valid[Lag+1]) held_q <= x;
        assign operands = held_q;
        assign signs    = '0;
      end

      for (genvar n = 0; n < Narrow; n++) begin : gen_column
        logic [NarrowSum-1:0] sum;

        vitcc_narrow_dot #(
          .Pk(Pk), .WeightBits(NarrowBits), .InBits(ActivationBits)
        ) u_dot (
          .clk_i    (clk_i),
          .enable_i (valid[Lag+Levels+2:Lag+1]),
          .x_i      (operands),
          .signs_i  (signs),
          .weights_i(weights[n]),
          .sum_o    (sum)
        );
        assign sums_o[(i*Pn+Wide+n)*SumBits +: SumBits] = SumBits'($signed(sum));
      end
    end
  end

endmodule

`default_nettype wire
