// One lane of the conditioner where columns have gains: y = clamp(rnd(t * gain, 12), mask) of
// t = clamp(fine, 32767), mask = 2^(b-1) - 1 for codes of b bits.
//
// One a cycle, in five cycles. enable_i[s] is the valid bit of stage s; fine_i and gain_i belong to
// stage 0, mask_i to the last one, in which what came without a gain takes the same way out.
// Where DSP blocks are scarce (Blocks = 0) the product is a sum of eight masked copies of t. The
// least t is -2^15: 8 * gain is whole, so it comes to what -32767 comes to.

`default_nettype none

module vitcc_gain_lane #(
  parameter bit Blocks = 1'b0  // multiply in a DSP block
) (
  input  logic        clk_i,
  input  logic [3:0]  enable_i,
  input  logic [23:0] fine_i,
  input  logic [7:0]  gain_i,
  input  logic [6:0]  mask_i,
  input  logic        leaves_i,  // a value leaves the last stage
  input  logic        gained_i,  // and has a gain
  input  logic [8:0]  plain_i,   // else it is this
  output logic [8:0]  data_o
);

  logic [15:0] fine;
  logic [12:0] product_q;  // in halves of a code
  logic [23:0] product;
  logic        unused_bits;

  assign fine = fine_i[23:15] == {9{fine_i[23]}} ? fine_i[15:0] : {fine_i[23], {15{!fine_i[23]}}};

  if (Blocks) begin : gen_block
    logic [15:0] fine_q;
    logic [7:0]  gain_q;
    logic [23:0] multiplied_q;

    function automatic logic [23:0] multiply(input logic [15:0] value, input logic [7:0] gain);
      multiply = 24'($signed(value)) * 24'($signed({1'b0, gain}));
    endfunction

    always_ff @(posedge clk_i) begin
      if (enable_i[0]) begin
        fine_q <= fine;
        gain_q <= gain_i;
      end
      if (enable_i[1]) multiplied_q <= multiply(fine_q, gain_q);
      if (enable_i[2]) product <= multiplied_q;
    end
  end else begin : gen_logic
    logic [15:0] part_q [0:7];  // of the bits of the gain
    logic [17:0] pair_q [0:3];
    logic [19:0] four_q [0:1];

    for (genvar b = 0; b < 8; b++) begin : gen_part
      always_ff @(posedge clk_i) if (enable_i[0]) part_q[b] <= gain_i[b] ? fine : '0;
    end

    for (genvar p = 0; p < 4; p++) begin : gen_pair
      always_ff @(posedge clk_i) begin
        if (enable_i[1]) begin
          pair_q[p] <= 18'($signed(part_q[2*p])) + (18'($signed(part_q[2*p+1])) << 1);
        end
      end
    end

    for (genvar f = 0; f < 2; f++) begin : gen_four
      always_ff @(posedge clk_i) begin
        if (enable_i[2]) begin
          four_q[f] <= 20'($signed(pair_q[2*f])) + (20'($signed(pair_q[2*f+1])) << 2);
        end
      end
    end

    assign product = 24'($signed(four_q[0])) + (24'($signed(four_q[1])) << 4);
  end

  assign unused_bits = ^product[10:0];

  always_ff @(posedge clk_i) if (enable_i[3]) product_q <= product[23:11];

  // From twice the limit and one on, a half more or less, it is passed.
  function automatic logic [8:0] limit(input logic [12:0] value, input logic [6:0] mask);
    logic [12:0] size, most;
    begin
      size = value ^ {13{value[12]}};
      most = {5'd0, mask, 1'b1};
      if ((size & ~most) != '0 || (size & most) == most) begin
        limit = value[12] ? {2'b11, ~mask} | 9'd1 : 9'(mask);
      end else begin
        limit = value[9:1] + 9'(value[0]);
      end
    end
  endfunction

  always_ff @(posedge clk_i) begin
    if (leaves_i) data_o <= gained_i ? limit(product_q, mask_i) : plain_i;
  end

endmodule

`default_nettype wire
