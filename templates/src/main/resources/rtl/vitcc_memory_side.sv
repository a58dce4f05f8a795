// The memory side of the accelerator: fetches the stream over all ports, reads the image and writes
// results over port 0, and gives commands and payload to the units of vitcc_compute.
//
// Port p has bits p*W ... of every m_axi vector, W being the width of the signal. Read data and
// write responses are accepted in the cycle in which they come. memory_reset_i, while nothing is
// unanswered (axi_busy_o), forgets all that is under way.

`default_nettype none

module vitcc_memory_side #(
  parameter int AxiBits       = 128,
  parameter int Ports         = 1,
  parameter int Pm            = 1,
  parameter int Pk            = 16,
  parameter int Lanes         = 16,  // of a word of the hidden memory
  parameter int DrainColumns  = 4,
  parameter int HiddenColumns = 64,
  parameter bit Gains         = 1'b0,
  parameter bit Prunes        = 1'b0,
  parameter bit Bounds        = 1'b0,
  parameter int BankBits      = Pm > 1 ? $clog2(Pm) : 1,
  parameter int HeaderBits    = AxiBits > 256 ? 256 : AxiBits
) (
  input  logic                       clk_i,
  input  logic                       rst_ni,

  // Sequencer.
  input  logic                       memory_reset_i,
  input  logic                       frame_clear_i,
  input  logic                       stop_i,
  input  logic                       stream_i,
  input  logic [63:0]                input_address_i,
  input  logic [63:0]                output_address_i,
  input  logic [Ports-1:0]           region_valid_i,
  input  logic [63:0]                region_address_i,
  input  logic [31:0]                region_beats_i,
  output logic                       header_valid_o,
  output logic [HeaderBits-1:0]      header_data_o,
  output logic                       end_o,
  output logic                       starved_o,
  output logic                       idle_o,
  output logic                       axi_busy_o,
  output logic                       read_error_o,
  output logic                       write_error_o,
  output logic                       command_error_o,
  output logic                       event_taken_o,
  output logic                       event_blocked_o,
  output logic                       event_starved_o,

  // Compute.
  output logic [255:0]               command_o,
  output logic                       matrix_valid_o,
  input  logic                       matrix_ready_i,
  output logic                       vector_valid_o,
  input  logic                       vector_ready_i,
  output logic                       select_valid_o,
  input  logic                       select_ready_i,
  output logic [3:0]                 payload_valid_o,
  input  logic [3:0]                 payload_ready_i,
  output logic                       gain_valid_o,
  output logic                       payload_last_o,
  output logic [8*Pk-1:0]            payload_data_o,
  output logic                       image_valid_o,
  output logic [BankBits-1:0]        image_bank_o,
  output logic [15:0]                image_address_o,
  output logic [Lanes-1:0]           image_enable_o,
  output logic [8*Lanes-1:0]         image_data_o,
  output logic [16:0]                image_columns_o,
  input  logic                       result_valid_i,
  output logic                       result_ready_o,
  input  logic [32*DrainColumns-1:0] result_data_i,
  input  logic [7:0]                 result_count_i,
  input  logic [15:0]                groups_done_i,
  input  logic                       decided_valid_i,
  output logic                       decided_ready_o,
  input  logic [11:0]                decided_tokens_i,

  // Memory ports.
  output logic [Ports-1:0]           ar_valid_o,
  input  logic [Ports-1:0]           ar_ready_i,
  output logic [64*Ports-1:0]        ar_address_o,
  output logic [8*Ports-1:0]         ar_len_o,
  input  logic [Ports-1:0]           r_valid_i,
  input  logic [AxiBits*Ports-1:0]   r_data_i,
  input  logic [2*Ports-1:0]         r_resp_i,
  input  logic [Ports-1:0]           r_last_i,
  output logic                       aw_valid_o,
  input  logic                       aw_ready_i,
  output logic [63:0]                aw_address_o,
  output logic [7:0]                 aw_len_o,
  output logic                       w_valid_o,
  input  logic                       w_ready_i,
  output logic [AxiBits-1:0]         w_data_o,
  output logic [AxiBits/8-1:0]       w_strb_o,
  output logic                       w_last_o,
  input  logic                       b_valid_i,
  input  logic [1:0]                 b_resp_i
);

  localparam int FifoBeats = 512;

  logic memory_rst_n;
  assign memory_rst_n = rst_ni && !memory_reset_i;

  logic            image_ar_valid, image_ar_ready, image_r_valid;
  logic [63:0]     image_ar_address;
  logic [7:0]      image_ar_len;
  logic            word_valid, word_ready, starved, stream_busy;
  logic [8*Pk-1:0] word_data;

  vitcc_stream #(
    .AxiBits  (AxiBits),
    .Ports    (Ports),
    .Pk       (Pk),
    .FifoBeats(FifoBeats)
  ) u_stream (
    .clk_i             (clk_i),
    .rst_ni            (memory_rst_n),
    .stop_i            (stop_i),
    .stream_i          (stream_i),
    .busy_o            (stream_busy),
    .starved_o         (starved),
    .region_valid_i    (region_valid_i),
    .region_address_i  (region_address_i),
    .region_beats_i    (region_beats_i),
    .header_valid_o    (header_valid_o),
    .header_data_o     (header_data_o),
    .word_valid_o      (word_valid),
    .word_ready_i      (word_ready),
    .word_data_o       (word_data),
    .image_ar_valid_i  (image_ar_valid),
    .image_ar_ready_o  (image_ar_ready),
    .image_ar_address_i(image_ar_address),
    .image_ar_len_i    (image_ar_len),
    .image_r_valid_o   (image_r_valid),
    .ar_valid_o        (ar_valid_o),
    .ar_ready_i        (ar_ready_i),
    .ar_address_o      (ar_address_o),
    .ar_len_o          (ar_len_o),
    .r_valid_i         (r_valid_i),
    .r_data_i          (r_data_i),
    .r_last_i          (r_last_i[0])
  );

  logic store_valid, store_ready, image_command_valid, image_command_ready;
  logic image_busy, store_busy, store_idle;

  vitcc_dispatcher #(
    .Pk   (Pk),
    .Gains(Gains),
    .Prunes(Prunes),
    .Bounds(Bounds)
  ) u_dispatcher (
    .clk_i          (clk_i),
    .rst_ni         (memory_rst_n),
    .word_valid_i   (word_valid),
    .word_ready_o   (word_ready),
    .word_data_i    (word_data),
    .command_o      (command_o),
    .matrix_valid_o (matrix_valid_o),
    .matrix_ready_i (matrix_ready_i),
    .vector_valid_o (vector_valid_o),
    .vector_ready_i (vector_ready_i),
    .select_valid_o (select_valid_o),
    .select_ready_i (select_ready_i),
    .store_valid_o  (store_valid),
    .store_ready_i  (store_ready),
    .image_valid_o  (image_command_valid),
    .image_ready_i  (image_command_ready),
    .payload_valid_o(payload_valid_o),
    .payload_ready_i(payload_ready_i),
    .gain_valid_o   (gain_valid_o),
    .payload_last_o (payload_last_o),
    .payload_data_o (payload_data_o),
    .groups_done_i  (groups_done_i),
    .decided_valid_i (decided_valid_i),
    .decided_ready_o (decided_ready_o),
    .decided_tokens_i(decided_tokens_i),
    .end_o          (end_o),
    .error_o        (command_error_o),
    .event_taken_o  (event_taken_o),
    .event_blocked_o(event_blocked_o),
    .event_starved_o(event_starved_o)
  );

  vitcc_image_loader #(
    .AxiBits      (AxiBits),
    .FifoBeats    (FifoBeats),
    .Lanes        (Lanes),
    .Pm           (Pm),
    .HiddenColumns(HiddenColumns)
  ) u_image_loader (
    .clk_i          (clk_i),
    .rst_ni         (memory_rst_n),
    .stop_i         (stop_i),
    .busy_o         (image_busy),
    .command_valid_i(image_command_valid),
    .command_ready_o(image_command_ready),
    .command_i      (command_o),
    .image_base_i   (input_address_i),
    .ar_valid_o     (image_ar_valid),
    .ar_ready_i     (image_ar_ready),
    .ar_address_o   (image_ar_address),
    .ar_len_o       (image_ar_len),
    .r_valid_i      (image_r_valid),
    .r_data_i       (r_data_i[AxiBits-1:0]),
    .image_valid_o  (image_valid_o),
    .image_bank_o   (image_bank_o),
    .image_address_o(image_address_o),
    .image_enable_o (image_enable_o),
    .image_data_o   (image_data_o),
    .image_columns_o(image_columns_o)
  );

  vitcc_store #(
    .AxiBits (AxiBits),
    .Elements(DrainColumns)
  ) u_store (
    .clk_i             (clk_i),
    .rst_ni            (memory_rst_n),
    .stop_i            (stop_i),
    .busy_o            (store_busy),
    .idle_o            (store_idle),
    .start_i           (frame_clear_i),
    .address_i         (output_address_i[63:2]),
    .command_valid_i   (store_valid),
    .command_ready_o   (store_ready),
    .command_elements_i(command_o[vitcc_command_pkg::StoreElementsLsb +: 24]),
    .result_valid_i    (result_valid_i),
    .result_ready_o    (result_ready_o),
    .result_data_i     (result_data_i),
    .result_count_i    (result_count_i),
    .aw_valid_o        (aw_valid_o),
    .aw_ready_i        (aw_ready_i),
    .aw_address_o      (aw_address_o),
    .aw_len_o          (aw_len_o),
    .w_valid_o         (w_valid_o),
    .w_ready_i         (w_ready_i),
    .w_data_o          (w_data_o),
    .w_strb_o          (w_strb_o),
    .w_last_o          (w_last_o),
    .b_valid_i         (b_valid_i)
  );

  assign idle_o        = image_command_ready && store_idle;
  assign axi_busy_o    = stream_busy || image_busy || store_busy;
  assign starved_o     = starved && !end_o;
  assign write_error_o = b_valid_i && b_resp_i[1];

  logic [Ports-1:0] read_error, unused_resp;
  assign read_error_o = read_error != '0;
  for (genvar i = 0; i < Ports; i++) begin : gen_resp
    assign read_error[i]  = r_valid_i[i] && r_resp_i[2*i+1];
    assign unused_resp[i] = r_resp_i[2*i];
  end

  logic unused_bits;
  assign unused_bits = ^{b_resp_i[0], output_address_i[1:0], r_last_i};

endmodule

`default_nettype wire
