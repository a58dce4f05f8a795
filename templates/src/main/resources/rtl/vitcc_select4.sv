// Selects one of up to four equal parts of a word, by and-or. Combinational.

`default_nettype none

module vitcc_select4 #(
  parameter int Parts = 4,
  parameter int Width = 8
) (
  input  logic [1:0]             part_i,  // below Parts
  input  logic [Parts*Width-1:0] data_i,
  output logic [Width-1:0]       data_o
);

  if (Parts == 1) begin : gen_wire
    logic unused_part;

    assign unused_part = ^part_i;
    assign data_o      = data_i;
  end else begin : gen_select
    always_comb begin
      data_o = '0;
      for (int p = 0; p < Parts; p++) begin
        if (part_i == 2'(p)) data_o = data_o | data_i[p*Width +: Width];
      end
    end
  end

endmodule

`default_nettype wire
