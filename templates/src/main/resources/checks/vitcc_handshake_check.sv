// The law of handshakes: what is valid stays valid, and stays the same, until it is ready.
//
// Bound to whatever has valid and ready, by the checks of the units.

`default_nettype none

module vitcc_handshake_check #(
  parameter int Width = 1
) (
  input logic             clk_i,
  input logic             rst_ni,
  input logic             valid_i,
  input logic             ready_i,
  input logic [Width-1:0] data_i
);

  logic             waiting_q;
  logic [Width-1:0] data_q;

  always_ff @(posedge clk_i) begin
    waiting_q <= rst_ni && valid_i && !ready_i;
    if (valid_i && !ready_i) data_q <= data_i;
    if (rst_ni && waiting_q && !valid_i) $error("valid fell before ready");
    if (rst_ni && waiting_q && valid_i && data_i != data_q) $error("data changed before ready");
  end

endmodule

`default_nettype wire
