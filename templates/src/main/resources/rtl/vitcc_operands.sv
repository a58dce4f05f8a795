// The operand path: streamer, the activation memories that it reads, and the conditioner.
//
// A row group's operands come seven cycles after the streamer's decision, and GainStages more, with
// what the array and the accumulators must know about them. The residual memory here is the
// streamer's copy.

`default_nettype none

module vitcc_operands #(
  parameter int Pm              = 1,
  parameter int Pk              = 64,
  parameter int MemoryLanes     = 64,
  parameter int Segment         = 64,
  parameter int Granule         = 32,
  parameter int MaxTokens       = 256,
  parameter int ResidualColumns = 192,
  parameter int HeadColumns     = 192,
  parameter int HiddenColumns   = 768,
  parameter int ScoreColumns    = 256,
  parameter int ResultDepth     = 32,
  parameter int CommandDepth    = 16,
  parameter int GainWords       = 0,
  parameter int GainStages      = 0,
  parameter bit GainBlocks      = 1'b0,
  parameter bit CodeLimits      = 1'b0,
  parameter bit Prunes          = 1'b0,
  parameter bit Learns          = 1'b0
) (
  input  logic                           clk_i,
  input  logic                           rst_ni,
  input  logic                           command_valid_i,
  output logic                           command_ready_o,
  input  logic [255:0]                   command_i,
  input  logic [15:0]                    groups_done_i,
  input  logic [11:0]                    rows_done_i,
  input  logic [16:0]                    image_columns_i,
  input  logic                           listen_i,
  input  logic                           tile_loaded_i,
  input  logic                           tile_starved_i,
  input  logic                           credit_i,
  output logic                           tile_begin_o,
  // writes to the memories
  input  logic [2:0]                     write_destination_i,
  input  logic [Pm-1:0]                  write_rows_i,
  input  logic [15:0]                    write_address_i,
  input  logic [7:0]                     write_segment_i,
  input  logic [16*Pm*Segment-1:0]       write_data_i,
  input  logic [Pm-1:0]                  position_load_i,
  input  logic [MemoryLanes/Granule-1:0] position_enable_i,
  input  logic [15:0]                    position_address_i,
  input  logic [16*MemoryLanes-1:0]      position_data_i,
  input  logic                           gain_clear_i,
  input  logic                           gain_valid_i,
  input  logic                           gain_last_i,
  input  logic [8*Pk-1:0]                gain_data_i,
  input  logic [Pm-1:0]                  image_load_i,
  input  logic [MemoryLanes-1:0]         image_enable_i,
  input  logic [15:0]                    image_address_i,
  input  logic [8*MemoryLanes-1:0]       image_data_i,
  // row state
  input  logic [Pm-1:0]                  maximum_valid_i,
  input  logic [11:0]                    maximum_group_i,
  input  logic [16*Pm-1:0]               maximum_i,
  input  logic [Pm-1:0]                  norm_valid_i,
  input  logic [11:0]                    norm_group_i,
  input  logic [17*Pm-1:0]               norm_mean2_i,
  input  logic [26*Pm-1:0]               norm_factor_i,
  // operands
  output logic                           row_valid_o,
  output logic                           row_swap_o,
  output logic                           row_exponential_o,
  output logic                           row_first_o,
  output logic                           row_last_o,
  output logic [11:0]                    row_slot_o,
  output logic [15:0]                    row_gain_o,
  output logic [7:0]                     row_shift_o,
  output logic [9*Pm*Pk-1:0]             operands_o,
  output logic                           row_judges_o,
  output logic                           judge_begins_o,  // seven cycles and more ahead of it
  output logic                           event_row_o,
  output logic                           event_weights_o,
  output logic                           event_stationary_o,
  output logic                           event_operand_o,
  output logic                           event_credit_o,
  output logic                           event_command_o,
  output logic                           idle_o
);

  localparam int Latency = 6 + GainStages;  // from the streamer's registered row to its operands

  localparam logic [2:0] ToQuery     = 3'(vitcc_command_pkg::DestinationQuery);
  localparam logic [2:0] ToAttention = 3'(vitcc_command_pkg::DestinationAttention);
  localparam logic [2:0] ToHidden    = 3'(vitcc_command_pkg::DestinationHidden);
  localparam logic [2:0] ToScores    = 3'(vitcc_command_pkg::DestinationScores);
  localparam logic [2:0] ToResidual  = 3'(vitcc_command_pkg::DestinationResidual);

  localparam logic [2:0] Image     = 3'(vitcc_command_pkg::SourceImage);
  localparam logic [2:0] Residual  = 3'(vitcc_command_pkg::SourceResidual);
  localparam logic [2:0] Query     = 3'(vitcc_command_pkg::SourceQuery);
  localparam logic [2:0] Scores    = 3'(vitcc_command_pkg::SourceScores);
  localparam logic [2:0] Attention = 3'(vitcc_command_pkg::SourceAttention);
  localparam logic [2:0] Hidden    = 3'(vitcc_command_pkg::SourceHidden);
  localparam logic [2:0] Uniform   = 3'(vitcc_command_pkg::SourceUniform);

  logic          row_valid, row_swap, row_first, row_last, streamer_idle;
  logic [2:0]    row_source;
  logic [3:0]    row_bits;
  logic          row_gained, row_judges, row_begins;
  logic [7:0]    gains_loaded;
  logic [15:0]   row_gain_word;
  logic [15:0]   row_address, row_gain;
  logic [7:0]    row_part, row_keys, row_shift;
  logic [11:0]   row_group, row_slot;
  logic [3:0]    row_leading;
  logic [Pm-1:0] row_zero;

  vitcc_streamer #(
    .Pm(Pm), .Pk(Pk), .MemoryLanes(MemoryLanes), .ResidualColumns(ResidualColumns),
    .HeadColumns(HeadColumns), .HiddenColumns(HiddenColumns), .ScoreColumns(ScoreColumns),
    .ResultDepth(ResultDepth), .CommandDepth(CommandDepth), .Gains(GainWords > 0),
    .CodeLimits(CodeLimits), .Prunes(Prunes)
  ) u_streamer (
    .clk_i             (clk_i),
    .rst_ni            (rst_ni),
    .command_valid_i   (command_valid_i),
    .command_ready_o   (command_ready_o),
    .command_i         (command_i),
    .groups_done_i     (groups_done_i),
    .rows_done_i       (rows_done_i),
    .image_columns_i   (image_columns_i),
    .gains_loaded_i    (gains_loaded),
    .listen_i          (listen_i),
    .tile_loaded_i     (tile_loaded_i),
    .tile_starved_i    (tile_starved_i),
    .credit_i          (credit_i),
    .tile_begin_o      (tile_begin_o),
    .row_valid_o       (row_valid),
    .row_source_o      (row_source),
    .row_address_o     (row_address),
    .row_part_o        (row_part),
    .row_group_o       (row_group),
    .row_slot_o        (row_slot),
    .row_swap_o        (row_swap),
    .row_first_o       (row_first),
    .row_last_o        (row_last),
    .row_zero_o        (row_zero),
    .row_keys_o        (row_keys),
    .row_leading_o     (row_leading),
    .row_gain_o        (row_gain),
    .row_shift_o       (row_shift),
    .row_bits_o        (row_bits),
    .row_gained_o      (row_gained),
    .row_gain_word_o   (row_gain_word),
    .row_judges_o      (row_judges),
    .row_begins_o      (row_begins),
    .event_row_o       (event_row_o),
    .event_weights_o   (event_weights_o),
    .event_stationary_o(event_stationary_o),
    .event_operand_o   (event_operand_o),
    .event_credit_o    (event_credit_o),
    .event_command_o   (event_command_o),
    .idle_o            (streamer_idle)
  );

  // ---- memories

  logic [16*Pm*MemoryLanes-1:0] residual, scores;
  logic [8*Pm*MemoryLanes-1:0]  query, attention, hidden;
  logic [16*Pm-1:0]             maximum;
  logic [17*Pm-1:0]             mean2;
  logic [26*Pm-1:0]             factor;

  vitcc_activation_memory #(
    .Pm(Pm), .MemoryLanes(MemoryLanes), .LaneBits(16), .Columns(ResidualColumns),
    .Rows(MaxTokens), .Segment(Segment), .Granule(Granule)
  ) u_residual (
    .clk_i          (clk_i),
    .write_i        (write_rows_i & {Pm{write_destination_i == ToResidual}}),
    .write_segment_i(write_segment_i),
    .write_address_i(write_address_i),
    .write_data_i   (write_data_i),
    .load_i         (position_load_i),
    .load_enable_i  (position_enable_i),
    .load_address_i (position_address_i),
    .load_data_i    (position_data_i),
    .read_i         (row_valid && row_source == Residual),
    .read_address_i (row_address),
    .read_data_o    (residual)
  );

  vitcc_activation_memory #(
    .Pm(Pm), .MemoryLanes(MemoryLanes), .LaneBits(16), .Columns(ScoreColumns),
    .Rows(MaxTokens), .Segment(Segment), .Granule(Segment)
  ) u_scores (
    .clk_i          (clk_i),
    .write_i        (write_rows_i & {Pm{write_destination_i == ToScores}}),
    .write_segment_i(write_segment_i),
    .write_address_i(write_address_i),
    .write_data_i   (write_data_i),
    .load_i         ({Pm{1'b0}}),
    .load_enable_i  ({MemoryLanes/Segment{1'b0}}),
    .load_address_i (16'd0),
    .load_data_i    ({16*MemoryLanes{1'b0}}),
    .read_i         (row_valid && row_source == Scores),
    .read_address_i (row_address),
    .read_data_o    (scores)
  );

  vitcc_activation_memory #(
    .Pm(Pm), .MemoryLanes(MemoryLanes), .LaneBits(8), .Columns(HeadColumns),
    .Rows(MaxTokens), .Segment(Segment), .Granule(Segment)
  ) u_query (
    .clk_i          (clk_i),
    .write_i        (write_rows_i & {Pm{write_destination_i == ToQuery}}),
    .write_segment_i(write_segment_i),
    .write_address_i(write_address_i),
    .write_data_i   (write_data_i),
    .load_i         ({Pm{1'b0}}),
    .load_enable_i  ({MemoryLanes/Segment{1'b0}}),
    .load_address_i (16'd0),
    .load_data_i    ({8*MemoryLanes{1'b0}}),
    .read_i         (row_valid && row_source == Query),
    .read_address_i (row_address),
    .read_data_o    (query)
  );

  vitcc_activation_memory #(
    .Pm(Pm), .MemoryLanes(MemoryLanes), .LaneBits(8), .Columns(HeadColumns),
    .Rows(MaxTokens), .Segment(Segment), .Granule(Segment)
  ) u_attention (
    .clk_i          (clk_i),
    .write_i        (write_rows_i & {Pm{write_destination_i == ToAttention}}),
    .write_segment_i(write_segment_i),
    .write_address_i(write_address_i),
    .write_data_i   (write_data_i),
    .load_i         ({Pm{1'b0}}),
    .load_enable_i  ({MemoryLanes/Segment{1'b0}}),
    .load_address_i (16'd0),
    .load_data_i    ({8*MemoryLanes{1'b0}}),
    .read_i         (row_valid && row_source == Attention),
    .read_address_i (row_address),
    .read_data_o    (attention)
  );

  vitcc_activation_memory #(
    .Pm(Pm), .MemoryLanes(MemoryLanes), .LaneBits(8), .Columns(HiddenColumns),
    .Rows(MaxTokens), .Segment(Segment), .Granule(1)
  ) u_hidden (
    .clk_i          (clk_i),
    .write_i        (write_rows_i & {Pm{write_destination_i == ToHidden}}),
    .write_segment_i(write_segment_i),
    .write_address_i(write_address_i),
    .write_data_i   (write_data_i),
    .load_i         (image_load_i),
    .load_enable_i  (image_enable_i),
    .load_address_i (image_address_i),
    .load_data_i    (image_data_i),
    .read_i         (row_valid && (row_source == Hidden || row_source == Image)),
    .read_address_i (row_address),
    .read_data_o    (hidden)
  );

  vitcc_row_state #(.Pm(Pm), .Rows(MaxTokens)) u_row_state (
    .clk_i          (clk_i),
    .maximum_write_i(maximum_valid_i),
    .maximum_group_i(maximum_group_i),
    .maximum_i      (maximum_i),
    .norm_write_i   (norm_valid_i),
    .norm_group_i   (norm_group_i),
    .norm_mean2_i   (norm_mean2_i),
    .norm_factor_i  (norm_factor_i),
    .maximum_read_i (row_valid && row_source == Scores),
    .norm_read_i    (row_valid && row_source == Residual),
    .group_i        (row_group),
    .maximum_o      (maximum),
    .mean2_o        (mean2),
    .factor_o       (factor)
  );

  // ---- gains of columns

  logic [8*Pk-1:0] gains;

  if (GainWords > 0) begin : gen_gains
    vitcc_gains #(.Pk(Pk), .Words(GainWords)) u_gains (
      .clk_i       (clk_i),
      .rst_ni      (rst_ni),
      .clear_i     (gain_clear_i),
      .word_valid_i(gain_valid_i),
      .word_last_i (gain_last_i),
      .word_i      (gain_data_i),
      .loaded_o    (gains_loaded),
      .tile_i      (row_valid && row_swap && row_gained),
      .address_i   (row_gain_word),
      .gains_o     (gains)
    );
  end else begin : gen_no_gains
    logic unused_gains;

    assign unused_gains = ^{gain_clear_i, gain_valid_i, gain_last_i, gain_data_i, row_gain_word};
    assign gains_loaded = '0;
    assign gains        = '0;
  end

  // ---- conditioner

  vitcc_conditioner #(
    .Pm(Pm), .Pk(Pk), .MemoryLanes(MemoryLanes), .GainStages(GainStages),
    .GainBlocks(GainBlocks), .CodeLimits(CodeLimits), .Learns(Learns)
  ) u_conditioner (
    .clk_i       (clk_i),
    .rst_ni      (rst_ni),
    .row_valid_i (row_valid),
    .row_source_i(row_source),
    .row_part_i  (row_part),
    .row_zero_i  (row_zero),
    .row_keys_i  (row_keys),
    .row_leading_i(row_leading),
    .row_bits_i  (row_bits),
    .row_gained_i(row_gained),
    .residual_i  (residual),
    .scores_i    (scores),
    .query_i     (query),
    .attention_i (attention),
    .hidden_i    (hidden),
    .maximum_i   (maximum),
    .mean2_i     (mean2),
    .factor_i    (factor),
    .gains_i     (gains),
    .operands_o  (operands_o)
  );

  logic [Latency:0] valid;
  logic             row_exponential;

  assign row_exponential = row_source == Scores || (Learns && row_source == Uniform);

  vitcc_valid_line #(.Stages(Latency)) u_valid (
    .clk_i(clk_i), .rst_ni(rst_ni), .valid_i(row_valid), .valid_o(valid)
  );
  vitcc_delay #(.Width(40), .Stages(Latency)) u_row (
    .clk_i (clk_i),
    .data_i({row_swap, row_exponential, row_first, row_last, row_slot, row_gain, row_shift}),
    .data_o({row_swap_o, row_exponential_o, row_first_o, row_last_o, row_slot_o, row_gain_o,
             row_shift_o})
  );

  if (Prunes) begin : gen_judges
    vitcc_delay #(.Width(1), .Stages(Latency)) u_judges (
      .clk_i(clk_i), .data_i(row_judges), .data_o(row_judges_o)
    );
    assign judge_begins_o = row_valid && row_judges && row_begins;
  end else begin : gen_no_judges
    logic unused_judges;

    assign unused_judges  = row_judges ^ row_begins;
    assign row_judges_o   = 1'b0;
    assign judge_begins_o = 1'b0;
  end

  assign row_valid_o = valid[Latency];
  assign idle_o      = streamer_idle && valid == '0;

endmodule

`default_nettype wire
