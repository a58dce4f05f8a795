// Follows one entry through what should be a FIFO, any that the solver chooses: how many entries
// are ahead of it, and what it was when it entered.

module follower #(
  parameter int Width     = 8,
  parameter int CountBits = 4
) (
  input  logic                 clk_i,
  input  logic                 rst_ni,
  input  logic                 enters_i,
  input  logic                 may_follow_i,  // what enters now
  input  logic [Width-1:0]     data_i,
  input  logic                 leaves_i,      // the oldest entry
  output logic [CountBits-1:0] inside_o,      // entries
  output logic                 watching_o,
  output logic [CountBits-1:0] ahead_o,
  output logic [Width-1:0]     watched_o
);

  (* anyseq *) logic watch;

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      inside_o   <= '0;
      watching_o <= 1'b0;
    end else begin
      inside_o <= inside_o + enters_i - leaves_i;
      if (!watching_o) begin
        watching_o <= watch && enters_i && may_follow_i;
        watched_o  <= data_i;
        ahead_o    <= inside_o - leaves_i;
      end else if (leaves_i) begin
        watching_o <= ahead_o != '0;
        ahead_o    <= ahead_o - 1'b1;
      end
    end
  end

endmodule
