// Executes matrix commands: issues one group of pm rows a cycle past one stationary tile after the
// other.
//
// A row group is issued when the tile is loaded (first row of a tile), the rows of its source are
// written (progress of the vector unit) or the columns of the image are there, and the result FIFO
// has room (last tile); rows that need gains of columns wait for these, too.
// row_* are registered, one cycle after the decision, and never wait.
// Commands are decoded two ahead, so that one follows the other without a bubble.
// Exactly one of the event outputs is high in every cycle.

`default_nettype none

module vitcc_streamer #(
  parameter int Pm              = 1,
  parameter int Pk              = 64,
  parameter int MemoryLanes     = 64,
  parameter int ResidualColumns = 192,
  parameter int HeadColumns     = 192,
  parameter int HiddenColumns   = 768,
  parameter int ScoreColumns    = 256,
  parameter int ResultDepth     = 32,
  parameter int CommandDepth    = 16,
  parameter bit Gains           = 1'b0,
  parameter bit CodeLimits      = 1'b0,
  parameter bit Prunes          = 1'b0
) (
  input  logic          clk_i,
  input  logic          rst_ni,
  input  logic          command_valid_i,
  output logic          command_ready_o,
  input  logic [255:0]  command_i,
  // what the rows wait for
  input  logic [15:0]   groups_done_i,
  input  logic [11:0]   rows_done_i,     // row groups of the current vector command
  input  logic [16:0]   image_columns_i,
  input  logic [7:0]    gains_loaded_i,
  input  logic          listen_i,        // the token unit hears what judges tokens
  input  logic          tile_loaded_i,
  input  logic          tile_starved_i,  // the loader waits for weights
  input  logic          credit_i,        // an entry of the result FIFO is free again
  output logic          tile_begin_o,    // combinational: this cycle issues the first row of a tile
  // row groups
  output logic          row_valid_o,
  output logic [2:0]    row_source_o,
  output logic [15:0]   row_address_o,
  output logic [7:0]    row_part_o,      // which pk lanes of the word
  output logic [11:0]   row_group_o,     // absolute
  output logic [11:0]   row_slot_o,      // in the command
  output logic          row_swap_o,      // first of its tile
  output logic          row_first_o,     // accumulators start
  output logic          row_last_o,      // accumulators are complete
  output logic [Pm-1:0] row_zero_o,      // leading rows of the image
  output logic [7:0]    row_keys_o,      // lanes that are keys
  output logic [3:0]    row_leading_o,   // of them, those that are zero
  output logic [15:0]   row_gain_o,
  output logic [7:0]    row_shift_o,
  output logic [3:0]    row_bits_o,      // of codes
  output logic          row_gained_o,    // columns have gains
  output logic [15:0]   row_gain_word_o,
  output logic          row_judges_o,    // this row judges tokens
  output logic          row_begins_o,    // and is in the first tile
  // events
  output logic          event_row_o,
  output logic          event_weights_o,
  output logic          event_stationary_o,
  output logic          event_operand_o,
  output logic          event_credit_o,
  output logic          event_command_o,
  output logic          idle_o
);

  localparam int Parts      = MemoryLanes / Pk;
  localparam int CreditBits = $clog2(ResultDepth + 1);
  localparam int MinTile    = 8;  // cycles between two visits to the same accumulator

  // Words of one row of each memory.
  localparam logic [15:0] ResidualStride = 16'(ResidualColumns / MemoryLanes);
  localparam logic [15:0] HeadStride     = 16'(HeadColumns / MemoryLanes);
  localparam logic [15:0] HiddenStride   = 16'(HiddenColumns / MemoryLanes);
  localparam logic [15:0] ScoreStride    = 16'(ScoreColumns / MemoryLanes);

  typedef struct packed {
    logic [11:0] groups;        // row groups
    logic [11:0] group;         // the first
    logic [9:0]  tiles;
    logic [2:0]  source;
    logic [11:0] word;          // of the first chunk
    logic [7:0]  part;
    logic [15:0] stride;
    logic [19:0] columns;       // of the source up to the end of the first tile
    logic [11:0] keys;
    logic [3:0]  leading_rows;
    logic [15:0] image_columns;
    logic        first;
    logic        last;
    logic [15:0] need;
    logic [15:0] gain;
    logic [7:0]  shift;
    logic [15:0] gain_word;
    logic [7:0]  need_gains;
    logic [3:0]  bits;
    logic        judges;
  } command_t;

  // Three commands are at hand: one is decoded, one has its address, one is executed.
  command_t    decoded, early_q, next_q, current_q;
  logic        early_valid_q, next_valid_q, current_valid_q;
  logic        early_ready, next_ready, current_ready;
  logic        queue_valid;
  logic [15:0] next_base_q, base_q;

  // ---- the queue and the decoder

  // What only some engines have a use for comes first.
  localparam int PlainBits  = 12 + 12 + 10 + 3 + 12 + 12 + 4 + 16 + 1 + 1 + 16 + 16 + 8;
  localparam int FormatBits = 16 + 8 + 4;
  localparam int CodedBits  = PlainBits + (Gains ? FormatBits : CodeLimits ? 4 : 0);
  localparam int FieldBits  = CodedBits + (Prunes ? 1 : 0);

  logic [FormatBits+PlainBits-1:0] fields_in, fields;
  logic [FieldBits-1:0]            queue_in, queued;
  logic [11:0]          rows, row, chunk, group;
  logic [2:0]           source;
  logic                 unused_command;

  assign unused_command = ^command_i ^ ^fields_in ^ ^current_q;
  assign fields_in = {
    command_i[vitcc_command_pkg::MatrixGainWordLsb +: 16],
    command_i[vitcc_command_pkg::MatrixNeedGainsLsb +: 8],
    command_i[vitcc_command_pkg::MatrixBitsLsb +: 4],
    command_i[vitcc_command_pkg::MatrixRowsLsb +: 12],
    command_i[vitcc_command_pkg::MatrixRowLsb +: 12],
    command_i[vitcc_command_pkg::MatrixTilesLsb +: 10],
    command_i[vitcc_command_pkg::MatrixSourceLsb +: 3],
    command_i[vitcc_command_pkg::MatrixChunkLsb +: 12],
    command_i[vitcc_command_pkg::MatrixKeysLsb +: 12],
    command_i[vitcc_command_pkg::MatrixLeadingRowsLsb +: 4],
    command_i[vitcc_command_pkg::MatrixImageColumnsLsb +: 16],
    command_i[vitcc_command_pkg::MatrixFirstLsb],
    command_i[vitcc_command_pkg::MatrixLastLsb],
    command_i[vitcc_command_pkg::MatrixNeedStreamLsb +: 16],
    command_i[vitcc_command_pkg::MatrixGainLsb +: 16],
    command_i[vitcc_command_pkg::MatrixShiftLsb +: 8]
  };

  if (Prunes) begin : gen_judges
    assign queue_in       = {command_i[vitcc_command_pkg::MatrixJudgesLsb],
                             fields_in[CodedBits-1:0]};
    assign decoded.judges = queued[FieldBits-1];
  end else begin : gen_no_judges
    assign queue_in       = fields_in[CodedBits-1:0];
    assign decoded.judges = 1'b0;
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

  if (CodedBits < FormatBits + PlainBits) begin : gen_plain
    localparam logic [FormatBits-1:0] EightBits = FormatBits'(8);

    assign fields = {EightBits[FormatBits-1:CodedBits-PlainBits], queued[CodedBits-1:0]};
  end else begin : gen_formats
    assign fields = queued[CodedBits-1:0];
  end

  assign {decoded.gain_word, decoded.need_gains, decoded.bits, rows, row, decoded.tiles, source,
          chunk, decoded.keys, decoded.leading_rows, decoded.image_columns, decoded.first,
          decoded.last, decoded.need, decoded.gain, decoded.shift} = fields;

  vitcc_divide #(.Divisor(Parts), .InBits(12)) u_chunk (
    .value_i(chunk), .quotient_o(decoded.word), .remainder_o(decoded.part)
  );

  assign group           = row / 12'(Pm);
  assign decoded.group   = group;
  assign decoded.groups  = 12'((13'(rows) + 13'(Pm - 1)) / 13'(Pm));
  assign decoded.source  = source;
  assign decoded.columns = (20'(chunk) + 20'd1) * 20'(Pk);
  assign decoded.stride  =
      source == 3'(vitcc_command_pkg::SourceResidual) ? ResidualStride :
      source == 3'(vitcc_command_pkg::SourceScores) ? ScoreStride :
      source == 3'(vitcc_command_pkg::SourceQuery) ||
          source == 3'(vitcc_command_pkg::SourceAttention) ? HeadStride : HiddenStride;

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

  always_ff @(posedge clk_i) begin
    if (early_ready) early_q <= decoded;
    if (next_ready) begin
      next_q      <= early_q;
      next_base_q <= 16'(early_q.group * early_q.stride) + 16'(early_q.word);
    end
  end

  // ---- the current command

  logic [9:0]            tiles_left_q;  // after this one
  logic [11:0]           rows_left_q;   // row groups after this one
  logic [11:0]           slot_q, group_q;
  logic [15:0]           address_q;
  logic [7:0]            part_q;
  logic [19:0]           columns_q;
  logic [3:0]            gap_q;
  logic                  first_tile_q;
  logic [CreditBits-1:0] credits_q;

  logic        tile_ready, written, pixels, gains, heard, credit, issue, last_row, last_tile, done;
  logic        accumulated;
  logic [15:0] tile_base;
  logic [19:0] image_need, keys_left;
  logic [7:0]  keys;

  assign last_row    = rows_left_q == '0;
  assign last_tile   = tiles_left_q == '0;
  assign accumulated = current_q.last && last_tile;

  assign tile_ready = slot_q != '0 || (tile_loaded_i && gap_q == '0);
  assign written    = groups_done_i >= current_q.need ||
                      (groups_done_i + 16'd1 == current_q.need && rows_done_i > group_q);
  assign image_need = columns_q < 20'(current_q.image_columns) ? columns_q
                                                               : 20'(current_q.image_columns);
  assign pixels     = current_q.source != 3'(vitcc_command_pkg::SourceImage) ||
                      20'(image_columns_i) >= image_need;
  assign gains      = gains_loaded_i >= current_q.need_gains;
  assign heard      = !Prunes || !current_q.judges || listen_i || slot_q != '0 || !first_tile_q;
  assign credit     = !accumulated || credits_q != '0;

  assign issue         = current_valid_q && tile_ready && written && pixels && gains && heard &&
                         credit;
  assign done          = issue && last_row && last_tile;
  assign current_ready = !current_valid_q || done;
  assign tile_begin_o  = issue && slot_q == '0;

  assign tile_base = part_q == 8'(Parts - 1) ? base_q + 16'd1 : base_q;

  // Lanes of this tile that are keys.
  assign keys_left = 20'(current_q.keys) + 20'(Pk) - columns_q;
  assign keys      = keys_left[19] ? 8'd0 : keys_left > 20'(Pk) ? 8'(Pk) : keys_left[7:0];

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      current_valid_q <= 1'b0;
      gap_q           <= '0;
      credits_q       <= CreditBits'(ResultDepth);
    end else begin
      if (current_ready) current_valid_q <= next_valid_q;
      if (issue && last_row) begin
        gap_q <= current_q.groups >= 12'(MinTile) ? '0 : 4'(MinTile) - current_q.groups[3:0];
      end else if (gap_q != '0) begin
        gap_q <= gap_q - 4'd1;
      end
      if (issue && accumulated && !credit_i) credits_q <= credits_q - 1'b1;
      if (credit_i && !(issue && accumulated)) credits_q <= credits_q + 1'b1;
    end
  end

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      slot_q <= '0;
    end else if (current_ready) begin
      current_q    <= next_q;
      tiles_left_q <= next_q.tiles - 10'd1;
      rows_left_q  <= next_q.groups - 12'd1;
      slot_q       <= '0;
      group_q      <= next_q.group;
      address_q    <= next_base_q;
      base_q       <= next_base_q;
      part_q       <= next_q.part;
      columns_q    <= next_q.columns;
      first_tile_q <= 1'b1;
    end else if (issue && last_row) begin
      tiles_left_q <= tiles_left_q - 10'd1;
      rows_left_q  <= current_q.groups - 12'd1;
      slot_q       <= '0;
      group_q      <= current_q.group;
      address_q    <= tile_base;
      base_q       <= tile_base;
      part_q       <= part_q == 8'(Parts - 1) ? '0 : part_q + 8'd1;
      columns_q    <= columns_q + 20'(Pk);
      first_tile_q <= 1'b0;
    end else if (issue) begin
      rows_left_q <= rows_left_q - 12'd1;
      slot_q      <= slot_q + 12'd1;
      group_q     <= group_q + 12'd1;
      address_q   <= address_q + current_q.stride;
    end
  end

  // ---- the row that is issued

  always_ff @(posedge clk_i) begin
    if (!rst_ni) row_valid_o <= 1'b0;
    else row_valid_o <= issue;
  end

  always_ff @(posedge clk_i) begin
    if (issue) begin
      row_source_o  <= current_q.source;
      row_address_o <= address_q;
      row_part_o    <= part_q;
      row_group_o   <= group_q;
      row_slot_o    <= slot_q;
      row_swap_o    <= slot_q == '0;
      row_first_o   <= current_q.first && first_tile_q;
      row_last_o    <= accumulated;
      row_keys_o    <= keys;
      row_gain_o    <= current_q.gain;
      row_shift_o   <= current_q.shift;
      row_bits_o    <= current_q.bits;
      row_gained_o  <= current_q.need_gains != '0;
      for (int i = 0; i < Pm; i++) begin
        row_zero_o[i] <= current_q.source == 3'(vitcc_command_pkg::SourceImage) &&
                         16'(group_q) * 16'(Pm) + 16'(i) < 16'(current_q.leading_rows);
      end
    end
  end

  if (Gains) begin : gen_gains
    logic [15:0] gain_word_q;

    always_ff @(posedge clk_i) begin
      if (current_ready) gain_word_q <= next_q.gain_word;
      else if (issue && last_row) gain_word_q <= gain_word_q + 16'd1;
      if (issue) row_gain_word_o <= gain_word_q;
    end
  end else begin : gen_no_gains
    assign row_gain_word_o = '0;
  end

  if (Prunes) begin : gen_judging_row
    always_ff @(posedge clk_i) begin
      if (issue) begin
        row_leading_o <= first_tile_q ? current_q.leading_rows : '0;
        row_judges_o  <= current_q.judges && slot_q == '0;
        row_begins_o  <= first_tile_q;
      end
    end
  end else begin : gen_no_judging_row
    assign row_leading_o = '0;
    assign row_judges_o  = 1'b0;
    assign row_begins_o  = 1'b0;
  end

  // ---- what this cycle was spent on

  assign event_row_o        = issue;
  assign event_command_o    = !current_valid_q;
  assign event_weights_o    = current_valid_q && slot_q == '0 && !tile_loaded_i && tile_starved_i;
  assign event_stationary_o = current_valid_q && !tile_ready && !event_weights_o;
  assign event_operand_o    = current_valid_q && tile_ready &&
                              !(written && pixels && gains && heard);
  assign event_credit_o     = current_valid_q && tile_ready && written && pixels && gains &&
                              heard && !credit;
  assign idle_o             = !queue_valid && !early_valid_q && !next_valid_q && !current_valid_q;

endmodule

`default_nettype wire
