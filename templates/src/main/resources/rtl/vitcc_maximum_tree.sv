// The greatest of equal signed terms, in a tree that is registered at every level.
//
// Latency ceil(log2 Terms) cycles, one set of terms a cycle. valid_i[l] enables level l.

`default_nettype none

module vitcc_maximum_tree #(
  parameter int Terms = 8,  // at least 2
  parameter int Bits  = 16
) (
  input  logic                     clk_i,
  input  logic [$clog2(Terms)-1:0] valid_i,
  input  logic [Terms*Bits-1:0]    terms_i,
  output logic [Bits-1:0]          maximum_o
);

  localparam int Levels = $clog2(Terms);

  // Level l holds its results from l * Terms on.
  logic [Bits-1:0] greatest_q [0:Levels*Terms-1];

  for (genvar l = 0; l < Levels; l++) begin : gen_level
    localparam int From = (Terms + (1 << l) - 1) >> l;

    for (genvar k = 0; k < (From + 1) / 2; k++) begin : gen_node
      localparam int Other = 2 * k + 1 < From ? 2 * k + 1 : 2 * k;

      logic [Bits-1:0] a, b;

      if (l == 0) begin : gen_terms
        assign a = terms_i[2*k*Bits +: Bits];
        assign b = terms_i[Other*Bits +: Bits];
      end else begin : gen_results
        assign a = greatest_q[(l-1)*Terms + 2*k];
        assign b = greatest_q[(l-1)*Terms + Other];
      end
      always_ff @(posedge clk_i) begin
        if (valid_i[l]) greatest_q[l*Terms + k] <= $signed(a) > $signed(b) ? a : b;
      end
    end
  end

  assign maximum_o = greatest_q[(Levels-1)*Terms];

endmodule

`default_nettype wire
