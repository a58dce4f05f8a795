// A FIFO in block memory for beats that somebody has already reserved room for.
//
// Its writer keeps count of the room (release_o tells when an entry is free again), so there is no
// ready on that side. The output register is the memory's own: an entry is at the output two
// cycles after it was written, one a cycle from then on. Depth + 1 entries fit.
// valid_o and data_o come from registers; ready_i reaches the memory's read enable.

`default_nettype none

module vitcc_beat_fifo #(
  parameter int Width = 128,
  parameter int Depth = 512  // a power of two; 512 x 72 bits are one block
) (
  input  logic             clk_i,
  input  logic             rst_ni,
  input  logic             write_i,
  input  logic [Width-1:0] data_i,
  output logic             release_o,
  output logic             valid_o,
  input  logic             ready_i,
  output logic [Width-1:0] data_o
);

  localparam int IndexBits = $clog2(Depth);

  logic [Width-1:0]     memory [0:Depth-1];
  logic [IndexBits-1:0] write_q, read_q;
  logic [IndexBits:0]   count_q;
  logic                 valid_q, fetch;

  assign fetch     = count_q != '0 && (!valid_q || ready_i);
  assign release_o = fetch;
  assign valid_o   = valid_q;

  always_ff @(posedge clk_i) if (write_i) memory[write_q] <= data_i;
  always_ff @(posedge clk_i) if (fetch) data_o <= memory[read_q];

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      write_q <= '0;
      read_q  <= '0;
      count_q <= '0;
      valid_q <= 1'b0;
    end else begin
      if (write_i) write_q <= write_q + 1'b1;
      if (fetch) read_q <= read_q + 1'b1;
      if (write_i && !fetch) count_q <= count_q + 1'b1;
      if (fetch && !write_i) count_q <= count_q - 1'b1;
      if (fetch) valid_q <= 1'b1;
      else if (ready_i) valid_q <= 1'b0;
    end
  end

endmodule

`default_nettype wire
