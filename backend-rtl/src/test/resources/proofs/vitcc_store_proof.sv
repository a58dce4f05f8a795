  // A burst lies in one aligned block of BurstBeats beats (and so in 4 KiB), has as many beats as
  // its address says, the last one marked; addresses and data that wait stay as they are; no
  // more than 8 are unanswered. Provided that memory answers bursts that were sent,
  // and that a start finds it idle
  // and without results of which the command has not come.

  localparam int Bytes = AxiBits / 8;

  logic                 started_q = 1'b0;
  logic [3:0]           sent_bursts_q;   // sent whole and not answered
  logic [8:0]           sent_beats_q;    // of the burst that is being sent
  logic                 address_sent_q;
  logic                 aw_waits_q, w_waits_q, stopped_q, was_busy_q;
  logic [63:0]          waiting_address_q;
  logic [7:0]           waiting_len_q;
  logic [AxiBits-1:0]   waiting_data_q;
  logic [AxiBits/8:0]   waiting_strobe_q;
  logic                 aw_done, w_done, ends;

  assign aw_done = aw_valid_o && aw_ready_i;
  assign w_done  = w_valid_o && w_ready_i;
  assign ends    = sending_q && (address_sent_q || aw_done) && (w_done ? w_last_o : !w_valid_o);

  always_ff @(posedge clk_i) begin
    started_q         <= 1'b1;
    stopped_q         <= stop_i;
    aw_waits_q        <= rst_ni && aw_valid_o && !aw_ready_i;
    w_waits_q         <= rst_ni && w_valid_o && !w_ready_i;
    waiting_address_q <= aw_address_o;
    waiting_len_q     <= aw_len_o;
    waiting_data_q    <= w_data_o;
    waiting_strobe_q  <= {w_last_o, w_strb_o};
    was_busy_q        <= rst_ni && sending_q && !ends;
    if (!rst_ni) begin
      sent_bursts_q  <= '0;
      sent_beats_q   <= '0;
      address_sent_q <= 1'b0;
    end else begin
      sent_bursts_q  <= sent_bursts_q + ends - b_valid_i;
      sent_beats_q   <= ends ? '0 : sent_beats_q + w_done;
      address_sent_q <= !ends && (address_sent_q || aw_done);
    end
  end

  always_comb begin
    assume (started_q || !rst_ni);
    if (start_i) assume (idle_o && strobe_q == '0 && count_q == '0);
    if (started_q && b_valid_i) assume (sent_bursts_q != '0);
    if (started_q) begin
      if (aw_waits_q) begin
        assert (aw_valid_o);
        assert (aw_address_o == waiting_address_q && aw_len_o == waiting_len_q);
      end
      if (w_waits_q) begin
        assert (w_valid_o && w_data_o == waiting_data_q);
        assert ({w_last_o, w_strb_o} == waiting_strobe_q);
      end
      if (aw_valid_o) begin
        assert (aw_address_o % Bytes == '0 && aw_len_o < BurstBeats);
        assert (aw_address_o % (Bytes * BurstBeats) + (aw_len_o + 1) * Bytes
                <= Bytes * BurstBeats);
      end
      if (w_valid_o) assert (w_last_o == (sent_beats_q == aw_len_o));
      if ((aw_valid_o || w_valid_o) && !was_busy_q) assert (!stopped_q);
      if (idle_o) assert (!aw_valid_o && !w_valid_o && sent_bursts_q == '0);
      assert (sent_bursts_q + sending_q <= 8);
      // What these rest on.
      assert (unanswered_q == sent_bursts_q + sending_q);
      assert (!(aw_valid_q || w_valid_q) || sending_q);
      assert (!sending_q || address_sent_q == !aw_valid_q);
      assert (sending_q || (!address_sent_q && sent_beats_q == '0));
      assert (!sending_q || aw_valid_q || w_valid_q);
      assert (count_q <= BurstBeats && (!sending_q || count_q != '0));
      if (sending_q) begin
        assert (w_valid_q ? sent_beats_q == index_q && index_q < count_q
                          : sent_beats_q == count_q);
      end
    end
  end
