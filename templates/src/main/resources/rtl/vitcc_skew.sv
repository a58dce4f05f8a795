// Brings lanes into the order of their places in cascades of eight, and delays those of place j by
// j cycles. Lane 8c + j is lane j * Lanes / 8 + c of the result.

`default_nettype none

module vitcc_skew #(
  parameter int Lanes = 64,
  parameter int Width = 8
) (
  input  logic                   clk_i,
  input  logic [Width*Lanes-1:0] data_i,
  output logic [Width*Lanes-1:0] data_o
);

  localparam int Chains = Lanes / 8;

  for (genvar j = 0; j < 8; j++) begin : gen_place
    logic [Width*Chains-1:0] place;

    for (genvar c = 0; c < Chains; c++) begin : gen_chain
      assign place[Width*c +: Width] = data_i[Width*(8*c+j) +: Width];
    end

    vitcc_delay #(.Width(Width * Chains), .Stages(j)) u_delay (
      .clk_i(clk_i), .data_i(place), .data_o(data_o[Width*Chains*j +: Width*Chains])
    );
  end

endmodule

`default_nettype wire
