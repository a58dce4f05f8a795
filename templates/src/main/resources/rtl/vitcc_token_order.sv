// Lists the tokens that stay, from the first entry upwards, and those that are dropped, from the
// last down; and says what each of the dropped ones weighs in the package token.
//
// result_i takes over what a decision came to, which holds until the next. gather_*: entry index of
// those that stay or are dropped; its row comes one cycle later, its weight four cycles later. The
// multiplier divides sums of votes, too (divide_i): the quotient comes two cycles later; votes come
// only after all rows were gathered.

`default_nettype none

module vitcc_token_order #(
  parameter int ScoreBits = 24,
  parameter int Entries   = 197
) (
  input  logic                 clk_i,
  // the decision, token by token
  input  logic                 write_i,
  input  logic [11:0]          write_entry_i,
  input  logic [11:0]          write_token_i,
  input  logic [ScoreBits-1:0] write_score_i,
  // what it came to
  input  logic                 result_i,
  input  logic [16:0]          factor_i,      // of scores in weights of a sum; 0: of a mean
  input  logic [15:0]          reciprocal_i,  // of the scores that are dropped
  input  logic [4:0]           exponent_i,
  input  logic                 plain_i,       // each of them counts as one
  input  logic                 packaged_i,
  input  logic [11:0]          kept_i,
  input  logic [11:0]          dropped_i,
  // what is gathered
  input  logic                 gather_i,
  input  logic                 gather_dropped_i,
  input  logic [11:0]          gather_index_i,
  output logic [11:0]          gather_row_o,
  output logic [16:0]          gather_weight_o,
  output logic [11:0]          kept_o,
  output logic [11:0]          dropped_o,     // 0 where nothing is packaged
  // a sum of votes over that of their weights, whose reciprocal is there
  input  logic                 divide_i,
  input  logic [ScoreBits-1:0] dividend_i,
  input  logic [4:0]           divide_down_i, // the exponent, one cycle later
  output logic [ScoreBits-1:0] quotient_o
);

  logic [ScoreBits+11:0] entry;
  logic [11:0]           address, kept_q, dropped_q;
  logic [16:0]           factor_q, multiplier, weight_q;
  logic [15:0]           reciprocal_q;
  logic [4:0]            exponent_q, down;
  logic                  plain_q, packaged_q, summed, divided_q;
  logic [ScoreBits-1:0]  weighed;
  logic [40:0]           product_q, shifted_q;

  always_ff @(posedge clk_i) begin
    if (result_i) begin
      factor_q     <= factor_i;
      reciprocal_q <= reciprocal_i;
      exponent_q   <= exponent_i;
      plain_q      <= plain_i;
      packaged_q   <= packaged_i;
      kept_q       <= kept_i;
      dropped_q    <= dropped_i;
    end
  end

  assign address = gather_dropped_i ? 12'(Entries - 1) - gather_index_i : gather_index_i;

  vitcc_memory #(.Segments(1), .SegmentBits(ScoreBits + 12), .Depth(Entries)) u_entries (
    .clk_i          (clk_i),
    .write_i        (write_i),
    .write_address_i(16'(write_entry_i)),
    .write_data_i   ({write_score_i, write_token_i}),
    .read_i         (gather_i),
    .read_address_i (16'(address)),
    .read_data_o    (entry)
  );

  assign summed     = factor_q != '0;
  assign weighed    = divide_i ? dividend_i :
                      plain_q && !summed ? ScoreBits'(1) : entry[12 +: ScoreBits];
  assign multiplier = divide_i ? 17'(reciprocal_i) : summed ? factor_q : 17'(reciprocal_q);

  // For weights, one less than all that is shifted out.
  assign down = divided_q ? divide_down_i + 5'd8 : summed ? 5'd15 : exponent_q;

  always_ff @(posedge clk_i) begin
    divided_q <= divide_i;
    product_q <= 41'(weighed) * 41'(multiplier);
    shifted_q <= product_q >> down;
    weight_q  <= 17'((shifted_q + 41'd1) >> 1);
  end

  assign gather_row_o    = entry[11:0];
  assign gather_weight_o = weight_q;
  assign kept_o          = kept_q;
  assign dropped_o       = packaged_q ? dropped_q : '0;
  assign quotient_o      = ScoreBits'(shifted_q);

endmodule

`default_nettype wire
