// Delays a word by a fixed number of cycles, without reset: maps to shift registers.

`default_nettype none

module vitcc_delay #(
  parameter int Width  = 1,
  parameter int Stages = 1  // 0 is a wire
) (
  input  logic             clk_i,
  input  logic [Width-1:0] data_i,
  output logic [Width-1:0] data_o
);

  if (Stages == 0) begin : gen_wire
    logic unused_clock;
    assign unused_clock = clk_i;
    assign data_o       = data_i;
  end else begin : gen_line
    logic [Width-1:0] line_q [0:Stages-1];

    always_ff @(posedge clk_i) begin
      line_q[0] <= data_i;
      for (int i = 1; i < Stages; i++) line_q[i] <= line_q[i-1];
    end
    assign data_o = line_q[Stages-1];
  end

endmodule

`default_nettype wire
