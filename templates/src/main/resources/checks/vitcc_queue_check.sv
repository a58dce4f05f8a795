// A queue holds no more than it has room for, and both its sides keep the law of handshakes. So one
// that somebody counts credits for is never offered anything without room.

`default_nettype none

module vitcc_queue_check #(
  parameter int Depth = 16
) (
  input logic                 clk_i,
  input logic                 rst_ni,
  input logic [CountBits-1:0] count_i
);

  localparam int CountBits = $clog2(Depth + 1);

  always_ff @(posedge clk_i) begin
    if (rst_ni && count_i > CountBits'(Depth)) $error("%0d entries of %0d", count_i, Depth);
  end

endmodule

bind vitcc_queue vitcc_queue_check #(.Depth(Depth)) u_check (
  .clk_i  (clk_i),
  .rst_ni (rst_ni),
  .count_i(count_q)
);

bind vitcc_queue vitcc_handshake_check #(.Width(Width)) u_input_check (
  .clk_i  (clk_i),
  .rst_ni (rst_ni),
  .valid_i(valid_i),
  .ready_i(ready_o),
  .data_i (data_i)
);

bind vitcc_queue vitcc_handshake_check #(.Width(Width)) u_output_check (
  .clk_i  (clk_i),
  .rst_ni (rst_ni),
  .valid_i(valid_o),
  .ready_i(ready_i),
  .data_i (data_o)
);

`default_nettype wire
