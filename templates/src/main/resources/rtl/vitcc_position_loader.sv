// Writes the position table into the residual memory: rows of i16, pk / 2 columns a word.
//
// A word is written in the cycle in which it is accepted; ready_o is low while the vector unit
// writes to the residual memory.

`default_nettype none

module vitcc_position_loader #(
  parameter int Pm              = 1,
  parameter int Pk              = 64,
  parameter int MemoryLanes     = 64,
  parameter int ResidualColumns = 192,
  parameter int Granule         = 32  // lanes of an enable: a divisor of pk / 2
) (
  input  logic                           clk_i,
  input  logic                           rst_ni,
  input  logic                           clear_i,  // forget that there was a table
  input  logic                           word_valid_i,
  output logic                           word_ready_o,
  input  logic                           word_last_i,
  input  logic [8*Pk-1:0]                word_i,
  input  logic                           occupied_i,
  output logic [Pm-1:0]                  load_o,
  output logic [MemoryLanes/Granule-1:0] load_enable_o,
  output logic [15:0]                    load_address_o,
  output logic [16*MemoryLanes-1:0]      load_data_o,
  output logic                           loaded_o
);

  localparam int Lanes = Pk / 2;
  localparam int Parts = MemoryLanes / Lanes;
  localparam int Words = ResidualColumns / MemoryLanes;

  logic [7:0]  part_q;
  logic [15:0] word_q, row_q, base_q;  // word in the row, row, first word of the row
  logic        load, last_part, last_word;

  assign word_ready_o   = !occupied_i;
  assign load           = word_valid_i && word_ready_o;
  assign last_part      = part_q == 8'(Parts - 1);
  assign last_word      = last_part && word_q == 16'(Words - 1);
  assign load_address_o = base_q + word_q;
  assign load_data_o    = {Parts{word_i}};

  for (genvar i = 0; i < Pm; i++) begin : gen_bank
    assign load_o[i] = load && row_q % 16'(Pm) == 16'(i);
  end

  for (genvar g = 0; g < MemoryLanes / Granule; g++) begin : gen_enable
    assign load_enable_o[g] = part_q == 8'(g * Granule / Lanes);
  end

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      part_q   <= '0;
      word_q   <= '0;
      row_q    <= '0;
      base_q   <= '0;
      loaded_o <= 1'b0;
    end else begin
      if (load && word_last_i) begin
        part_q <= '0;
        word_q <= '0;
        row_q  <= '0;
        base_q <= '0;
      end else if (load) begin
        part_q <= last_part ? '0 : part_q + 8'd1;
        if (last_part) word_q <= last_word ? '0 : word_q + 16'd1;
        if (last_word) begin
          row_q <= row_q + 16'd1;
          if (row_q % 16'(Pm) == 16'(Pm - 1)) base_q <= base_q + 16'(Words);
        end
      end
      if (clear_i) loaded_o <= 1'b0;
      else if (load && word_last_i) loaded_o <= 1'b1;
    end
  end

endmodule

`default_nettype wire
