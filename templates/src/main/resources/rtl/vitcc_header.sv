// Collects the first 32 bytes that the reader of port 0 delivers and checks them: magic, version,
// fingerprint of the engine. The fields are valid while complete_o is, which lasts until reset.

`default_nettype none

module vitcc_header #(
  parameter int          BeatBits    = 128,  // 256 at most
  parameter logic [31:0] Fingerprint = 32'h0
) (
  input  logic                clk_i,
  input  logic                rst_ni,
  input  logic                beat_valid_i,
  input  logic [BeatBits-1:0] beat_data_i,
  output logic                complete_o,
  output logic                wrong_format_o,
  output logic                wrong_engine_o,
  output logic [31:0]         beats_o,
  output logic [31:0]         stride_o,
  output logic [31:0]         input_bytes_o,
  output logic [31:0]         output_bytes_o
);

  localparam int Beats = 256 / BeatBits;

  logic [255:0]     header_q;
  logic [Beats-1:0] seen_q;  // the beats that have come, lowest first

  assign complete_o     = seen_q[Beats-1];
  assign wrong_format_o = header_q[31:0] != vitcc_command_pkg::HeaderMagic
                       || header_q[63:32] != vitcc_command_pkg::HeaderVersion;
  assign wrong_engine_o = header_q[95:64] != Fingerprint;
  assign beats_o        = header_q[127:96];
  assign stride_o       = header_q[159:128];
  assign input_bytes_o  = header_q[191:160];
  assign output_bytes_o = header_q[223:192];

  if (Beats == 1) begin : gen_beat
    always_ff @(posedge clk_i) begin
      if (beat_valid_i && !complete_o) header_q <= beat_data_i;
    end
  end else begin : gen_beats
    always_ff @(posedge clk_i) begin
      if (beat_valid_i && !complete_o) header_q <= {beat_data_i, header_q[255:BeatBits]};
    end
  end

  always_ff @(posedge clk_i) begin
    if (!rst_ni) seen_q <= '0;
    else if (beat_valid_i) seen_q <= seen_q << 1 | Beats'(1);
  end

  logic unused_header;
  assign unused_header = ^header_q[255:224];

endmodule

`default_nettype wire
