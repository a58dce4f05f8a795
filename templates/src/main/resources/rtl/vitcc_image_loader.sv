// Executes the image load: reads the rows of an image and writes its patches to the hidden memory.
//
// The image lies at any byte address, rows of patch_columns * patch_bytes bytes back to back. For
// py = 0 ... patch-1 the image rows py, patch + py, 2 * patch + py ... are read, so that the
// columns of the patch matrix become complete from left to right and the matrix unit can follow.
// About one beat a cycle where runs are multiples of a beat. Two dozen cycles pass before the first
// address, for the two products (done by shift and add: they are needed once a frame).
// command_ready_o is high when the unit is idle; ar_* and image_* come from registers.

`default_nettype none

module vitcc_image_loader #(
  parameter int AxiBits       = 128,
  parameter int FifoBeats     = 512,
  parameter int BurstBeats    = 64,
  parameter int Lanes         = 16,
  parameter int Pm            = 1,
  parameter int HiddenColumns = 64,
  parameter int BankBits      = Pm > 1 ? $clog2(Pm) : 1
) (
  input  logic                clk_i,
  input  logic                rst_ni,
  input  logic                stop_i,  // ask for nothing more
  output logic                busy_o,  // read data are on their way

  input  logic                command_valid_i,
  output logic                command_ready_o,
  input  logic [255:0]        command_i,
  input  logic [63:0]         image_base_i,

  output logic                ar_valid_o,
  input  logic                ar_ready_i,
  output logic [63:0]         ar_address_o,
  output logic [7:0]          ar_len_o,
  input  logic                r_valid_i,
  input  logic [AxiBits-1:0]  r_data_i,

  output logic                image_valid_o,
  output logic [BankBits-1:0] image_bank_o,
  output logic [15:0]         image_address_o,
  output logic [Lanes-1:0]    image_enable_o,
  output logic [8*Lanes-1:0]  image_data_o,
  output logic [16:0]         image_columns_o
);

  localparam int OffsetBits = $clog2(AxiBits / 8);

  localparam logic [2:0] StIdle   = 3'd0;
  localparam logic [2:0] StRow    = 3'd1;  // row_bytes = patch_columns * patch_bytes
  localparam logic [2:0] StStride = 3'd2;  // stride = patch * row_bytes
  localparam logic [2:0] StStart  = 3'd3;
  localparam logic [2:0] StRead   = 3'd4;
  localparam logic [2:0] StFinish = 3'd5;

  logic [2:0]  state_q;
  logic [7:0]  patch_q, slices_left_q;
  logic [11:0] patch_bytes_q, patch_rows_q, patch_columns_q, rows_left_q, factor_q;
  logic [3:0]  leading_rows_q;
  logic [31:0] term_q, sum_q, row_bytes_q, beats;
  logic [63:0] row_q, slice_q;
  logic        start, done, region_valid, region_ready, next, last_row, last;
  logic        beat_valid, beat_ready;

  logic [AxiBits-1:0] beat_data;

  assign command_ready_o = state_q == StIdle;
  assign start           = state_q == StStart;
  assign region_valid    = state_q == StRead;
  assign next            = region_valid && region_ready;
  assign last_row        = rows_left_q == 12'd1;
  assign last            = last_row && slices_left_q == 8'd1;

  logic unused_command;
  assign unused_command = ^{command_i[255:vitcc_command_pkg::LoadLeadingRowsLsb+4],
                            command_i[vitcc_command_pkg::LoadPatchLsb-1:0]};

  // Beats that row_bytes bytes from row_q touch.
  assign beats = (row_bytes_q + 32'(row_q[OffsetBits-1:0]) + 32'(AxiBits / 8 - 1)) >> OffsetBits;

  always_ff @(posedge clk_i) begin
    if (command_ready_o) begin
      patch_q         <= command_i[vitcc_command_pkg::LoadPatchLsb +: 8];
      patch_bytes_q   <= command_i[vitcc_command_pkg::LoadPatchBytesLsb +: 12];
      patch_rows_q    <= command_i[vitcc_command_pkg::LoadPatchRowsLsb +: 12];
      patch_columns_q <= command_i[vitcc_command_pkg::LoadPatchColumnsLsb +: 12];
      leading_rows_q  <= command_i[vitcc_command_pkg::LoadLeadingRowsLsb +: 4];
      term_q          <= 32'(command_i[vitcc_command_pkg::LoadPatchBytesLsb +: 12]);
      factor_q        <= command_i[vitcc_command_pkg::LoadPatchColumnsLsb +: 12];
      sum_q           <= '0;
      row_q           <= image_base_i;
      slice_q         <= image_base_i;
    end else if (state_q == StRow && factor_q == '0) begin
      row_bytes_q <= sum_q;
      term_q      <= sum_q;
      factor_q    <= 12'(patch_q);
      sum_q       <= '0;
    end else if (factor_q != '0) begin
      term_q   <= term_q << 1;
      factor_q <= factor_q >> 1;
      if (factor_q[0]) sum_q <= sum_q + term_q;
    end
    if (start) begin
      rows_left_q   <= patch_rows_q;
      slices_left_q <= patch_q;
    end else if (next) begin
      row_q       <= row_q + 64'(sum_q);
      rows_left_q <= rows_left_q - 1'b1;
      if (last_row) begin
        row_q         <= slice_q + 64'(row_bytes_q);
        slice_q       <= slice_q + 64'(row_bytes_q);
        rows_left_q   <= patch_rows_q;
        slices_left_q <= slices_left_q - 1'b1;
      end
    end
  end

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      state_q <= StIdle;
    end else begin
      case (state_q)
        StIdle:   if (command_valid_i) state_q <= StRow;
        StRow:    if (factor_q == '0) state_q <= StStride;
        StStride: if (factor_q == '0) state_q <= StStart;
        StStart:  state_q <= StRead;
        StRead:   if (next && last) state_q <= StFinish;
        default:  if (done) state_q <= StIdle;
      endcase
    end
  end

  vitcc_axi_reader #(
    .AxiBits   (AxiBits),
    .FifoBeats (FifoBeats),
    .BurstBeats(BurstBeats)
  ) u_reader (
    .clk_i           (clk_i),
    .rst_ni          (rst_ni),
    .stop_i          (stop_i),
    .busy_o          (busy_o),
    .region_valid_i  (region_valid),
    .region_ready_o  (region_ready),
    .region_address_i({row_q[63:OffsetBits], OffsetBits'(0)}),
    .region_beats_i  (beats),
    .ar_valid_o      (ar_valid_o),
    .ar_ready_i      (ar_ready_i),
    .ar_address_o    (ar_address_o),
    .ar_len_o        (ar_len_o),
    .r_valid_i       (r_valid_i),
    .r_data_i        (r_data_i),
    .data_valid_o    (beat_valid),
    .data_ready_i    (beat_ready),
    .data_o          (beat_data)
  );

  vitcc_image_gather #(
    .AxiBits      (AxiBits),
    .Lanes        (Lanes),
    .Pm           (Pm),
    .HiddenColumns(HiddenColumns)
  ) u_gather (
    .clk_i          (clk_i),
    .rst_ni         (rst_ni),
    .start_i        (start),
    .patch_i        (patch_q),
    .patch_bytes_i  (patch_bytes_q),
    .patch_rows_i   (patch_rows_q),
    .patch_columns_i(patch_columns_q),
    .leading_rows_i (leading_rows_q),
    .offset_i       (row_q[OffsetBits-1:0]),
    .row_step_i     (sum_q[OffsetBits-1:0]),
    .slice_step_i   (row_bytes_q[OffsetBits-1:0]),
    .done_o         (done),
    .beat_valid_i   (beat_valid),
    .beat_ready_o   (beat_ready),
    .beat_data_i    (beat_data),
    .image_valid_o  (image_valid_o),
    .image_bank_o   (image_bank_o),
    .image_address_o(image_address_o),
    .image_enable_o (image_enable_o),
    .image_data_o   (image_data_o),
    .columns_o      (image_columns_o)
  );

endmodule

`default_nettype wire
