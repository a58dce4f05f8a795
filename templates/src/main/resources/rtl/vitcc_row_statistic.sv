// One statistic of the rows that are drained, a sum or a maximum, over the beats of a row and the
// groups of columns. Partial results wait in memory by row group.
//
// A row's result comes two cycles after its last beat. The same row may come again three cycles
// after its last beat.

`default_nettype none

module vitcc_row_statistic #(
  parameter bit Maximum = 1'b0,  // of signed values
  parameter int Width   = 16,
  parameter int Depth   = 256
) (
  input  logic             clk_i,
  input  logic             rst_ni,
  input  logic             valid_i,
  input  logic             first_beat_i,
  input  logic             last_beat_i,
  input  logic             first_of_row_i,  // nothing was gathered before this group
  input  logic [11:0]      group_i,
  input  logic [Width-1:0] value_i,
  output logic [Width-1:0] value_o
);

  logic             ended_q, total_q, fresh_q;
  logic [11:0]      group_q, total_group_q;
  logic [Width-1:0] beats_q, partial;

  function automatic logic [Width-1:0] combine(input logic [Width-1:0] a,
                                               input logic [Width-1:0] b);
    if (Maximum) combine = $signed(a) > $signed(b) ? a : b;
    else combine = a + b;
  endfunction

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      ended_q <= 1'b0;
      total_q <= 1'b0;
    end else begin
      ended_q <= valid_i && last_beat_i;
      total_q <= ended_q;
    end
  end

  always_ff @(posedge clk_i) begin
    if (valid_i) begin
      beats_q <= first_beat_i ? value_i : combine(beats_q, value_i);
      fresh_q <= first_of_row_i;
      group_q <= group_i;
    end
    if (ended_q) begin
      value_o       <= fresh_q ? beats_q : combine(beats_q, partial);
      total_group_q <= group_q;
    end
  end

  vitcc_memory #(.Segments(1), .SegmentBits(Width), .Depth(Depth)) u_partial (
    .clk_i          (clk_i),
    .write_i        (total_q),
    .write_address_i(16'(total_group_q)),
    .write_data_i   (value_o),
    .read_i         (valid_i && last_beat_i),
    .read_address_i (16'(group_i)),
    .read_data_o    (partial)
  );

endmodule

`default_nettype wire
