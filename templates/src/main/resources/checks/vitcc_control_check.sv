// Answers to register accesses stay until they are taken.

`default_nettype none

bind vitcc_control vitcc_handshake_check #(.Width(1)) u_write_check (
  .clk_i  (clk_i),
  .rst_ni (rst_ni),
  .valid_i(b_valid_o),
  .ready_i(b_ready_i),
  .data_i (1'b0)
);

bind vitcc_control vitcc_handshake_check #(.Width(32)) u_read_check (
  .clk_i  (clk_i),
  .rst_ni (rst_ni),
  .valid_i(r_valid_o),
  .ready_i(r_ready_i),
  .data_i (r_data_o)
);

`default_nettype wire
