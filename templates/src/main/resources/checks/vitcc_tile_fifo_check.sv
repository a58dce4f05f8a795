// Columns are claimed and read only where there are some, and read only after they were claimed.

`default_nettype none

module vitcc_tile_fifo_check #(
  parameter int Depth = 512
) (
  input logic                 clk_i,
  input logic                 rst_ni,
  input logic                 claim_i,
  input logic                 read_i,
  input logic [CountBits-1:0] stored_i,
  input logic [CountBits-1:0] unclaimed_i
);

  localparam int CountBits = $clog2(Depth + 1);

  always_ff @(posedge clk_i) begin
    if (rst_ni && claim_i && unclaimed_i == '0) $error("a column is claimed that is not there");
    if (rst_ni && read_i && stored_i == unclaimed_i) $error("a read without a claim");
    if (rst_ni && stored_i > CountBits'(Depth)) $error("%0d columns of %0d", stored_i, Depth);
  end

endmodule

bind vitcc_tile_fifo vitcc_tile_fifo_check #(.Depth(Depth)) u_check (
  .clk_i      (clk_i),
  .rst_ni     (rst_ni),
  .claim_i    (claim_i),
  .read_i     (read_i),
  .stored_i   (stored_q),
  .unclaimed_i(unclaimed_q)
);

bind vitcc_tile_fifo vitcc_handshake_check #(.Width(Width)) u_input_check (
  .clk_i  (clk_i),
  .rst_ni (rst_ni),
  .valid_i(valid_i),
  .ready_i(ready_o),
  .data_i (data_i)
);

`default_nettype wire
