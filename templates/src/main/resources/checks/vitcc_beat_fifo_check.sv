// Nothing is written without room, and what is shown stays until it is taken.

`default_nettype none

module vitcc_beat_fifo_check #(
  parameter int Depth = 512
) (
  input logic               clk_i,
  input logic               rst_ni,
  input logic               write_i,
  input logic               fetch_i,
  input logic [IndexBits:0] count_i
);

  localparam int IndexBits = $clog2(Depth);

  always_ff @(posedge clk_i) begin
    if (rst_ni && write_i && !fetch_i && count_i == (IndexBits + 1)'(Depth)) begin
      $error("a beat without room for it");
    end
    if (rst_ni && count_i > (IndexBits + 1)'(Depth)) $error("%0d beats of %0d", count_i, Depth);
  end

endmodule

bind vitcc_beat_fifo vitcc_beat_fifo_check #(.Depth(Depth)) u_check (
  .clk_i  (clk_i),
  .rst_ni (rst_ni),
  .write_i(write_i),
  .fetch_i(fetch),
  .count_i(count_q)
);

bind vitcc_beat_fifo vitcc_handshake_check #(.Width(Width)) u_output_check (
  .clk_i  (clk_i),
  .rst_ni (rst_ni),
  .valid_i(valid_o),
  .ready_i(ready_i),
  .data_i (data_o)
);

`default_nettype wire
