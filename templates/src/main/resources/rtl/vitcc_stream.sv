// Delivers the stream: a reader for every port, and the words that the beats of all ports make.
// Port 0's read channel is shared with the image loader.
//
// Port p has bits p*W ... of every vector, W being the width of the signal. While stream_i is low,
// the beats of port 0 are the header's; while it is high they become words. starved_o: all that was
// asked for has been delivered (it may be high for a moment before, too).

`default_nettype none

module vitcc_stream #(
  parameter int AxiBits   = 128,
  parameter int Ports     = 1,
  parameter int Pk        = 16,
  parameter int FifoBeats = 512,
  parameter int HeaderBits = AxiBits > 256 ? 256 : AxiBits
) (
  input  logic                     clk_i,
  input  logic                     rst_ni,
  input  logic                     stop_i,
  input  logic                     stream_i,
  output logic                     busy_o,  // of the ports, the image loader's share included
  output logic                     starved_o,

  input  logic [Ports-1:0]         region_valid_i,
  input  logic [63:0]              region_address_i,
  input  logic [31:0]              region_beats_i,

  output logic                     header_valid_o,
  output logic [HeaderBits-1:0]    header_data_o,

  output logic                     word_valid_o,
  input  logic                     word_ready_i,
  output logic [8*Pk-1:0]          word_data_o,

  input  logic                     image_ar_valid_i,
  output logic                     image_ar_ready_o,
  input  logic [63:0]              image_ar_address_i,
  input  logic [7:0]               image_ar_len_i,
  output logic                     image_r_valid_o,

  output logic [Ports-1:0]         ar_valid_o,
  input  logic [Ports-1:0]         ar_ready_i,
  output logic [64*Ports-1:0]      ar_address_o,
  output logic [8*Ports-1:0]       ar_len_o,
  input  logic [Ports-1:0]         r_valid_i,
  input  logic [AxiBits*Ports-1:0] r_data_i,
  input  logic                     r_last_i  // of port 0
);

  // One reader a port.
  logic [Ports-1:0]         port_ar_valid, port_ar_ready, port_r_valid, port_busy, port_done;
  logic [64*Ports-1:0]      port_ar_address;
  logic [8*Ports-1:0]       port_ar_len;
  logic [Ports-1:0]         beat_valid, beat_ready, stream_ready;
  logic [AxiBits*Ports-1:0] beat_data;

  // Header beats are taken at once, stream beats when all ports have theirs.
  assign beat_ready = stream_i ? stream_ready : '1;

  for (genvar i = 0; i < Ports; i++) begin : gen_port
    vitcc_axi_reader #(
      .AxiBits  (AxiBits),
      .FifoBeats(FifoBeats)
    ) u_reader (
      .clk_i           (clk_i),
      .rst_ni          (rst_ni),
      .stop_i          (stop_i),
      .busy_o          (port_busy[i]),
      .region_valid_i  (region_valid_i[i]),
      .region_ready_o  (port_done[i]),
      .region_address_i(region_address_i),
      .region_beats_i  (region_beats_i),
      .ar_valid_o      (port_ar_valid[i]),
      .ar_ready_i      (port_ar_ready[i]),
      .ar_address_o    (port_ar_address[64*i +: 64]),
      .ar_len_o        (port_ar_len[8*i +: 8]),
      .r_valid_i       (port_r_valid[i]),
      .r_data_i        (r_data_i[AxiBits*i +: AxiBits]),
      .data_valid_o    (beat_valid[i]),
      .data_ready_i    (beat_ready[i]),
      .data_o          (beat_data[AxiBits*i +: AxiBits])
    );
  end

  // Port 0 is shared with the image loader, the others belong to their readers.
  logic mux_busy;

  vitcc_axi_read_mux u_read_mux (
    .clk_i              (clk_i),
    .rst_ni             (rst_ni),
    .reader_ar_valid_i  ({image_ar_valid_i, port_ar_valid[0]}),
    .reader_ar_ready_o  ({image_ar_ready_o, port_ar_ready[0]}),
    .reader_ar_address_i({image_ar_address_i, port_ar_address[63:0]}),
    .reader_ar_len_i    ({image_ar_len_i, port_ar_len[7:0]}),
    .reader_r_valid_o   ({image_r_valid_o, port_r_valid[0]}),
    .ar_valid_o         (ar_valid_o[0]),
    .ar_ready_i         (ar_ready_i[0]),
    .ar_address_o       (ar_address_o[63:0]),
    .ar_len_o           (ar_len_o[7:0]),
    .r_valid_i          (r_valid_i[0]),
    .r_last_i           (r_last_i),
    .busy_o             (mux_busy)
  );

  for (genvar i = 1; i < Ports; i++) begin : gen_own_port
    assign ar_valid_o[i]            = port_ar_valid[i];
    assign port_ar_ready[i]         = ar_ready_i[i];
    assign ar_address_o[64*i +: 64] = port_ar_address[64*i +: 64];
    assign ar_len_o[8*i +: 8]       = port_ar_len[8*i +: 8];
    assign port_r_valid[i]          = r_valid_i[i];
  end

  assign header_valid_o = beat_valid[0] && !stream_i;
  assign header_data_o  = beat_data[HeaderBits-1:0];

  vitcc_stream_assembler #(
    .AxiBits(AxiBits),
    .Ports  (Ports),
    .Pk     (Pk)
  ) u_assembler (
    .clk_i       (clk_i),
    .rst_ni      (rst_ni),
    .beat_valid_i(stream_i ? beat_valid : '0),
    .beat_ready_o(stream_ready),
    .beat_data_i (beat_data),
    .word_valid_o(word_valid_o),
    .word_ready_i(word_ready_i),
    .word_data_o (word_data_o)
  );

  assign busy_o    = port_busy != '0 || mux_busy;
  assign starved_o = !word_valid_o && (~beat_valid & ~port_busy & port_done) != '0;

endmodule

`default_nettype wire
