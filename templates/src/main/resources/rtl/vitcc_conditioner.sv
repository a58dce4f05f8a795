// Turns rows as they lie in memory into operands of the array: pm x pk lanes of 9 bits.
//
// The streamer's row arrives with the words read for it one cycle after its address; the operands
// follow five cycles later, whatever the source, one row group a cycle: one for the selection of
// lanes, four in the lanes. Where columns of layer norms have gains, GainStages cycles follow for
// all. Nothing waits.

`default_nettype none

module vitcc_conditioner #(
  parameter int Pm          = 1,
  parameter int Pk          = 64,
  parameter int MemoryLanes = 64,
  parameter int GainStages  = 0,  // 4, or 0: there are no gains
  parameter bit GainBlocks  = 1'b0,  // multiply by gains in DSP blocks
  parameter bit CodeLimits  = 1'b0,
  parameter bit Learns      = 1'b0   // there is uniform attention
) (
  input  logic                         clk_i,
  input  logic                         rst_ni,
  // the row, in the cycle in which memories are read
  input  logic                         row_valid_i,
  input  logic [2:0]                   row_source_i,
  input  logic [7:0]                   row_part_i,
  input  logic [Pm-1:0]                row_zero_i,
  input  logic [7:0]                   row_keys_i,
  input  logic [3:0]                   row_leading_i,
  input  logic [3:0]                   row_bits_i,
  input  logic                         row_gained_i,
  // memory words, one cycle later
  input  logic [16*Pm*MemoryLanes-1:0] residual_i,
  input  logic [16*Pm*MemoryLanes-1:0] scores_i,
  input  logic [8*Pm*MemoryLanes-1:0]  query_i,
  input  logic [8*Pm*MemoryLanes-1:0]  attention_i,
  input  logic [8*Pm*MemoryLanes-1:0]  hidden_i,
  input  logic [16*Pm-1:0]             maximum_i,
  input  logic [17*Pm-1:0]             mean2_i,
  input  logic [26*Pm-1:0]             factor_i,
  // of the columns, five cycles after the row
  input  logic [8*Pk-1:0]              gains_i,
  // operands, GainStages + 6 cycles after the row
  output logic [9*Pm*Pk-1:0]           operands_o
);

  localparam int Parts  = MemoryLanes / Pk;
  localparam int Stages = 5;
  localparam bit Gains  = GainStages > 0;

  localparam logic [2:0] Image     = 3'(vitcc_command_pkg::SourceImage);
  localparam logic [2:0] Residual  = 3'(vitcc_command_pkg::SourceResidual);
  localparam logic [2:0] Query     = 3'(vitcc_command_pkg::SourceQuery);
  localparam logic [2:0] Scores    = 3'(vitcc_command_pkg::SourceScores);
  localparam logic [2:0] Attention = 3'(vitcc_command_pkg::SourceAttention);
  localparam logic [2:0] Uniform   = 3'(vitcc_command_pkg::SourceUniform);

  // Which mode is at which stage; stage 0 is the cycle of the memory words.
  logic [Stages-1:0] norm, exponential, pass;
  logic              is_norm, is_exponential, is_uniform;

  assign is_norm        = row_source_i == Residual;
  assign is_uniform     = Learns && row_source_i == Uniform;
  assign is_exponential = row_source_i == Scores || is_uniform;

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      norm        <= '0;
      exponential <= '0;
      pass        <= '0;
    end else begin
      norm        <= {norm[Stages-2:0], row_valid_i && is_norm};
      exponential <= {exponential[Stages-2:0], row_valid_i && is_exponential};
      pass        <= {pass[Stages-2:0], row_valid_i && !is_norm && !is_exponential};
    end
  end

  logic [2:0]    source_q;
  logic [7:0]    part_q;
  logic [Pm-1:0] zero_q;

  always_ff @(posedge clk_i) begin
    if (row_valid_i) begin
      source_q <= row_source_i;
      part_q   <= row_part_i;
      zero_q   <= row_zero_i;
    end
  end

  // Lanes that are keys, for the last stage.
  logic [7:0]    keys;
  logic [Pk-1:0] keep_q;

  vitcc_delay #(.Width(8), .Stages(Stages - 1)) u_keys (
    .clk_i(clk_i), .data_i(row_keys_i), .data_o(keys)
  );

  // Where all tokens count alike, the exponent is zero, and leading tokens are no keys.
  logic [3:0] leading;
  logic       uniform;

  if (Learns) begin : gen_uniform
    vitcc_delay #(.Width(1), .Stages(2)) u_uniform (
      .clk_i(clk_i), .data_i(is_uniform), .data_o(uniform)
    );
    vitcc_delay #(.Width(4), .Stages(Stages - 1)) u_leading (
      .clk_i(clk_i), .data_i(is_uniform ? row_leading_i : 4'd0), .data_o(leading)
    );
  end else begin : gen_no_uniform
    logic unused_leading;

    assign unused_leading = ^row_leading_i ^ ^leading;
    assign uniform        = 1'b0;
    assign leading        = '0;
  end

  for (genvar k = 0; k < Pk; k++) begin : gen_keep
    logic leads;

    if (Learns && k < 15) begin : gen_leads
      assign leads = leading > 4'(k);
    end else begin : gen_no_leads
      assign leads = 1'b0;
    end
    always_ff @(posedge clk_i) begin
      if (exponential[Stages-2]) keep_q[k] <= 8'(k) < keys && !leads;
    end
  end

  // Codes of b bits: 8 - b for stage 2, 2^(b-1) - 1 for the last stage.
  logic [2:0] drop_q;
  logic [6:0] mask_q;

  if (CodeLimits) begin : gen_limits
    logic [3:0] drop_bits, mask_bits;

    vitcc_delay #(.Width(4), .Stages(2)) u_drop (
      .clk_i(clk_i), .data_i(row_bits_i), .data_o(drop_bits)
    );
    vitcc_delay #(.Width(4), .Stages(Stages - 1)) u_mask (
      .clk_i(clk_i), .data_i(row_bits_i), .data_o(mask_bits)
    );

    always_ff @(posedge clk_i) begin
      drop_q <= 3'(4'd8 - drop_bits);
      for (int b = 0; b < 7; b++) mask_q[b] <= mask_bits > 4'(b + 1);
    end
  end else begin : gen_no_limits
    logic unused_bits;

    assign unused_bits = ^row_bits_i;
    assign drop_q      = '0;
    assign mask_q      = '1;
  end

  // Rows whose columns have gains.
  logic [Stages+GainStages-1:0] gained;
  logic [9*Pm*Pk-1:0]           plain;  // operands but for these rows
  logic [24*Pm*Pk-1:0]          fine;

  if (Gains) begin : gen_gains
    localparam int Last = Stages + GainStages - 1;

    logic [GainStages:0] leaves;  // rows of all kinds
    logic [9*Pm*Pk-1:0]  late;
    logic [6:0]          mask;

    always_ff @(posedge clk_i) begin
      if (!rst_ni) gained <= '0;
      else gained <= {gained[Last-1:0], row_valid_i && is_norm && row_gained_i};
    end

    vitcc_valid_line #(.Stages(GainStages)) u_leaves (
      .clk_i  (clk_i),
      .rst_ni (rst_ni),
      .valid_i(norm[Stages-1] || exponential[Stages-1] || pass[Stages-1]),
      .valid_o(leaves)
    );
    vitcc_delay #(.Width(7), .Stages(GainStages)) u_mask (
      .clk_i(clk_i), .data_i(mask_q), .data_o(mask)
    );
    vitcc_delay #(.Width(9 * Pm * Pk), .Stages(GainStages - 1)) u_late (
      .clk_i(clk_i), .data_i(plain), .data_o(late)
    );

    for (genvar i = 0; i < Pm; i++) begin : gen_gain_row
      for (genvar k = 0; k < Pk; k++) begin : gen_gain_lane
        vitcc_gain_lane #(.Blocks(GainBlocks)) u_gain (
          .clk_i   (clk_i),
          .enable_i(gained[Last-1:Stages-1]),
          .fine_i  (fine[24*(Pk*i+k) +: 24]),
          .gain_i  (gains_i[8*k +: 8]),
          .mask_i  (mask),
          .leaves_i(leaves[GainStages]),
          .gained_i(gained[Last]),
          .plain_i (late[9*(Pk*i+k) +: 9]),
          .data_o  (operands_o[9*(Pk*i+k) +: 9])
        );
      end
    end
  end else begin : gen_no_gains
    logic unused_gains;

    assign unused_gains = ^{row_gained_i, gains_i, fine};
    assign gained       = '0;
    assign operands_o   = plain;
  end

  for (genvar i = 0; i < Pm; i++) begin : gen_row
    logic [16*Pk-1:0] residual, scores;
    logic [8*Pk-1:0]  query, attention, hidden;
    logic [17:0]      offset_q;
    logic [25:0]      factor_q, factor;

    vitcc_select #(.Parts(Parts), .Width(16 * Pk)) u_residual (
      .part_i(part_q), .data_i(residual_i[16*MemoryLanes*i +: 16*MemoryLanes]), .data_o(residual)
    );
    vitcc_select #(.Parts(Parts), .Width(16 * Pk)) u_scores (
      .part_i(part_q), .data_i(scores_i[16*MemoryLanes*i +: 16*MemoryLanes]), .data_o(scores)
    );
    vitcc_select #(.Parts(Parts), .Width(8 * Pk)) u_query (
      .part_i(part_q), .data_i(query_i[8*MemoryLanes*i +: 8*MemoryLanes]), .data_o(query)
    );
    vitcc_select #(.Parts(Parts), .Width(8 * Pk)) u_attention (
      .part_i(part_q), .data_i(attention_i[8*MemoryLanes*i +: 8*MemoryLanes]), .data_o(attention)
    );
    vitcc_select #(.Parts(Parts), .Width(8 * Pk)) u_hidden (
      .part_i(part_q), .data_i(hidden_i[8*MemoryLanes*i +: 8*MemoryLanes]), .data_o(hidden)
    );

    always_ff @(posedge clk_i) begin
      if (exponential[0]) offset_q <= {maximum_i[16*i+15], maximum_i[16*i +: 16], 1'b0};
      else if (norm[0]) offset_q <= {mean2_i[17*i+16], mean2_i[17*i +: 17]};
      if (norm[0]) factor_q <= factor_i[26*i +: 26];
      if (norm[1]) factor <= factor_q;
    end

    for (genvar k = 0; k < Pk; k++) begin : gen_lane
      logic [15:0] code_q;
      logic [8:0]  byte_q;
      logic [7:0]  value;

      assign value = source_q == Query ? query[8*k +: 8] :
                     source_q == Attention ? attention[8*k +: 8] : hidden[8*k +: 8];

      always_ff @(posedge clk_i) begin
        if (exponential[0]) code_q <= scores[16*k +: 16];
        else if (norm[0]) code_q <= residual[16*k +: 16];
        if (pass[0]) byte_q <= zero_q[i] ? '0 : {source_q != Image && value[7], value};
      end

      vitcc_condition_lane #(.CodeLimits(CodeLimits), .Gains(Gains)) u_lane (
        .clk_i        (clk_i),
        .pass_i       (pass[Stages-1:1]),
        .norm_i       (norm[Stages-1:1]),
        .exponential_i(exponential[Stages-1:1]),
        .uniform_i    (uniform),
        .byte_i       (byte_q),
        .code_i       (code_q),
        .offset_i     (offset_q),
        .factor_i     (factor),
        .keep_i       (keep_q[k]),
        .drop_i       (drop_q),
        .mask_i       (mask_q),
        .gained_i     (gained[Stages-2]),
        .fine_o       (fine[24*(Pk*i+k) +: 24]),
        .data_o       (plain[9*(Pk*i+k) +: 9])
      );
    end
  end

endmodule

`default_nettype wire
