// The token unit: judges tokens by the exponentials of the class token's row, or by what heads of a
// learned selector say of them, decides which stay, and tells the vector unit which rows to gather
// and what each dropped one weighs.
//
// For every select command it listens to as many matrix commands as there are heads. Each head's
// row is kept as it streams past, summed, and its shares are added to the tokens' scores, a token a
// cycle; until that is done the next head has to wait (listen_o). Then the least score that stays
// is found bit by bit, a token a cycle, while the engine goes on with the block; where only a
// threshold decides, there is nothing to find. The decision (ready_o and all that comes with it)
// holds until the next select command hears its first head; how many tokens are left is offered
// once (decided_*). event_o: a token that is left after selection i.
// gather_*: entry index of those that stay or are dropped. Its row comes one cycle later, its
// weight four cycles later.

`default_nettype none

module vitcc_tokens #(
  parameter int Pm           = 1,
  parameter int Pk           = 64,
  parameter int Segment      = 64,
  parameter int MaxTokens    = 197,
  parameter int CommandDepth = 4,
  parameter bit Bounds       = 1'b0,
  parameter bit Learns       = 1'b0,
  parameter int Stages       = 8
) (
  input  logic            clk_i,
  input  logic            rst_ni,
  input  logic            clear_i,         // a frame begins
  input  logic            command_valid_i,
  output logic            command_ready_o,
  input  logic [255:0]    command_i,
  // the row that judges, tile by tile
  output logic            listen_o,
  input  logic            begin_i,        // its first tile was issued
  input  logic            row_valid_i,
  input  logic            row_last_i,
  input  logic [8*Pk-1:0] exponentials_i,
  // what heads say of tokens, and what that counts (vitcc_votes)
  input  logic            vote_i,
  input  logic            weigh_i,
  input  logic [Pm-1:0]   vote_rows_i,
  input  logic [11:0]     vote_group_i,
  input  logic [7:0]      vote_column_i,
  input  logic            vote_last_i,
  input  logic [16*Pm*Segment-1:0] vote_data_i,
  // the decision
  output logic            decided_valid_o,
  input  logic            decided_ready_i,
  output logic [11:0]     decided_tokens_o,
  output logic [Stages-1:0] event_o,
  output logic            ready_o,
  output logic [11:0]     kept_o,
  output logic [11:0]     dropped_o,      // 0 where nothing is packaged
  input  logic            gather_i,
  input  logic            gather_dropped_i,
  input  logic [11:0]     gather_index_i,
  output logic [11:0]     gather_row_o,
  output logic [16:0]     gather_weight_o,
  output logic            idle_o
);

  localparam int ScoreBits = 24;
  localparam int Words     = (MaxTokens + Pk - 1) / Pk;

  localparam logic [3:0] StIdle    = 4'd0;
  localparam logic [3:0] StListen  = 4'd1;
  localparam logic [3:0] StCapture = 4'd2;
  localparam logic [3:0] StSum     = 4'd3;
  localparam logic [3:0] StAdd     = 4'd4;
  localparam logic [3:0] StShare   = 4'd5;
  localparam logic [3:0] StSearch  = 4'd6;
  localparam logic [3:0] StDecide  = 4'd7;
  localparam logic [3:0] StWeigh   = 4'd8;
  localparam logic [3:0] StVote    = 4'd9;

  // ---- the command

  localparam int FieldBits = 12 + 8 + 1 + 12 + 12 + ScoreBits + 17 + 1 + 17 + 1;

  logic [FieldBits-1:0] fields;
  logic                 queue_valid, queue_ready, unused_command;
  logic [3:0]           state_q;
  logic [11:0]          tokens_q, leading_q, most_q;
  logic [7:0]           heads_q;  // after this one
  logic [ScoreBits-1:0] threshold_q;
  logic [16:0]          share_q, factor_q;
  logic                 learned_q, searches_q, packaged_q, first_head_q;
  logic                 learned;  // the next command

  assign unused_command = ^command_i;

  vitcc_queue #(.Width(FieldBits), .Depth(CommandDepth)) u_queue (
    .clk_i  (clk_i),
    .rst_ni (rst_ni),
    .valid_i(command_valid_i),
    .ready_o(command_ready_o),
    .data_i ({command_i[vitcc_command_pkg::SelectTokensLsb +: 12],
              command_i[vitcc_command_pkg::SelectHeadsLsb +: 8],
              command_i[vitcc_command_pkg::SelectLearnedLsb],
              command_i[vitcc_command_pkg::SelectLeadingLsb +: 12],
              command_i[vitcc_command_pkg::SelectMostLsb +: 12],
              command_i[vitcc_command_pkg::SelectThresholdLsb +: ScoreBits],
              command_i[vitcc_command_pkg::SelectShareLsb +: 17],
              command_i[vitcc_command_pkg::SelectSearchesLsb],
              command_i[vitcc_command_pkg::SelectFactorLsb +: 17],
              command_i[vitcc_command_pkg::SelectPackagedLsb]}),
    .valid_o(queue_valid),
    .ready_i(queue_ready),
    .data_o (fields)
  );

  assign learned     = Learns && fields[FieldBits-21];
  assign queue_ready = state_q == StIdle;
  assign listen_o    = state_q == StListen;
  assign idle_o      = state_q == StIdle && !queue_valid;

  // ---- a pass over the tokens: a token a cycle, then a few cycles until all have arrived

  localparam logic [3:0] Drain = 4'd15;

  logic        pass, pass_done;
  logic [11:0] token_q;
  logic [3:0]  drain_q;
  logic        walking_q;
  logic [8:0]  walk_word_q;  // where the token's exponential lies
  logic [6:0]  walk_lane_q;

  assign pass      = state_q == StSum || state_q == StAdd || state_q == StSearch ||
                     state_q == StDecide;
  assign pass_done = pass && !walking_q && drain_q == Drain;

  always_ff @(posedge clk_i) begin
    if (!pass || pass_done) begin
      token_q     <= '0;
      walk_word_q <= '0;
      walk_lane_q <= '0;
      drain_q     <= '0;
      walking_q   <= 1'b1;
    end else if (walking_q) begin
      token_q     <= token_q + 12'd1;
      walk_word_q <= walk_lane_q == 7'(Pk - 1) ? walk_word_q + 9'd1 : walk_word_q;
      walk_lane_q <= walk_lane_q == 7'(Pk - 1) ? '0 : walk_lane_q + 7'd1;
      walking_q   <= token_q != tokens_q - 12'd1;
    end else begin
      drain_q     <= drain_q + 4'd1;
    end
  end

  // The token that is looked at, s cycles ago.
  logic [4:0]  valid;
  logic [11:0] token [0:4];

  vitcc_valid_line #(.Stages(4)) u_valid (
    .clk_i(clk_i), .rst_ni(rst_ni), .valid_i(pass && walking_q), .valid_o(valid)
  );
  for (genvar s = 0; s <= 4; s++) begin : gen_token
    vitcc_delay #(.Width(12), .Stages(s)) u_token (
      .clk_i(clk_i), .data_i(token_q), .data_o(token[s])
    );
  end

  // ---- exponentials: a byte two cycles after its token

  logic [8:0]      word_q;
  logic [8*Pk-1:0] word;
  logic [7:0]      byte_q;
  logic [6:0]      lane_q;

  always_ff @(posedge clk_i) begin
    if (state_q == StListen) word_q <= '0;
    else if (row_valid_i) word_q <= word_q + 9'd1;
  end

  vitcc_memory #(.Segments(1), .SegmentBits(8 * Pk), .Depth(Words)) u_exponentials (
    .clk_i          (clk_i),
    .write_i        (row_valid_i),
    .write_address_i(16'(word_q)),
    .write_data_i   (exponentials_i),
    .read_i         (valid[0]),
    .read_address_i (16'(walk_word_q)),
    .read_data_o    (word)
  );

  always_ff @(posedge clk_i) begin
    lane_q <= walk_lane_q;
    if (valid[1]) byte_q <= word[8*lane_q +: 8];
  end

  // ---- votes: sum over total is a score, seven cycles later

  logic         voting, scored;
  logic [6:0]   voted;         // 4: its reciprocal is there; 6: its score is
  logic [11:0]  scored_token;
  logic [23:0]  vote_sum, quotient;
  logic [15:0]  voted_total;
  logic [4:0]   vote_exponent;

  assign voting = Learns && state_q == StVote;

  // ---- the reciprocal of a sum: its table entry, and its exponent

  logic [31:0] sum_q, normal;
  logic [5:0]  shifts;
  logic [15:0] entry;
  logic [4:0]  exponent;
  logic        unused_normal;

  assign unused_normal = ^normal ^ shifts[5];
  assign exponent      = 5'd31 - shifts[4:0];

  vitcc_normalize #(.Bits(32)) u_normalize (
    .clk_i   (clk_i),
    .enable_i(3'b111),
    .value_i (voting ? 32'(voted_total) : sum_q),
    .value_o (normal),
    .shifts_o(shifts)
  );
  vitcc_function_reciprocal u_entry (
    .clk_i(clk_i), .enable_i(1'b1), .code_i(normal[30:21]), .data_o(entry)
  );

  // ---- shares of the head, added to scores: read in cycle 3, written in cycle 5

  logic [23:0]          product_q, part_q;
  logic [ScoreBits-1:0] score, score_q;
  logic                 write_q;
  logic [11:0]          write_token_q;
  logic                 judging, searching, score_read;
  logic [11:0]          score_address;

  assign judging       = voting || state_q == StAdd;
  assign searching     = state_q == StSearch || state_q == StDecide;
  assign score_read    = searching ? valid[0] : valid[3];
  assign score_address = searching ? token[0] : token[3];

  always_ff @(posedge clk_i) begin
    if (valid[2]) product_q <= 24'(byte_q) * 24'(entry);
    if (valid[3]) part_q <= product_q >> exponent;
    if (voting) score_q <= quotient;
    else if (valid[4]) score_q <= (first_head_q ? '0 : score) + part_q;
    write_q       <= rst_ni && ((valid[4] && state_q == StAdd) || voted[6]);
    write_token_q <= voting ? scored_token : token[4];
  end

  vitcc_memory #(.Segments(1), .SegmentBits(ScoreBits), .Depth(MaxTokens)) u_scores (
    .clk_i          (clk_i),
    .write_i        (write_q),
    .write_address_i(16'(write_token_q)),
    .write_data_i   (score_q),
    .read_i         (score_read),
    .read_address_i (16'(score_address)),
    .read_data_o    (score)
  );

  // ---- the least score that stays

  logic [ScoreBits:0]   cut;
  logic [ScoreBits-1:0] decided_q;
  logic                 full, tie, above_q, tied_q, stays, decide;
  logic                 shared, found;

  vitcc_token_cut #(.ScoreBits(ScoreBits)) u_cut (
    .clk_i      (clk_i),
    .begin_i    (state_q == StListen || state_q == StIdle),
    .judge_i    (judging),
    .share_i    (state_q == StShare),
    .search_i   (state_q == StSearch),
    .pass_done_i(pass_done),
    .most_i     (most_q),
    .threshold_i(threshold_q),
    .part_i     (share_q),
    .searches_i (searches_q),
    .scored_i   (write_q && (learned_q || heads_q == '0) && write_token_q >= leading_q),
    .scored_score_i(score_q),
    .look_i     (valid[1]),
    .candidate_i(token[1] >= leading_q),
    .score_i    (score),
    .count_i    (valid[2]),
    .counted_i  (decided_q),
    .tie_i      (tie),
    .cut_o      (cut),
    .full_o     (full),
    .shared_o   (shared),
    .found_o    (found)
  );

  // ---- the decision: those that stay from the first entry upwards, the others from the last down

  logic [11:0]          kept_q, dropped_q, entry_address;

  assign tie           = state_q == StDecide && tied_q && (!searches_q || !full);
  assign stays         = above_q || tie;
  assign decide        = state_q == StDecide && valid[2];
  assign entry_address = stays ? kept_q : 12'(MaxTokens - 1) - dropped_q;

  always_ff @(posedge clk_i) begin
    if (valid[1]) begin
      above_q   <= token[1] < leading_q || (ScoreBits+1)'(score) > cut;
      tied_q    <= token[1] >= leading_q && (ScoreBits+1)'(score) == cut;
      decided_q <= score;
    end
    if (judging) begin
      kept_q    <= '0;
      dropped_q <= '0;
    end else if (decide) begin
      if (stays) kept_q <= kept_q + 12'd1;
      else dropped_q <= dropped_q + 12'd1;
    end
  end

  // ---- sums: of a head's exponentials, then of the scores of those that are dropped

  logic plain_q;  // all of them are zero: each counts as one

  always_ff @(posedge clk_i) begin
    if (state_q == StCapture || voting || (state_q == StAdd && pass_done)) begin
      sum_q   <= '0;
      plain_q <= 1'b0;
    end else if (state_q == StSum && valid[2]) begin
      sum_q <= sum_q + 32'(byte_q);
    end else if (decide && !stays) begin
      sum_q <= sum_q + 32'(decided_q);
    end else if (state_q == StDecide && pass_done && sum_q == '0) begin
      sum_q   <= 32'(dropped_q);
      plain_q <= 1'b1;
    end
  end

  // ---- what is gathered

  vitcc_token_order #(.ScoreBits(ScoreBits), .Entries(MaxTokens)) u_order (
    .clk_i           (clk_i),
    .write_i         (decide),
    .write_entry_i   (entry_address),
    .write_token_i   (token[2]),
    .write_score_i   (decided_q),
    .result_i        (state_q == StWeigh && settled),
    .factor_i        (factor_q),
    .reciprocal_i    (entry),
    .exponent_i      (exponent),
    .plain_i         (plain_q),
    .packaged_i      (packaged_q),
    .kept_i          (kept_q),
    .dropped_i       (dropped_q),
    .gather_i        (gather_i),
    .gather_dropped_i(gather_dropped_i),
    .gather_index_i  (gather_index_i),
    .gather_row_o    (gather_row_o),
    .gather_weight_o (gather_weight_o),
    .kept_o          (kept_o),
    .dropped_o       (dropped_o),
    .divide_i        (voted[4]),
    .dividend_i      (vote_sum),
    .divide_down_i   (vote_exponent),
    .quotient_o      (quotient)
  );

  // ---- what adds up votes

  if (Learns) begin : gen_votes
    logic        voted_valid, unused_voted;
    logic [11:0] voted_token;
    logic [23:0] voted_sum;

    vitcc_votes #(.Pm(Pm), .Segment(Segment), .MaxTokens(MaxTokens)) u_votes (
      .clk_i   (clk_i),
      .rst_ni  (rst_ni),
      .start_i (!voting),
      .heads_i (heads_q),
      .tokens_i(tokens_q),
      .vote_i  (vote_i),
      .weigh_i (weigh_i),
      .rows_i  (vote_rows_i),
      .group_i (vote_group_i),
      .column_i(vote_column_i),
      .last_i  (vote_last_i),
      .data_i  (vote_data_i),
      .valid_o (voted_valid),
      .token_o (voted_token),
      .sum_o   (voted_sum),
      .total_o (voted_total)
    );
    vitcc_valid_line #(.Stages(6)) u_voted (
      .clk_i(clk_i), .rst_ni(rst_ni && voting), .valid_i(voted_valid), .valid_o(voted)
    );
    vitcc_delay #(.Width(24), .Stages(4)) u_vote_sum (
      .clk_i(clk_i), .data_i(voted_sum), .data_o(vote_sum)
    );
    vitcc_delay #(.Width(12), .Stages(6)) u_scored_token (
      .clk_i(clk_i), .data_i(voted_token), .data_o(scored_token)
    );
    vitcc_delay #(.Width(5), .Stages(2)) u_vote_exponent (
      .clk_i(clk_i), .data_i(exponent), .data_o(vote_exponent)
    );
    assign unused_voted = ^voted;
    assign scored = voting && write_q && write_token_q == tokens_q - 12'd1;
  end else begin : gen_no_votes
    logic unused_votes;

    assign unused_votes  = ^{vote_i, weigh_i, vote_rows_i, vote_group_i, vote_column_i,
                             vote_last_i, vote_data_i, learned_q, voted};
    assign voted_total   = '0;
    assign voted         = '0;
    assign vote_sum      = '0;
    assign scored_token  = '0;
    assign vote_exponent = '0;
    assign scored        = 1'b0;
  end

  // ---- states

  logic [3:0] settle_q;
  logic       settled;

  assign settled = settle_q == 4'd15;

  always_ff @(posedge clk_i) begin
    if (state_q != StWeigh) settle_q <= '0;
    else settle_q <= settle_q + 4'd1;
  end

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      state_q <= StIdle;
      ready_o <= 1'b0;
    end else begin
      case (state_q)
        StIdle:    if (queue_valid) state_q <= learned ? StVote : StListen;
        StListen: begin
          if (begin_i) begin
            state_q <= StCapture;
            ready_o <= 1'b0;
          end
        end
        StCapture: if (row_valid_i && row_last_i) state_q <= StSum;
        StSum:     if (pass_done) state_q <= StAdd;
        StAdd: begin
          if (pass_done) begin
            state_q <= heads_q != '0 ? StListen : searches_q ? StShare : StDecide;
          end
        end
        StVote: begin
          if (vote_i) ready_o <= 1'b0;
          if (scored) state_q <= searches_q ? StShare : StDecide;
        end
        StShare:   if (shared) state_q <= StSearch;
        StSearch:  if (found) state_q <= StDecide;
        StDecide:  if (pass_done) state_q <= StWeigh;
        default: begin
          if (settled) begin
            state_q <= StIdle;
            ready_o <= 1'b1;
          end
        end
      endcase
    end
  end

  always_ff @(posedge clk_i) begin
    if (state_q == StIdle) begin
      {tokens_q, heads_q, learned_q, leading_q, most_q, threshold_q, share_q, searches_q, factor_q,
       packaged_q} <= {fields[FieldBits-1 -: 12], fields[FieldBits-13 -: 8] - 8'd1,
                       fields[FieldBits-21:0]};
      first_head_q <= 1'b1;
    end else if (state_q == StAdd && pass_done) begin
      heads_q      <= heads_q - 8'd1;
      first_head_q <= 1'b0;
    end
  end

  // ---- how many tokens are left

  if (Bounds) begin : gen_bounds
    localparam int StageBits = $clog2(Stages + 1);

    logic                 offered_q, package_q;
    logic [StageBits-1:0] stage_q;

    always_ff @(posedge clk_i) begin
      if (!rst_ni || clear_i) stage_q <= '0;
      else if (package_q && stage_q != StageBits'(Stages)) stage_q <= stage_q + 1'b1;
      if (!rst_ni) offered_q <= 1'b0;
      else if (state_q == StWeigh && settled) offered_q <= 1'b1;
      else if (decided_ready_i) offered_q <= 1'b0;
      package_q <= rst_ni && state_q == StWeigh && settled;
    end

    assign decided_valid_o  = offered_q;
    assign decided_tokens_o = kept_o + (dropped_o != '0 ? 12'd1 : 12'd0);
    for (genvar i = 0; i < Stages; i++) begin : gen_event
      assign event_o[i] = stage_q == StageBits'(i) &&
                          ((decide && stays) || (package_q && dropped_o != '0));
    end
  end else begin : gen_no_bounds
    logic unused_bounds;

    assign unused_bounds    = decided_ready_i ^ clear_i;
    assign decided_valid_o  = 1'b0;
    assign decided_tokens_o = '0;
    assign event_o          = '0;
  end

endmodule

`default_nettype wire
