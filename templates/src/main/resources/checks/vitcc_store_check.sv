// Addresses and data of writes stay until they are taken; so do results. Answers come for what was
// written, and a command takes no more results than it says.

`default_nettype none

module vitcc_store_check (
  input logic        clk_i,
  input logic        rst_ni,
  input logic        b_valid_i,
  input logic [3:0]  unanswered_i,
  input logic        command_i,
  input logic [23:0] elements_i,
  input logic [23:0] taken_i,
  input logic        start_i,
  input logic        idle_i
);

  always_ff @(posedge clk_i) begin
    if (rst_ni && b_valid_i && unanswered_i == '0) $error("an answer that nobody waits for");
    if (rst_ni && command_i && taken_i > elements_i) $error("more results than are stored");
    if (rst_ni && start_i && !idle_i) $error("started while it works");
  end

endmodule

bind vitcc_store vitcc_store_check u_check (
  .clk_i       (clk_i),
  .rst_ni      (rst_ni),
  .b_valid_i   (b_valid_i),
  .unanswered_i(unanswered_q),
  .command_i   (command_q),
  .elements_i  (elements_q),
  .taken_i     (taken_q),
  .start_i     (start_i),
  .idle_i      (idle_o)
);

bind vitcc_store vitcc_handshake_check #(.Width(32 * Elements + 8)) u_result_check (
  .clk_i  (clk_i),
  .rst_ni (rst_ni),
  .valid_i(result_valid_i),
  .ready_i(result_ready_o),
  .data_i ({result_count_i, result_data_i})
);

bind vitcc_store vitcc_handshake_check #(.Width(72)) u_address_check (
  .clk_i  (clk_i),
  .rst_ni (rst_ni),
  .valid_i(aw_valid_o),
  .ready_i(aw_ready_i),
  .data_i ({aw_address_o, aw_len_o})
);

bind vitcc_store vitcc_handshake_check #(.Width(AxiBits / 8 * 9 + 1)) u_data_check (
  .clk_i  (clk_i),
  .rst_ni (rst_ni),
  .valid_i(w_valid_o),
  .ready_i(w_ready_i),
  .data_i ({w_last_o, w_strb_o, w_data_o})
);

`default_nettype wire
