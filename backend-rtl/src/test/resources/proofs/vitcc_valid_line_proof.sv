  // The bit of any cycle is at place s of the line s cycles later, unless there was a reset.

  logic              started_q = 1'b0;
  (* anyseq *) logic watch;       // follow the bit of this cycle
  logic              watching_q;
  logic [7:0]        age_q;
  logic              watched_q;

  always_ff @(posedge clk_i) begin
    started_q <= 1'b1;
    if (!rst_ni) begin
      watching_q <= 1'b0;
    end else if (!watching_q || age_q == Stages) begin
      watching_q <= watch;
      watched_q  <= valid_i;
      age_q      <= 8'd1;
    end else begin
      age_q <= age_q + 8'd1;
    end
  end

  always_comb begin
    assume (started_q || !rst_ni);
    assert (valid_o[0] == valid_i);
    if (started_q && watching_q) begin
      assert (age_q >= 1 && age_q <= Stages);
      assert (valid_o[age_q] == watched_q);
    end
  end

  // A reset empties the line.
  logic reset_q = 1'b0;
  always_ff @(posedge clk_i) reset_q <= !rst_ni;
  always_comb if (reset_q) assert (valid_o[Stages:1] == '0);
