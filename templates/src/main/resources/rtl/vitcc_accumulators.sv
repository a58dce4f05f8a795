// The accumulators of one group of columns, in memory by row.
//
// The first tile writes, the next ones add, the last one adds and passes on. ahead_* come one cycle
// before the sums they belong to and start the read, which clears its register for the first tile:
// an adder is a lookup table a bit then. A result follows two cycles later. A row may come again
// eight cycles later (the streamer sees to that; five would do).
// result_valid_o has no ready: the streamer sends a row of a last tile only if there is room.

`default_nettype none

module vitcc_accumulators #(
  parameter int Pm              = 1,
  parameter int Pn              = 64,
  parameter int SumBits         = 22,
  parameter int AccumulatorBits = 28,
  parameter int Depth           = 256
) (
  input  logic                             clk_i,
  input  logic                             rst_ni,
  input  logic                             ahead_valid_i,
  input  logic                             ahead_first_i,
  input  logic                             ahead_last_i,
  input  logic [11:0]                      ahead_slot_i,
  input  logic [Pm*Pn*SumBits-1:0]         sums_i,
  output logic                             result_valid_o,
  output logic [Pm*Pn*AccumulatorBits-1:0] result_o,
  output logic                             busy_o
);

  localparam int AddressBits = Depth > 1 ? $clog2(Depth) : 1;
  localparam int ExtendBits  = SumBits > AccumulatorBits ? SumBits : AccumulatorBits;

  logic                             valid_q, last_q, write_q, result_q, unused_slot;
  logic [AddressBits-1:0]           slot_q, write_slot_q;
  logic [Pm*Pn*AccumulatorBits-1:0] memory [0:Depth-1];
  logic [Pm*Pn*AccumulatorBits-1:0] partial_q, after_q;

  assign unused_slot = ^ahead_slot_i;

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      valid_q  <= 1'b0;
      write_q  <= 1'b0;
      result_q <= 1'b0;
    end else begin
      valid_q  <= ahead_valid_i;
      write_q  <= valid_q && !last_q;
      result_q <= valid_q && last_q;
    end
  end

  always_ff @(posedge clk_i) begin
    if (ahead_valid_i) begin
      last_q <= ahead_last_i;
      slot_q <= ahead_slot_i[AddressBits-1:0];
    end
    if (valid_q) write_slot_q <= slot_q;
  end

  // A sum may be wider than an accumulator in small models; the value fits all the same.
  function automatic logic [AccumulatorBits-1:0] add(input logic [AccumulatorBits-1:0] value,
                                                     input logic [SumBits-1:0] sum);
    logic [ExtendBits-1:0] wide_unused;
    begin
      wide_unused = ExtendBits'($signed(sum));
      add = value + wide_unused[AccumulatorBits-1:0];
    end
  endfunction

  for (genvar n = 0; n < Pm * Pn; n++) begin : gen_column
    always_ff @(posedge clk_i) begin
      if (valid_q) begin
        after_q[n*AccumulatorBits +: AccumulatorBits] <=
            add(partial_q[n*AccumulatorBits +: AccumulatorBits], sums_i[n*SumBits +: SumBits]);
      end
    end
  end

  always_ff @(posedge clk_i) if (write_q) memory[write_slot_q] <= after_q;

  always_ff @(posedge clk_i) begin
    if (ahead_valid_i && ahead_first_i) partial_q <= '0;
    else if (ahead_valid_i) partial_q <= memory[ahead_slot_i[AddressBits-1:0]];
  end

  assign result_valid_o = result_q;
  assign result_o       = after_q;
  assign busy_o         = valid_q || write_q || result_q;

endmodule

`default_nettype wire
