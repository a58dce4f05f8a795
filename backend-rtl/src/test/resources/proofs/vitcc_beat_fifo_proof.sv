  // Provided that nothing is written without room, Depth entries at first and one more for each
  // release: what is written comes out once, in order and unchanged, and stays until it is taken;
  // there is something at the output two cycles after there is something inside.

  logic                 started_q = 1'b0;
  logic [IndexBits+1:0] inside_q;    // written and not taken
  logic [IndexBits:0]   room_q;
  (* anyseq *) logic    watch;       // follow the entry that is written now
  logic                 watching_q;
  logic [IndexBits+1:0] ahead_q;     // entries before the followed one, at the output or behind it
  logic [Width-1:0]     watched_q;
  logic [IndexBits-1:0] place;
  logic                 waited_q;    // there was an entry inside a cycle ago
  logic                 held_q;      // an entry was offered and not taken
  logic [Width-1:0]     held_data_q;

  assign place = read_q + ahead_q[IndexBits-1:0] - IndexBits'(valid_q);

  always_ff @(posedge clk_i) begin
    started_q   <= 1'b1;
    waited_q    <= rst_ni && inside_q != '0;
    held_q      <= rst_ni && valid_o && !ready_i;
    held_data_q <= data_o;
    if (!rst_ni) begin
      inside_q   <= '0;
      room_q     <= Depth;
      watching_q <= 1'b0;
    end else begin
      inside_q <= inside_q + write_i - (valid_o && ready_i);
      room_q   <= room_q - write_i + release_o;
      if (!watching_q) begin
        watching_q <= watch && write_i;
        watched_q  <= data_i;
        ahead_q    <= inside_q - (valid_o && ready_i);
      end else if (valid_o && ready_i) begin
        watching_q <= ahead_q != '0;
        ahead_q    <= ahead_q - 1'b1;
      end
    end
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
