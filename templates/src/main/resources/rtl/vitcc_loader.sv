// Executes matrix commands for the stationary operand: loads one column of a tile a cycle into the
// shadow registers of the array, one tile ahead of the streamer.
//
// A column of keys waits for its token, a tile of values for its last token (progress of the vector
// unit); weights wait for the tile FIFO, where several narrow columns are one word. column_* are
// registered, one cycle after the decision, and never wait. A tile may be started in the cycle in
// which the streamer begins the one before: both take equally long from here to the array.

`default_nettype none

module vitcc_loader #(
  parameter int Pm            = 1,
  parameter int Pk            = 64,
  parameter int Wide          = 64,  // columns of a tile that narrow ones have no part in
  parameter int TileWords     = 64,  // words of a tile for all columns
  parameter int MemoryLanes   = 64,
  parameter int HeadColumns   = 192,
  parameter int ValueBanks    = 64,
  parameter int CommandDepth  = 16
) (
  input  logic         clk_i,
  input  logic         rst_ni,
  input  logic         command_valid_i,
  output logic         command_ready_o,
  input  logic [255:0] command_i,
  input  logic [15:0]  groups_done_i,
  input  logic [11:0]  rows_done_i,
  input  logic         tile_begin_i,    // the streamer takes the tile in the shadow registers
  output logic         tile_loaded_o,
  output logic         tile_starved_o,  // weights are wanted and not there
  input  logic         weights_valid_i, // a column of weights is in the tile FIFO
  output logic         weights_take_o,
  // columns
  output logic         column_valid_o,
  output logic [1:0]   column_kind_o,
  output logic [7:0]   column_index_o,
  output logic         column_zero_o,    // a key beyond the tokens
  output logic [15:0]  column_address_o, // keys: word; values: word of bank 0 of the block
  output logic [7:0]   column_part_o,    // keys: which pk lanes of the word
  output logic [1:0]   column_bank_o,    // keys: which row
  output logic [7:0]   column_rotate_o,  // values
  output logic [7:0]   column_offset_o,  // values: of the block's first token in its words
  output logic         idle_o
);

  localparam int Parts    = MemoryLanes / Pk;
  localparam int SetBlock = Pk / Pm;              // tokens of a tile in one set
  localparam int BankBits = $clog2(ValueBanks);

  localparam logic [15:0] HeadStride = 16'(HeadColumns / MemoryLanes);

  localparam logic [1:0] Weights = 2'(vitcc_command_pkg::StationaryWeights);
  localparam logic [1:0] Keys    = 2'(vitcc_command_pkg::StationaryKeys);
  localparam logic [1:0] Values  = 2'(vitcc_command_pkg::StationaryValues);
  localparam logic [1:0] Mixed   = 2'(vitcc_command_pkg::StationaryMixed);

  typedef struct packed {
    logic [9:0]  tiles;
    logic [1:0]  kind;
    logic [11:0] row;
    logic [13:0] column;  // keys: word
    logic [7:0]  part;
    logic [11:0] keys;
    logic [15:0] need;
  } command_t;

  command_t    decoded, early_q, next_q, current_q;
  logic        early_valid_q, next_valid_q, current_valid_q;
  logic        early_ready, next_ready, current_ready;
  logic        queue_valid;

  // ---- the queue and the decoder

  localparam int FieldBits = 10 + 2 + 12 + 14 + 12 + 16;

  logic [FieldBits-1:0] fields_in, fields;
  logic [1:0]           kind;
  logic [13:0]          column, key_word;
  logic                 unused_command;

  assign unused_command = ^command_i ^ ^current_q;
  assign fields_in = {
    command_i[vitcc_command_pkg::MatrixTilesLsb +: 10],
    command_i[vitcc_command_pkg::MatrixStationaryLsb +: 2],
    command_i[vitcc_command_pkg::MatrixStationaryRowLsb +: 12],
    command_i[vitcc_command_pkg::MatrixStationaryColumnLsb +: 14],
    command_i[vitcc_command_pkg::MatrixKeysLsb +: 12],
    command_i[vitcc_command_pkg::MatrixNeedStationaryLsb +: 16]
  };

  vitcc_queue #(.Width(FieldBits), .Depth(CommandDepth)) u_queue (
    .clk_i  (clk_i),
    .rst_ni (rst_ni),
    .valid_i(command_valid_i),
    .ready_o(command_ready_o),
    .data_i (fields_in),
    .valid_o(queue_valid),
    .ready_i(early_ready),
    .data_o (fields)
  );

  assign {decoded.tiles, kind, decoded.row, column, decoded.keys, decoded.need} = fields;

  vitcc_divide #(.Divisor(Parts), .InBits(14)) u_chunk (
    .value_i(column), .quotient_o(key_word), .remainder_o(decoded.part)
  );

  assign decoded.kind   = kind;
  assign decoded.column = kind == Keys ? key_word : column;

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

  // Keys: the word of the first token; values: the word of the first dimension in bank 0.
  logic [11:0] early_set_row, early_block, next_set_row;
  logic [15:0] next_base_q;

  assign early_set_row = early_q.row / 12'(Pm);
  assign early_block   = early_set_row >> BankBits;
  assign next_set_row  = next_q.row / 12'(Pm);

  always_ff @(posedge clk_i) begin
    if (early_ready) early_q <= decoded;
    if (next_ready) begin
      next_q <= early_q;
      next_base_q <= 16'(early_q.column) +
          (early_q.kind == Keys ? 16'(early_set_row) * HeadStride
                                : 16'(early_block) * 16'(HeadColumns));
    end
  end

  // ---- the current command

  logic [9:0]  tiles_left_q;
  logic [7:0]  index_q;
  logic [11:0] token_q;    // keys: of the column
  logic [12:0] end_q;      // values: token after the tile
  logic [15:0] base_q, address_q;
  logic [7:0]  part_q;
  logic [7:0]  offset_q, rotate_q;
  logic        loaded_q;

  logic        want, zero, written, source_ready, load, last_column, last_tile, next_word;
  logic        weights, all_columns;
  logic [12:0] needed;     // the row that the column needs
  logic [11:0] needed_group;
  logic [15:0] tile_base;
  logic [8:0]  offset_sum;
  logic        offset_wraps;

  assign all_columns = TileWords > Wide && current_q.kind == Mixed;
  assign weights     = current_q.kind == Weights || all_columns;
  assign last_column = index_q == (all_columns ? 8'(TileWords - 1) : 8'(Wide - 1));
  assign last_tile   = tiles_left_q == '0;

  assign zero         = current_q.kind == Keys && token_q >= current_q.keys;
  assign needed       = current_q.kind == Keys ? 13'(token_q) :
                        (end_q < 13'(current_q.keys) ? end_q : 13'(current_q.keys)) - 13'd1;
  assign needed_group = 12'(needed / 13'(Pm));
  assign written      = groups_done_i >= current_q.need ||
                        (groups_done_i + 16'd1 == current_q.need && rows_done_i > needed_group);

  assign want           = current_valid_q && (!loaded_q || tile_begin_i);
  assign source_ready   = weights ? weights_valid_i : zero || written;
  assign load           = want && source_ready;
  assign weights_take_o = load && weights;
  assign tile_starved_o = want && weights && !weights_valid_i;
  assign tile_loaded_o  = loaded_q;
  assign current_ready  = !current_valid_q || (load && last_column && last_tile);
  assign idle_o         = !queue_valid && !early_valid_q && !next_valid_q && !current_valid_q;

  // The base of the next tile: of keys the next pk lanes, of values the next block of tokens.
  assign next_word    = part_q == 8'(Parts - 1);
  assign offset_sum   = 9'(offset_q) + 9'(SetBlock);
  assign offset_wraps = offset_sum >= 9'(ValueBanks);
  assign tile_base    = current_q.kind == Keys ? base_q + 16'(next_word) :
                        offset_wraps ? base_q + 16'(HeadColumns) : base_q;

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      current_valid_q <= 1'b0;
      loaded_q        <= 1'b0;
    end else begin
      if (current_ready) current_valid_q <= next_valid_q;
      if (load && last_column) loaded_q <= 1'b1;
      else if (tile_begin_i) loaded_q <= 1'b0;
    end
  end

  always_ff @(posedge clk_i) begin
    if (current_ready) begin
      current_q    <= next_q;
      tiles_left_q <= next_q.tiles - 10'd1;
      index_q      <= '0;
      token_q      <= next_q.row;
      end_q        <= 13'(next_q.row) + 13'(Pk);
      base_q       <= next_base_q;
      address_q    <= next_base_q;
      part_q       <= next_q.part;
      offset_q     <= 8'(next_set_row & 12'(ValueBanks - 1));
      rotate_q     <= 8'((14'(next_set_row) + next_q.column) & 14'(ValueBanks - 1));
    end else if (load && last_column) begin
      tiles_left_q <= tiles_left_q - 10'd1;
      index_q      <= '0;
      token_q      <= current_q.row;
      end_q        <= end_q + 13'(Pk);
      base_q       <= tile_base;
      address_q    <= tile_base;
      part_q       <= next_word ? '0 : part_q + 8'd1;
      offset_q     <= 8'(offset_sum & 9'(ValueBanks - 1));
      rotate_q     <= 8'((offset_sum + 9'(current_q.column)) & 9'(ValueBanks - 1));
    end else if (load) begin
      index_q   <= index_q + 8'd1;
      token_q   <= token_q + 12'd1;
      rotate_q  <= (rotate_q + 8'd1) & 8'(ValueBanks - 1);
      if (current_q.kind == Values) address_q <= address_q + 16'd1;
      else if (token_q % 12'(Pm) == 12'(Pm - 1)) address_q <= address_q + HeadStride;
    end
  end

  // ---- the column that is loaded

  always_ff @(posedge clk_i) begin
    if (!rst_ni) column_valid_o <= 1'b0;
    else column_valid_o <= load;
  end

  always_ff @(posedge clk_i) begin
    if (load) begin
      column_kind_o    <= current_q.kind;
      column_index_o   <= index_q;
      column_zero_o    <= zero;
      column_address_o <= address_q;
      column_part_o    <= part_q;
      column_bank_o    <= 2'(token_q % 12'(Pm));
      column_rotate_o  <= rotate_q;
      column_offset_o  <= offset_q;
    end
  end

endmodule

`default_nettype wire
