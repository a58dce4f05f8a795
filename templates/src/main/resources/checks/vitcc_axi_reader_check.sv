// Bursts lie within 4 KiB and are aligned to the bus, data come for what was asked, and a region is
// given to a reader that has none.

`default_nettype none

module vitcc_axi_reader_check #(
  parameter int AxiBits = 128,
  parameter int FifoBeats = 512
) (
  input logic                       clk_i,
  input logic                       rst_ni,
  input logic                       region_valid_i,
  input logic [63:0]                region_address_i,
  input logic                       ar_valid_i,
  input logic [63:0]                ar_address_i,
  input logic [7:0]                 ar_len_i,
  input logic                       r_valid_i,
  input logic                       busy_i,
  input logic [$clog2(FifoBeats):0] free_i
);

  localparam int OffsetBits = $clog2(AxiBits / 8);

  logic [12:0] end_offset;

  assign end_offset = 13'(ar_address_i[11:0]) + ((13'(ar_len_i) + 13'd1) << OffsetBits);

  always_ff @(posedge clk_i) begin
    if (rst_ni && region_valid_i && region_address_i[OffsetBits-1:0] != '0) begin
      $error("region at %h is not aligned to the bus", region_address_i);
    end
    if (rst_ni && ar_valid_i && end_offset > 13'd4096) begin
      $error("the burst at %h crosses 4 KiB", ar_address_i);
    end
    if (rst_ni && r_valid_i && !busy_i) $error("read data that nobody asked for");
    if (rst_ni && 32'(free_i) > FifoBeats) $error("room for %0d beats", free_i);
  end

endmodule

bind vitcc_axi_reader vitcc_axi_reader_check #(.AxiBits(AxiBits), .FifoBeats(FifoBeats)) u_check (
  .clk_i           (clk_i),
  .rst_ni          (rst_ni),
  .region_valid_i  (region_valid_i),
  .region_address_i(region_address_i),
  .ar_valid_i      (ar_valid_o),
  .ar_address_i    (ar_address_o),
  .ar_len_i        (ar_len_o),
  .r_valid_i       (r_valid_i),
  .busy_i          (busy_o),
  .free_i          (free_q)
);

bind vitcc_axi_reader vitcc_handshake_check #(.Width(72)) u_address_check (
  .clk_i  (clk_i),
  .rst_ni (rst_ni),
  .valid_i(ar_valid_o),
  .ready_i(ar_ready_i),
  .data_i ({ar_address_o, ar_len_o})
);

`default_nettype wire
