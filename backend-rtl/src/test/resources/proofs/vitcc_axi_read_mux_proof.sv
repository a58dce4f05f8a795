  // Every burst that a reader's address is taken for goes out once, in order and unchanged, stays
  // while it waits, and its data go to that reader; at most 32 are on their way; of two readers
  // that wait neither is passed over twice; without busy_o nothing is on its way. Provided that
  // memory answers what it has accepted.

  logic               started_q = 1'b0;
  logic [OrderBits:0] asked_q;     // bursts that memory accepted and has not answered
  (* anyseq *) logic  watch;       // follow the burst that is taken now
  logic               watching_q, watched_reader_q, sent_q;
  logic [OrderBits:0] ahead_q;     // bursts whose data come before
  logic [71:0]        watched_q;   // length and address
  logic [71:0]        offer, taken;
  logic               waits_q, passed_q, passed_reader_q, ours, takes;
  logic [71:0]        waiting_q;
  logic [OrderBits-1:0] place;

  assign offer = {ar_len_o, ar_address_o};
  assign takes = (reader_ar_valid_i & reader_ar_ready_o) != '0;
  assign taken = reader_ar_ready_o[1] ? {reader_ar_len_i[15:8], reader_ar_address_i[127:64]}
                                      : {reader_ar_len_i[7:0], reader_ar_address_i[63:0]};
  assign ours  = watching_q && ahead_q == '0;
  assign place = read_q + ahead_q[OrderBits-1:0];

  always_ff @(posedge clk_i) begin
    started_q <= 1'b1;
    waits_q   <= rst_ni && ar_valid_o && !ar_ready_i;
    waiting_q <= offer;
    if (!rst_ni) begin
      asked_q    <= '0;
      watching_q <= 1'b0;
      passed_q   <= 1'b0;
    end else begin
      asked_q <= asked_q + (ar_valid_o && ar_ready_i) - (r_valid_i && r_last_i);
      if (takes) begin
        passed_q        <= reader_ar_valid_i == 2'b11;
        passed_reader_q <= reader_ar_ready_o[0];
      end
      if (!watching_q) begin
        watching_q       <= watch && takes;
        watched_reader_q <= reader_ar_ready_o[1];
        watched_q        <= taken;
        sent_q           <= 1'b0;
        ahead_q          <= count_q - (r_valid_i && r_last_i);
      end else begin
        if (ar_valid_o && ar_ready_i) sent_q <= 1'b1;
        if (r_valid_i && r_last_i) begin
          watching_q <= ahead_q != '0;
          ahead_q    <= ahead_q - 1'b1;
        end
      end
    end
  end

  always_comb begin
    assume (started_q || !rst_ni);
    if (started_q && r_valid_i) assume (asked_q != '0);
    if (started_q) begin
      assert (reader_ar_ready_o != 2'b11);
      assert (reader_r_valid_o != 2'b11 && (reader_r_valid_o != 2'b00) == r_valid_i);
      if (waits_q) assert (ar_valid_o && offer == waiting_q);
      if (watching_q && !sent_q) assert (ar_valid_o && offer == watched_q);
      if (ours && r_valid_i) assert (sent_q && reader_r_valid_o[watched_reader_q]);
      if (passed_q && takes && reader_ar_valid_i[passed_reader_q]) begin
        assert (reader_ar_ready_o[passed_reader_q]);
      end
      if (!busy_o) assert (!ar_valid_o && asked_q == '0 && !watching_q);
      // What these rest on.
      assert (count_q == asked_q + ar_valid_o);
      assert (count_q <= 2**OrderBits && asked_q <= 2**OrderBits);
      assert (write_q == OrderBits'(read_q + count_q));
      if (passed_q) assert (turn_q == passed_reader_q);
      if (watching_q) begin
        assert (ahead_q < count_q && order_q[place] == watched_reader_q);
        if (!sent_q) assert (ahead_q == count_q - 1'b1);
        else assert (ahead_q < asked_q);
      end
    end
  end
