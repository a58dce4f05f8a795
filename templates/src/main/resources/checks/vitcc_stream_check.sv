// A port is given a region when it has read the one before.

`default_nettype none

module vitcc_stream_check (
  input logic clk_i,
  input logic rst_ni,
  input logic missed_i
);

  always_ff @(posedge clk_i) begin
    if (rst_ni && missed_i) $error("a region for a reader that has one");
  end

endmodule

bind vitcc_stream vitcc_stream_check u_check (
  .clk_i   (clk_i),
  .rst_ni  (rst_ni),
  .missed_i((region_valid_i & ~port_done) != '0)
);

bind vitcc_stream vitcc_handshake_check #(.Width(8 * Pk)) u_word_check (
  .clk_i  (clk_i),
  .rst_ni (rst_ni),
  .valid_i(word_valid_o),
  .ready_i(word_ready_i),
  .data_i (word_data_o)
);

`default_nettype wire
