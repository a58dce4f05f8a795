// A simple dual-port memory: one write port with enables by segment, one read port.
//
// Every activation memory, accumulator memory and table of the engine is one of these. A read
// takes one cycle; a read and a write of the same word in one cycle read the old word. There is no
// handshake. Contents start as zero, as block memory does.

`default_nettype none

module vitcc_memory #(
  parameter int Segments    = 1,  // parts of a word that are written separately
  parameter int SegmentBits = 8,
  parameter int Depth       = 512
) (
  input  logic                            clk_i,
  input  logic [Segments-1:0]             write_i,
  input  logic [15:0]                     write_address_i,
  input  logic [Segments*SegmentBits-1:0] write_data_i,
  input  logic                            read_i,
  input  logic [15:0]                     read_address_i,
  output logic [Segments*SegmentBits-1:0] read_data_o
);

  localparam int AddressBits = Depth > 1 ? $clog2(Depth) : 1;
  // Two short loops: Verilator does not unroll more than 64 rounds.
  localparam int Inner = Segments % 8 == 0 ? 8 : Segments;
  localparam int Outer = Segments / Inner;

  logic [Segments*SegmentBits-1:0] memory [0:Depth-1];
  logic [AddressBits-1:0]          write_address, read_address;
  logic                            unused_address;

  assign write_address  = write_address_i[AddressBits-1:0];
  assign read_address   = read_address_i[AddressBits-1:0];
  assign unused_address = ^{write_address_i, read_address_i};

  always_ff @(posedge clk_i) begin
    for (int o = 0; o < Outer; o++) begin
      for (int i = 0; i < Inner; i++) begin
        if (write_i[o*Inner+i]) begin
          memory[write_address][(o*Inner+i)*SegmentBits +: SegmentBits] <=
              write_data_i[(o*Inner+i)*SegmentBits +: SegmentBits];
        end
      end
    end
  end

  always_ff @(posedge clk_i) if (read_i) read_data_o <= memory[read_address];

`ifndef SYNTHESIS
  initial for (int i = 0; i < Depth; i++) memory[i] = '0;
`endif

endmodule

`default_nettype wire
