// The balance of a frame: when the next begins, every unit is idle, every credit is back, and no
// row scale is left.

`default_nettype none

module vitcc_compute_check (
  input logic clk_i,
  input logic rst_ni,
  input logic clear_i,
  input logic idle_i,
  input logic scale_valid_i,
  input logic owes_i
);

  always_ff @(posedge clk_i) begin
    if (rst_ni && clear_i && !idle_i) $error("a frame begins while a unit works");
    if (rst_ni && clear_i && scale_valid_i) $error("a row scale is left over");
    if (rst_ni && clear_i && owes_i) $error("a credit or reserved room did not come back");
  end

endmodule

bind vitcc_compute vitcc_compute_check u_check (
  .clk_i        (clk_i),
  .rst_ni       (rst_ni),
  .clear_i      (frame_clear_i),
  .idle_i       (idle_o),
  .scale_valid_i(scale_valid),
  .owes_i       (32'(u_operands.u_streamer.credits_q) != ResultDepth ||
                 u_vector.u_output.reserved_q != '0)
);

`default_nettype wire
