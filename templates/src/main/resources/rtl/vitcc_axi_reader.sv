// Reads regions of memory over one AXI4 read channel and hands out their beats in order.
//
// A region is a number of beats from a bus-aligned address. It is read in INCR bursts of at most
// BurstBeats beats that never cross 4 KiB. A burst is asked for only when the FIFO has room for all
// of it: read data is always taken at once, and there is no r_ready. With a FIFO of 512 beats the
// full rate is kept up to a latency of some 400 cycles.
// ar_* and data_* come from registers. A new region is taken while the last one's beats are still
// on their way; with stop_i nothing more is asked for, and busy_o falls when all has come.

`default_nettype none

module vitcc_axi_reader #(
  parameter int AxiBits    = 128,
  parameter int FifoBeats  = 512,  // a power of two, at least twice BurstBeats
  parameter int BurstBeats = 64    // at most 256 and at most 4 KiB
) (
  input  logic               clk_i,
  input  logic               rst_ni,
  input  logic               stop_i,
  output logic               busy_o,

  input  logic               region_valid_i,
  output logic               region_ready_o,
  input  logic [63:0]        region_address_i,
  input  logic [31:0]        region_beats_i,  // zero reads nothing

  output logic               ar_valid_o,
  input  logic               ar_ready_i,
  output logic [63:0]        ar_address_o,
  output logic [7:0]         ar_len_o,
  input  logic               r_valid_i,
  input  logic [AxiBits-1:0] r_data_i,

  output logic               data_valid_o,
  input  logic               data_ready_i,
  output logic [AxiBits-1:0] data_o
);

  localparam int OffsetBits = $clog2(AxiBits / 8);
  localparam int PageBits   = 12 - OffsetBits;  // beats of a 4 KiB page
  localparam int CountBits  = $clog2(FifoBeats) + 1;

  logic [63:0]          address_q;
  logic [31:0]          left_q;
  logic [PageBits:0]    to_boundary, burst_page;
  logic [31:0]          burst;
  logic [CountBits-1:0] free_q, outstanding_q;
  logic                 ar_valid_q, issue, release_beat;
  logic [63:0]          ar_address_q;
  logic [7:0]           ar_len_q;

  // The longest burst that neither crosses a page nor passes the end of the region.
  assign to_boundary = (PageBits + 1)'(1 << PageBits) - {1'b0, address_q[11:OffsetBits]};
  assign burst_page  = to_boundary < (PageBits + 1)'(BurstBeats) ? to_boundary
                                                                 : (PageBits + 1)'(BurstBeats);
  assign burst       = left_q < 32'(burst_page) ? left_q : 32'(burst_page);

  assign issue = left_q != '0 && !stop_i && (!ar_valid_q || ar_ready_i) && burst <= 32'(free_q);

  assign region_ready_o = left_q == '0;
  assign busy_o         = outstanding_q != '0;
  assign ar_valid_o     = ar_valid_q;
  assign ar_address_o   = ar_address_q;
  assign ar_len_o       = ar_len_q;

  always_ff @(posedge clk_i) begin
    if (issue) begin
      ar_address_q <= address_q;
      ar_len_q     <= 8'(burst - 1);
    end
    if (region_valid_i && region_ready_o) address_q <= region_address_i;
    else if (issue) address_q <= address_q + (64'(burst) << OffsetBits);
  end

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      left_q        <= '0;
      free_q        <= CountBits'(FifoBeats);
      outstanding_q <= '0;
      ar_valid_q    <= 1'b0;
    end else begin
      if (region_valid_i && region_ready_o) left_q <= region_beats_i;
      else if (issue) left_q <= left_q - burst;
      free_q <= free_q - (issue ? CountBits'(burst) : '0) + CountBits'(release_beat);
      outstanding_q <= outstanding_q + (issue ? CountBits'(burst) : '0) - CountBits'(r_valid_i);
      if (issue) ar_valid_q <= 1'b1;
      else if (ar_ready_i) ar_valid_q <= 1'b0;
    end
  end

  vitcc_beat_fifo #(
    .Width(AxiBits),
    .Depth(FifoBeats)
  ) u_fifo (
    .clk_i    (clk_i),
    .rst_ni   (rst_ni),
    .write_i  (r_valid_i),
    .data_i   (r_data_i),
    .release_o(release_beat),
    .valid_o  (data_valid_o),
    .ready_i  (data_ready_i),
    .data_o   (data_o)
  );

endmodule

`default_nettype wire
