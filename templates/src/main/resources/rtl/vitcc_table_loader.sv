// Writes lookup tables into all lanes of the vector unit, four entries or one line a cycle.
//
// A FIFO takes a whole table, so that the stream goes on while it is written; when it is loaded is
// the dispatcher's business. ready_o comes from a register.

`default_nettype none

module vitcc_table_loader #(
  parameter int Pk       = 64,
  parameter int LineBits = 0   // log2 of the lines, 0: a table of 1024 entries
) (
  input  logic            clk_i,
  input  logic            rst_ni,
  input  logic            clear_i,  // forget the count
  input  logic            word_valid_i,
  output logic            word_ready_o,
  input  logic            word_last_i,
  input  logic [8*Pk-1:0] word_i,
  output logic            write_o,
  output logic [7:0]      address_o,
  output logic [31:0]     data_o,
  output logic [7:0]      loaded_o,  // tables, since the frame began
  output logic            idle_o
);

  localparam int Parts       = Pk / 4;
  localparam int AddressBits = LineBits > 0 ? LineBits : 8;
  localparam int Bytes       = 4 << AddressBits;

  logic            valid, last, word_done;
  logic [8*Pk-1:0] word;
  logic [7:0]      part_q;
  logic [8:0]      address_q;  // stays at the end for the padding of the last word
  logic            is_padding;
  logic [31:0]     entries;

  vitcc_queue #(.Width(8 * Pk + 1), .Depth((Bytes + Pk - 1) / Pk)) u_queue (
    .clk_i  (clk_i),
    .rst_ni (rst_ni),
    .valid_i(word_valid_i),
    .ready_o(word_ready_o),
    .data_i ({word_last_i, word_i}),
    .valid_o(valid),
    .ready_i(word_done),
    .data_o ({last, word})
  );

  vitcc_select #(.Parts(Parts), .Width(32)) u_part (
    .part_i(part_q), .data_i(word), .data_o(entries)
  );

  assign word_done = part_q == 8'(Parts - 1);
  assign is_padding = address_q[AddressBits];
  assign idle_o    = !valid && !write_o;

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      part_q    <= '0;
      address_q <= '0;
      write_o   <= 1'b0;
      loaded_o  <= '0;
    end else begin
      write_o <= valid && !is_padding;
      if (valid) begin
        part_q <= word_done ? '0 : part_q + 8'd1;
        if (word_done && last) address_q <= '0;
        else if (!is_padding) address_q <= address_q + 9'd1;
      end
      if (clear_i) loaded_o <= '0;
      else if (valid && word_done && last) loaded_o <= loaded_o + 8'd1;
    end
  end

  always_ff @(posedge clk_i) begin
    if (valid) begin
      address_o <= address_q[7:0];
      data_o    <= entries;
    end
  end

endmodule

`default_nettype wire
