// Tokens balance: what enters leaves once, in order, and nothing is under way when counting begins
// anew. Row groups of a command are done one after the other.

`default_nettype none

module vitcc_progress_check (
  input logic        clk_i,
  input logic        rst_ni,
  input logic        clear_i,
  input logic        valid_i,
  input logic        done_i,
  input logic [2:0]  leave_i,
  input logic        busy_i,
  input logic [11:0] group_i,
  input logic [11:0] rows_done_i
);

  logic [7:0] tokens_q;

  always_ff @(posedge clk_i) begin
    if (!rst_ni) tokens_q <= '0;
    else tokens_q <= tokens_q + 8'(valid_i) - 8'(done_i);
    if (rst_ni && leave_i != '0 && !$onehot(leave_i)) $error("two tokens leave at once");
    if (rst_ni && done_i && tokens_q == '0) $error("a token leaves that did not enter");
    if (rst_ni && !busy_i && (valid_i || tokens_q > 8'(done_i))) $error("a token is lost");
    if (rst_ni && busy_i && !valid_i && tokens_q == '0) $error("a token from nowhere");
    if (rst_ni && clear_i && busy_i) $error("cleared while a token is under way");
    if (rst_ni && done_i && group_i != rows_done_i) begin
      $error("row group %0d is done after %0d of them", group_i, rows_done_i);
    end
  end

endmodule

bind vitcc_progress vitcc_progress_check u_check (
  .clk_i      (clk_i),
  .rst_ni     (rst_ni),
  .clear_i    (clear_i),
  .valid_i    (valid_i),
  .done_i     (done),
  .leave_i    (leave),
  .busy_i     (busy_o),
  .group_i    (group),
  .rows_done_i(rows_done_o)
);

`default_nettype wire
