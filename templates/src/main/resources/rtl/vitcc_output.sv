// Hands logits to the store unit: a FIFO of beats, each with the number of its valid columns.
//
// room_o says that another beat may be issued: entries are reserved when a beat is issued
// (reserve_i) and free again when it has left, or had no valid column. valid_o comes from a
// register and a beat stays until it is taken.

`default_nettype none

module vitcc_output #(
  parameter int Segment = 64,
  parameter int Depth   = 32
) (
  input  logic                  clk_i,
  input  logic                  rst_ni,
  input  logic                  reserve_i,
  output logic                  room_o,
  input  logic                  beat_valid_i,
  input  logic [7:0]            beat_count_i,
  input  logic [16*Segment-1:0] beat_data_i,
  output logic                  valid_o,
  input  logic                  ready_i,
  output logic [7:0]            count_o,
  output logic [32*Segment-1:0] data_o
);

  localparam int CountBits = $clog2(Depth + 1);

  logic [CountBits-1:0]  reserved_q;
  logic [16*Segment-1:0] data;
  logic                  push, skip, pop, unused_ready;

  assign push   = beat_valid_i && beat_count_i != '0;
  assign skip   = beat_valid_i && beat_count_i == '0;
  assign pop    = valid_o && ready_i;
  assign room_o = reserved_q != CountBits'(Depth);

  always_ff @(posedge clk_i) begin
    if (!rst_ni) reserved_q <= '0;
    else reserved_q <= reserved_q + CountBits'(reserve_i) - CountBits'(skip) - CountBits'(pop);
  end

  vitcc_queue #(.Width(16 * Segment + 8), .Depth(Depth)) u_queue (
    .clk_i  (clk_i),
    .rst_ni (rst_ni),
    .valid_i(push),
    .ready_o(unused_ready),
    .data_i ({beat_count_i, beat_data_i}),
    .valid_o(valid_o),
    .ready_i(ready_i),
    .data_o ({count_o, data})
  );

  for (genvar k = 0; k < Segment; k++) begin : gen_extend
    assign data_o[32*k +: 32] = {{16{data[16*k+15]}}, data[16*k +: 16]};
  end

endmodule

`default_nettype wire
