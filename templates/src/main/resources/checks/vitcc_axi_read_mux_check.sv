// Data come for bursts that are under way, of which there are at most as many as the FIFO of turns
// holds; the address stays until it is taken.

`default_nettype none

module vitcc_axi_read_mux_check (
  input logic       clk_i,
  input logic       rst_ni,
  input logic       r_valid_i,
  input logic [5:0] count_i
);

  always_ff @(posedge clk_i) begin
    if (rst_ni && r_valid_i && count_i == '0) $error("read data without a burst");
    if (rst_ni && count_i > 6'd32) $error("%0d bursts under way", count_i);
  end

endmodule

bind vitcc_axi_read_mux vitcc_axi_read_mux_check u_check (
  .clk_i    (clk_i),
  .rst_ni   (rst_ni),
  .r_valid_i(r_valid_i),
  .count_i  (count_q)
);

bind vitcc_axi_read_mux vitcc_handshake_check #(.Width(72)) u_address_check (
  .clk_i  (clk_i),
  .rst_ni (rst_ni),
  .valid_i(ar_valid_o),
  .ready_i(ar_ready_i),
  .data_i ({ar_address_o, ar_len_o})
);

`default_nettype wire
