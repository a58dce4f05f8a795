  // What is accepted comes out once, in order and unchanged; an entry is there iff one is inside,
  // and room iff there are fewer than Depth.

  logic                 started_q = 1'b0;
  logic [CountBits-1:0] inside_q;    // accepted and not taken
  (* anyseq *) logic    watch;       // follow the entry that is accepted now
  logic                 watching_q;
  logic [CountBits-1:0] ahead_q;     // entries before the followed one
  logic [Width-1:0]     watched_q;
  logic [CountBits:0]   place, next;

  assign place = read_q + ahead_q;
  assign next  = read_q + count_q;

  always_ff @(posedge clk_i) begin
    started_q <= 1'b1;
    if (!rst_ni) begin
      inside_q   <= '0;
      watching_q <= 1'b0;
    end else begin
      inside_q <= inside_q + (valid_i && ready_o) - (valid_o && ready_i);
      if (!watching_q) begin
        watching_q <= watch && valid_i && ready_o;
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
