// Cuts image rows into patches: places the bytes of the rows, in the order in which they are read,
// where the rows of the patch matrix have them.
//
// Rows of the image arrive as bus beats, each row from a beat of its own, in the order
// py = 0 ... patch-1, and for each py patch row 0 ... patch_rows-1. Byte j of a patch's run is
// column py * patch_bytes + j of row leading_rows + Y * patch_columns + X of the matrix. Each cycle
// writes as many bytes as one beat has, or as the run or the memory word has left.
// A row may begin at any byte of its beat: bytes of the current beat and, where the step reaches
// beyond it, of the next one are put together and rotated into place, in two registered stages.
// One write a cycle; image_* comes from registers and is always accepted. columns_o counts only
// columns whose writes have landed. start_i begins an image; done_o is high when all is written.

`default_nettype none

module vitcc_image_gather #(
  parameter int AxiBits       = 128,
  parameter int Lanes         = 16,  // bytes of a memory word
  parameter int Pm            = 1,
  parameter int HiddenColumns = 64,  // columns of the memory, a multiple of Lanes
  parameter int BankBits      = Pm > 1 ? $clog2(Pm) : 1
) (
  input  logic                         clk_i,
  input  logic                         rst_ni,

  input  logic                         start_i,
  input  logic [7:0]                   patch_i,
  input  logic [11:0]                  patch_bytes_i,
  input  logic [11:0]                  patch_rows_i,
  input  logic [11:0]                  patch_columns_i,
  input  logic [3:0]                   leading_rows_i,
  // Where in a beat the image begins, and how far rows of a slice, and slices, lie apart.
  input  logic [$clog2(AxiBits/8)-1:0] offset_i,
  input  logic [$clog2(AxiBits/8)-1:0] row_step_i,
  input  logic [$clog2(AxiBits/8)-1:0] slice_step_i,
  output logic                         done_o,

  input  logic                         beat_valid_i,
  output logic                         beat_ready_o,
  input  logic [AxiBits-1:0]           beat_data_i,

  output logic                         image_valid_o,
  output logic [BankBits-1:0]          image_bank_o,
  output logic [15:0]                  image_address_o,
  output logic [Lanes-1:0]             image_enable_o,
  output logic [8*Lanes-1:0]           image_data_o,
  output logic [16:0]                  columns_o
);

  localparam int BeatBytes  = AxiBits / 8;
  localparam int OffsetBits = $clog2(BeatBytes);
  localparam int RowWords   = HiddenColumns / Lanes;
  localparam int LandCycles = 6;  // from a step until its write has landed, and some

  // Where the next step reads and writes.
  logic [AxiBits-1:0]    beat_q;
  logic                  beat_valid_q, active_q;
  logic [OffsetBits-1:0] position_q, row_offset_q, slice_offset_q;
  logic [11:0]           run_left_q, patches_left_q, rows_left_q;
  logic [7:0]            slices_left_q, lane_q, slice_lane_q;
  logic [15:0]           word_q, slice_word_q, base_q, first_base;
  logic [BankBits-1:0]   bank_q;

  // The step.
  logic [11:0]           room, bytes;
  logic [OffsetBits:0]   end_position;
  logic [7:0]            end_lane, next_lane;
  logic [15:0]           next_word;
  logic                  needs_next, step, load, end_run, end_row, end_slice, end_image;
  logic [OffsetBits-1:0] next_row_offset, next_slice_offset;

  assign room  = 12'(Lanes) - 12'(lane_q) < 12'(BeatBytes) ? 12'(Lanes) - 12'(lane_q)
                                                           : 12'(BeatBytes);
  assign bytes = run_left_q < room ? run_left_q : room;

  assign end_position = {1'b0, position_q} + (OffsetBits + 1)'(bytes);
  assign needs_next   = end_position > (OffsetBits + 1)'(BeatBytes);
  assign step         = active_q && beat_valid_q && (!needs_next || beat_valid_i);

  assign end_run   = bytes == run_left_q;
  assign end_row   = end_run && patches_left_q == 12'd1;
  assign end_slice = end_row && rows_left_q == 12'd1;
  assign end_image = end_slice && slices_left_q == 8'd1;

  // The current beat is replaced when it is used up, and at the end of the row in any case.
  assign load         = !beat_valid_q || (step && (end_row || end_position[OffsetBits]));
  assign beat_ready_o = active_q && load;

  assign end_lane  = lane_q + 8'(bytes);
  assign next_lane = end_lane == 8'(Lanes) ? '0 : end_lane;
  assign next_word = word_q + 16'(end_lane == 8'(Lanes));

  assign next_row_offset   = row_offset_q + row_step_i;
  assign next_slice_offset = slice_offset_q + slice_step_i;

  // The first patch is row leading_rows: bank and word of it, by a product of two small numbers.
  always_comb begin
    first_base = '0;
    for (int i = $clog2(Pm); i < 4; i++) begin
      if (leading_rows_i[i]) first_base = first_base + 16'(RowWords << (i - $clog2(Pm)));
    end
  end

  always_ff @(posedge clk_i) begin
    if (load) beat_q <= beat_data_i;
    if (start_i) begin
      position_q     <= offset_i;
      row_offset_q   <= offset_i;
      slice_offset_q <= offset_i;
      run_left_q     <= patch_bytes_i;
      patches_left_q <= patch_columns_i;
      rows_left_q    <= patch_rows_i;
      slices_left_q  <= patch_i;
      lane_q         <= '0;
      word_q         <= '0;
      slice_lane_q   <= '0;
      slice_word_q   <= '0;
      bank_q         <= Pm > 1 ? leading_rows_i[BankBits-1:0] : '0;
      base_q         <= first_base;
    end else if (step) begin
      position_q <= end_position[OffsetBits-1:0];
      lane_q     <= next_lane;
      word_q     <= next_word;
      run_left_q <= run_left_q - bytes;
      if (end_run) begin
        run_left_q     <= patch_bytes_i;
        patches_left_q <= patches_left_q - 1'b1;
        lane_q         <= slice_lane_q;
        word_q         <= slice_word_q;
        bank_q         <= Pm > 1 ? bank_q + 1'b1 : '0;
        if (bank_q == BankBits'(Pm - 1)) base_q <= base_q + 16'(RowWords);
      end
      if (end_row) begin
        position_q     <= next_row_offset;
        row_offset_q   <= next_row_offset;
        patches_left_q <= patch_columns_i;
        rows_left_q    <= rows_left_q - 1'b1;
      end
      if (end_slice) begin
        position_q     <= next_slice_offset;
        row_offset_q   <= next_slice_offset;
        slice_offset_q <= next_slice_offset;
        rows_left_q    <= patch_rows_i;
        slices_left_q  <= slices_left_q - 1'b1;
        lane_q         <= next_lane;
        word_q         <= next_word;
        slice_lane_q   <= next_lane;
        slice_word_q   <= next_word;
        bank_q         <= Pm > 1 ? leading_rows_i[BankBits-1:0] : '0;
        base_q         <= first_base;
      end
    end
  end

  // First stage: the bytes of the step, still where the bus has them.
  logic                  gather_valid_q;
  logic [AxiBits-1:0]    gather_q;
  logic [OffsetBits-1:0] rotate_q;
  logic [7:0]            from_q, to_q;
  logic [BankBits-1:0]   gather_bank_q;
  logic [15:0]           gather_address_q;

  logic [BeatBytes-1:0]  current;  // bytes that come from the current beat
  assign current = {BeatBytes{1'b1}} << position_q;

  for (genvar i = 0; i < BeatBytes; i++) begin : gen_byte
    always_ff @(posedge clk_i) begin
      gather_q[8*i +: 8] <= current[i] ? beat_q[8*i +: 8] : beat_data_i[8*i +: 8];
    end
  end

  always_ff @(posedge clk_i) begin
    rotate_q         <= position_q - OffsetBits'(lane_q);
    from_q           <= lane_q;
    to_q             <= end_lane;
    gather_bank_q    <= bank_q;
    gather_address_q <= base_q + word_q;
  end

  // Second stage: rotated so that byte i of the beat suits lanes i, i + BeatBytes, ...
  logic [AxiBits-1:0] rotated;
  always_comb begin
    rotated = gather_q;
    for (int i = 0; i < OffsetBits; i++) begin
      if (rotate_q[i]) rotated = rotated >> (8 << i) | rotated << (AxiBits - (8 << i));
    end
  end

  for (genvar i = 0; i < Lanes; i++) begin : gen_lane
    always_ff @(posedge clk_i) begin
      image_data_o[8*i +: 8] <= rotated[8*(i % BeatBytes) +: 8];
      image_enable_o[i]      <= 8'(i) >= from_q && 8'(i) < to_q;
    end
  end

  always_ff @(posedge clk_i) begin
    image_bank_o    <= gather_bank_q;
    image_address_o <= gather_address_q;
  end

  logic [LandCycles-1:0] slice_ends_q;
  assign done_o = !active_q && slice_ends_q == '0;

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      active_q       <= 1'b0;
      beat_valid_q   <= 1'b0;
      gather_valid_q <= 1'b0;
      image_valid_o  <= 1'b0;
      slice_ends_q   <= '0;
      columns_o      <= '0;
    end else begin
      if (start_i) active_q <= 1'b1;
      else if (step && end_image) active_q <= 1'b0;
      if (load) beat_valid_q <= active_q && beat_valid_i && !(step && end_row && needs_next);
      gather_valid_q <= step;
      image_valid_o  <= gather_valid_q;
      slice_ends_q   <= slice_ends_q << 1 | LandCycles'(step && end_slice);
      if (start_i) columns_o <= '0;
      else if (slice_ends_q[LandCycles-1]) columns_o <= columns_o + 17'(patch_bytes_i);
    end
  end

endmodule

`default_nettype wire
