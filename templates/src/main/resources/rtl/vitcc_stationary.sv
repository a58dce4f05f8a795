// The stationary operand: loader, tile FIFO, key and value memories, and the bus to the array.
//
// A column reaches the bus seven cycles after the loader's decision, and GainStages more, whatever
// it comes from, so that it lands in the shadow registers behind a swap that was decided no later.
// On the bus an even column is w0 and an odd one w1 - (w0 < 0); narrow columns come several at
// once, their signs relative.

`default_nettype none

module vitcc_stationary #(
  parameter int Pm           = 1,
  parameter int Pk           = 64,
  parameter int Wide         = 64,  // columns of 8-bit weights
  parameter int NarrowBits   = 1,   // of the weights of the others
  parameter int TileWords    = 64,  // words of a tile for all columns
  parameter int MemoryLanes  = 64,
  parameter int Segment      = 64,
  parameter int MaxTokens    = 256,
  parameter int HeadColumns  = 192,
  parameter int ValueBanks   = 64,
  parameter int TileDepth    = 8,
  parameter int CommandDepth = 16,
  parameter int GainStages   = 0
) (
  input  logic                     clk_i,
  input  logic                     rst_ni,
  input  logic                     command_valid_i,
  output logic                     command_ready_o,
  input  logic [255:0]             command_i,
  input  logic                     tile_valid_i,
  output logic                     tile_ready_o,
  input  logic [8*Pk-1:0]          tile_data_i,
  input  logic [15:0]              groups_done_i,
  input  logic [11:0]              rows_done_i,
  input  logic                     tile_begin_i,
  output logic                     tile_loaded_o,
  output logic                     tile_starved_o,
  // keys and values from the vector unit
  input  logic [Pm-1:0]            key_write_i,
  input  logic [7:0]               key_segment_i,
  input  logic [15:0]              key_address_i,
  input  logic [16*Pm*Segment-1:0] key_data_i,
  input  logic [Pm-1:0]            value_write_i,
  input  logic [15:0]              value_address_i,
  input  logic [7:0]               value_rotate_i,
  input  logic [8*Pm*Segment-1:0]  value_data_i,
  // to the array
  output logic [TileWords-1:0]     load_o,
  output logic [8*Pk-1:0]          load_data_o,
  output logic                     idle_o
);

  localparam logic [1:0] Keys   = 2'(vitcc_command_pkg::StationaryKeys);
  localparam logic [1:0] Values = 2'(vitcc_command_pkg::StationaryValues);

  // Cycles after the loader's output register.
  localparam int BusStage     = 6 + GainStages;
  localparam int RotateStages = ($clog2(ValueBanks) + 1) / 2;
  localparam int ValueRead    = BusStage - 2 - RotateStages;
  localparam int KeyRead      = BusStage - 3;
  localparam int WeightRead   = BusStage - 2;

  logic        column_valid, column_zero;
  logic [1:0]  column_kind, column_bank;
  logic [7:0]  column_index, column_part, column_rotate, column_offset;
  logic [15:0] column_address;
  logic        weights_valid, weights_take, tiles_empty, loader_idle;

  vitcc_loader #(
    .Pm(Pm), .Pk(Pk), .Wide(Wide), .TileWords(TileWords), .MemoryLanes(MemoryLanes),
    .HeadColumns(HeadColumns), .ValueBanks(ValueBanks), .CommandDepth(CommandDepth)
  ) u_loader (
    .clk_i           (clk_i),
    .rst_ni          (rst_ni),
    .command_valid_i (command_valid_i),
    .command_ready_o (command_ready_o),
    .command_i       (command_i),
    .groups_done_i   (groups_done_i),
    .rows_done_i     (rows_done_i),
    .tile_begin_i    (tile_begin_i),
    .tile_loaded_o   (tile_loaded_o),
    .tile_starved_o  (tile_starved_o),
    .weights_valid_i (weights_valid),
    .weights_take_o  (weights_take),
    .column_valid_o  (column_valid),
    .column_kind_o   (column_kind),
    .column_index_o  (column_index),
    .column_zero_o   (column_zero),
    .column_address_o(column_address),
    .column_part_o   (column_part),
    .column_bank_o   (column_bank),
    .column_rotate_o (column_rotate),
    .column_offset_o (column_offset),
    .idle_o          (loader_idle)
  );

  // ---- the column on its way: line s is s cycles after the loader's output

  logic [BusStage:0] valid;

  vitcc_valid_line #(.Stages(BusStage)) u_valid (
    .clk_i(clk_i), .rst_ni(rst_ni), .valid_i(column_valid), .valid_o(valid)
  );

  logic [1:0] kind_at [0:BusStage-1];
  for (genvar s = 0; s < BusStage; s++) begin : gen_kind
    vitcc_delay #(.Width(2), .Stages(s)) u_kind (
      .clk_i(clk_i), .data_i(column_kind), .data_o(kind_at[s])
    );
  end

  // Weights.
  logic [8*Pk-1:0] weights;

  vitcc_tile_fifo #(.Width(8 * Pk), .Depth(TileDepth * TileWords)) u_tiles (
    .clk_i      (clk_i),
    .rst_ni     (rst_ni),
    .valid_i    (tile_valid_i),
    .ready_o    (tile_ready_o),
    .data_i     (tile_data_i),
    .available_o(weights_valid),
    .claim_i    (weights_take),
    .read_i     (valid[WeightRead] && kind_at[WeightRead] != Keys && kind_at[WeightRead] != Values),
    .data_o     (weights),
    .empty_o    (tiles_empty)
  );

  // Keys: one row of one bank.
  logic [15:0]                 key_address;
  logic [7:0]                  key_part;
  logic [1:0]                  key_bank;
  logic                        key_zero;
  logic [8*Pm*MemoryLanes-1:0] key_rows;
  logic [8*MemoryLanes-1:0]    key_row;
  logic [8*Pk-1:0]             key, key_q;
  logic                        read_keys;

  assign read_keys = valid[KeyRead] && kind_at[KeyRead] == Keys;

  vitcc_delay #(.Width(16), .Stages(KeyRead)) u_key_address (
    .clk_i(clk_i), .data_i(column_address), .data_o(key_address)
  );
  vitcc_delay #(.Width(11), .Stages(KeyRead + 1)) u_key_part (
    .clk_i (clk_i),
    .data_i({column_zero, column_bank, column_part}),
    .data_o({key_zero, key_bank, key_part})
  );

  vitcc_activation_memory #(
    .Pm(Pm), .MemoryLanes(MemoryLanes), .LaneBits(8), .Columns(HeadColumns), .Rows(MaxTokens),
    .Segment(Segment), .Granule(Segment)
  ) u_keys (
    .clk_i          (clk_i),
    .write_i        (key_write_i),
    .write_segment_i(key_segment_i),
    .write_address_i(key_address_i),
    .write_data_i   (key_data_i),
    .load_i         ({Pm{1'b0}}),
    .load_enable_i  ({MemoryLanes/Segment{1'b0}}),
    .load_address_i (16'd0),
    .load_data_i    ({8*MemoryLanes{1'b0}}),
    .read_i         (read_keys),
    .read_address_i (key_address),
    .read_data_o    (key_rows)
  );

  vitcc_select #(.Parts(Pm), .Width(8 * MemoryLanes)) u_key_bank (
    .part_i(8'(key_bank)), .data_i(key_rows), .data_o(key_row)
  );
  vitcc_select #(.Parts(MemoryLanes / Pk), .Width(8 * Pk)) u_key_part_select (
    .part_i(key_part), .data_i(key_row), .data_o(key)
  );

  always_ff @(posedge clk_i) begin
    if (valid[KeyRead+1] && kind_at[KeyRead+1] == Keys) key_q <= key_zero ? '0 : key;
  end

  // Values: one dimension of pk tokens.
  logic [15:0]     value_address;
  logic [7:0]      value_rotate, value_offset;
  logic [8*Pk-1:0] value;

  vitcc_delay #(.Width(32), .Stages(ValueRead)) u_value_address (
    .clk_i (clk_i),
    .data_i({column_address, column_rotate, column_offset}),
    .data_o({value_address, value_rotate, value_offset})
  );

  vitcc_value_memory #(
    .Pm(Pm), .Pk(Pk), .Segment(Segment), .Columns(HeadColumns), .Rows(MaxTokens),
    .Banks(ValueBanks)
  ) u_values (
    .clk_i          (clk_i),
    .rst_ni         (rst_ni),
    .write_i        (value_write_i),
    .write_address_i(value_address_i),
    .write_rotate_i (value_rotate_i),
    .write_data_i   (value_data_i),
    .read_i         (valid[ValueRead] && kind_at[ValueRead] == Values),
    .read_address_i (value_address),
    .read_rotate_i  (value_rotate),
    .read_offset_i  (value_offset),
    .read_data_o    (value)
  );

  // ---- the bus

  logic [7:0]      index;
  logic [8*Pk-1:0] column;
  logic [Pk-1:0]   borrow_q;  // signs of the even column

  vitcc_delay #(.Width(8), .Stages(BusStage - 1)) u_index (
    .clk_i(clk_i), .data_i(column_index), .data_o(index)
  );

  logic            borrows;  // an odd column, not a narrow one
  logic [8*Pk-1:0] tile_word;

  if (TileWords > Wide) begin : gen_narrow
    logic [8*Pk-1:0] relative;

    vitcc_relative_signs #(.Pk(Pk), .WeightBits(NarrowBits)) u_signs (
      .data_i(weights), .data_o(relative)
    );
    assign borrows   = index[0] && index < 8'(Wide);
    assign tile_word = index < 8'(Wide) ? weights : relative;
  end else begin : gen_wide
    assign borrows   = index[0];
    assign tile_word = weights;
  end

  assign column = kind_at[BusStage-1] == Keys ? key_q :
                  kind_at[BusStage-1] == Values ? value : tile_word;

  for (genvar k = 0; k < Pk; k++) begin : gen_lane
    always_ff @(posedge clk_i) begin
      if (valid[BusStage-1]) begin
        load_data_o[8*k +: 8] <= column[8*k +: 8] - {7'd0, borrows & borrow_q[k]};
        if (!index[0]) borrow_q[k] <= column[8*k+7];
      end
    end
  end

  for (genvar n = 0; n < TileWords; n++) begin : gen_load
    always_ff @(posedge clk_i) begin
      if (!rst_ni) load_o[n] <= 1'b0;
      else load_o[n] <= valid[BusStage-1] && index == 8'(n);
    end
  end

  assign idle_o = loader_idle && tiles_empty && valid == '0;

endmodule

`default_nettype wire
