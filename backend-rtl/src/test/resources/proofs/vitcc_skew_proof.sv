  // What lane 8c + j has in any cycle, lane j * Lanes / 8 + c of the result has j cycles later, for
  // each lane.

  (* anyconst *) logic [$clog2(Lanes)-1:0] lane;
  (* anyseq *) logic                       watch;  // follow the lane's word of this cycle
  logic                                    watching_q = 1'b0;
  logic [2:0]                              place, age_q;
  logic [$clog2(Lanes)-1:0]                there;
  logic [Width-1:0]                        watched_q, now, result;

  assign place  = lane[2:0];
  assign there  = place * Chains + (lane >> 3);
  assign now    = data_i[Width*lane +: Width];
  assign result = data_o[Width*there +: Width];

  always_ff @(posedge clk_i) begin
    if (!watching_q) begin
      watching_q <= watch && place != '0;
      watched_q  <= now;
      age_q      <= 3'd1;
    end else begin
      watching_q <= age_q != place;
      age_q      <= age_q + 3'd1;
    end
  end

  always_comb begin
    if (place == '0) assert (result == now);
    if (watching_q && age_q == place) assert (result == watched_q);
    // What these rest on: k steps of induction see all of a word's way.
    if (watching_q) assert (age_q >= 1 && age_q <= place);
  end
