// Reads the accelerator program: gives commands to their units and payload words to their FIFOs, in
// the order of the stream.
//
// A command is 32 bytes in as many words as that takes, the payload of a load follows it. A unit
// without room holds up the stream; the order of the commands keeps that from being a deadlock. A
// load with wait_groups is held until as many vector commands are done. end_o and error_o (an
// opcode or a load that doesn't exist) are levels that last until reset; nothing is taken then.
// No latency: *_valid_o follows word_valid_i, and word_ready_o follows *_ready_i, combinationally.
// Where tokens bound commands, commands are shortened on their way (vitcc_bound); a bound waits for
// the decision of the token unit.
// One word a cycle. payload_*: bit k is the load of kind k. Gains of columns are always accepted.

`default_nettype none

module vitcc_dispatcher #(
  parameter int Pk    = 16,
  parameter bit Gains  = 1'b0,  // there is a gain memory
  parameter bit Prunes = 1'b0,  // there is a token unit
  parameter bit Bounds = 1'b0   // and what it leaves bounds commands
) (
  input  logic            clk_i,
  input  logic            rst_ni,

  input  logic            word_valid_i,
  output logic            word_ready_o,
  input  logic [8*Pk-1:0] word_data_i,

  output logic [255:0]    command_o,
  output logic            matrix_valid_o,
  input  logic            matrix_ready_i,
  output logic            vector_valid_o,
  input  logic            vector_ready_i,
  output logic            select_valid_o,
  input  logic            select_ready_i,
  output logic            store_valid_o,
  input  logic            store_ready_i,
  output logic            image_valid_o,
  input  logic            image_ready_i,

  output logic [3:0]      payload_valid_o,
  input  logic [3:0]      payload_ready_i,
  output logic            gain_valid_o,
  output logic            payload_last_o,
  output logic [8*Pk-1:0] payload_data_o,

  input  logic [15:0]     groups_done_i,
  input  logic            decided_valid_i,
  output logic            decided_ready_o,
  input  logic [11:0]     decided_tokens_i,
  output logic            end_o,
  output logic            error_o,
  output logic            event_taken_o,
  output logic            event_blocked_o,
  output logic            event_starved_o
);

  localparam int CommandWords = (32 + Pk - 1) / Pk;

  localparam logic [3:0] OpLoad       = 4'(vitcc_command_pkg::OpcodeLoad);
  localparam logic [3:0] OpMatrix     = 4'(vitcc_command_pkg::OpcodeMatrix);
  localparam logic [3:0] OpVector     = 4'(vitcc_command_pkg::OpcodeVector);
  localparam logic [3:0] OpStore      = 4'(vitcc_command_pkg::OpcodeStore);
  localparam logic [3:0] OpEnd        = 4'(vitcc_command_pkg::OpcodeEnd);
  localparam logic [3:0] OpSelect     = 4'(vitcc_command_pkg::OpcodeSelect);
  localparam logic [3:0] OpBound      = 4'(vitcc_command_pkg::OpcodeBound);
  localparam logic [2:0] KindPosition = 3'(vitcc_command_pkg::LoadKindPosition);
  localparam logic [2:0] KindImage    = 3'(vitcc_command_pkg::LoadKindImage);
  localparam logic [2:0] KindGains    = 3'(vitcc_command_pkg::LoadKindGains);

  logic [255:0] command;
  logic         complete;  // the word at the input is the last one of a command
  logic         active, offer, taken, take_load, take_bound, known;
  logic         drop_matrix;      // the matrix command at the input is left out
  logic         dropped_q;        // so is the load that is under way
  logic         gains, to_gains;  // the load at the input is one of gains; so is the one under way
  logic [3:0]   opcode;
  logic [2:0]   kind;
  logic [23:0]  words, left_q;
  logic [15:0]  wait_groups;
  logic [1:0]   kind_q;
  logic         end_q, error_q;

  if (CommandWords == 1) begin : gen_whole
    assign command  = word_data_i[255:0];
    assign complete = 1'b1;
  end else begin : gen_parts
    logic [(CommandWords-1)*8*Pk-1:0] held_q;
    logic [CommandWords-1:0]          select_q;  // one-hot: which word is at the input

    assign command  = 256'({word_data_i, held_q});
    assign complete = select_q[CommandWords-1];

    for (genvar i = 0; i < CommandWords - 1; i++) begin : gen_held
      always_ff @(posedge clk_i) if (select_q[i]) held_q[8*Pk*i +: 8*Pk] <= word_data_i;
    end

    always_ff @(posedge clk_i) begin
      if (!rst_ni) select_q <= CommandWords'(1);
      else if (taken && left_q == '0) select_q <= select_q << 1 | select_q >> (CommandWords - 1);
    end
  end

  assign opcode      = command[vitcc_command_pkg::OpcodeLsb +: 4];
  assign kind        = command[vitcc_command_pkg::LoadKindLsb +: 3];
  assign words       = command[vitcc_command_pkg::LoadWordsLsb +: 24];
  assign wait_groups = command[vitcc_command_pkg::LoadWaitGroupsLsb +: 16];

  assign active = word_valid_i && !end_q && !error_q;
  assign offer  = active && left_q == '0 && complete;
  assign known  = opcode == OpMatrix || opcode == OpVector || opcode == OpStore || opcode == OpEnd
               || (opcode == OpSelect && Prunes) || (opcode == OpBound && Bounds)
               || (opcode == OpLoad && (kind <= KindImage || gains));

  assign gains     = Gains && kind == KindGains;
  assign take_load = offer && opcode == OpLoad && (kind <= KindPosition || gains)
                  && groups_done_i >= wait_groups;

  assign matrix_valid_o = offer && opcode == OpMatrix && !drop_matrix;
  assign vector_valid_o = offer && opcode == OpVector;
  assign select_valid_o = Prunes && offer && opcode == OpSelect;
  assign store_valid_o  = offer && opcode == OpStore;
  assign image_valid_o  = offer && opcode == OpLoad && kind == KindImage;

  assign gain_valid_o    = active && left_q != '0 && to_gains;
  assign payload_valid_o = active && left_q != '0 && !to_gains && !dropped_q ? 4'b1 << kind_q
                                                                            : '0;
  assign payload_last_o  = left_q == 24'd1;
  assign payload_data_o  = word_data_i;

  assign word_ready_o = active && (left_q != '0 ? to_gains || dropped_q || payload_ready_i[kind_q]
      : !complete || take_load || take_bound || (drop_matrix && opcode == OpMatrix)
      || (matrix_valid_o && matrix_ready_i) || (vector_valid_o && vector_ready_i)
      || (select_valid_o && select_ready_i) || (store_valid_o && store_ready_i)
      || (image_valid_o && image_ready_i) || opcode == OpEnd);
  assign taken        = word_valid_i && word_ready_o;

  assign end_o           = end_q;
  assign error_o         = error_q;
  assign event_taken_o   = taken;
  assign event_blocked_o = active && !word_ready_o;
  assign event_starved_o = !word_valid_i && !end_q;

  always_ff @(posedge clk_i) if (take_load) kind_q <= kind[1:0];

  // ---- tokens that are left

  if (Bounds) begin : gen_bounds
    localparam logic [2:0] KindParameters = 3'(vitcc_command_pkg::LoadKindParameters);

    logic leave_out;

    assign take_bound      = offer && opcode == OpBound && decided_valid_i;
    assign decided_ready_o = offer && opcode == OpBound;
    assign drop_matrix     = leave_out;

    vitcc_bound #(.Pk(Pk)) u_bound (
      .clk_i         (clk_i),
      .rst_ni        (rst_ni),
      .take_i        (take_bound),
      .tokens_i      (decided_tokens_i),
      .vector_taken_i(vector_valid_o && vector_ready_i),
      .command_i     (command),
      .command_o     (command_o),
      .leave_out_o   (leave_out)
    );
    always_ff @(posedge clk_i) begin
      if (take_load) dropped_q <= leave_out && kind == KindParameters;
    end
  end else begin : gen_no_bounds
    logic unused_decision;

    assign unused_decision = decided_valid_i ^ ^decided_tokens_i;
    assign take_bound      = 1'b0;
    assign decided_ready_o = 1'b0;
    assign drop_matrix     = 1'b0;
    assign dropped_q       = 1'b0;
    assign command_o       = command;
  end

  if (Gains) begin : gen_gains
    always_ff @(posedge clk_i) if (take_load) to_gains <= gains;
  end else begin : gen_no_gains
    assign to_gains = 1'b0;
  end

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      left_q  <= '0;
      end_q   <= 1'b0;
      error_q <= 1'b0;
    end else begin
      if (take_load) left_q <= words;
      else if (left_q != '0 && taken) left_q <= left_q - 1'b1;
      if (offer && opcode == OpEnd) end_q <= 1'b1;
      if (offer && !known) error_q <= 1'b1;
    end
  end

endmodule

`default_nettype wire
