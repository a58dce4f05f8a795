// The gains of the columns of all layer norms, pk of them a word, in the order in which they come.
//
// A word is written in the cycle in which it comes; loads are counted when their last word has
// come. No word is used twice in a frame. gains_o are those of the last tile that began, from five
// cycles after its first row on.

`default_nettype none

module vitcc_gains #(
  parameter int Pk    = 64,
  parameter int Words = 64
) (
  input  logic            clk_i,
  input  logic            rst_ni,
  input  logic            clear_i,  // the first load comes next
  input  logic            word_valid_i,
  input  logic            word_last_i,
  input  logic [8*Pk-1:0] word_i,
  output logic [7:0]      loaded_o,
  input  logic            tile_i,
  input  logic [15:0]     address_i,
  output logic [8*Pk-1:0] gains_o
);

  localparam int ReadStages = 4;

  logic [15:0] word_q, address;
  logic        read;

  always_ff @(posedge clk_i) begin
    if (!rst_ni || clear_i) begin
      word_q   <= '0;
      loaded_o <= '0;
    end else if (word_valid_i) begin
      word_q   <= word_q + 16'd1;
      loaded_o <= loaded_o + 8'(word_last_i);
    end
  end

  vitcc_delay #(.Width(17), .Stages(ReadStages)) u_read (
    .clk_i(clk_i), .data_i({tile_i, address_i}), .data_o({read, address})
  );

  vitcc_memory #(.Segments(1), .SegmentBits(8 * Pk), .Depth(Words)) u_memory (
    .clk_i          (clk_i),
    .write_i        (word_valid_i),
    .write_address_i(word_q),
    .write_data_i   (word_i),
    .read_i         (read),
    .read_address_i (address),
    .read_data_o    (gains_o)
  );

endmodule

`default_nettype wire
