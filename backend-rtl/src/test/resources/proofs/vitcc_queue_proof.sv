  // What is accepted comes out once, in order and unchanged; an entry is there iff one is inside,
  // and room iff there are fewer than Depth.

  logic                 started_q = 1'b0;
  logic [CountBits-1:0] inside_q;    // accepted and not taken
  logic                 watching_q;
  logic [CountBits-1:0] ahead_q;     // entries before the followed one
  logic [Width-1:0]     watched_q;
  logic [CountBits:0]   place, next;

  assign place = read_q + ahead_q;
  assign next  = read_q + count_q;

  follower #(.Width(Width), .CountBits(CountBits)) u_follower (
    .clk_i       (clk_i),
    .rst_ni      (rst_ni),
    .enters_i    (valid_i && ready_o),
    .may_follow_i(1'b1),
    .data_i      (data_i),
    .leaves_i    (valid_o && ready_i),
    .inside_o    (inside_q),
    .watching_o  (watching_q),
    .ahead_o     (ahead_q),
    .watched_o   (watched_q)
  );

  always_ff @(posedge clk_i) started_q <= 1'b1;

  always_comb begin
    assume (started_q || !rst_ni);
    if (started_q) begin
      assert (valid_o == (inside_q != 0));
      assert (ready_o == (inside_q < Depth));
      if (watching_q && ahead_q == 0) assert (valid_o && data_o == watched_q);
      // What these rest on.
      assert (count_q == inside_q && count_q <= Depth && read_q < Depth);
      assert (write_q == (next < Depth ? next : next - Depth));
      if (watching_q) begin
        assert (ahead_q < inside_q);
        assert (entries[place < Depth ? place : place - Depth] == watched_q);
      end
    end
  end
