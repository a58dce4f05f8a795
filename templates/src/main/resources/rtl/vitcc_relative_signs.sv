// Makes the signs of a word of narrow weights relative: of two neighbours in the adder tree the
// right one's says whether it differs from the left one's. Combinational.
//
// Weight k stands right of the weight whose number lacks the lowest one bit of k; weight 0 keeps
// its sign.

`default_nettype none

module vitcc_relative_signs #(
  parameter int Pk         = 64,
  parameter int WeightBits = 1
) (
  input  logic [8*Pk-1:0] data_i,  // 8 / WeightBits columns
  output logic [8*Pk-1:0] data_o
);

  for (genvar k = 0; k < 8 * Pk / WeightBits; k++) begin : gen_weight
    localparam int Column = k / Pk * Pk;
    localparam int Left   = Column + ((k - Column) & (k - Column - 1));
    localparam int Sign   = WeightBits * k + WeightBits - 1;

    if (k == Column) begin : gen_first
      assign data_o[Sign] = data_i[Sign];
    end else begin : gen_relative
      assign data_o[Sign] = data_i[Sign] ^ data_i[WeightBits*Left + WeightBits - 1];
    end
    if (WeightBits > 1) begin : gen_magnitude
      assign data_o[WeightBits*k +: WeightBits-1] = data_i[WeightBits*k +: WeightBits-1];
    end
  end

endmodule

`default_nettype wire
