// Runs frames: header once, then for each frame the stream of every port, until End is reached and
// all is done.
//
// Between two frames, and after an error, nothing more is asked of memory (stop_o) and what is on
// its way is waited for; then the memory side is reset. After an error compute_reset_o resets the
// rest too, and the run is over: the errors are in status_o, bits as in docs/engine.md, until the
// next start. A stream that ends without End counts as an unknown command.
// The readers are idle whenever they are given a region.
// done_o is one cycle long, running_o is high from the cycle after start until done.

`default_nettype none

module vitcc_sequencer #(
  parameter int          HeaderBits  = 128,  // of a beat of the header
  parameter int          Ports       = 1,
  parameter logic [31:0] Fingerprint = 32'h0
) (
  input  logic                  clk_i,
  input  logic                  rst_ni,

  input  logic                  start_i,
  input  logic [63:0]           image_base_i,
  input  logic [63:0]           input_base_i,
  input  logic [63:0]           output_base_i,
  input  logic [31:0]           frames_i,
  output logic                  clear_o,  // the run begins: counters to zero
  output logic                  running_o,
  output logic                  done_o,
  output logic                  frame_done_o,
  output logic [31:0]           status_o,

  input  logic                  header_valid_i,
  input  logic [HeaderBits-1:0] header_data_i,

  output logic [Ports-1:0]      region_valid_o,
  output logic [63:0]           region_address_o,
  output logic [31:0]           region_beats_o,

  output logic                  memory_reset_o,
  output logic                  compute_reset_o,
  output logic                  frame_clear_o,
  output logic                  stop_o,
  output logic                  stream_o,         // what the ports deliver is the stream
  output logic [63:0]           input_address_o,
  output logic [63:0]           output_address_o,

  input  logic                  end_i,            // the dispatcher has taken End
  input  logic                  starved_i,        // no word is there, nor will one come
  input  logic                  units_idle_i,     // of the units that execute commands
  input  logic                  axi_busy_i,       // something is unanswered
  input  logic                  read_error_i,
  input  logic                  write_error_i,
  input  logic                  command_error_i
);

  localparam logic [3:0] StIdle    = 4'd0;
  localparam logic [3:0] StReset   = 4'd1;
  localparam logic [3:0] StFetch   = 4'd2;
  localparam logic [3:0] StHeader  = 4'd3;
  localparam logic [3:0] StClear   = 4'd4;
  localparam logic [3:0] StRegions = 4'd5;
  localparam logic [3:0] StRun     = 4'd6;
  localparam logic [3:0] StDrain   = 4'd7;
  localparam logic [3:0] StRecover = 4'd8;
  localparam logic [3:0] StDone    = 4'd9;

  localparam int HeaderBeats = 256 / HeaderBits;

  // For a condition that must hold for a while: a command is in nobody's hands between two units.
  localparam logic [3:0] Settled = 4'd15;

  logic [3:0]  state_q, settle_q;
  logic        error, error_q, starved, last_frame;
  logic [31:0] frames_left_q;
  logic [15:0] frames_done_q;
  logic [63:0] port_address_q, input_address_q, output_address_q;

  logic        header_complete, wrong_format, wrong_engine;
  logic [31:0] beats, stride, input_bytes, output_bytes;

  logic [Ports-1:0]                          port_q;  // one-hot
  logic [vitcc_register_pkg::StatusBits-1:0] errors, errors_q;

  vitcc_header #(
    .BeatBits   (HeaderBits),
    .Fingerprint(Fingerprint)
  ) u_header (
    .clk_i         (clk_i),
    .rst_ni        (rst_ni && state_q != StReset),
    .beat_valid_i  (header_valid_i),
    .beat_data_i   (header_data_i),
    .complete_o    (header_complete),
    .wrong_format_o(wrong_format),
    .wrong_engine_o(wrong_engine),
    .beats_o       (beats),
    .stride_o      (stride),
    .input_bytes_o (input_bytes),
    .output_bytes_o(output_bytes)
  );

  assign starved    = starved_i && settle_q == Settled;
  assign last_frame = frames_left_q <= 32'd1;

  always_comb begin
    errors = '0;
    errors[vitcc_register_pkg::StatusFormat]  = state_q == StHeader && header_complete
                                             && wrong_format;
    errors[vitcc_register_pkg::StatusEngine]  = state_q == StHeader && header_complete
                                             && wrong_engine;
    errors[vitcc_register_pkg::StatusRead]    = read_error_i;
    errors[vitcc_register_pkg::StatusWrite]   = write_error_i;
    errors[vitcc_register_pkg::StatusCommand] = state_q == StRun && (command_error_i || starved);
  end
  assign error = errors != '0;

  assign clear_o          = state_q == StReset;
  assign running_o        = state_q != StIdle;
  assign done_o           = state_q == StDone;
  assign frame_done_o     = state_q == StDrain && !axi_busy_i && !error && !error_q;
  assign status_o         = {frames_done_q, 16'(errors_q)};
  assign region_valid_o   = state_q == StFetch ? Ports'(1) : state_q == StRegions ? port_q : '0;
  assign region_address_o = state_q == StFetch ? image_base_i : port_address_q;
  assign region_beats_o   = state_q == StFetch ? 32'(HeaderBeats) : beats;
  assign memory_reset_o   = state_q == StReset || state_q == StClear || state_q == StRecover
                         || state_q == StDone;
  assign compute_reset_o  = state_q == StRecover;
  assign frame_clear_o    = state_q == StClear;
  assign stop_o           = state_q == StDrain;
  assign stream_o         = state_q == StRegions || state_q == StRun;
  assign input_address_o  = input_address_q;
  assign output_address_o = output_address_q;

  always_ff @(posedge clk_i) begin
    if (state_q == StReset) begin
      input_address_q  <= input_base_i;
      output_address_q <= output_base_i;
      frames_left_q    <= frames_i;
    end else if (frame_done_o) begin
      input_address_q  <= input_address_q + 64'(input_bytes);
      output_address_q <= output_address_q + 64'(output_bytes);
      frames_left_q    <= frames_left_q - 1'b1;
    end
    if (state_q == StClear) begin
      port_q         <= Ports'(1);
      port_address_q <= image_base_i + 64'(vitcc_command_pkg::StreamOffset);
    end else if (state_q == StRegions) begin
      port_q         <= port_q << 1;
      port_address_q <= port_address_q + 64'(stride);
    end
  end

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      state_q       <= StIdle;
      settle_q      <= '0;
      error_q       <= 1'b0;
      errors_q      <= '0;
      frames_done_q <= '0;
    end else begin
      case (state_q)
        StIdle:    if (start_i) state_q <= StReset;
        StReset:   state_q <= StFetch;
        StFetch:   state_q <= StHeader;
        StHeader:  if (header_complete && !axi_busy_i) state_q <= StClear;
        StClear:   state_q <= StRegions;
        StRegions: if (port_q[Ports-1]) state_q <= StRun;
        StRun:     if (end_i && units_idle_i && settle_q == Settled) state_q <= StDrain;
        StDrain: begin
          if (!axi_busy_i) begin
            if (error_q || error) state_q <= StRecover;
            else state_q <= last_frame ? StDone : StClear;
          end
        end
        StRecover: if (settle_q == Settled) state_q <= StDone;
        default:   state_q <= StIdle;
      endcase

      // Errors are met only where something is on its way, which is then waited for.
      if (error && state_q != StDrain) state_q <= StDrain;

      if (state_q == StReset) begin
        error_q       <= 1'b0;
        errors_q      <= '0;
        frames_done_q <= '0;
      end else begin
        error_q       <= error_q || error;
        errors_q      <= errors_q | errors;
        frames_done_q <= frames_done_q + 16'(frame_done_o);
      end

      if (state_q == StRecover || (state_q == StRun && (starved_i || end_i))) begin
        if (settle_q != Settled) settle_q <= settle_q + 1'b1;
      end else begin
        settle_q <= '0;
      end
    end
  end

endmodule

`default_nettype wire
