// Executes vector commands: decides each cycle whether a beat of the oldest result is drained.
//
// A row group of pm x pn results takes pn / Segment beats; with narrow columns, as many as have
// valid columns, and they may reach over several memory words. A beat goes when its result,
// parameters, tables, position table, row scale and room for output are there; nothing behind it
// ever waits.
// issue_o and take_* are combinational, beat_* are registered, one cycle later.
// A command of fewer than four row groups is followed by a gap, so that the statistics of a row
// have landed before the next command of the same row reads them.
// A command that gathers waits for the decision of the token unit instead of results. One without
// rows is left out: it takes a cycle, and counts.

`default_nettype none

module vitcc_vector_control #(
  parameter int Pm              = 1,
  parameter int Pn              = 64,
  parameter int Narrow          = 0,
  parameter int MemoryLanes     = 64,
  parameter int Segment         = 64,
  parameter int ResidualColumns = 192,
  parameter int HeadColumns     = 192,
  parameter int HiddenColumns   = 768,
  parameter int ScoreColumns    = 256,
  parameter int ValueBanks      = 64,
  parameter int CommandDepth    = 16,
  parameter bit CodeLimits      = 1'b0,
  parameter bit Prunes          = 1'b0,
  parameter bit Bounds          = 1'b0
) (
  input  logic          clk_i,
  input  logic          rst_ni,
  input  logic          clear_i,
  input  logic          command_valid_i,
  output logic          command_ready_o,
  input  logic [255:0]  command_i,
  // what a beat waits for
  input  logic          result_valid_i,
  input  logic          parameters_valid_i,
  input  logic          scale_valid_i,
  input  logic [7:0]    tables_i,
  input  logic          position_i,
  input  logic          room_i,
  input  logic          norm_busy_i,       // rows on their way to layer-norm constants
  input  logic          busy_i,            // rows on their way at all
  // rows to gather
  input  logic          tokens_ready_i,
  input  logic [11:0]   kept_i,
  input  logic [11:0]   dropped_i,
  output logic          gather_o,          // the row at this index is wanted
  output logic          gather_dropped_o,
  output logic [11:0]   gather_index_o,
  output logic          issue_o,
  output logic [7:0]    issue_beat_o,
  output logic          issue_row_scale_o,
  output logic          issue_output_o,
  output logic          take_result_o,
  output logic          take_parameters_o,
  output logic          take_scale_o,
  // the beat
  output logic          beat_valid_o,
  output logic [2:0]    beat_destination_o,
  output logic [Pm-1:0] beat_rows_o,        // which rows there are
  output logic [11:0]   beat_group_o,       // absolute
  output logic [15:0]   beat_address_o,
  output logic [7:0]    beat_segment_o,
  output logic [15:0]   beat_value_address_o,
  output logic [7:0]    beat_value_rotate_o,
  output logic [7:0]    beat_count_o,       // valid columns
  output logic          beat_first_o,       // of its row
  output logic          beat_last_o,
  output logic          beat_first_of_row_o,
  output logic          beat_last_of_row_o,
  output logic          beat_done_o,        // last row group of the command
  output logic          beat_group_last_o,  // the row group is complete
  output logic          beat_left_out_o,    // no beat: a command that is left out
  output logic [1:0]    beat_role_o,        // what it has to do with dropping tokens
  output logic          beat_gather_o,      // of rows that are gathered
  output logic          beat_pack_o,        // a dropped row, for the package token
  output logic          beat_package_o,     // the package token
  output logic [15:0]   beat_word_o,        // of the column in a row
  output logic [15:0]   beat_sequence_o,
  output logic [7:0]    beat_column_o,      // in the group
  output logic [6:0]    beat_mask_o,        // the greatest code
  // constants of the layer norm, for the rows of class long that follow
  output logic [107:0]  norm_o,             // D, R, t, E, gain, shift
  output logic          idle_o
);

  localparam int Beats     = Pn / Segment;
  localparam int BankBits  = $clog2(ValueBanks);
  localparam int MinBeats  = 4;

  // What groups are aligned to in a memory word.
  localparam int Unit      = Narrow > 0 || Prunes ? Segment : Pn;

  localparam logic [15:0] ResidualStride = 16'(ResidualColumns / MemoryLanes);
  localparam logic [15:0] HeadStride     = 16'(HeadColumns / MemoryLanes);
  localparam logic [15:0] HiddenStride   = 16'(HiddenColumns / MemoryLanes);
  localparam logic [15:0] ScoreStride    = 16'(ScoreColumns / MemoryLanes);

  localparam logic [2:0] Hidden   = 3'(vitcc_command_pkg::DestinationHidden);
  localparam logic [2:0] Scores   = 3'(vitcc_command_pkg::DestinationScores);
  localparam logic [2:0] Residual = 3'(vitcc_command_pkg::DestinationResidual);
  localparam logic [2:0] Output   = 3'(vitcc_command_pkg::DestinationOutput);

  typedef struct packed {
    logic [11:0]   groups;
    logic [11:0]   group;
    logic [Pm-1:0] last_rows;  // rows of the last group
    logic [2:0]    destination;
    logic [13:0]   column;
    logic [13:0]   word;
    logic [7:0]    segment;
    logic [15:0]   stride;
    logic [11:0]   valid_columns;  // of the group
    logic          row_scale;
    logic          first_of_row;
    logic          last_of_row;
    logic [7:0]    need_tables;
    logic          need_position;
    logic [107:0]  norm;
    logic [6:0]    mask;
    logic [1:0]    role;
  } command_t;

  command_t decoded, early_q, next_q, current_q;
  logic     early_valid_q, next_valid_q, current_valid_q;
  logic     early_ready, next_ready, current_ready;
  logic     queue_valid;

  // ---- the queue and the decoder

  // The bits of codes come first, where they are of use.
  localparam int PlainBits = 12 + 12 + 3 + 14 + 12 + 1 + 1 + 1 + 8 + 1 + 108;
  localparam int FieldBits = PlainBits + (CodeLimits ? 4 : 0) + (Prunes ? 2 : 0);

  logic [PlainBits+3:0] fields_in, fields;
  logic [FieldBits-1:0] queued;
  logic [3:0]           bits;
  logic [11:0]          rows, row;
  logic [2:0]           destination;
  logic [13:0]          column;
  logic [7:0]           in_word, group_in_word, unused_remainder;
  logic                 unused_command;

  assign unused_command = ^command_i ^ ^fields_in ^ ^current_q;
  assign fields_in = {
    command_i[vitcc_command_pkg::VectorBitsLsb +: 4],
    command_i[vitcc_command_pkg::VectorRowsLsb +: 12],
    command_i[vitcc_command_pkg::VectorRowLsb +: 12],
    command_i[vitcc_command_pkg::VectorDestinationLsb +: 3],
    command_i[vitcc_command_pkg::VectorColumnLsb +: 14],
    command_i[vitcc_command_pkg::VectorValidColumnsLsb +: 12],
    command_i[vitcc_command_pkg::VectorRowScaleLsb],
    command_i[vitcc_command_pkg::VectorFirstOfRowLsb],
    command_i[vitcc_command_pkg::VectorLastOfRowLsb],
    command_i[vitcc_command_pkg::VectorNeedTablesLsb +: 8],
    command_i[vitcc_command_pkg::VectorNeedPositionsLsb],
    command_i[vitcc_command_pkg::VectorDimensionLsb +: 13],
    command_i[vitcc_command_pkg::VectorMeanFactorLsb +: 25],
    command_i[vitcc_command_pkg::VectorMeanShiftLsb +: 6],
    command_i[vitcc_command_pkg::VectorEpsilonLsb +: 40],
    command_i[vitcc_command_pkg::VectorGainLsb +: 16],
    command_i[vitcc_command_pkg::VectorShiftLsb +: 8]
  };

  localparam int FormatBits = PlainBits + (CodeLimits ? 4 : 0);

  logic [FieldBits-1:0] queue_in;

  if (Prunes) begin : gen_gathers
    assign queue_in     = {command_i[vitcc_command_pkg::VectorRoleLsb +: 2],
                           fields_in[FormatBits-1:0]};
    assign decoded.role = queued[FieldBits-1 -: 2];
  end else begin : gen_no_gathers
    assign queue_in     = fields_in[FormatBits-1:0];
    assign decoded.role = '0;
  end

  vitcc_queue #(.Width(FieldBits), .Depth(CommandDepth)) u_queue (
    .clk_i  (clk_i),
    .rst_ni (rst_ni),
    .valid_i(command_valid_i),
    .ready_o(command_ready_o),
    .data_i (queue_in),
    .valid_o(queue_valid),
    .ready_i(early_ready),
    .data_o (queued)
  );

  if (CodeLimits) begin : gen_bits
    assign fields = queued[FormatBits-1:0];
  end else begin : gen_no_bits
    assign fields = {4'd8, queued[FormatBits-1:0]};
  end

  assign {bits, rows, row, destination, column, decoded.valid_columns, decoded.row_scale,
          decoded.first_of_row, decoded.last_of_row, decoded.need_tables, decoded.need_position,
          decoded.norm} = fields;

  vitcc_divide #(.Divisor(MemoryLanes), .InBits(14)) u_word (
    .value_i(column), .quotient_o(decoded.word), .remainder_o(in_word)
  );
  vitcc_divide #(.Divisor(Unit), .InBits(8)) u_group (
    .value_i(in_word), .quotient_o(group_in_word), .remainder_o(unused_remainder)
  );

  assign decoded.destination = destination;
  assign decoded.column      = column;
  assign decoded.groups      = 12'((13'(rows) + 13'(Pm - 1)) / 13'(Pm));
  assign decoded.group       = row / 12'(Pm);
  assign decoded.segment     = group_in_word * 8'(Unit / Segment);
  assign decoded.stride      = destination == Residual ? ResidualStride :
                               destination == Scores ? ScoreStride :
                               destination == Hidden ? HiddenStride : HeadStride;

  for (genvar b = 0; b < 7; b++) begin : gen_mask
    assign decoded.mask[b] = bits > 4'(b + 1);
  end

  for (genvar i = 0; i < Pm; i++) begin : gen_last_rows
    assign decoded.last_rows[i] = rows % 12'(Pm) == '0 || 12'(i) < rows % 12'(Pm);
  end

  assign early_ready = !early_valid_q || next_ready;
  assign next_ready  = !next_valid_q || current_ready;

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      early_valid_q <= 1'b0;
      next_valid_q  <= 1'b0;
    end else begin
      if (early_ready) early_valid_q <= queue_valid;
      if (next_ready) next_valid_q <= early_valid_q;
    end
  end

  logic [11:0] early_block;
  logic [15:0] next_address_q, next_value_q;

  assign early_block = early_q.group >> BankBits;

  always_ff @(posedge clk_i) begin
    if (early_ready) early_q <= decoded;
    if (next_ready) begin
      next_q         <= early_q;
      next_address_q <= 16'(early_q.group) * early_q.stride + 16'(early_q.word);
      next_value_q   <= 16'(early_block) * 16'(HeadColumns) + 16'(early_q.column);
    end
  end

  // ---- the current command

  logic [11:0] rows_left_q, group_q;
  logic [7:0]  beat_q;
  logic [7:0]  offset_q;           // of the beat, in columns
  logic [15:0] address_q, value_q;
  logic [7:0]  rotate_q;
  logic [15:0] sequence_q;
  logic [2:0]  gap_q;
  logic        begun_q, short_q;   // a beat has gone; the command has fewer than MinBeats

  logic        ready, constants, last_beat, last_row, left_out, done;
  logic [15:0] columns_left;
  logic [7:0]  count;

  assign last_row = rows_left_q == '0;

  // Constants of the layer norm may change only when no row is under way that needs the old ones.
  assign constants = begun_q || !norm_busy_i || current_q.destination != Residual ||
                     !current_q.last_of_row;

  // ---- rows that are gathered, one a beat

  logic          gathers, gather_ready, counted, packing, gather_group, gather_last, gather_few;
  logic [Pm-1:0] gather_rows;

  if (Prunes) begin : gen_gather
    logic packaged;

    assign gathers = current_q.role == 2'(vitcc_command_pkg::RoleGather);

    vitcc_gather #(.Pm(Pm), .Few(MinBeats)) u_gather (
      .clk_i       (clk_i),
      .rst_ni      (rst_ni),
      .start_i     (current_ready),
      .next_i      (gather_o),
      .kept_i      (kept_i),
      .dropped_i   (dropped_i),
      .ready_o     (counted),
      .index_o     (gather_index_o),
      .packing_o   (packing),
      .package_o   (packaged),
      .rows_o      (gather_rows),
      .group_last_o(gather_group),
      .last_o      (gather_last),
      .few_o       (gather_few)
    );

    always_ff @(posedge clk_i) begin
      if (issue_o) begin
        beat_role_o    <= current_q.role;
        beat_gather_o  <= gathers;
        beat_pack_o    <= gathers && packing;
        beat_package_o <= gathers && packaged;
        beat_word_o    <= 16'(current_q.word);
      end
    end
  end else begin : gen_no_gather
    logic unused_tokens;

    assign unused_tokens  = ^{tokens_ready_i, kept_i, dropped_i, busy_i, gather_ready};
    assign gathers        = 1'b0;
    assign counted        = 1'b0;
    assign packing        = 1'b0;
    assign gather_rows    = '0;
    assign gather_group   = 1'b0;
    assign gather_last    = 1'b0;
    assign gather_few     = 1'b0;
    assign gather_index_o = '0;
    assign beat_role_o    = '0;
    assign beat_gather_o  = 1'b0;
    assign beat_pack_o    = 1'b0;
    assign beat_package_o = 1'b0;
    assign beat_word_o    = '0;
  end

  assign gather_ready     = tokens_ready_i && (begun_q || !busy_i || !current_q.first_of_row) &&
                            constants && gap_q == '0 && counted;
  assign gather_o         = issue_o && gathers;
  assign gather_dropped_o = gathers && packing;

  assign ready = parameters_valid_i && tables_i >= current_q.need_tables &&
                 (position_i || !current_q.need_position) &&
                 (scale_valid_i || !current_q.row_scale) &&
                 (room_i || current_q.destination != Output) && constants && gap_q == '0;

  assign left_out          = Bounds && current_valid_q && current_q.groups == '0;
  assign issue_o           = current_valid_q && !left_out &&
                             (gathers ? gather_ready : result_valid_i && ready);
  assign issue_beat_o      = beat_q;
  assign issue_row_scale_o = current_q.row_scale;
  assign issue_output_o    = issue_o && current_q.destination == Output;
  assign take_result_o     = issue_o && last_beat && !gathers;
  assign take_scale_o      = take_result_o && current_q.row_scale;
  assign done              = left_out || (gathers ? issue_o && gather_last
                                                  : take_result_o && last_row);
  assign take_parameters_o = take_result_o && last_row;
  assign current_ready     = !current_valid_q || done;
  assign idle_o            = !queue_valid && !early_valid_q && !next_valid_q && !current_valid_q;

  // Valid columns of the beat.
  assign columns_left = 16'(current_q.valid_columns) - 16'(offset_q);
  assign count        = columns_left[15] ? 8'd0 :
                        columns_left > 16'(Segment) ? 8'(Segment) : columns_left[7:0];

  // Where the beat lies: its part of the word, and the word counted from the group's first.
  logic [7:0] segment, word;

  if (Narrow > 0) begin : gen_reach
    logic [7:0] segment_q, word_q;
    logic       last_segment;

    assign last_beat    = columns_left <= 16'(Segment);
    assign last_segment = segment_q == 8'(MemoryLanes / Segment - 1);
    assign segment      = segment_q;
    assign word         = word_q;

    always_ff @(posedge clk_i) begin
      if (current_ready) begin
        segment_q <= next_q.segment;
        word_q    <= '0;
      end else if (take_result_o) begin
        segment_q <= current_q.segment;
        word_q    <= '0;
      end else if (issue_o && !gathers) begin
        segment_q <= last_segment ? '0 : segment_q + 8'd1;
        if (last_segment) word_q <= word_q + 8'd1;
      end
    end
  end else begin : gen_within
    assign last_beat = beat_q == 8'(Beats - 1);
    assign segment   = current_q.segment + beat_q;
    assign word      = '0;
  end

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      current_valid_q <= 1'b0;
      gap_q           <= '0;
      sequence_q      <= '0;
    end else begin
      if (current_ready) current_valid_q <= next_valid_q;
      if (clear_i) sequence_q <= '0;
      else if (done) sequence_q <= sequence_q + 16'd1;
      if (done && (gathers ? gather_few : short_q)) gap_q <= 3'(MinBeats);
      else if (gap_q != '0) gap_q <= gap_q - 3'd1;
    end
  end

  always_ff @(posedge clk_i) begin
    if (current_ready) begin
      current_q   <= next_q;
      rows_left_q <= next_q.groups - 12'd1;
      group_q     <= next_q.group;
      beat_q      <= '0;
      offset_q    <= '0;
      address_q   <= next_address_q;
      value_q     <= next_value_q;
      rotate_q    <= 8'((14'(next_q.group) + next_q.column) & 14'(ValueBanks - 1));
      begun_q     <= 1'b0;
      short_q     <= next_q.groups < 12'(MinBeats) && (!Bounds || next_q.groups != '0);
    end else if (gathers) begin
      if (issue_o) begin
        begun_q <= 1'b1;
        if (gather_group) begin
          group_q   <= group_q + 12'd1;
          address_q <= address_q + current_q.stride;
        end
      end
    end else if (issue_o) begin
      begun_q  <= 1'b1;
      beat_q   <= last_beat ? '0 : beat_q + 8'd1;
      offset_q <= last_beat ? '0 : offset_q + 8'(Segment);
      if (last_beat) begin
        rows_left_q <= rows_left_q - 12'd1;
        group_q     <= group_q + 12'd1;
        address_q   <= address_q + current_q.stride;
        rotate_q    <= (rotate_q + 8'd1) & 8'(ValueBanks - 1);
        if ((group_q & 12'(ValueBanks - 1)) == 12'(ValueBanks - 1)) begin
          value_q <= value_q + 16'(HeadColumns);
        end
      end
    end
  end

  // ---- the beat

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      beat_valid_o    <= 1'b0;
      beat_left_out_o <= 1'b0;
    end else begin
      beat_valid_o    <= issue_o;
      beat_left_out_o <= left_out;
    end
  end

  always_ff @(posedge clk_i) begin
    if (issue_o) begin
      beat_destination_o   <= current_q.destination;
      beat_rows_o          <= gathers ? gather_rows : last_row ? current_q.last_rows : '1;
      beat_group_o         <= group_q;
      beat_address_o       <= address_q + 16'(word);
      beat_segment_o       <= segment;
      beat_value_address_o <= value_q + 16'(offset_q);
      beat_value_rotate_o  <= (rotate_q + offset_q) & 8'(ValueBanks - 1);
      beat_count_o         <= count;
      beat_first_o         <= beat_q == '0 || gathers;
      beat_last_o          <= last_beat || gathers;
      beat_group_last_o    <= gathers ? gather_last || gather_group : last_beat;
      beat_first_of_row_o  <= current_q.first_of_row;
      beat_last_of_row_o   <= current_q.last_of_row;
      beat_done_o          <= gathers ? gather_last : last_row;
      beat_sequence_o      <= sequence_q;
      beat_column_o        <= offset_q;
      beat_mask_o          <= current_q.mask;
      if (current_q.destination == Residual && current_q.last_of_row) norm_o <= current_q.norm;
    end
  end

endmodule

`default_nettype wire
