// The accelerator behind its ports: registers, sequencer, memory side, compute side, counters.
//
// vitcc_accel is this with one set of AXI4 signals for each port. Port p has bits p*W ... of every
// m_axi vector, W being the width of the signal. Only port 0 writes.

`default_nettype none

module vitcc_core #(
  parameter int          Pm              = 1,
  parameter int          Pk              = 16,
  parameter int          Pn              = 16,
  parameter int          Narrow          = 0,
  parameter int          NarrowBits      = 1,
  parameter int          ActivationBits  = 8,
  parameter int          Lanes           = 4,
  parameter int          AxiBits         = 128,
  parameter int          Ports           = 1,
  parameter int          MaxTokens       = 32,
  parameter int          ResidualColumns = 64,
  parameter int          HeadColumns     = 64,
  parameter int          HiddenColumns   = 64,
  parameter int          AccumulatorBits = 32,
  parameter int          TileDepth       = 2,
  parameter int          ResultDepth     = 32,
  parameter int          CommandDepth    = 4,
  parameter int          GainWords       = 0,
  parameter bit          CodeLimits      = 1'b0,
  parameter int          LineBits        = 0,
  parameter int          LineFraction    = 0,
  parameter int          SlopeBits       = 1,
  parameter bit          Prunes          = 1'b0,
  parameter bit          Bounds          = 1'b0,
  parameter bit          Learns          = 1'b0,
  parameter logic [31:0] Fingerprint     = 32'h0
) (
  input  logic                       clk_i,
  input  logic                       rst_ni,
  output logic                       interrupt_o,

  input  logic                       control_aw_valid_i,
  output logic                       control_aw_ready_o,
  input  logic [11:0]                control_aw_address_i,
  input  logic                       control_w_valid_i,
  output logic                       control_w_ready_o,
  input  logic [31:0]                control_w_data_i,
  input  logic [3:0]                 control_w_strb_i,
  output logic                       control_b_valid_o,
  input  logic                       control_b_ready_i,
  input  logic                       control_ar_valid_i,
  output logic                       control_ar_ready_o,
  input  logic [11:0]                control_ar_address_i,
  output logic                       control_r_valid_o,
  input  logic                       control_r_ready_i,
  output logic [31:0]                control_r_data_o,

  output logic [Ports-1:0]           ar_valid_o,
  input  logic [Ports-1:0]           ar_ready_i,
  output logic [64*Ports-1:0]        ar_address_o,
  output logic [8*Ports-1:0]         ar_len_o,
  input  logic [Ports-1:0]           r_valid_i,  // always accepted
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
  input  logic                       b_valid_i,  // always accepted
  input  logic [1:0]                 b_resp_i
);

  localparam int DrainColumns = Lanes / Pm;
  localparam int WriteColumns = Narrow > 0 ? DrainColumns : Pn;  // what groups are aligned to
  localparam int MemoryLanes  = Pk > WriteColumns ? Pk : WriteColumns;
  localparam int BankBits     = Pm > 1 ? $clog2(Pm) : 1;
  localparam int HeaderBits   = AxiBits > 256 ? 256 : AxiBits;
  localparam int Counters     = vitcc_register_pkg::Counters;
  localparam int Stages       = Counters - vitcc_register_pkg::CounterTokens1;

  logic                   start, clear, running, done, frame_done;
  logic [63:0]            image_base, input_base, output_base;
  logic [31:0]            frames, status;
  logic [Counters-1:0]    events;

  vitcc_control #(
    .Stages(Bounds ? Stages : 0)
  ) u_control (
    .clk_i        (clk_i),
    .rst_ni       (rst_ni),
    .aw_valid_i   (control_aw_valid_i),
    .aw_ready_o   (control_aw_ready_o),
    .aw_address_i (control_aw_address_i),
    .w_valid_i    (control_w_valid_i),
    .w_ready_o    (control_w_ready_o),
    .w_data_i     (control_w_data_i),
    .w_strb_i     (control_w_strb_i),
    .b_valid_o    (control_b_valid_o),
    .b_ready_i    (control_b_ready_i),
    .ar_valid_i   (control_ar_valid_i),
    .ar_ready_o   (control_ar_ready_o),
    .ar_address_i (control_ar_address_i),
    .r_valid_o    (control_r_valid_o),
    .r_ready_i    (control_r_ready_i),
    .r_data_o     (control_r_data_o),
    .interrupt_o  (interrupt_o),
    .start_o      (start),
    .done_i       (done),
    .image_base_o (image_base),
    .input_base_o (input_base),
    .output_base_o(output_base),
    .frames_o     (frames),
    .status_i     (status),
    .clear_i      (clear),
    .running_i    (running),
    .events_i     (events)
  );

  logic             memory_reset, compute_reset, frame_clear, stop, stream;
  logic             header_valid;
  logic [31:0]      region_beats;
  logic [63:0]      input_address, output_address, region_address;
  logic [Ports-1:0] region_valid;
  logic             end_taken, starved, memory_idle, compute_idle, axi_busy;
  logic             read_error, write_error, command_error;

  logic [HeaderBits-1:0] header_data;

  vitcc_sequencer #(
    .HeaderBits (HeaderBits),
    .Ports      (Ports),
    .Fingerprint(Fingerprint)
  ) u_sequencer (
    .clk_i            (clk_i),
    .rst_ni           (rst_ni),
    .start_i          (start),
    .image_base_i     (image_base),
    .input_base_i     (input_base),
    .output_base_i    (output_base),
    .frames_i         (frames),
    .clear_o          (clear),
    .running_o        (running),
    .done_o           (done),
    .frame_done_o     (frame_done),
    .status_o         (status),
    .header_valid_i   (header_valid),
    .header_data_i    (header_data),
    .region_valid_o   (region_valid),
    .region_address_o (region_address),
    .region_beats_o   (region_beats),
    .memory_reset_o   (memory_reset),
    .compute_reset_o  (compute_reset),
    .frame_clear_o    (frame_clear),
    .stop_o           (stop),
    .stream_o         (stream),
    .input_address_o  (input_address),
    .output_address_o (output_address),
    .end_i            (end_taken),
    .starved_i        (starved),
    .units_idle_i     (memory_idle && compute_idle),
    .axi_busy_i       (axi_busy),
    .read_error_i     (read_error),
    .write_error_i    (write_error),
    .command_error_i  (command_error)
  );

  logic [255:0]             command;
  logic                     matrix_valid, matrix_ready, vector_valid, vector_ready;
  logic                     select_valid, select_ready;
  logic [3:0]               payload_valid, payload_ready;
  logic                     payload_last, gain_valid;
  logic [8*Pk-1:0]          payload_data;
  logic                     image_valid;
  logic [BankBits-1:0]      image_bank;
  logic [15:0]              image_address;
  logic [MemoryLanes-1:0]   image_enable;
  logic [8*MemoryLanes-1:0] image_data;
  logic [16:0]              image_columns;
  logic                     result_valid, result_ready;
  logic [32*DrainColumns-1:0] result_data;
  logic [7:0]               result_count;
  logic [15:0]              groups_done;
  logic                     decided_valid, decided_ready;
  logic [11:0]              decided_tokens;
  logic [Stages-1:0]        event_tokens;

  vitcc_memory_side #(
    .AxiBits      (AxiBits),
    .Ports        (Ports),
    .Pm           (Pm),
    .Pk           (Pk),
    .Lanes        (MemoryLanes),
    .DrainColumns (DrainColumns),
    .HiddenColumns(HiddenColumns),
    .Gains        (GainWords > 0),
    .Prunes       (Prunes),
    .Bounds       (Bounds)
  ) u_memory_side (
    .clk_i            (clk_i),
    .rst_ni           (rst_ni),
    .memory_reset_i   (memory_reset),
    .frame_clear_i    (frame_clear),
    .stop_i           (stop),
    .stream_i         (stream),
    .input_address_i  (input_address),
    .output_address_i (output_address),
    .region_valid_i   (region_valid),
    .region_address_i (region_address),
    .region_beats_i   (region_beats),
    .header_valid_o   (header_valid),
    .header_data_o    (header_data),
    .end_o            (end_taken),
    .starved_o        (starved),
    .idle_o           (memory_idle),
    .axi_busy_o       (axi_busy),
    .read_error_o     (read_error),
    .write_error_o    (write_error),
    .command_error_o  (command_error),
    .event_taken_o    (events[vitcc_register_pkg::CounterStreamWords]),
    .event_blocked_o  (events[vitcc_register_pkg::CounterStreamBlocked]),
    .event_starved_o  (events[vitcc_register_pkg::CounterStreamStarved]),
    .command_o        (command),
    .matrix_valid_o   (matrix_valid),
    .matrix_ready_i   (matrix_ready),
    .vector_valid_o   (vector_valid),
    .vector_ready_i   (vector_ready),
    .select_valid_o   (select_valid),
    .select_ready_i   (select_ready),
    .payload_valid_o  (payload_valid),
    .payload_ready_i  (payload_ready),
    .gain_valid_o     (gain_valid),
    .payload_last_o   (payload_last),
    .payload_data_o   (payload_data),
    .image_valid_o    (image_valid),
    .image_bank_o     (image_bank),
    .image_address_o  (image_address),
    .image_enable_o   (image_enable),
    .image_data_o     (image_data),
    .image_columns_o  (image_columns),
    .result_valid_i   (result_valid),
    .result_ready_o   (result_ready),
    .result_data_i    (result_data),
    .result_count_i   (result_count),
    .groups_done_i    (groups_done),
    .decided_valid_i  (decided_valid),
    .decided_ready_o  (decided_ready),
    .decided_tokens_i (decided_tokens),
    .ar_valid_o       (ar_valid_o),
    .ar_ready_i       (ar_ready_i),
    .ar_address_o     (ar_address_o),
    .ar_len_o         (ar_len_o),
    .r_valid_i        (r_valid_i),
    .r_data_i         (r_data_i),
    .r_resp_i         (r_resp_i),
    .r_last_i         (r_last_i),
    .aw_valid_o       (aw_valid_o),
    .aw_ready_i       (aw_ready_i),
    .aw_address_o     (aw_address_o),
    .aw_len_o         (aw_len_o),
    .w_valid_o        (w_valid_o),
    .w_ready_i        (w_ready_i),
    .w_data_o         (w_data_o),
    .w_strb_o         (w_strb_o),
    .w_last_o         (w_last_o),
    .b_valid_i        (b_valid_i),
    .b_resp_i         (b_resp_i)
  );

  vitcc_compute #(
    .Pm             (Pm),
    .Pk             (Pk),
    .Pn             (Pn),
    .Narrow         (Narrow),
    .NarrowBits     (NarrowBits),
    .ActivationBits (ActivationBits),
    .MemoryLanes    (MemoryLanes),
    .Lanes          (Lanes),
    .MaxTokens      (MaxTokens),
    .ResidualColumns(ResidualColumns),
    .HeadColumns    (HeadColumns),
    .HiddenColumns  (HiddenColumns),
    .AccumulatorBits(AccumulatorBits),
    .TileDepth      (TileDepth),
    .ResultDepth    (ResultDepth),
    .CommandDepth   (CommandDepth),
    .GainWords      (GainWords),
    .CodeLimits     (CodeLimits),
    .LineBits       (LineBits),
    .LineFraction   (LineFraction),
    .SlopeBits      (SlopeBits),
    .Prunes         (Prunes),
    .Bounds         (Bounds),
    .Learns         (Learns)
  ) u_compute (
    .clk_i                  (clk_i),
    .rst_ni                 (rst_ni && !compute_reset),
    .frame_clear_i          (frame_clear),
    .matrix_valid_i         (matrix_valid),
    .matrix_ready_o         (matrix_ready),
    .matrix_command_i       (command),
    .vector_valid_i         (vector_valid),
    .vector_ready_o         (vector_ready),
    .vector_command_i       (command),
    .select_valid_i         (select_valid),
    .select_ready_o         (select_ready),
    .select_command_i       (command),
    .tile_valid_i           (payload_valid[vitcc_command_pkg::LoadKindTiles]),
    .tile_ready_o           (payload_ready[vitcc_command_pkg::LoadKindTiles]),
    .tile_last_i            (payload_last),
    .tile_data_i            (payload_data),
    .parameter_valid_i      (payload_valid[vitcc_command_pkg::LoadKindParameters]),
    .parameter_ready_o      (payload_ready[vitcc_command_pkg::LoadKindParameters]),
    .parameter_last_i       (payload_last),
    .parameter_data_i       (payload_data),
    .table_valid_i          (payload_valid[vitcc_command_pkg::LoadKindTable]),
    .table_ready_o          (payload_ready[vitcc_command_pkg::LoadKindTable]),
    .table_last_i           (payload_last),
    .table_data_i           (payload_data),
    .position_valid_i       (payload_valid[vitcc_command_pkg::LoadKindPosition]),
    .position_ready_o       (payload_ready[vitcc_command_pkg::LoadKindPosition]),
    .position_last_i        (payload_last),
    .position_data_i        (payload_data),
    .gain_valid_i           (gain_valid),
    .gain_last_i            (payload_last),
    .gain_data_i            (payload_data),
    .image_valid_i          (image_valid),
    .image_bank_i           (image_bank),
    .image_address_i        (image_address),
    .image_enable_i         (image_enable),
    .image_data_i           (image_data),
    .image_columns_i        (image_columns),
    .result_valid_o         (result_valid),
    .result_ready_i         (result_ready),
    .result_data_o          (result_data),
    .result_count_o         (result_count),
    .groups_done_o          (groups_done),
    .decided_valid_o        (decided_valid),
    .decided_ready_i        (decided_ready),
    .decided_tokens_o       (decided_tokens),
    .event_tokens_o         (event_tokens),
    .idle_o                 (compute_idle),
    .event_row_o            (events[vitcc_register_pkg::CounterRows]),
    .event_idle_weights_o   (events[vitcc_register_pkg::CounterIdleWeights]),
    .event_idle_stationary_o(events[vitcc_register_pkg::CounterIdleStationary]),
    .event_idle_operand_o   (events[vitcc_register_pkg::CounterIdleOperand]),
    .event_idle_credit_o    (events[vitcc_register_pkg::CounterIdleCredit]),
    .event_idle_command_o   (events[vitcc_register_pkg::CounterIdleCommand]),
    .event_drain_o          (events[vitcc_register_pkg::CounterDrain]),
    .event_drain_blocked_o  (events[vitcc_register_pkg::CounterDrainBlocked]),
    .event_tile_o           (events[vitcc_register_pkg::CounterTiles])
  );

  assign events[vitcc_register_pkg::CounterCycles] = 1'b1;
  assign events[vitcc_register_pkg::CounterFrames] = frame_done;
  assign events[vitcc_register_pkg::CounterTokens1 +: Stages] = event_tokens;

endmodule

`default_nettype wire
