  // Every token leaves once, in order, at one of the exits: not before its class says, at the
  // latest after Long cycles. What is published changes with tokens that leave, and only so: to
  // what the token says. While a token is under way and stays, busy_o tells, and long_busy_o where
  // it is of class 2; without tokens neither does. Provided that there is no class 3.

  logic              started_q = 1'b0;
  (* anyseq *) logic watch;          // follow the token that enters now
  logic              watching_q, watched_last_q;
  logic [1:0]        watched_class_q;
  logic [11:0]       watched_group_q;
  logic [7:0]        age_q, exit;    // a token of age a is at position a of the line
  logic              is_first, leaves;

  assign is_first = watching_q && (valid_q >> age_q) == '0;
  assign leaves   = is_first && done;
  assign exit     = watched_class_q == 2'd0 ? Short : watched_class_q == 2'd1 ? Middle : Long;

  // What was published a cycle ago, and what may follow.
  logic        cleared_q, done_q, left_q, left_last_q;
  logic [11:0] left_group_q, rows_q;
  logic [15:0] groups_q;
  logic [7:0]  left_age_q;

  always_ff @(posedge clk_i) begin
    started_q    <= 1'b1;
    cleared_q    <= !rst_ni || clear_i;
    done_q       <= done;
    left_q       <= rst_ni && leaves;
    left_last_q  <= watched_last_q;
    left_group_q <= watched_group_q;
    left_age_q   <= age_q;
    rows_q       <= rows_done_o;
    groups_q     <= groups_done_o;
    if (!rst_ni) begin
      watching_q <= 1'b0;
    end else if (!watching_q) begin
      watching_q      <= watch && valid_i;
      watched_class_q <= class_i;
      watched_last_q  <= last_i;
      watched_group_q <= group_i;
      age_q           <= 8'd1;
    end else begin
      watching_q <= !leaves;
      age_q      <= age_q + 8'd1;
    end
  end

  always_comb begin
    assume (started_q || !rst_ni);
    assume (class_i != 2'd3);
    if (started_q) begin
      assert ((leave & (leave - 3'd1)) == '0);  // one at a time
      if (done) assert (valid_q != '0);
      if (watching_q) begin
        assert (age_q >= 1 && age_q <= Long);
        assert (valid_q[age_q]);
        if (leaves) assert (age_q >= exit);
        else assert (busy_o);
        if (age_q == Long) assert (leaves);
        if (watched_class_q == 2'd2) assert (long_busy_o);
      end
      if (left_q && left_age_q < Long) assert (!valid_q[left_age_q + 8'd1]);
      if (valid_i) assert (busy_o);
      if (valid_i && class_i == 2'd2) assert (long_busy_o);
      if (valid_q == '0 && !valid_i) assert (!busy_o && !long_busy_o);

      if (cleared_q) assert (groups_done_o == '0 && rows_done_o == '0);
      else if (!done_q) assert (groups_done_o == groups_q && rows_done_o == rows_q);
      else if (left_q) begin
        assert (groups_done_o == 16'(groups_q + left_last_q));
        assert (rows_done_o == (left_last_q ? 12'd0 : 12'(left_group_q + 12'd1)));
      end
    end
  end
