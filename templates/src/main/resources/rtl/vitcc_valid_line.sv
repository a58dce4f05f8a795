// Follows a pipeline's valid bit: valid_o[s] is valid_i of s cycles ago, valid_o[0] is now.
//
// The one part of a data pipeline that is reset; its bits enable the stages.

`default_nettype none

module vitcc_valid_line #(
  parameter int Stages = 1
) (
  input  logic            clk_i,
  input  logic            rst_ni,
  input  logic            valid_i,
  output logic [Stages:0] valid_o
);

  logic [Stages-1:0] line_q;

  assign valid_o = {line_q, valid_i};

  always_ff @(posedge clk_i) begin
    if (!rst_ni) line_q <= '0;
    else line_q <= valid_o[Stages-1:0];
  end

endmodule

`default_nettype wire
