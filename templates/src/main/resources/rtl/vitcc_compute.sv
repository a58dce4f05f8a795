// The compute side of the engine: from commands and payload words to logits.
//
// Matrix commands stream rows of activations past stationary tiles (vitcc_operands,
// vitcc_stationary, vitcc_array, vitcc_accumulators); vector commands drain the results
// (vitcc_vector). Each side runs from its own command queue as far as its operands are there.
// Every *_ready_o comes from registers and does not wait for its valid. See docs/engine.md.

`default_nettype none

module vitcc_compute #(
  parameter int Pm              = 1,
  parameter int Pk              = 64,
  parameter int Pn              = 64,
  parameter int Narrow          = 0,   // columns of lookup tables
  parameter int NarrowBits      = 1,   // of their weights
  parameter int ActivationBits  = 8,   // of the operands that they take
  parameter int MemoryLanes     = 64,
  parameter int Lanes           = 64,
  parameter int MaxTokens       = 197,
  parameter int ResidualColumns = 192,
  parameter int HeadColumns     = 192,
  parameter int HiddenColumns   = 768,
  parameter int AccumulatorBits = 28,
  parameter int TileDepth       = 8,
  parameter int ResultDepth     = 32,
  parameter int CommandDepth    = 16,
  parameter int GainWords       = 0,
  parameter bit CodeLimits      = 1'b0,
  parameter int LineBits        = 0,
  parameter int LineFraction    = 0,
  parameter int SlopeBits       = 1,
  parameter bit Prunes          = 1'b0,
  parameter bit Bounds          = 1'b0,
  parameter bit Learns          = 1'b0,
  parameter int Stages          = vitcc_register_pkg::Counters - vitcc_register_pkg::CounterTokens1
) (
  input  logic                            clk_i,
  input  logic                            rst_ni,
  input  logic                            frame_clear_i,  // only while idle_o
  input  logic                            matrix_valid_i,
  output logic                            matrix_ready_o,
  input  logic [255:0]                    matrix_command_i,
  input  logic                            vector_valid_i,
  output logic                            vector_ready_o,
  input  logic [255:0]                    vector_command_i,
  input  logic                            select_valid_i,
  output logic                            select_ready_o,
  input  logic [255:0]                    select_command_i,
  // payload words
  input  logic                            tile_valid_i,
  output logic                            tile_ready_o,
  input  logic                            tile_last_i,
  input  logic [8*Pk-1:0]                 tile_data_i,
  input  logic                            parameter_valid_i,
  output logic                            parameter_ready_o,
  input  logic                            parameter_last_i,
  input  logic [8*Pk-1:0]                 parameter_data_i,
  input  logic                            table_valid_i,
  output logic                            table_ready_o,
  input  logic                            table_last_i,
  input  logic [8*Pk-1:0]                 table_data_i,
  input  logic                            position_valid_i,
  output logic                            position_ready_o,
  input  logic                            position_last_i,
  input  logic [8*Pk-1:0]                 position_data_i,
  // gains of columns, always accepted
  input  logic                            gain_valid_i,
  input  logic                            gain_last_i,
  input  logic [8*Pk-1:0]                 gain_data_i,
  // the image, always accepted
  input  logic                            image_valid_i,
  input  logic [(Pm > 2 ? 1 : 0):0]       image_bank_i,
  input  logic [15:0]                     image_address_i,
  input  logic [MemoryLanes-1:0]          image_enable_i,
  input  logic [8*MemoryLanes-1:0]        image_data_i,
  input  logic [16:0]                     image_columns_i,
  // logits
  output logic                            result_valid_o,
  input  logic                            result_ready_i,
  output logic [32*(Lanes/Pm)-1:0]        result_data_o,
  output logic [7:0]                      result_count_o,
  output logic [15:0]                     groups_done_o,
  // how many tokens are left, once it is decided
  output logic                            decided_valid_o,
  input  logic                            decided_ready_i,
  output logic [11:0]                     decided_tokens_o,
  output logic [Stages-1:0]               event_tokens_o,  // one for each, by selection
  output logic                            idle_o,
  // events
  output logic                            event_row_o,
  output logic                            event_idle_weights_o,
  output logic                            event_idle_stationary_o,
  output logic                            event_idle_operand_o,
  output logic                            event_idle_credit_o,
  output logic                            event_idle_command_o,
  output logic                            event_drain_o,
  output logic                            event_drain_blocked_o,
  output logic                            event_tile_o
);

  localparam int Wide         = Pn - Narrow;
  localparam int TileWords    = Wide + Narrow * NarrowBits / 8;
  localparam int Segment      = Lanes / Pm;  // columns of a row that are drained at once
  localparam int ScoreColumns = (MaxTokens + MemoryLanes - 1) / MemoryLanes * MemoryLanes;

  // Lanes of the residual memory that are always written together, by the vector unit as well as
  // by the position loader: the greatest common divisor of Segment and pk / 2 is a multiple of 4.
  localparam int Granule = Segment % (Pk / 2) == 0 ? Pk / 2 :
                           (Pk / 2) % Segment == 0 ? Segment : 4;

  // Banks of the value memory: a power of two that holds a segment and a tile's tokens of one set.
  localparam int ValueReach = Segment > Pk / Pm ? Segment : Pk / Pm;
  localparam int ValueBanks = 1 << $clog2(ValueReach);

  localparam int SumBits       = 19 + $clog2(Pk / 8);
  localparam int ArrayLatency  = 11 + $clog2(Pk / 8);
  localparam int ResultBits    = Pm * Pn * AccumulatorBits;
  localparam int GainStages    = GainWords > 0 ? 4 : 0;  // of the operand path, and of the bus

  // ---- progress and credits

  logic [11:0] rows_done;
  logic        tile_begin, tile_loaded, tile_starved, credit;
  logic        operands_idle, stationary_idle, vector_idle;

  // ---- both halves of the matrix side take every matrix command

  logic streamer_ready, loader_ready;

  assign matrix_ready_o = streamer_ready && loader_ready;

  // ---- writes of the vector unit

  logic [2:0]                     write_destination;
  logic [Pm-1:0]                  write_rows, value_rows, position_load;
  logic [15:0]                    write_address, value_address, position_address;
  logic [7:0]                     write_segment, value_rotate;
  logic [16*Pm*Segment-1:0]       write_data;
  logic [8*Pm*Segment-1:0]        value_data;
  logic [MemoryLanes/Granule-1:0] position_enable;
  logic [16*MemoryLanes-1:0]      position_data;
  logic [Pm-1:0]                  maximum_valid, norm_valid, image_load;
  logic [11:0]                    maximum_group, norm_group;
  logic [16*Pm-1:0]               maximum;
  logic [17*Pm-1:0]               norm_mean2;
  logic [26*Pm-1:0]               norm_factor;
  logic                           unused_bits;

  assign unused_bits = tile_last_i ^ ^image_bank_i;

  for (genvar i = 0; i < Pm; i++) begin : gen_image_bank
    if (Pm == 1) begin : gen_one
      assign image_load[i] = image_valid_i;
    end else begin : gen_many
      assign image_load[i] = image_valid_i && 2'(image_bank_i) == 2'(i);
    end
  end

  // ---- operands

  logic               row_valid, row_swap, row_exponential, row_first, row_last;
  logic [11:0]        row_slot;
  logic [15:0]        row_gain;
  logic [7:0]         row_shift;
  logic [9*Pm*Pk-1:0] operands;
  logic               listen, row_judges, judge_begins;

  vitcc_operands #(
    .Pm(Pm), .Pk(Pk), .MemoryLanes(MemoryLanes), .Segment(Segment), .Granule(Granule),
    .MaxTokens(MaxTokens), .ResidualColumns(ResidualColumns), .HeadColumns(HeadColumns),
    .HiddenColumns(HiddenColumns), .ScoreColumns(ScoreColumns), .ResultDepth(ResultDepth),
    .CommandDepth(CommandDepth), .GainWords(GainWords), .GainStages(GainStages),
    .GainBlocks(Narrow > 0), .CodeLimits(CodeLimits), .Prunes(Prunes), .Learns(Learns)
  ) u_operands (
    .clk_i              (clk_i),
    .rst_ni             (rst_ni),
    .command_valid_i    (matrix_valid_i && loader_ready),
    .command_ready_o    (streamer_ready),
    .command_i          (matrix_command_i),
    .groups_done_i      (groups_done_o),
    .rows_done_i        (rows_done),
    .image_columns_i    (image_columns_i),
    .listen_i           (listen),
    .tile_loaded_i      (tile_loaded),
    .tile_starved_i     (tile_starved),
    .credit_i           (credit),
    .tile_begin_o       (tile_begin),
    .write_destination_i(write_destination),
    .write_rows_i       (write_rows),
    .write_address_i    (write_address),
    .write_segment_i    (write_segment),
    .write_data_i       (write_data),
    .position_load_i    (position_load),
    .position_enable_i  (position_enable),
    .position_address_i (position_address),
    .position_data_i    (position_data),
    .gain_clear_i       (frame_clear_i),
    .gain_valid_i       (gain_valid_i),
    .gain_last_i        (gain_last_i),
    .gain_data_i        (gain_data_i),
    .image_load_i       (image_load),
    .image_enable_i     (image_enable_i),
    .image_address_i    (image_address_i),
    .image_data_i       (image_data_i),
    .maximum_valid_i    (maximum_valid),
    .maximum_group_i    (maximum_group),
    .maximum_i          (maximum),
    .norm_valid_i       (norm_valid),
    .norm_group_i       (norm_group),
    .norm_mean2_i       (norm_mean2),
    .norm_factor_i      (norm_factor),
    .row_valid_o        (row_valid),
    .row_swap_o         (row_swap),
    .row_exponential_o  (row_exponential),
    .row_first_o        (row_first),
    .row_last_o         (row_last),
    .row_slot_o         (row_slot),
    .row_gain_o         (row_gain),
    .row_shift_o        (row_shift),
    .operands_o         (operands),
    .row_judges_o       (row_judges),
    .judge_begins_o     (judge_begins),
    .event_row_o        (event_row_o),
    .event_weights_o    (event_idle_weights_o),
    .event_stationary_o (event_idle_stationary_o),
    .event_operand_o    (event_idle_operand_o),
    .event_credit_o     (event_idle_credit_o),
    .event_command_o    (event_idle_command_o),
    .idle_o             (operands_idle)
  );

  // ---- stationary operand

  localparam logic [2:0] ToKey = 3'(vitcc_command_pkg::DestinationKey);

  logic [TileWords-1:0] load;
  logic [8*Pk-1:0]      load_data;

  vitcc_stationary #(
    .Pm(Pm), .Pk(Pk), .Wide(Wide), .NarrowBits(NarrowBits), .TileWords(TileWords),
    .MemoryLanes(MemoryLanes), .Segment(Segment), .MaxTokens(MaxTokens),
    .HeadColumns(HeadColumns), .ValueBanks(ValueBanks), .TileDepth(TileDepth),
    .CommandDepth(CommandDepth), .GainStages(GainStages)
  ) u_stationary (
    .clk_i          (clk_i),
    .rst_ni         (rst_ni),
    .command_valid_i(matrix_valid_i && streamer_ready),
    .command_ready_o(loader_ready),
    .command_i      (matrix_command_i),
    .tile_valid_i   (tile_valid_i),
    .tile_ready_o   (tile_ready_o),
    .tile_data_i    (tile_data_i),
    .groups_done_i  (groups_done_o),
    .rows_done_i    (rows_done),
    .tile_begin_i   (tile_begin),
    .tile_loaded_o  (tile_loaded),
    .tile_starved_o (tile_starved),
    .key_write_i    (write_rows & {Pm{write_destination == ToKey}}),
    .key_segment_i  (write_segment),
    .key_address_i  (write_address),
    .key_data_i     (write_data),
    .value_write_i  (value_rows),
    .value_address_i(value_address),
    .value_rotate_i (value_rotate),
    .value_data_i   (value_data),
    .load_o         (load),
    .load_data_o    (load_data),
    .idle_o         (stationary_idle)
  );

  // ---- array and accumulators

  logic [ArrayLatency:0]    array_valid;
  logic [Pm*Pn*SumBits-1:0] sums;
  logic                     ahead_first, ahead_last;
  logic [11:0]              ahead_slot;
  logic                     result_valid, accumulators_busy;
  logic [ResultBits-1:0]    result;

  vitcc_array #(
    .Pm(Pm), .Pk(Pk), .Pn(Pn), .Narrow(Narrow), .NarrowBits(NarrowBits),
    .ActivationBits(ActivationBits), .TileWords(TileWords)
  ) u_array (
    .clk_i      (clk_i),
    .rst_ni     (rst_ni),
    .valid_i    (row_valid),
    .swap_i     (row_swap),
    .x_i        (operands),
    .load_i     (load),
    .load_data_i(load_data),
    .valid_o    (array_valid),
    .sums_o     (sums)
  );

  vitcc_delay #(.Width(14), .Stages(ArrayLatency - 1)) u_ahead (
    .clk_i (clk_i),
    .data_i({row_first, row_last, row_slot}),
    .data_o({ahead_first, ahead_last, ahead_slot})
  );

  vitcc_accumulators #(
    .Pm(Pm), .Pn(Pn), .SumBits(SumBits), .AccumulatorBits(AccumulatorBits),
    .Depth((MaxTokens + Pm - 1) / Pm)
  ) u_accumulators (
    .clk_i         (clk_i),
    .rst_ni        (rst_ni),
    .ahead_valid_i (array_valid[ArrayLatency-1]),
    .ahead_first_i (ahead_first),
    .ahead_last_i  (ahead_last),
    .ahead_slot_i  (ahead_slot),
    .sums_i        (sums),
    .result_valid_o(result_valid),
    .result_o      (result),
    .busy_o        (accumulators_busy)
  );

  // ---- results and row scales for the vector unit

  logic                  queue_valid, queue_ready, scale_valid, scale_ready;
  logic                  unused_room;
  logic [ResultBits-1:0] queue_result;
  logic [19*Pm-1:0]      scale;

  assign credit = queue_valid && queue_ready;

  vitcc_queue #(.Width(ResultBits), .Depth(ResultDepth)) u_results (
    .clk_i  (clk_i),
    .rst_ni (rst_ni),
    .valid_i(result_valid),
    .ready_o(unused_room),
    .data_i (result),
    .valid_o(queue_valid),
    .ready_i(queue_ready),
    .data_o (queue_result)
  );

  vitcc_row_scales #(.Pm(Pm), .Pk(Pk), .Rows(MaxTokens), .Depth(ResultDepth)) u_row_scales (
    .clk_i        (clk_i),
    .rst_ni       (rst_ni),
    .valid_i      (row_valid && row_exponential),
    .first_i      (row_first),
    .last_i       (row_last),
    .slot_i       (row_slot),
    .gain_i       (row_gain),
    .shift_i      (row_shift),
    .operands_i   (operands),
    .scale_valid_o(scale_valid),
    .scale_ready_i(scale_ready),
    .scale_o      (scale)
  );

  // ---- tokens: the class token is the first row

  logic        tokens_ready, tokens_idle, gather, gather_dropped;
  logic [11:0] kept, dropped, gather_index, gather_row;
  logic [16:0] gather_weight;
  logic        vote, weigh, vote_last;
  logic [11:0] vote_group;
  logic [7:0]  vote_column;

  if (Prunes) begin : gen_tokens
    logic [8*Pk-1:0] exponentials;

    for (genvar k = 0; k < Pk; k++) begin : gen_exponential
      assign exponentials[8*k +: 8] = operands[9*k +: 8];
    end

    vitcc_tokens #(
      .Pm(Pm), .Pk(Pk), .Segment(Segment), .MaxTokens(MaxTokens), .CommandDepth(CommandDepth),
      .Bounds(Bounds), .Learns(Learns), .Stages(Stages)
    ) u_tokens (
      .clk_i           (clk_i),
      .rst_ni          (rst_ni),
      .clear_i         (frame_clear_i),
      .command_valid_i (select_valid_i),
      .command_ready_o (select_ready_o),
      .command_i       (select_command_i),
      .listen_o        (listen),
      .begin_i         (judge_begins),
      .row_valid_i     (row_valid && row_judges),
      .row_last_i      (row_last),
      .exponentials_i  (exponentials),
      .vote_i          (vote),
      .weigh_i         (weigh),
      .vote_rows_i     (write_rows),
      .vote_group_i    (vote_group),
      .vote_column_i   (vote_column),
      .vote_last_i     (vote_last),
      .vote_data_i     (write_data),
      .decided_valid_o (decided_valid_o),
      .decided_ready_i (decided_ready_i),
      .decided_tokens_o(decided_tokens_o),
      .event_o         (event_tokens_o),
      .ready_o         (tokens_ready),
      .kept_o          (kept),
      .dropped_o       (dropped),
      .gather_i        (gather),
      .gather_dropped_i(gather_dropped),
      .gather_index_i  (gather_index),
      .gather_row_o    (gather_row),
      .gather_weight_o (gather_weight),
      .idle_o          (tokens_idle)
    );
  end else begin : gen_no_tokens
    logic unused_tokens;

    assign unused_tokens  = ^{select_valid_i, select_command_i, row_judges, judge_begins, gather,
                              gather_dropped, gather_index, decided_ready_i, vote, weigh,
                              vote_group, vote_column, vote_last};
    assign decided_valid_o  = 1'b0;
    assign decided_tokens_o = '0;
    assign event_tokens_o   = '0;
    assign select_ready_o = 1'b1;
    assign listen         = 1'b1;
    assign tokens_ready   = 1'b0;
    assign kept           = '0;
    assign dropped        = '0;
    assign gather_row     = '0;
    assign gather_weight  = '0;
    assign tokens_idle    = 1'b1;
  end

  vitcc_vector #(
    .Pm(Pm), .Pk(Pk), .Pn(Pn), .Narrow(Narrow), .MemoryLanes(MemoryLanes), .Segment(Segment),
    .Granule(Granule), .MaxTokens(MaxTokens), .ResidualColumns(ResidualColumns),
    .HeadColumns(HeadColumns), .HiddenColumns(HiddenColumns), .ScoreColumns(ScoreColumns),
    .ValueBanks(ValueBanks), .AccumulatorBits(AccumulatorBits), .CommandDepth(CommandDepth),
    .CodeLimits(CodeLimits), .LineBits(LineBits), .LineFraction(LineFraction),
    .SlopeBits(SlopeBits), .Prunes(Prunes), .Bounds(Bounds),
    .Learns(Learns)
  ) u_vector (
    .clk_i              (clk_i),
    .rst_ni             (rst_ni),
    .clear_i            (frame_clear_i),
    .command_valid_i    (vector_valid_i),
    .command_ready_o    (vector_ready_o),
    .command_i          (vector_command_i),
    .parameter_valid_i  (parameter_valid_i),
    .parameter_ready_o  (parameter_ready_o),
    .parameter_last_i   (parameter_last_i),
    .parameter_data_i   (parameter_data_i),
    .table_valid_i      (table_valid_i),
    .table_ready_o      (table_ready_o),
    .table_last_i       (table_last_i),
    .table_data_i       (table_data_i),
    .position_valid_i   (position_valid_i),
    .position_ready_o   (position_ready_o),
    .position_last_i    (position_last_i),
    .position_data_i    (position_data_i),
    .result_valid_i     (queue_valid),
    .result_ready_o     (queue_ready),
    .result_i           (queue_result),
    .scale_valid_i      (scale_valid),
    .scale_ready_o      (scale_ready),
    .scale_i            (scale),
    .tokens_ready_i     (tokens_ready),
    .kept_i             (kept),
    .dropped_i          (dropped),
    .gather_o           (gather),
    .gather_dropped_o   (gather_dropped),
    .gather_index_o     (gather_index),
    .gather_row_i       (gather_row),
    .gather_weight_i    (gather_weight),
    .write_destination_o(write_destination),
    .write_rows_o       (write_rows),
    .write_address_o    (write_address),
    .write_segment_o    (write_segment),
    .write_data_o       (write_data),
    .value_rows_o       (value_rows),
    .value_address_o    (value_address),
    .value_rotate_o     (value_rotate),
    .value_data_o       (value_data),
    .position_load_o    (position_load),
    .position_enable_o  (position_enable),
    .position_address_o (position_address),
    .position_data_o    (position_data),
    .maximum_valid_o    (maximum_valid),
    .maximum_group_o    (maximum_group),
    .maximum_o          (maximum),
    .norm_valid_o       (norm_valid),
    .norm_group_o       (norm_group),
    .norm_mean2_o       (norm_mean2),
    .norm_factor_o      (norm_factor),
    .vote_o             (vote),
    .weigh_o            (weigh),
    .vote_group_o       (vote_group),
    .vote_column_o      (vote_column),
    .vote_last_o        (vote_last),
    .store_valid_o      (result_valid_o),
    .store_ready_i      (result_ready_i),
    .store_count_o      (result_count_o),
    .store_data_o       (result_data_o),
    .groups_done_o      (groups_done_o),
    .rows_done_o        (rows_done),
    .event_drain_o      (event_drain_o),
    .event_blocked_o    (event_drain_blocked_o),
    .idle_o             (vector_idle)
  );

  assign event_tile_o = tile_begin;
  assign idle_o       = operands_idle && stationary_idle && vector_idle && !accumulators_busy &&
                        array_valid == '0 && !queue_valid && tokens_idle;

endmodule

`default_nettype wire
