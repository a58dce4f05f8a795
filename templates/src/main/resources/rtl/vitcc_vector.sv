// The vector unit: drains results, one beat of pm x Segment columns a cycle, and writes them.
//
// A beat is written eight cycles after it is issued; values two cycles earlier, into a rotator.
// Everything that can make it wait is checked at issue; nothing behind ever does. Statistics are
// gathered from the beats as they are written.

`default_nettype none

module vitcc_vector #(
  parameter int Pm              = 1,
  parameter int Pk              = 64,
  parameter int Pn              = 64,
  parameter int Narrow          = 0,
  parameter int MemoryLanes     = 64,
  parameter int Segment         = 64,
  parameter int Granule         = 32,  // divides Segment and pk / 2
  parameter int MaxTokens       = 256,
  parameter int ResidualColumns = 192,
  parameter int HeadColumns     = 192,
  parameter int HiddenColumns   = 768,
  parameter int ScoreColumns    = 256,
  parameter int ValueBanks      = 64,
  parameter int AccumulatorBits = 28,
  parameter int CommandDepth    = 16,
  parameter bit CodeLimits      = 1'b0,
  parameter int LineBits        = 0,
  parameter int LineFraction    = 0,
  parameter int SlopeBits       = 1,
  parameter bit Prunes          = 1'b0,
  parameter bit Bounds          = 1'b0,
  parameter bit Learns          = 1'b0
) (
  input  logic                               clk_i,
  input  logic                               rst_ni,
  input  logic                               clear_i,
  input  logic                               command_valid_i,
  output logic                               command_ready_o,
  input  logic [255:0]                       command_i,
  input  logic                               parameter_valid_i,
  output logic                               parameter_ready_o,
  input  logic                               parameter_last_i,
  input  logic [8*Pk-1:0]                    parameter_data_i,
  input  logic                               table_valid_i,
  output logic                               table_ready_o,
  input  logic                               table_last_i,
  input  logic [8*Pk-1:0]                    table_data_i,
  input  logic                               position_valid_i,
  output logic                               position_ready_o,
  input  logic                               position_last_i,
  input  logic [8*Pk-1:0]                    position_data_i,
  // results of the array and row scales
  input  logic                               result_valid_i,
  output logic                               result_ready_o,
  input  logic [Pm*Pn*AccumulatorBits-1:0]   result_i,
  input  logic                               scale_valid_i,
  output logic                               scale_ready_o,
  input  logic [19*Pm-1:0]                   scale_i,
  // rows to gather: the row comes one cycle later, its weight four
  input  logic                               tokens_ready_i,
  input  logic [11:0]                        kept_i,
  input  logic [11:0]                        dropped_i,
  output logic                               gather_o,
  output logic                               gather_dropped_o,
  output logic [11:0]                        gather_index_o,
  input  logic [11:0]                        gather_row_i,
  input  logic [16:0]                        gather_weight_i,
  // writes to activation memories
  output logic [2:0]                         write_destination_o,
  output logic [Pm-1:0]                      write_rows_o,
  output logic [15:0]                        write_address_o,
  output logic [7:0]                         write_segment_o,
  output logic [16*Pm*Segment-1:0]           write_data_o,
  output logic [Pm-1:0]                      value_rows_o,
  output logic [15:0]                        value_address_o,
  output logic [7:0]                         value_rotate_o,
  output logic [8*Pm*Segment-1:0]            value_data_o,
  output logic [Pm-1:0]                      position_load_o,
  output logic [MemoryLanes/Granule-1:0]     position_enable_o,
  output logic [15:0]                        position_address_o,
  output logic [16*MemoryLanes-1:0]          position_data_o,
  // row state
  output logic [Pm-1:0]                      maximum_valid_o,
  output logic [11:0]                        maximum_group_o,
  output logic [16*Pm-1:0]                   maximum_o,
  output logic [Pm-1:0]                      norm_valid_o,
  output logic [11:0]                        norm_group_o,
  output logic [17*Pm-1:0]                   norm_mean2_o,
  output logic [26*Pm-1:0]                   norm_factor_o,
  // what heads say of tokens, or what that counts, on its way to memory
  output logic                               vote_o,
  output logic                               weigh_o,
  output logic [11:0]                        vote_group_o,
  output logic [7:0]                         vote_column_o,
  output logic                               vote_last_o,
  // logits
  output logic                               store_valid_o,
  input  logic                               store_ready_i,
  output logic [7:0]                         store_count_o,
  output logic [32*Segment-1:0]              store_data_o,
  output logic [15:0]                        groups_done_o,
  output logic [11:0]                        rows_done_o,
  output logic                               event_drain_o,
  output logic                               event_blocked_o,
  output logic                               idle_o
);

  localparam int Write        = 7;  // cycles from a registered beat to its write
  localparam int ValueWrite   = 5;
  localparam int RotateStages = ($clog2(ValueBanks) + 1) / 2;
  localparam int Levels       = $clog2(Segment);

  localparam int ShortExit  = ValueWrite + RotateStages > Write ? ValueWrite + RotateStages : Write;
  localparam int MiddleExit = Write + Levels + 2;
  localparam int LongExit   = Write + Levels + 15;

  localparam logic [2:0] Value    = 3'(vitcc_command_pkg::DestinationValue);
  localparam logic [2:0] Scores   = 3'(vitcc_command_pkg::DestinationScores);
  localparam logic [2:0] Residual = 3'(vitcc_command_pkg::DestinationResidual);
  localparam logic [2:0] Output   = 3'(vitcc_command_pkg::DestinationOutput);

  // ---- issue

  logic          issue, issue_row_scale, issue_output, take_parameters;
  logic [7:0]    issue_beat;
  logic          parameters_valid, room, norm_busy, position_loaded;
  logic [7:0]    tables_loaded;
  logic          beat_valid, beat_first, beat_last, beat_first_of_row, beat_last_of_row, beat_done;
  logic [2:0]    beat_destination;
  logic [Pm-1:0] beat_rows;
  logic [11:0]   beat_group;
  logic [15:0]   beat_address, beat_value_address, beat_sequence;
  logic [7:0]    beat_segment, beat_value_rotate, beat_count, beat_column;
  logic [107:0]  norm;
  logic [6:0]    beat_mask, limit_mask;
  logic          control_idle, table_idle, tokens_busy;
  logic          beat_group_last, beat_left_out, beat_gather, beat_pack, beat_package;
  logic [15:0]   beat_word;
  logic [1:0]    beat_role;

  vitcc_vector_control #(
    .Pm(Pm), .Pn(Pn), .Narrow(Narrow), .MemoryLanes(MemoryLanes), .Segment(Segment),
    .ResidualColumns(ResidualColumns), .HeadColumns(HeadColumns), .HiddenColumns(HiddenColumns),
    .ScoreColumns(ScoreColumns), .ValueBanks(ValueBanks), .CommandDepth(CommandDepth),
    .CodeLimits(CodeLimits), .Prunes(Prunes), .Bounds(Bounds)
  ) u_control (
    .clk_i               (clk_i),
    .rst_ni              (rst_ni),
    .clear_i             (clear_i),
    .command_valid_i     (command_valid_i),
    .command_ready_o     (command_ready_o),
    .command_i           (command_i),
    .result_valid_i      (result_valid_i),
    .parameters_valid_i  (parameters_valid),
    .scale_valid_i       (scale_valid_i),
    .tables_i            (tables_loaded),
    .position_i          (position_loaded),
    .room_i              (room),
    .norm_busy_i         (norm_busy),
    .busy_i              (tokens_busy),
    .tokens_ready_i      (tokens_ready_i),
    .kept_i              (kept_i),
    .dropped_i           (dropped_i),
    .gather_o            (gather_o),
    .gather_dropped_o    (gather_dropped_o),
    .gather_index_o      (gather_index_o),
    .issue_o             (issue),
    .issue_beat_o        (issue_beat),
    .issue_row_scale_o   (issue_row_scale),
    .issue_output_o      (issue_output),
    .take_result_o       (result_ready_o),
    .take_parameters_o   (take_parameters),
    .take_scale_o        (scale_ready_o),
    .beat_valid_o        (beat_valid),
    .beat_destination_o  (beat_destination),
    .beat_rows_o         (beat_rows),
    .beat_group_o        (beat_group),
    .beat_address_o      (beat_address),
    .beat_segment_o      (beat_segment),
    .beat_value_address_o(beat_value_address),
    .beat_value_rotate_o (beat_value_rotate),
    .beat_count_o        (beat_count),
    .beat_first_o        (beat_first),
    .beat_last_o         (beat_last),
    .beat_first_of_row_o (beat_first_of_row),
    .beat_last_of_row_o  (beat_last_of_row),
    .beat_done_o         (beat_done),
    .beat_group_last_o   (beat_group_last),
    .beat_left_out_o     (beat_left_out),
    .beat_role_o         (beat_role),
    .beat_gather_o       (beat_gather),
    .beat_pack_o         (beat_pack),
    .beat_package_o      (beat_package),
    .beat_word_o         (beat_word),
    .beat_sequence_o     (beat_sequence),
    .beat_column_o       (beat_column),
    .beat_mask_o         (beat_mask),
    .norm_o              (norm),
    .idle_o              (control_idle)
  );

  assign event_drain_o   = issue;
  assign event_blocked_o = result_valid_i && !issue;

  logic [Segment*AccumulatorBits-1:0] bias;
  logic [Segment*19-1:0]              scale;

  vitcc_parameters #(
    .Pk(Pk), .Pn(Pn), .Segment(Segment), .AccumulatorBits(AccumulatorBits)
  ) u_parameters (
    .clk_i       (clk_i),
    .rst_ni      (rst_ni),
    .word_valid_i(parameter_valid_i),
    .word_ready_o(parameter_ready_o),
    .word_last_i (parameter_last_i),
    .word_i      (parameter_data_i),
    .valid_o     (parameters_valid),
    .next_i      (take_parameters),
    .beat_i      (issue_beat),
    .bias_o      (bias),
    .scale_o     (scale)
  );

  // ---- the beat on its way: index s is s cycles after it was registered

  logic [Write:0] valid;
  logic [2:0]     destination [0:Write];

  vitcc_valid_line #(.Stages(Write)) u_valid (
    .clk_i(clk_i), .rst_ni(rst_ni), .valid_i(beat_valid), .valid_o(valid)
  );
  for (genvar s = 0; s <= Write; s++) begin : gen_destination
    vitcc_delay #(.Width(3), .Stages(s)) u_destination (
      .clk_i(clk_i), .data_i(beat_destination), .data_o(destination[s])
    );
  end

  logic [15:0] beat_read_address, read_address;
  logic [7:0]  read_segment;

  vitcc_delay #(.Width(24), .Stages(3)) u_read_address (
    .clk_i (clk_i),
    .data_i({beat_address, beat_segment}),
    .data_o({beat_read_address, read_segment})
  );

  // ---- rows that are gathered: read where they lie, and added to nothing

  logic [1:0]             gather_bank;      // at stage 4
  logic                   gather_read;      // at stage 4
  logic                   package_read;     // at stage 4
  logic                   pack, pack_first; // at stage 5
  logic [16:0]            pack_weight;

  if (Prunes) begin : gen_gather
    localparam logic [15:0] Stride = 16'(ResidualColumns / MemoryLanes);

    logic [15:0] word, base_q, address_q, gather_address_q;
    logic [11:0] group;
    logic [1:0]  bank;
    logic        gather_third, first_q;

    assign group = gather_row_i / 12'(Pm);
    assign bank  = 2'(gather_row_i % 12'(Pm));

    vitcc_delay #(.Width(16), .Stages(1)) u_word (
      .clk_i(clk_i), .data_i(beat_word), .data_o(word)
    );
    vitcc_delay #(.Width(2), .Stages(4)) u_bank (
      .clk_i(clk_i), .data_i(bank), .data_o(gather_bank)
    );
    vitcc_delay #(.Width(1), .Stages(3)) u_third (
      .clk_i(clk_i), .data_i(beat_gather), .data_o(gather_third)
    );
    vitcc_delay #(.Width(2), .Stages(4)) u_fourth (
      .clk_i(clk_i), .data_i({beat_gather, beat_package}), .data_o({gather_read, package_read})
    );
    vitcc_delay #(.Width(1), .Stages(5)) u_fifth (
      .clk_i(clk_i), .data_i(beat_pack && beat_valid), .data_o(pack)
    );
    vitcc_delay #(.Width(17), .Stages(2)) u_weight (
      .clk_i(clk_i), .data_i(gather_weight_i), .data_o(pack_weight)
    );

    always_ff @(posedge clk_i) begin
      base_q           <= 16'(group) * Stride;
      address_q        <= base_q + word;
      gather_address_q <= address_q;
      first_q          <= rst_ni && pack ? 1'b0 : first_q || valid[5] || !rst_ni;
    end

    assign pack_first   = first_q;
    assign read_address = gather_third ? gather_address_q : beat_read_address;
  end else begin : gen_no_gather
    logic unused_gather;

    assign unused_gather = ^{gather_row_i, gather_weight_i, beat_gather, beat_pack, beat_package,
                             beat_word};
    assign gather_bank   = '0;
    assign gather_read   = 1'b0;
    assign package_read  = 1'b0;
    assign pack          = 1'b0;
    assign pack_first    = 1'b0;
    assign pack_weight   = '0;
    assign read_address  = beat_read_address;
  end

  if (CodeLimits) begin : gen_mask
    vitcc_delay #(.Width(7), .Stages(4)) u_mask (
      .clk_i(clk_i), .data_i(beat_mask), .data_o(limit_mask)
    );
  end else begin : gen_no_mask
    assign limit_mask = beat_mask;
  end

  logic [Pm-1:0] value_rows, write_rows;

  vitcc_delay #(.Width(Pm + 24), .Stages(ValueWrite)) u_value_beat (
    .clk_i (clk_i),
    .data_i({beat_rows, beat_value_address, beat_value_rotate}),
    .data_o({value_rows, value_address_o, value_rotate_o})
  );

  logic [11:0] write_group;
  logic [7:0]  count, write_count_q, write_column;
  logic [15:0] write_sequence;
  logic        write_first, write_last, write_first_of_row, write_last_of_row;

  vitcc_delay #(.Width(8), .Stages(Write - 1)) u_count (
    .clk_i(clk_i), .data_i(beat_count), .data_o(count)
  );
  always_ff @(posedge clk_i) write_count_q <= count;

  vitcc_delay #(.Width(Pm + 64), .Stages(Write)) u_write_beat (
    .clk_i (clk_i),
    .data_i({beat_rows, beat_address, beat_segment, beat_group, beat_column,
             beat_sequence, beat_first, beat_last, beat_first_of_row, beat_last_of_row}),
    .data_o({write_rows, write_address_o, write_segment_o, write_group, write_column,
             write_sequence, write_first, write_last, write_first_of_row, write_last_of_row})
  );

  if (Learns) begin : gen_votes
    logic [1:0] role;

    vitcc_delay #(.Width(2), .Stages(Write)) u_role (
      .clk_i(clk_i), .data_i(beat_role), .data_o(role)
    );
    assign vote_o  = valid[Write] && role == 2'(vitcc_command_pkg::RoleVote);
    assign weigh_o = valid[Write] && role == 2'(vitcc_command_pkg::RoleWeigh);
  end else begin : gen_no_votes
    logic unused_role;

    assign unused_role = ^beat_role;
    assign vote_o      = 1'b0;
    assign weigh_o     = 1'b0;
  end

  assign vote_group_o        = write_group;
  assign vote_column_o       = write_column;
  assign vote_last_o         = write_last;
  assign value_rows_o        = value_rows & {Pm{valid[ValueWrite] &&
                                                destination[ValueWrite] == Value}};
  assign write_rows_o        = write_rows & {Pm{valid[Write]}};
  assign write_destination_o = destination[Write];

  // ---- lanes

  logic        table_write, residual_write;
  logic [7:0]  table_address;
  logic [31:0] table_data;

  assign residual_write = valid[Write] && destination[Write] == Residual;

  vitcc_drain #(
    .Pm(Pm), .Pn(Pn), .MemoryLanes(MemoryLanes), .Segment(Segment), .Granule(Granule),
    .MaxTokens(MaxTokens), .ResidualColumns(ResidualColumns), .AccumulatorBits(AccumulatorBits),
    .CodeLimits(CodeLimits), .LineBits(LineBits), .LineFraction(LineFraction),
    .SlopeBits(SlopeBits), .Prunes(Prunes)
  ) u_drain (
    .clk_i            (clk_i),
    .issue_i          (issue),
    .issue_beat_i     (issue_beat),
    .issue_row_scale_i(issue_row_scale),
    .issue_gather_i   (gather_o),
    .result_i         (result_i),
    .bias_i           (bias),
    .scale_i          (scale),
    .row_scale_i      (scale_i),
    .valid_i          (valid[6:0]),
    .destination_i    ({destination[6], destination[5], destination[4], destination[3]}),
    .mask_i           (limit_mask),
    .read_address_i   (read_address),
    .read_segment_i   (read_segment),
    .rst_ni           (rst_ni),
    .gather_i         (gather_read),
    .gather_bank_i    (gather_bank),
    .package_i        (package_read),
    .pack_i           (pack),
    .pack_first_i     (pack_first),
    .pack_weight_i    (pack_weight),
    .write_i          (write_rows_o & {Pm{residual_write}}),
    .write_address_i  (write_address_o),
    .write_segment_i  (write_segment_o),
    .load_i           (position_load_o),
    .load_enable_i    (position_enable_o),
    .load_address_i   (position_address_o),
    .load_data_i      (position_data_o),
    .table_write_i    (table_write),
    .table_address_i  (table_address),
    .table_data_i     (table_data),
    .value_data_o     (value_data_o),
    .write_data_o     (write_data_o)
  );

  // ---- statistics and progress

  vitcc_statistics #(
    .Pm(Pm), .Segment(Segment), .Rows(MaxTokens), .OneRow(Prunes)
  ) u_statistics (
    .clk_i          (clk_i),
    .rst_ni         (rst_ni),
    .scores_i       (valid[Write] && destination[Write] == Scores),
    .residual_i     (residual_write),
    .rows_i         (write_rows),
    .group_i        (write_group),
    .first_i        (write_first),
    .last_i         (write_last),
    .first_of_row_i (write_first_of_row),
    .last_of_row_i  (write_last_of_row),
    .count_i        (count),
    .data_i         (write_data_o),
    .norm_i         (norm),
    .maximum_valid_o(maximum_valid_o),
    .maximum_group_o(maximum_group_o),
    .maximum_o      (maximum_o),
    .norm_valid_o   (norm_valid_o),
    .norm_group_o   (norm_group_o),
    .norm_mean2_o   (norm_mean2_o),
    .norm_factor_o  (norm_factor_o)
  );

  logic [1:0] token_class;

  assign token_class = beat_left_out || !beat_last_of_row ? 2'd0 :
                       beat_destination == Residual ? 2'd2 :
                       beat_destination == Scores ? 2'd1 : 2'd0;

  vitcc_progress #(.Short(ShortExit), .Middle(MiddleExit), .Long(LongExit)) u_progress (
    .clk_i        (clk_i),
    .rst_ni       (rst_ni),
    .clear_i      (clear_i),
    .valid_i      ((beat_valid && beat_group_last) || beat_left_out),
    .class_i      (token_class),
    .last_i       (beat_done || beat_left_out),
    .group_i      (beat_group),
    .busy_o       (tokens_busy),
    .long_busy_o  (norm_busy),
    .groups_done_o(groups_done_o),
    .rows_done_o  (rows_done_o)
  );

  vitcc_output #(.Segment(Segment)) u_output (
    .clk_i       (clk_i),
    .rst_ni      (rst_ni),
    .reserve_i   (issue_output),
    .room_o      (room),
    .beat_valid_i(valid[Write] && destination[Write] == Output),
    .beat_count_i(write_count_q),
    .beat_data_i (write_data_o[16*Segment-1:0]),
    .valid_o     (store_valid_o),
    .ready_i     (store_ready_i),
    .count_o     (store_count_o),
    .data_o      (store_data_o)
  );

  vitcc_tap #(.Pm(Pm), .Segment(Segment)) u_tap (
    .clk_i     (clk_i),
    .rows_i    (write_rows_o),
    .sequence_i(write_sequence),
    .group_i   (write_group),
    .column_i  (write_column),
    .data_i    (write_data_o)
  );

  // ---- tables

  vitcc_table_loader #(.Pk(Pk), .LineBits(LineBits)) u_table_loader (
    .clk_i       (clk_i),
    .rst_ni      (rst_ni),
    .clear_i     (clear_i),
    .word_valid_i(table_valid_i),
    .word_ready_o(table_ready_o),
    .word_last_i (table_last_i),
    .word_i      (table_data_i),
    .write_o     (table_write),
    .address_o   (table_address),
    .data_o      (table_data),
    .loaded_o    (tables_loaded),
    .idle_o      (table_idle)
  );

  vitcc_position_loader #(
    .Pm(Pm), .Pk(Pk), .MemoryLanes(MemoryLanes), .ResidualColumns(ResidualColumns),
    .Granule(Granule)
  ) u_position_loader (
    .clk_i         (clk_i),
    .rst_ni        (rst_ni),
    .clear_i       (clear_i),
    .word_valid_i  (position_valid_i),
    .word_ready_o  (position_ready_o),
    .word_last_i   (position_last_i),
    .word_i        (position_data_i),
    .occupied_i    (residual_write),
    .load_o        (position_load_o),
    .load_enable_o (position_enable_o),
    .load_address_o(position_address_o),
    .load_data_o   (position_data_o),
    .loaded_o      (position_loaded)
  );

  assign idle_o = control_idle && !tokens_busy && !store_valid_o && table_idle;

endmodule

`default_nettype wire
