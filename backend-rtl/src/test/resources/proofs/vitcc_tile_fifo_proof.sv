  // Provided that a column is claimed only where one is available, and read only when it is
  // claimed: what is accepted is read once, in order and unchanged; a column is available iff one
  // is inside that is not claimed, and there is room iff fewer than Depth are inside.

  logic                 started_q = 1'b0;
  logic [CountBits-1:0] inside_q;    // accepted and not read
  logic [CountBits-1:0] claimed_q;   // claimed and not read
  logic                 watching_q, arrives_q;
  logic [CountBits-1:0] ahead_q;     // columns before the followed one
  logic [Width-1:0]     watched_q, arriving_q;
  logic [16:0]          place, next;

  // The followed column is in the word that the memory's proof spies on: any.
  (* hierconn *) logic [(Depth > 1 ? $clog2(Depth) : 1)-1:0] \u_memory.spy ;
  (* hierconn *) logic [Width-1:0] \u_memory.spied ;

  assign place = read_q + ahead_q;
  assign next  = read_q + stored_q;

  follower #(.Width(Width), .CountBits(CountBits)) u_follower (
    .clk_i       (clk_i),
    .rst_ni      (rst_ni),
    .enters_i    (valid_i && ready_o),
    .may_follow_i(write_q == \u_memory.spy ),
    .data_i      (data_i),
    .leaves_i    (read_i),
    .inside_o    (inside_q),
    .watching_o  (watching_q),
    .ahead_o     (ahead_q),
    .watched_o   (watched_q)
  );

  always_ff @(posedge clk_i) begin
    started_q  <= 1'b1;
    arriving_q <= watched_q;
    arrives_q  <= rst_ni && watching_q && ahead_q == '0 && read_i;
    claimed_q  <= rst_ni ? claimed_q + claim_i - read_i : '0;
  end

  always_comb begin
    assume (started_q || !rst_ni);
    if (started_q && rst_ni) begin
      assume (!claim_i || available_o);
      assume (!read_i || claimed_q != '0);
    end
    if (started_q) begin
      assert (ready_o == (inside_q < Depth));
      assert (empty_o == (inside_q == '0));
      assert (available_o == (inside_q != claimed_q));
      if (arrives_q) assert (data_o == arriving_q);
      // What these rest on.
      assert (stored_q == inside_q && inside_q <= Depth && claimed_q <= inside_q);
      assert (unclaimed_q == inside_q - claimed_q && read_q < Depth);
      assert (write_q == (next < Depth ? next : next - Depth));
      if (watching_q) begin
        assert (ahead_q < inside_q);
        assert (\u_memory.spy == (place < Depth ? place : place - Depth));
        assert (\u_memory.spied == watched_q);
      end
    end
  end
