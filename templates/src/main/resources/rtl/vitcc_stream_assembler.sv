// Makes words of Pk bytes of the beats that all ports deliver in step.
//
// Beat b of port p holds bytes b*B + p*AxiBits/8 ... of the stream (B: bytes of all ports
// together), so the beats side by side are B bytes of the stream, port 0 lowest. A word is a part
// of them (Pk divides B) or several of them (B divides Pk). One word a cycle, or one beat a cycle
// where a word takes several. word_* comes from registers, one cycle after the (last) beat;
// word_ready_i reaches beat_ready_o combinationally.

`default_nettype none

module vitcc_stream_assembler #(
  parameter int AxiBits = 128,
  parameter int Ports   = 1,
  parameter int Pk      = 16
) (
  input  logic                     clk_i,
  input  logic                     rst_ni,
  input  logic [Ports-1:0]         beat_valid_i,
  output logic [Ports-1:0]         beat_ready_o,
  input  logic [Ports*AxiBits-1:0] beat_data_i,
  output logic                     word_valid_o,
  input  logic                     word_ready_i,
  output logic [8*Pk-1:0]          word_data_o
);

  localparam int BeatBits = Ports * AxiBits;
  localparam int WordBits = 8 * Pk;
  localparam int Split    = BeatBits > WordBits ? BeatBits / WordBits : 1;  // words of a beat
  localparam int Gather   = WordBits > BeatBits ? WordBits / BeatBits : 1;  // beats of a word
  localparam int Parts    = Split > Gather ? Split : Gather;

  logic [WordBits-1:0] word_q, part;
  logic [Parts-1:0]    select_q;  // one-hot: the part of the word or of the beat that is next
  logic                valid_q, step;

  assign step         = (&beat_valid_i) && (!valid_q || word_ready_i);
  assign word_valid_o = valid_q;
  assign word_data_o  = word_q;

  if (Split > 1) begin : gen_split
    assign beat_ready_o = {Ports{step && select_q[Parts-1]}};
    always_comb begin
      part = '0;
      for (int i = 0; i < Parts; i++) begin
        if (select_q[i]) part = part | beat_data_i[WordBits*i +: WordBits];
      end
    end
    always_ff @(posedge clk_i) if (step) word_q <= part;
  end else begin : gen_gather
    assign beat_ready_o = {Ports{step}};
    assign part         = {Parts{beat_data_i}};
    for (genvar i = 0; i < Parts; i++) begin : gen_part
      always_ff @(posedge clk_i) begin
        if (step && select_q[i]) word_q[BeatBits*i +: BeatBits] <= part[BeatBits*i +: BeatBits];
      end
    end
  end

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      valid_q  <= 1'b0;
      select_q <= Parts'(1);
    end else begin
      if (step) select_q <= select_q << 1 | select_q >> (Parts - 1);
      if (step && (Split > 1 || select_q[Parts-1])) valid_q <= 1'b1;
      else if (word_ready_i) valid_q <= 1'b0;
    end
  end

endmodule

`default_nettype wire
