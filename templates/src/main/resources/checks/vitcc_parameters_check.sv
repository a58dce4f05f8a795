// A slot of parameters is freed only where one is full.

`default_nettype none

module vitcc_parameters_check #(
  parameter int Slots = 16
) (
  input logic                   clk_i,
  input logic                   rst_ni,
  input logic                   next_i,
  input logic                   valid_i,
  input logic [$clog2(Slots):0] full_i
);

  always_ff @(posedge clk_i) begin
    if (rst_ni && next_i && !valid_i) $error("parameters are taken that are not there");
    if (rst_ni && 32'(full_i) > Slots) $error("%0d slots of %0d", full_i, Slots);
  end

endmodule

bind vitcc_parameters vitcc_parameters_check #(.Slots(Slots)) u_check (
  .clk_i  (clk_i),
  .rst_ni (rst_ni),
  .next_i (next_i),
  .valid_i(valid_o),
  .full_i (full_q)
);

bind vitcc_parameters vitcc_handshake_check #(.Width(8 * Pk + 1)) u_word_check (
  .clk_i  (clk_i),
  .rst_ni (rst_ni),
  .valid_i(word_valid_i),
  .ready_i(word_ready_o),
  .data_i ({word_last_i, word_i})
);

`default_nettype wire
