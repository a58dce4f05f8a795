// Slots of column parameters: bias and scale of pn columns, one slot for every vector command.
//
// Payload words fill a slot from column 0 on, pk / 8 columns a word; a full slot waits until the
// vector unit has used it. The parameters of the beat are combinational from the memory; ready_o
// and valid_o come from registers.

`default_nettype none

module vitcc_parameters #(
  parameter int Pk              = 64,
  parameter int Pn              = 64,
  parameter int Segment         = 64,  // columns of a beat
  parameter int AccumulatorBits = 28,
  parameter int Slots           = 16
) (
  input  logic                               clk_i,
  input  logic                               rst_ni,
  input  logic                               word_valid_i,
  output logic                               word_ready_o,
  input  logic                               word_last_i,
  input  logic [8*Pk-1:0]                    word_i,
  output logic                               valid_o,
  input  logic                               next_i,  // done with the oldest slot
  input  logic [7:0]                         beat_i,
  output logic [Segment*AccumulatorBits-1:0] bias_o,
  output logic [Segment*19-1:0]              scale_o
);

  localparam int WordColumns = Pk / 8;
  localparam int Words       = (Pn + WordColumns - 1) / WordColumns;
  localparam int ColumnBits  = AccumulatorBits + 19;
  localparam int SlotBits    = $clog2(Slots);
  localparam int Beats       = Pn / Segment;

  logic [SlotBits-1:0]   write_q, read_q;
  logic [SlotBits:0]     full_q;
  logic [7:0]            word_q;
  logic                  push, push_last, pop;
  logic [Pn*ColumnBits-1:0]      slot;
  logic [Segment*ColumnBits-1:0] beat;
  logic                          unused_bits;

  assign unused_bits  = ^word_i;
  assign word_ready_o = full_q != (SlotBits + 1)'(Slots);
  assign valid_o      = full_q != '0;
  assign push         = word_valid_i && word_ready_o;
  assign push_last    = push && word_last_i;
  assign pop          = valid_o && next_i;

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      write_q <= '0;
      read_q  <= '0;
      full_q  <= '0;
      word_q  <= '0;
    end else begin
      if (push) word_q <= word_last_i ? '0 : word_q + 8'd1;
      if (push_last) write_q <= write_q + 1'b1;
      if (pop) read_q <= read_q + 1'b1;
      if (push_last && !pop) full_q <= full_q + 1'b1;
      if (pop && !push_last) full_q <= full_q - 1'b1;
    end
  end

  for (genvar w = 0; w < Words; w++) begin : gen_word
    localparam int Columns = Pn - w * WordColumns < WordColumns ? Pn - w * WordColumns
                                                                : WordColumns;

    logic [Columns*ColumnBits-1:0] slots [0:Slots-1];
    logic [Columns*ColumnBits-1:0] columns;

    for (genvar c = 0; c < Columns; c++) begin : gen_column
      assign columns[c*ColumnBits +: ColumnBits] =
          {word_i[64*c + 32 +: 19], word_i[64*c +: AccumulatorBits]};
    end

    always_ff @(posedge clk_i) if (push && word_q == 8'(w)) slots[write_q] <= columns;

    assign slot[w*WordColumns*ColumnBits +: Columns*ColumnBits] = slots[read_q];
  end

  vitcc_select #(.Parts(Beats), .Width(Segment * ColumnBits)) u_beat (
    .part_i(beat_i), .data_i(slot), .data_o(beat)
  );

  for (genvar c = 0; c < Segment; c++) begin : gen_output
    assign bias_o[c*AccumulatorBits +: AccumulatorBits] = beat[c*ColumnBits +: AccumulatorBits];
    assign scale_o[c*19 +: 19] = beat[c*ColumnBits + AccumulatorBits +: 19];
  end

endmodule

`default_nettype wire
