// No sum leaves the range of an accumulator: the width is chosen for the model, and nothing wraps.

`default_nettype none

module vitcc_accumulators_check #(
  parameter int Count = 64,
  parameter int SumBits = 22,
  parameter int AccumulatorBits = 28
) (
  input logic                             clk_i,
  input logic                             rst_ni,
  input logic                             valid_i,
  input logic [Count*AccumulatorBits-1:0] partial_i,
  input logic [Count*SumBits-1:0]         sums_i
);

  localparam int WideBits = (SumBits > AccumulatorBits ? SumBits : AccumulatorBits) + 1;

  function automatic logic fits(input logic [AccumulatorBits-1:0] value,
                                input logic [SumBits-1:0] sum);
    logic signed [WideBits-1:0] total;
    begin
      total = WideBits'($signed(value)) + WideBits'($signed(sum));
      fits = total == WideBits'($signed(total[AccumulatorBits-1:0]));
    end
  endfunction

  for (genvar n = 0; n < Count; n++) begin : gen_column
    always_ff @(posedge clk_i) begin
      if (rst_ni && valid_i && !fits(partial_i[n*AccumulatorBits +: AccumulatorBits],
                                     sums_i[n*SumBits +: SumBits])) begin
        $error("a sum leaves the range of %0d bits", AccumulatorBits);
      end
    end
  end

endmodule

bind vitcc_accumulators vitcc_accumulators_check #(
  .Count          (Pm * Pn),
  .SumBits        (SumBits),
  .AccumulatorBits(AccumulatorBits)
) u_check (
  .clk_i    (clk_i),
  .rst_ni   (rst_ni),
  .valid_i  (valid_q),
  .partial_i(partial_q),
  .sums_i   (sums_i)
);

`default_nettype wire
