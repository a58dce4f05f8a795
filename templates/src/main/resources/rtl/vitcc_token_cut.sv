// Finds the least score that stays: the greatest that the threshold reaches, or as many candidates
// as may stay, or those that hold their share of all candidates' scores. Then counts those beyond
// it, and what they hold, so that of those that equal it as many stay as it takes (full_o).
//
// judge_i, while scores are made: what is found starts anew; scored_i is a candidate's last score.
// share_i, until shared_o: what has to be held, a bit a cycle. search_i: a pass over the tokens for
// each bit, the highest first, and one more; found_o is high with the end of the last. Without a
// search the threshold alone decides.

`default_nettype none

module vitcc_token_cut #(
  parameter int ScoreBits = 24
) (
  input  logic                 clk_i,
  input  logic                 begin_i,      // no scores are there yet
  input  logic                 judge_i,
  input  logic                 share_i,
  input  logic                 search_i,
  input  logic                 pass_done_i,
  // what may stay
  input  logic [11:0]          most_i,
  input  logic [ScoreBits-1:0] threshold_i,
  input  logic [16:0]          part_i,       // of all scores, in units of 2^-16; all: no bound
  input  logic                 searches_i,
  // scores as they are made
  input  logic                 scored_i,
  input  logic [ScoreBits-1:0] scored_score_i,
  // a token that is looked at, and one cycle later counted
  input  logic                 look_i,
  input  logic                 candidate_i,
  input  logic [ScoreBits-1:0] score_i,
  input  logic                 count_i,
  input  logic [ScoreBits-1:0] counted_i,
  input  logic                 tie_i,        // it equals the cut, and stays
  output logic [ScoreBits:0]   cut_o,
  output logic                 full_o,       // no more may stay
  output logic                 shared_o,
  output logic                 found_o
);

  localparam logic [4:0] Beyond = 5'(ScoreBits);  // the last pass

  logic [31:0]        total_q, held_q;
  logic [48:0]        wanted_q;
  logic [4:0]         step_q, bit_q;
  logic [ScoreBits:0] cut_q, trial;
  logic [11:0]        count_q;
  logic               reaches_q;

  assign shared_o = step_q == 5'd16;

  always_ff @(posedge clk_i) begin
    if (begin_i) total_q <= '0;
    else if (scored_i) total_q <= total_q + 32'(scored_score_i);

    step_q <= share_i ? step_q + 5'd1 : '0;
    if (judge_i) wanted_q <= '0;
    else if (share_i) wanted_q <= (wanted_q << 1) + (part_i[5'd16 - step_q] ? 49'(total_q) : '0);
  end

  assign trial   = bit_q == Beyond ? cut_q + 1'b1 : cut_q | (ScoreBits+1)'(1) << bit_q;
  assign full_o  = count_q >= most_i || (!part_i[16] && {1'b0, held_q, 16'd0} >= wanted_q);
  assign found_o = search_i && pass_done_i && bit_q == Beyond;
  assign cut_o   = cut_q;

  always_ff @(posedge clk_i) begin
    if (look_i) reaches_q <= candidate_i && (ScoreBits+1)'(score_i) >= trial;

    if (judge_i || (search_i && pass_done_i && !found_o)) begin
      count_q <= '0;
      held_q  <= '0;
    end else if (count_i && (search_i ? reaches_q : tie_i)) begin
      count_q <= count_q + 12'd1;
      held_q  <= held_q + 32'(counted_i);
    end

    if (judge_i) begin
      cut_q <= searches_i ? '0 : (ScoreBits+1)'(threshold_i);
      bit_q <= 5'(ScoreBits - 1);
    end else if (search_i && pass_done_i) begin
      if (!found_o && (full_o || trial <= (ScoreBits+1)'(threshold_i))) cut_q <= trial;
      bit_q <= bit_q == '0 ? Beyond : bit_q - 5'd1;
    end
  end

endmodule

`default_nettype wire
