// What is written lies in the memory. (Reads beyond its end are allowed:
// nobody uses what they give.)

`default_nettype none

module vitcc_memory_check #(
  parameter int Depth = 512
) (
  input logic        clk_i,
  input logic        write_i,
  input logic [15:0] address_i
);

  // A memory has no reset; before that of the design, addresses are what registers happen to hold.
  logic [3:0] age_q = 4'd0;

  always_ff @(posedge clk_i) begin
    if (age_q != '1) age_q <= age_q + 1'b1;
    if (age_q == '1 && write_i && 32'(address_i) >= Depth) begin
      $error("write to word %0d of %0d", address_i, Depth);
    end
  end

endmodule

bind vitcc_memory vitcc_memory_check #(.Depth(Depth)) u_check (
  .clk_i    (clk_i),
  .write_i  (write_i != '0),
  .address_i(write_address_i)
);

`default_nettype wire
