  // Provided that nothing is written without room, Depth entries at first and one more for each
  // release: what is written comes out once, in order and unchanged, and stays until it is taken;
  // there is something at the output two cycles after there is something inside.

  logic                 started_q = 1'b0;
  logic [IndexBits+1:0] inside_q;    // written and not taken
  logic [IndexBits:0]   room_q;
  logic                 watching_q;
  logic [IndexBits+1:0] ahead_q;     // entries before the followed one, at the output or behind it
  logic [Width-1:0]     watched_q;
  logic [IndexBits-1:0] place;
  logic                 waited_q;    // there was an entry inside a cycle ago
  logic                 held_q;      // an entry was offered and not taken
  logic [Width-1:0]     held_data_q;

  assign place = read_q + ahead_q[IndexBits-1:0] - IndexBits'(valid_q);

  follower #(.Width(Width), .CountBits(IndexBits + 2)) u_follower (
    .clk_i       (clk_i),
    .rst_ni      (rst_ni),
    .enters_i    (write_i),
    .may_follow_i(1'b1),
    .data_i      (data_i),
    .leaves_i    (valid_o && ready_i),
    .inside_o    (inside_q),
    .watching_o  (watching_q),
    .ahead_o     (ahead_q),
    .watched_o   (watched_q)
  );

  always_ff @(posedge clk_i) begin
    started_q   <= 1'b1;
    waited_q    <= rst_ni && inside_q != '0;
    held_q      <= rst_ni && valid_o && !ready_i;
    held_data_q <= data_o;
    room_q      <= rst_ni ? room_q - write_i + release_o : Depth;
  end

  always_comb begin
    assume (started_q || !rst_ni);
    if (started_q && rst_ni) assume (!write_i || room_q != '0);
    if (started_q) begin
      assert (inside_q <= Depth + 1);
      if (valid_o) assert (inside_q != '0);
      if (waited_q && inside_q != '0) assert (valid_o || fetch);
      if (held_q) assert (valid_o && data_o == held_data_q);
      if (watching_q && ahead_q == 0 && valid_o) assert (data_o == watched_q);
      // What these rest on.
      assert (room_q + count_q == Depth);
      assert (inside_q == count_q + valid_q);
      assert (write_q == IndexBits'(read_q + count_q));
      if (watching_q) begin
        assert (ahead_q < inside_q);
        assert (valid_q && ahead_q == '0 ? data_o == watched_q : memory[place] == watched_q);
      end
    end
  end
