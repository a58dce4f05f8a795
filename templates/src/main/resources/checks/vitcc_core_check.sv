// The matrix counters add up to cycles: each cycle is exactly one of them.

`default_nettype none

module vitcc_core_check (
  input logic       clk_i,
  input logic       rst_ni,
  input logic       running_i,
  input logic [5:0] kinds_i
);

  always_ff @(posedge clk_i) begin
    if (rst_ni && running_i && !$onehot(kinds_i)) begin
      $error("a cycle is not counted as exactly one kind of matrix cycle");
    end
  end

endmodule

bind vitcc_core vitcc_core_check u_check (
  .clk_i    (clk_i),
  .rst_ni   (rst_ni),
  .running_i(running),
  .kinds_i  (events[vitcc_register_pkg::CounterIdleCommand:vitcc_register_pkg::CounterRows])
);

`default_nettype wire
