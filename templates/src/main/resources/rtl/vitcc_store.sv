// Executes store commands: writes 32-bit results to consecutive words of memory.
//
// Results arrive several a beat and leave one a cycle. Beats of the bus are filled element by
// element (strobes cover what is there) and kept until a burst is complete: at the end of an
// aligned block of BurstBeats beats, or with the last element of the command. Only then are address
// and data offered, independently of each other, so a burst never waits for a result and never
// crosses 4 KiB. Results may arrive before their command: it says when to write what is left.
// start_i sets the address of the first element. command_ready_o is high while there is no command;
// idle_o: no command, no result on its way, every write answered; elements of a beat or a burst may
// wait for a command that is still to come, so nothing ends a frame before its last command.
// aw_valid_o, w_valid_o come from registers, w_data_o from a small memory.

`default_nettype none

module vitcc_store #(
  parameter int AxiBits    = 128,
  parameter int Elements   = 4,  // results a beat at most
  parameter int BurstBeats = 16  // a power of two, at least 2; at most 256 and 4 KiB
) (
  input  logic                   clk_i,
  input  logic                   rst_ni,
  input  logic                   stop_i,   // begin no more bursts
  output logic                   busy_o,   // a burst is being written or answered
  output logic                   idle_o,

  input  logic                   start_i,
  input  logic [63:2]            address_i,
  input  logic                   command_valid_i,
  output logic                   command_ready_o,
  input  logic [23:0]            command_elements_i,

  input  logic                   result_valid_i,
  output logic                   result_ready_o,
  input  logic [32*Elements-1:0] result_data_i,
  input  logic [7:0]             result_count_i,  // elements that count, the first ones

  output logic                   aw_valid_o,
  input  logic                   aw_ready_i,
  output logic [63:0]            aw_address_o,
  output logic [7:0]             aw_len_o,
  output logic                   w_valid_o,
  input  logic                   w_ready_i,
  output logic [AxiBits-1:0]     w_data_o,
  output logic [AxiBits/8-1:0]   w_strb_o,
  output logic                   w_last_o,
  input  logic                   b_valid_i  // always accepted
);

  localparam int Slots       = AxiBits / 32;
  localparam int OffsetBits  = $clog2(AxiBits / 8);
  localparam int IndexBits   = $clog2(BurstBeats);
  localparam int Unanswered  = 8;

  // Results, shifted down by one element a cycle into a queue of two, which keeps the width of all
  // this away from what decides about an element.
  logic [32*Elements-1:0] results_q;
  logic [7:0]             results_left_q;
  logic                   empty_q, single_q, shift;
  logic [1:0]             held_q;
  logic [31:0]            first_q, second_q;
  logic                   take;

  assign shift          = !empty_q && !held_q[1];
  assign result_ready_o = empty_q || (single_q && shift);

  always_ff @(posedge clk_i) begin
    if (result_ready_o) results_q <= result_data_i;
    else if (shift) results_q <= results_q >> 32;
    if (shift) second_q <= results_q[31:0];
    if (take || held_q == '0) first_q <= held_q[1] ? second_q : results_q[31:0];
  end

  // The command, and how many elements were taken for it.
  logic        command_q, complete, finish;
  logic [23:0] elements_q, taken_q;

  assign command_ready_o = !command_q;
  assign complete        = command_q && taken_q == elements_q;

  always_ff @(posedge clk_i) if (command_ready_o) elements_q <= command_elements_i;

  // The beat that is being filled.
  logic [AxiBits-1:0]   beat_q;
  logic [Slots-1:0]     strobe_q, slot_q;  // slot_q: one-hot, where the next element goes
  logic [63:OffsetBits] beat_address_q, address_q;
  logic                 full_q;            // its last slot is filled
  logic                 push;

  // The burst that is being collected or sent.
  logic [AxiBits+Slots-1:0] burst [0:BurstBeats-1];
  logic [AxiBits+Slots-1:0] burst_beat;
  logic [63:OffsetBits]     burst_address_q;
  logic [IndexBits:0]       count_q;
  logic [IndexBits-1:0]     index_q;
  logic                     closed_q;      // it has reached the end of its block
  logic                     sending_q, aw_valid_q, w_valid_q, send, sent;
  logic [3:0]               unanswered_q;

  assign take   = held_q != '0 && !complete && (!full_q || push);
  assign push   = !sending_q && !closed_q && (full_q || (complete && strobe_q != '0));
  assign send   = !sending_q && !stop_i && unanswered_q != 4'(Unanswered) && count_q != '0
               && (closed_q || (complete && strobe_q == '0));
  assign sent   = sending_q && (!aw_valid_q || aw_ready_i)
               && (!w_valid_q || (w_ready_i && w_last_o));
  assign finish = complete && strobe_q == '0 && count_q == '0;

  for (genvar i = 0; i < Slots; i++) begin : gen_slot
    always_ff @(posedge clk_i) if (take && slot_q[i]) beat_q[32*i +: 32] <= first_q;
  end

  always_ff @(posedge clk_i) begin
    if (take) beat_address_q <= address_q;
    if (start_i) begin
      address_q <= address_i[63:OffsetBits];
      slot_q    <= Slots'(1) << (address_i[7:2] & 6'(Slots - 1));
    end else if (take) begin
      address_q <= address_q + (64 - OffsetBits)'(slot_q[Slots-1]);
      slot_q    <= slot_q << 1 | slot_q >> (Slots - 1);
    end
    if (push) burst[count_q[IndexBits-1:0]] <= {strobe_q, beat_q};
    if (push && count_q == '0) burst_address_q <= beat_address_q;
  end

  assign burst_beat = burst[index_q];

  assign aw_valid_o   = aw_valid_q;
  assign aw_address_o = {burst_address_q, OffsetBits'(0)};
  assign aw_len_o     = 8'(count_q) - 1'b1;
  assign w_valid_o    = w_valid_q;
  assign w_data_o     = burst_beat[AxiBits-1:0];
  assign w_last_o     = 8'(index_q) == aw_len_o;
  for (genvar i = 0; i < Slots; i++) begin : gen_strobe
    assign w_strb_o[4*i +: 4] = {4{burst_beat[AxiBits+i]}};
  end

  assign busy_o  = sending_q || unanswered_q != '0;
  assign idle_o  = !command_q && empty_q && held_q == '0 && !busy_o;

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      results_left_q <= '0;
      empty_q        <= 1'b1;
      single_q       <= 1'b0;
      held_q         <= '0;
      command_q      <= 1'b0;
      taken_q        <= '0;
      strobe_q       <= '0;
      full_q         <= 1'b0;
      closed_q       <= 1'b0;
      count_q        <= '0;
      index_q        <= '0;
      sending_q      <= 1'b0;
      aw_valid_q     <= 1'b0;
      w_valid_q      <= 1'b0;
      unanswered_q   <= '0;
    end else begin
      if (result_valid_i && result_ready_o) begin
        results_left_q <= result_count_i;
        empty_q        <= result_count_i == '0;
        single_q       <= result_count_i == 8'd1;
      end else if (shift) begin
        results_left_q <= results_left_q - 1'b1;
        empty_q        <= single_q;
        single_q       <= results_left_q == 8'd2;
      end
      held_q <= held_q + 2'(shift) - 2'(take);

      if (command_valid_i && command_ready_o) command_q <= 1'b1;
      else if (finish) command_q <= 1'b0;
      if (finish) taken_q <= '0;
      else if (take) taken_q <= taken_q + 1'b1;

      if (take) begin
        strobe_q <= slot_q | (push ? '0 : strobe_q);
        full_q   <= slot_q[Slots-1];
      end else if (push) begin
        strobe_q <= '0;
        full_q   <= 1'b0;
      end

      if (push) begin
        count_q  <= count_q + 1'b1;
        closed_q <= &beat_address_q[OffsetBits +: IndexBits];
      end
      if (send) begin
        sending_q  <= 1'b1;
        aw_valid_q <= 1'b1;
        w_valid_q  <= 1'b1;
        index_q    <= '0;
      end
      if (aw_valid_q && aw_ready_i) aw_valid_q <= 1'b0;
      if (w_valid_q && w_ready_i) begin
        index_q <= index_q + 1'b1;
        if (w_last_o) w_valid_q <= 1'b0;
      end
      if (sent) begin
        sending_q <= 1'b0;
        closed_q  <= 1'b0;
        count_q   <= '0;
      end
      unanswered_q <= unanswered_q + 4'(send) - 4'(b_valid_i);
    end
  end

endmodule

`default_nettype wire
