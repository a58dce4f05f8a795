// The array: pm rows of pk operands times the pk x pn stationary operand.
//
// A row is registered at the edge and reaches all columns at once; no skew, no cascade. swap_i
// comes with the first row of a tile and takes effect for it. A column of the next tile may be
// loaded from the cycle of the swap on. Latency 6 + ceil(log2(Pk / 8)) cycles, one row group a
// cycle; valid_o[s] tells which stages hold one, valid_o[Latency] that sums_o does.

`default_nettype none

module vitcc_array #(
  parameter int Pm      = 1,
  parameter int Pk      = 64,
  parameter int Pn      = 64,
  parameter int SumBits = 19 + $clog2(Pk / 8),
  parameter int Latency = 6 + $clog2(Pk / 8)
) (
  input  logic                     clk_i,
  input  logic                     rst_ni,
  input  logic                     valid_i,
  input  logic                     swap_i,
  input  logic [9*Pm*Pk-1:0]       x_i,
  input  logic [Pn-1:0]            load_i,       // one column at most
  input  logic [8*Pk-1:0]          load_data_i,  // even: w0, odd: w1 - (w0 < 0)
  output logic [Latency:0]         valid_o,
  output logic [Pm*Pn*SumBits-1:0] sums_o
);

  logic [Latency:0] valid;
  logic             swap;

  assign valid_o = valid;
  assign swap    = valid_i && swap_i;

  vitcc_valid_line #(.Stages(Latency)) u_valid (
    .clk_i(clk_i), .rst_ni(rst_ni), .valid_i(valid_i), .valid_o(valid)
  );

  logic [8*Pk-1:0] low  [0:Pn/2-1];
  logic [8*Pk-1:0] high [0:Pn/2-1];

  for (genvar p = 0; p < Pn / 2; p++) begin : gen_pair
    for (genvar c = 0; c < Pk / 4; c++) begin : gen_weights
      vitcc_weights u_weights (
        .clk_i      (clk_i),
        .load_low_i (load_i[2*p]),
        .load_high_i(load_i[2*p+1]),
        .swap_i     (swap),
        .data_i     (load_data_i[32*c +: 32]),
        .low_o      (low[p][32*c +: 32]),
        .high_o     (high[p][32*c +: 32])
      );
    end
  end

  for (genvar i = 0; i < Pm; i++) begin : gen_row
    logic [9*Pk-1:0] x_q;

    always_ff @(posedge clk_i) if (valid_i) x_q <= x_i[9*Pk*i +: 9*Pk];

    for (genvar p = 0; p < Pn / 2; p++) begin : gen_pair
      vitcc_dot #(.Pk(Pk)) u_dot (
        .clk_i   (clk_i),
        .enable_i(valid[Latency-1:1]),
        .x_i     (x_q),
        .low_i   (low[p]),
        .high_i  (high[p]),
        .low_o   (sums_o[(i*Pn+2*p)*SumBits +: SumBits]),
        .high_o  (sums_o[(i*Pn+2*p+1)*SumBits +: SumBits])
      );
    end
  end

endmodule

`default_nettype wire
