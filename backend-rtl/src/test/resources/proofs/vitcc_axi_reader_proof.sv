  // A region is asked for whole and in order, in bursts of at most BurstBeats that never cross
  // 4 KiB nor pass its end; an address that waits stays as it is; nothing is asked for that the
  // FIFO has no room for, and nothing more with stop_i; without busy_o nothing is on its way.
  // Provided that regions are aligned to the bus, and memory answers what it has accepted.

  localparam int Bytes = AxiBits / 8;

  logic        started_q = 1'b0;
  logic [63:0] next_q;              // address of the first beat that is not asked for
  logic [31:0] wanted_q;            // beats of the region that are not asked for
  logic        waits_q;             // an address was offered and not accepted
  logic        stopped_q;
  logic [63:0] waiting_address_q;
  logic [7:0]  waiting_len_q;
  logic [CountBits-1:0] answers_q;  // beats of accepted bursts that have not come
  logic [8:0]  beats;               // of the burst that is offered
  logic        accepted, taken, new_burst;

  (* hierconn *) logic [CountBits-1:0] \u_fifo.count_q ;
  (* hierconn *) logic [CountBits-1:0] \u_fifo.room_q ;

  assign beats     = ar_len_o + 9'd1;
  assign accepted  = ar_valid_o && ar_ready_i;
  assign taken     = region_valid_i && region_ready_o;
  assign new_burst = ar_valid_o && !waits_q;  // what is offered is offered for the first time

  always_ff @(posedge clk_i) begin
    started_q         <= 1'b1;
    stopped_q         <= stop_i;
    waits_q           <= rst_ni && ar_valid_o && !ar_ready_i;
    waiting_address_q <= ar_address_o;
    waiting_len_q     <= ar_len_o;
    if (!rst_ni) begin
      wanted_q  <= '0;
      answers_q <= '0;
    end else begin
      answers_q <= answers_q + (accepted ? beats : '0) - r_valid_i;
      // A region is taken only when nothing of the last one is left to ask for.
      if (taken) begin
        next_q   <= region_address_i;
        wanted_q <= region_beats_i;
      end else if (new_burst) begin
        next_q   <= next_q + beats * Bytes;
        wanted_q <= wanted_q - beats;
      end
    end
  end

  always_comb begin
    assume (started_q || !rst_ni);
    if (region_valid_i) assume (region_address_i % Bytes == '0);
    if (started_q && r_valid_i) assume (answers_q != '0);
    if (started_q) begin
      if (waits_q) begin
        assert (ar_valid_o);
        assert (ar_address_o == waiting_address_q && ar_len_o == waiting_len_q);
      end
      if (ar_valid_o) begin
        assert (beats <= BurstBeats);
        assert (ar_address_o % Bytes == '0);
        assert (ar_address_o[11:0] + beats * Bytes <= 13'd4096);
      end
      if (new_burst) begin
        assert (!stopped_q);
        assert (ar_address_o == next_q && beats <= wanted_q);
      end
      if (region_ready_o) assert (wanted_q == (new_burst ? beats : '0));
      if (!busy_o) assert (!ar_valid_o && answers_q == '0);
      // What these rest on.
      assert (wanted_q == left_q + (new_burst ? beats : '0));
      if (left_q != '0) begin
        assert (address_q == next_q + (new_burst ? beats * Bytes : '0));
        assert (address_q % Bytes == '0);
      end
      assert (outstanding_q == answers_q + (ar_valid_o ? beats : '0));
      assert (free_q <= FifoBeats && outstanding_q <= FifoBeats);
      assert (free_q + outstanding_q + \u_fifo.count_q == FifoBeats);
      assert (free_q + outstanding_q == \u_fifo.room_q );
    end
  end
