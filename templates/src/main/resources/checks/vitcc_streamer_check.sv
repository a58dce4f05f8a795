// Credits of the result queue: never more than it has entries, and all of them when nothing runs.

`default_nettype none

module vitcc_streamer_check #(
  parameter int ResultDepth = 32
) (
  input logic                  clk_i,
  input logic                  rst_ni,
  input logic                  credit_i,
  input logic                  take_i,
  input logic [CreditBits-1:0] credits_i
);

  localparam int CreditBits = $clog2(ResultDepth + 1);

  always_ff @(posedge clk_i) begin
    if (rst_ni && credit_i && !take_i && credits_i == CreditBits'(ResultDepth)) begin
      $error("a credit comes back that nobody took");
    end
    if (rst_ni && take_i && !credit_i && credits_i == '0) $error("a row without a credit");
  end

endmodule

bind vitcc_streamer vitcc_streamer_check #(.ResultDepth(ResultDepth)) u_check (
  .clk_i    (clk_i),
  .rst_ni   (rst_ni),
  .credit_i (credit_i),
  .take_i   (issue && accumulated),
  .credits_i(credits_q)
);

`default_nettype wire
