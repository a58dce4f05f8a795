// Shortens commands to the tokens that are left: no more rows and no more keys than there are
// tokens; groups of keys beyond them are left out, and so is what belongs to them.
//
// take_i: the tokens of the decision that is offered are those that are left from now on. A vector
// command that is left out has no rows; it still goes to its unit, which counts it. leave_out_o
// holds for what follows such a command, up to the next vector command: its matrix command and its
// parameters are to be dropped. command_o follows command_i combinationally.

`default_nettype none

module vitcc_bound #(
  parameter int Pk = 16
) (
  input  logic         clk_i,
  input  logic         rst_ni,
  input  logic         take_i,
  input  logic [11:0]  tokens_i,
  input  logic         vector_taken_i,  // command_i is a vector command, and taken
  input  logic [255:0] command_i,
  output logic [255:0] command_o,
  output logic         leave_out_o
);

  localparam logic [3:0] OpMatrix = 4'(vitcc_command_pkg::OpcodeMatrix);
  localparam logic [3:0] OpVector = 4'(vitcc_command_pkg::OpcodeVector);
  localparam logic [3:0] OpSelect = 4'(vitcc_command_pkg::OpcodeSelect);
  localparam logic [1:0] Values   = 2'(vitcc_command_pkg::StationaryValues);
  localparam logic [2:0] Scores   = 3'(vitcc_command_pkg::DestinationScores);

  logic [11:0] tokens_q, tiles;
  logic [7:0]  remainder;
  logic [3:0]  opcode;
  logic        unused_remainder;

  always_ff @(posedge clk_i) begin
    if (!rst_ni) tokens_q <= '1;
    else if (take_i) tokens_q <= tokens_i;
  end

  function automatic logic [11:0] least(input logic [11:0] value, input logic [11:0] most);
    least = value < most ? value : most;
  endfunction

  // ---- groups of keys

  logic [13:0] column, keys_left;
  logic [11:0] valid_columns;
  logic        scores, beyond;

  assign opcode        = command_i[vitcc_command_pkg::OpcodeLsb +: 4];
  assign column        = command_i[vitcc_command_pkg::VectorColumnLsb +: 14];
  assign valid_columns = command_i[vitcc_command_pkg::VectorValidColumnsLsb +: 12];
  assign scores        = command_i[vitcc_command_pkg::VectorDestinationLsb +: 3] == Scores;
  assign beyond        = scores && column >= 14'(tokens_q);
  assign keys_left     = 14'(tokens_q) - column;

  always_ff @(posedge clk_i) begin
    if (!rst_ni) leave_out_o <= 1'b0;
    else if (vector_taken_i) leave_out_o <= beyond;
  end

  // ---- tiles of values: as many as tokens take

  vitcc_divide #(.Divisor(Pk), .InBits(12)) u_tiles (
    .value_i(tokens_q - 12'd1), .quotient_o(tiles), .remainder_o(remainder)
  );
  assign unused_remainder = ^remainder;

  // ---- commands

  logic [9:0]  matrix_tiles;
  logic [11:0] rows, keys, matrix_rows, vector_rows, select_tokens;
  logic [1:0]  stationary;

  assign matrix_rows   = command_i[vitcc_command_pkg::MatrixRowsLsb +: 12];
  assign matrix_tiles  = command_i[vitcc_command_pkg::MatrixTilesLsb +: 10];
  assign keys          = command_i[vitcc_command_pkg::MatrixKeysLsb +: 12];
  assign stationary    = command_i[vitcc_command_pkg::MatrixStationaryLsb +: 2];
  assign vector_rows   = command_i[vitcc_command_pkg::VectorRowsLsb +: 12];
  assign select_tokens = command_i[vitcc_command_pkg::SelectTokensLsb +: 12];
  assign rows          = least(opcode == OpMatrix ? matrix_rows : vector_rows, tokens_q);

  always_comb begin
    command_o = command_i;
    if (opcode == OpMatrix) begin
      command_o[vitcc_command_pkg::MatrixRowsLsb +: 12] = rows;
      command_o[vitcc_command_pkg::MatrixKeysLsb +: 12] = least(keys, tokens_q);
      if (stationary == Values && 12'(matrix_tiles) > tiles) begin
        command_o[vitcc_command_pkg::MatrixTilesLsb +: 10] = 10'(tiles + 12'd1);
      end
    end else if (opcode == OpVector) begin
      command_o[vitcc_command_pkg::VectorRowsLsb +: 12] = beyond ? '0 : rows;
      if (scores && keys_left <= 14'(valid_columns)) begin
        command_o[vitcc_command_pkg::VectorValidColumnsLsb +: 12] = 12'(keys_left);
        command_o[vitcc_command_pkg::VectorFirstOfRowLsb]         = 1'b1;
      end
    end else if (opcode == OpSelect) begin
      command_o[vitcc_command_pkg::SelectTokensLsb +: 12] = least(select_tokens, tokens_q);
    end
  end

endmodule

`default_nettype wire
