// The tile FIFO: columns of weights on their way from memory, in block memory.
//
// The loader claims a column when it decides to load it and reads it some cycles later, in order:
// data_o is the column of the read of the cycle before. ready_o and available_o come from
// registers.

`default_nettype none

module vitcc_tile_fifo #(
  parameter int Width = 512,
  parameter int Depth = 512  // columns
) (
  input  logic             clk_i,
  input  logic             rst_ni,
  input  logic             valid_i,
  output logic             ready_o,
  input  logic [Width-1:0] data_i,
  output logic             available_o,  // a column that is not claimed
  input  logic             claim_i,
  input  logic             read_i,
  output logic [Width-1:0] data_o,
  output logic             empty_o
);

  localparam int CountBits = $clog2(Depth + 1);

  logic [15:0]          write_q, read_q;
  logic [CountBits-1:0] stored_q, unclaimed_q;
  logic                 push;

  assign ready_o     = stored_q != CountBits'(Depth);
  assign available_o = unclaimed_q != '0;
  assign empty_o     = stored_q == '0;
  assign push        = valid_i && ready_o;

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      write_q     <= '0;
      read_q      <= '0;
      stored_q    <= '0;
      unclaimed_q <= '0;
    end else begin
      if (push) write_q <= write_q == 16'(Depth - 1) ? '0 : write_q + 16'd1;
      if (read_i) read_q <= read_q == 16'(Depth - 1) ? '0 : read_q + 16'd1;
      if (push && !read_i) stored_q <= stored_q + 1'b1;
      if (read_i && !push) stored_q <= stored_q - 1'b1;
      if (push && !claim_i) unclaimed_q <= unclaimed_q + 1'b1;
      if (claim_i && !push) unclaimed_q <= unclaimed_q - 1'b1;
    end
  end

  vitcc_memory #(.Segments(1), .SegmentBits(Width), .Depth(Depth)) u_memory (
    .clk_i          (clk_i),
    .write_i        (push),
    .write_address_i(write_q),
    .write_data_i   (data_i),
    .read_i         (read_i),
    .read_address_i (read_q),
    .read_data_o    (data_o)
  );

endmodule

`default_nettype wire
