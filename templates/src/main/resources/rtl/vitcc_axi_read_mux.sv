// Shares one AXI4 read channel between two readers, burst by burst, in turns.
//
// All bursts go out under one ID, so their data return in the order of the addresses (AXI4, A5.3),
// and a FIFO of whose turn it was tells where they belong. Both readers take data at any time;
// r_ready is therefore constantly high, and neither can hold up the other.
// ar_* comes from registers, one burst every cycle at most; at most 32 are on their way.

`default_nettype none

module vitcc_axi_read_mux (
  input  logic         clk_i,
  input  logic         rst_ni,

  input  logic [1:0]   reader_ar_valid_i,
  output logic [1:0]   reader_ar_ready_o,
  input  logic [127:0] reader_ar_address_i,
  input  logic [15:0]  reader_ar_len_i,
  output logic [1:0]   reader_r_valid_o,

  output logic         ar_valid_o,
  input  logic         ar_ready_i,
  output logic [63:0]  ar_address_o,
  output logic [7:0]   ar_len_o,
  input  logic         r_valid_i,
  input  logic         r_last_i,
  output logic         busy_o
);

  localparam int OrderBits = 5;

  logic [2**OrderBits-1:0] order_q;
  logic [OrderBits-1:0]    write_q, read_q;
  logic [OrderBits:0]      count_q;
  logic                    ar_valid_q, take, turn_q, winner, done;
  logic [63:0]             ar_address_q;
  logic [7:0]              ar_len_q;

  assign winner = reader_ar_valid_i[turn_q] ? turn_q : !turn_q;
  assign take   = reader_ar_valid_i != '0 && !count_q[OrderBits] && (!ar_valid_q || ar_ready_i);
  assign done   = r_valid_i && r_last_i;

  assign reader_ar_ready_o = {take && winner, take && !winner};
  assign reader_r_valid_o  = {r_valid_i && order_q[read_q], r_valid_i && !order_q[read_q]};

  assign ar_valid_o   = ar_valid_q;
  assign ar_address_o = ar_address_q;
  assign ar_len_o     = ar_len_q;
  assign busy_o       = ar_valid_q || count_q != '0;

  always_ff @(posedge clk_i) begin
    if (take) begin
      order_q[write_q] <= winner;
      ar_address_q     <= winner ? reader_ar_address_i[127:64] : reader_ar_address_i[63:0];
      ar_len_q         <= winner ? reader_ar_len_i[15:8] : reader_ar_len_i[7:0];
    end
  end

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      write_q    <= '0;
      read_q     <= '0;
      count_q    <= '0;
      ar_valid_q <= 1'b0;
      turn_q     <= 1'b0;
    end else begin
      if (take) begin
        write_q <= write_q + 1'b1;
        turn_q  <= !winner;
      end
      if (done) read_q <= read_q + 1'b1;
      count_q <= count_q + (OrderBits + 1)'(take) - (OrderBits + 1)'(done);
      if (take) ar_valid_q <= 1'b1;
      else if (ar_ready_i) ar_valid_q <= 1'b0;
    end
  end

endmodule

`default_nettype wire
