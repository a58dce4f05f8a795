// Publishes how far the vector unit is: vector commands done, and row groups done of the current
// one. A row group counts when everything that it writes has landed.
//
// A token enters for every row group and leaves where its class says, after Short, Middle or Long
// cycles, but never before the token ahead of it: where others are still ahead it goes on to the
// next exit.

`default_nettype none

module vitcc_progress #(
  parameter int Short  = 8,
  parameter int Middle = 16,
  parameter int Long   = 30
) (
  input  logic        clk_i,
  input  logic        rst_ni,
  input  logic        clear_i,
  input  logic        valid_i,
  input  logic [1:0]  class_i,  // 0 short, 1 middle, 2 long
  input  logic        last_i,   // row group of its command
  input  logic [11:0] group_i,
  output logic        busy_o,       // a token is under way
  output logic        long_busy_o,  // one of class 2 is
  output logic [15:0] groups_done_o,
  output logic [11:0] rows_done_o
);

  // Position p of the line is p cycles after the token entered.
  localparam int Exits = 3;

  logic [Long:1]   valid_q, long_q;
  logic [Long-1:0] valid, long;       // what moves on
  logic [14:0]     line [0:Exits-1];  // class, last, group at the exits
  logic [2:0]      leave;

  for (genvar e = 0; e < Exits; e++) begin : gen_exit
    localparam int At = e == 0 ? Short : e == 1 ? Middle : Long;

    logic ahead;

    vitcc_delay #(.Width(15), .Stages(At)) u_line (
      .clk_i(clk_i), .data_i({class_i, last_i, group_i}), .data_o(line[e])
    );
    if (At < Long) begin : gen_ahead
      assign ahead = |valid_q[Long:At+1];
    end else begin : gen_none
      assign ahead = 1'b0;
    end
    assign leave[e] = valid_q[At] && line[e][14:13] <= 2'(e) && !ahead;
  end

  for (genvar p = 0; p < Long; p++) begin : gen_position
    if (p == 0) begin : gen_enter
      assign valid[p] = valid_i;
      assign long[p]  = valid_i && class_i == 2'd2;
    end else if (p == Short) begin : gen_short
      assign valid[p] = valid_q[p] && !leave[0];
      assign long[p]  = long_q[p];
    end else if (p == Middle) begin : gen_middle
      assign valid[p] = valid_q[p] && !leave[1];
      assign long[p]  = long_q[p];
    end else begin : gen_stay
      assign valid[p] = valid_q[p];
      assign long[p]  = long_q[p];
    end
  end

  assign busy_o      = |valid || valid_q[Long];
  assign long_busy_o = |long || long_q[Long];

  logic        done, last;
  logic [11:0] group;

  assign done  = |leave;
  assign last  = leave[2] ? line[2][12] : leave[1] ? line[1][12] : line[0][12];
  assign group = leave[2] ? line[2][11:0] : leave[1] ? line[1][11:0] : line[0][11:0];

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      valid_q       <= '0;
      long_q        <= '0;
      groups_done_o <= '0;
      rows_done_o   <= '0;
    end else begin
      valid_q <= valid;
      long_q  <= long;
      if (clear_i) begin
        groups_done_o <= '0;
        rows_done_o   <= '0;
      end else if (done) begin
        groups_done_o <= groups_done_o + 16'(last);
        rows_done_o   <= last ? '0 : group + 12'd1;
      end
    end
  end

endmodule

`default_nettype wire
