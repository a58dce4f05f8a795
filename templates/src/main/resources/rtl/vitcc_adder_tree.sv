// Adds equal terms in a tree that is registered at every level.
//
// Latency ceil(log2 Terms) cycles, one set of terms a cycle; with one term it is a wire. valid_i[l]
// enables level l: the valid bit of its operands.

`default_nettype none

module vitcc_adder_tree #(
  parameter int Terms   = 8,
  parameter int InBits  = 8,
  parameter int OutBits = 11,  // InBits + ceil(log2 Terms), or less if the sum is known to fit
  parameter bit Signed  = 1'b0,
  parameter int Levels  = $clog2(Terms)
) (
  input  logic                                clk_i,
  input  logic [(Levels > 0 ? Levels : 1)-1:0] valid_i,
  input  logic [Terms*InBits-1:0]             terms_i,
  output logic [OutBits-1:0]                  sum_o
);

  function automatic logic [OutBits-1:0] extend(input logic [InBits-1:0] term);
    extend = {{(OutBits - InBits){Signed && term[InBits-1]}}, term};
  endfunction

  if (Levels == 0) begin : gen_wire
    logic unused_control;
    assign unused_control = clk_i ^ valid_i[0];
    assign sum_o          = extend(terms_i);
  end else begin : gen_tree
    // Level l holds its sums from l * Terms on.
    logic [OutBits-1:0] sum_q [0:Levels*Terms-1];

    for (genvar l = 0; l < Levels; l++) begin : gen_level
      localparam int From = (Terms + (1 << l) - 1) >> l;

      for (genvar k = 0; k < (From + 1) / 2; k++) begin : gen_node
        logic [OutBits-1:0] a, b;

        if (l == 0) begin : gen_terms
          assign a = extend(terms_i[2*k*InBits +: InBits]);
          if (2 * k + 1 < From) begin : gen_pair
            assign b = extend(terms_i[(2*k+1)*InBits +: InBits]);
          end else begin : gen_single
            assign b = '0;
          end
        end else begin : gen_sums
          assign a = sum_q[(l-1)*Terms + 2*k];
          if (2 * k + 1 < From) begin : gen_pair
            assign b = sum_q[(l-1)*Terms + 2*k + 1];
          end else begin : gen_single
            assign b = '0;
          end
        end
        always_ff @(posedge clk_i) if (valid_i[l]) sum_q[l*Terms + k] <= a + b;
      end
    end
    assign sum_o = sum_q[(Levels-1)*Terms];
  end

endmodule

`default_nettype wire
