// An activation memory: pm banks of words of L lanes; row m is in bank m mod pm.
//
// The vector unit writes one segment of all banks of a row group; a loader (position table, image)
// may write lanes of single banks instead, and gives way: it must not write in a cycle of the
// vector unit's. All banks are read at one address; the data follow one cycle later.

`default_nettype none

module vitcc_activation_memory #(
  parameter int Pm          = 1,
  parameter int MemoryLanes = 64,
  parameter int LaneBits    = 8,
  parameter int Columns     = 192,
  parameter int Rows        = 256,
  parameter int Segment     = 64,  // lanes that the vector unit writes
  parameter int Granule     = 64   // lanes that are always written together
) (
  input  logic                               clk_i,
  input  logic [Pm-1:0]                      write_i,
  input  logic [7:0]                         write_segment_i,
  input  logic [15:0]                        write_address_i,
  input  logic [16*Pm*Segment-1:0]           write_data_i,  // 16 bits a lane, whatever LaneBits
  input  logic [Pm-1:0]                      load_i,
  input  logic [MemoryLanes/Granule-1:0]     load_enable_i,
  input  logic [15:0]                        load_address_i,
  input  logic [MemoryLanes*LaneBits-1:0]    load_data_i,
  input  logic                               read_i,
  input  logic [15:0]                        read_address_i,
  output logic [Pm*MemoryLanes*LaneBits-1:0] read_data_o
);

  localparam int Granules = MemoryLanes / Granule;
  localparam int Depth    = (Rows + Pm - 1) / Pm * (Columns / MemoryLanes);

  logic unused_bits;
  assign unused_bits = ^write_data_i;

  // Which granules belong to the segment.
  logic [Granules-1:0] segment;

  for (genvar g = 0; g < Granules; g++) begin : gen_granule
    assign segment[g] = write_segment_i == 8'(g * Granule / Segment);
  end

  for (genvar i = 0; i < Pm; i++) begin : gen_bank
    logic [MemoryLanes*LaneBits-1:0] data;

    for (genvar k = 0; k < MemoryLanes; k++) begin : gen_lane
      assign data[k*LaneBits +: LaneBits] =
          load_i[i] ? load_data_i[k*LaneBits +: LaneBits]
                    : write_data_i[16*(i*Segment + k % Segment) +: LaneBits];
    end

    vitcc_memory #(
      .Segments(Granules), .SegmentBits(Granule * LaneBits), .Depth(Depth)
    ) u_memory (
      .clk_i          (clk_i),
      .write_i        (load_i[i] ? load_enable_i : segment & {Granules{write_i[i]}}),
      .write_address_i(load_i[i] ? load_address_i : write_address_i),
      .write_data_i   (data),
      .read_i         (read_i),
      .read_address_i (read_address_i),
      .read_data_o    (read_data_o[i*MemoryLanes*LaneBits +: MemoryLanes*LaneBits])
    );
  end

endmodule

`default_nettype wire
