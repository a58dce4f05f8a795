// 64-bit counters of one-bit events: each counts the cycles in which its event is high while run_i
// is. clear_i sets them to zero. Events are registered first, so counts follow by two cycles.

`default_nettype none

module vitcc_counters #(
  parameter int Counters = 14
) (
  input  logic                   clk_i,
  input  logic                   rst_ni,
  input  logic                   clear_i,
  input  logic                   run_i,
  input  logic [Counters-1:0]    events_i,
  output logic [64*Counters-1:0] counts_o
);

  logic [Counters-1:0] events_q;

  always_ff @(posedge clk_i) events_q <= rst_ni && run_i && !clear_i ? events_i : '0;

  for (genvar i = 0; i < Counters; i++) begin : gen_counter
    logic [63:0] count_q;
    assign counts_o[64*i +: 64] = count_q;
    always_ff @(posedge clk_i) begin
      if (!rst_ni || clear_i) count_q <= '0;
      else if (events_q[i]) count_q <= count_q + 1'b1;
    end
  end

endmodule

`default_nettype wire
