  // A read gives what was last written to each segment of the word, before this cycle; the output
  // stays until the next read.

  (* anyconst *) logic [AddressBits-1:0] spy;  // any word
  logic [Segments*SegmentBits-1:0] spied;      // for proofs of what contains a memory
  logic [Segments*SegmentBits-1:0] word_q = '0;
  logic [Segments*SegmentBits-1:0] expected_q;
  logic                            expects_q = 1'b0;

  assign spied = memory[spy];

  always_ff @(posedge clk_i) begin
    if (read_i) begin
      expects_q  <= read_address == spy;
      expected_q <= word_q;
    end
  end
  for (genvar s = 0; s < Segments; s++) begin : gen_spy
    always_ff @(posedge clk_i) begin
      if (write_i[s] && write_address == spy) begin
        word_q[SegmentBits*s +: SegmentBits] <= write_data_i[SegmentBits*s +: SegmentBits];
      end
    end
  end

  always_comb begin
    if (spy < Depth) begin
      if (expects_q) assert (read_data_o == expected_q);
      // What this rests on.
      assert (spied == word_q);
    end
  end
