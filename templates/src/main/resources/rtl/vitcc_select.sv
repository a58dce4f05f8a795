// Selects one of several equal parts of a word. Combinational; a tree of choices between four, each
// a lookup table a bit.

`default_nettype none

module vitcc_select #(
  parameter int Parts = 1,
  parameter int Width = 8
) (
  input  logic [7:0]             part_i,  // below Parts
  input  logic [Parts*Width-1:0] data_i,
  output logic [Width-1:0]       data_o
);

  localparam int Levels = ($clog2(Parts) + 1) / 2;

  logic unused_part;

  assign unused_part = ^part_i;

  // Level l chooses between From parts by two bits of the number.
  for (genvar l = 0; l < Levels; l++) begin : gen_level
    localparam int From = (Parts + (1 << (2 * l)) - 1) >> (2 * l);
    localparam int To   = (From + 3) / 4;

    logic [Width*From-1:0] parts;
    logic [Width*To-1:0]   chosen;

    if (l == 0) begin : gen_all
      assign parts = data_i;
    end else begin : gen_chosen
      assign parts = gen_level[l-1].chosen;
    end

    for (genvar t = 0; t < To; t++) begin : gen_group
      localparam int Size = From - 4 * t < 4 ? From - 4 * t : 4;

      vitcc_select4 #(.Parts(Size), .Width(Width)) u_select (
        .part_i(part_i[2*l +: 2]),
        .data_i(parts[4*Width*t +: Size*Width]),
        .data_o(chosen[Width*t +: Width])
      );
    end
  end

  if (Levels == 0) begin : gen_wire
    assign data_o = data_i;
  end else begin : gen_root
    assign data_o = gen_level[Levels-1].chosen;
  end

endmodule

`default_nettype wire
