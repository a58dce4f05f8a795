// Counts through the rows that are gathered, one a beat: the dropped ones first, then a pause until
// they are added up, then those that stay, then the package token.

`default_nettype none

module vitcc_gather #(
  parameter int Pm  = 1,
  parameter int Few = 4
) (
  input  logic          clk_i,
  input  logic          rst_ni,
  input  logic          start_i,       // another command begins
  input  logic          next_i,        // the row is gathered
  input  logic [11:0]   kept_i,
  input  logic [11:0]   dropped_i,     // 0 where nothing is packaged
  output logic          ready_o,       // no pause
  // the row
  output logic [11:0]   index_o,       // among those that are dropped, or that stay
  output logic          packing_o,     // it is dropped
  output logic          package_o,     // it is the package token
  output logic [Pm-1:0] rows_o,        // where in its group it is stored, if at all
  output logic          group_last_o,  // it completes a group
  output logic          last_o,
  output logic          few_o          // fewer than Few are stored
);

  localparam logic [3:0] Pause = 4'd8;

  logic [11:0] index_q, stored, place;
  logic [3:0]  pause_q;
  logic        packed_q;   // the dropped rows are behind
  logic        last_dropped;

  assign stored       = kept_i + (dropped_i != '0 ? 12'd1 : 12'd0);
  assign place        = index_q % 12'(Pm);
  assign last_dropped = index_q == dropped_i - 12'd1;

  assign ready_o      = pause_q == '0;
  assign index_o      = index_q;
  assign packing_o    = !packed_q && dropped_i != '0;
  assign package_o    = !packing_o && index_q == kept_i;
  assign rows_o       = packing_o ? '0 : Pm'(1) << place;
  assign group_last_o = !packing_o && place == 12'(Pm - 1);
  assign last_o       = !packing_o && index_q == stored - 12'd1;
  assign few_o        = stored < 12'(Few);

  always_ff @(posedge clk_i) begin
    if (start_i) begin
      index_q  <= '0;
      packed_q <= 1'b0;
    end else if (next_i) begin
      index_q  <= packing_o && last_dropped ? '0 : index_q + 12'd1;
      packed_q <= !packing_o || last_dropped;
    end
    if (!rst_ni) pause_q <= '0;
    else if (next_i && packing_o && last_dropped) pause_q <= Pause;
    else if (pause_q != '0) pause_q <= pause_q - 4'd1;
  end

endmodule

`default_nettype wire
