// The accumulators of one group of columns, in memory by row.
//
// The first tile writes, the next ones add, the last one adds and passes on. ahead_* come one cycle
// before the sums they belong to and start the read; a result follows two cycles later. A row may
// come again eight cycles later (the streamer sees to that; five would do).
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

  localparam int ExtendBits = SumBits > AccumulatorBits ? SumBits : AccumulatorBits;

  logic                             valid_q, first_q, last_q, write_q, result_q;
  logic [11:0]                      slot_q, write_slot_q;
  logic [Pm*Pn*AccumulatorBits-1:0] partial, after_q;

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
      first_q <= ahead_first_i;
      last_q  <= ahead_last_i;
      slot_q  <= ahead_slot_i;
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
    logic [AccumulatorBits-1:0] from;

    assign from = first_q ? '0 : partial[n*AccumulatorBits +: AccumulatorBits];
    always_ff @(posedge clk_i) begin
      if (valid_q) begin
        after_q[n*AccumulatorBits +: AccumulatorBits] <= add(from, sums_i[n*SumBits +: SumBits]);
      end
    end
  end

  vitcc_memory #(
    .Segments(1), .SegmentBits(Pm * Pn * AccumulatorBits), .Depth(Depth)
  ) u_memory (
    .clk_i          (clk_i),
    .write_i        (write_q),
    .write_address_i(16'(write_slot_q)),
    .write_data_i   (after_q),
    .read_i         (ahead_valid_i && !ahead_first_i),
    .read_address_i (16'(ahead_slot_i)),
    .read_data_o    (partial)
  );

  assign result_valid_o = result_q;
  assign result_o       = after_q;
  assign busy_o         = valid_q || write_q || result_q;

endmodule

`default_nettype wire
