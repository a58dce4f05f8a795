// The value memory, skewed: a token's dimensions are written and a dimension's tokens are read at
// once.
//
// Token t is row t' = t div pm of set t mod pm. Element (t', j) is in byte bank (t' + j) mod Banks
// of its set, at word (t' div Banks) * Columns + j. Writing goes through a rotator,
// ceil(log4 Banks) cycles; so does reading, one cycle more. One write and one read a cycle, always
// accepted.

`default_nettype none

module vitcc_value_memory #(
  parameter int Pm      = 1,
  parameter int Pk      = 64,
  parameter int Segment = 64,   // dimensions that are written at once
  parameter int Columns = 192,
  parameter int Rows    = 256,
  parameter int Banks   = 64
) (
  input  logic                    clk_i,
  input  logic                    rst_ni,
  // write: dimensions write_address_i ... of a row group
  input  logic [Pm-1:0]           write_i,
  input  logic [15:0]             write_address_i,  // word of the first dimension
  input  logic [7:0]              write_rotate_i,   // its bank
  input  logic [8*Pm*Segment-1:0] write_data_i,
  // read: a dimension of pk tokens from row offset_i (mod Banks) of the set on
  input  logic                    read_i,
  input  logic [15:0]             read_address_i,
  input  logic [7:0]              read_rotate_i,    // bank of the first token
  input  logic [7:0]              read_offset_i,
  output logic [8*Pk-1:0]         read_data_o       // lane k: token k of the block
);

  localparam int BankBits = $clog2(Banks);
  localparam int Stages   = (BankBits + 1) / 2;
  localparam int SetBlock = Pk / Pm;
  localparam int Blocks   = ((Rows + Pm - 1) / Pm + SetBlock - 1) / SetBlock;
  localparam int Depth    = (Blocks * SetBlock + Banks - 1) / Banks * Columns;
  // Whether the tokens of a block can lie in two words of their banks.
  localparam bit Straddle = Banks % SetBlock != 0;

  // ---- write

  logic [Stages:0]     write_valid;
  logic [Pm-1:0]       write_rows_q, write_rows;
  logic [15:0]         write_base;
  logic [BankBits-1:0] write_rotate;
  logic [15:0]         bank_address_q [0:Banks-1];
  logic [Banks-1:0]    bank_write_q;

  vitcc_valid_line #(.Stages(Stages)) u_write_valid (
    .clk_i(clk_i), .rst_ni(rst_ni), .valid_i(|write_i), .valid_o(write_valid)
  );

  vitcc_delay #(.Width(Pm + 16 + BankBits), .Stages(Stages - 1)) u_write_delay (
    .clk_i (clk_i),
    .data_i({write_i, write_address_i, write_rotate_i[BankBits-1:0]}),
    .data_o({write_rows, write_base, write_rotate})
  );

  // Bank b takes dimension (b - rotate) mod Banks of the segment.
  for (genvar b = 0; b < Banks; b++) begin : gen_target
    logic [BankBits-1:0] dimension;

    assign dimension = BankBits'(b) - write_rotate;
    always_ff @(posedge clk_i) begin
      if (write_valid[Stages-1]) begin
        bank_write_q[b]   <= 16'(dimension) < 16'(Segment);
        bank_address_q[b] <= write_base + 16'(dimension);
      end
    end
  end

  always_ff @(posedge clk_i) if (write_valid[Stages-1]) write_rows_q <= write_rows;

  // ---- read

  logic                read_q;
  logic [BankBits-1:0] read_rotate_q;
  logic                unused_bits;

  assign unused_bits = ^{write_rotate_i, read_rotate_i, read_offset_i};

  always_ff @(posedge clk_i) begin
    if (!rst_ni) read_q <= 1'b0;
    else read_q <= read_i;
  end

  always_ff @(posedge clk_i) if (read_i) read_rotate_q <= read_rotate_i[BankBits-1:0];

  for (genvar i = 0; i < Pm; i++) begin : gen_set
    logic [8*Banks-1:0] write_data, read_data, read_rotated;

    vitcc_rotate #(.Lanes(Banks), .LaneBits(8)) u_write_rotate (
      .clk_i   (clk_i),
      .valid_i (write_valid[0]),
      .amount_i(-write_rotate_i[BankBits-1:0]),
      .data_i  ((8*Banks)'(write_data_i[8*Segment*i +: 8*Segment])),
      .data_o  (write_data)
    );

    for (genvar b = 0; b < Banks; b++) begin : gen_bank
      logic [15:0] read_address;

      if (Straddle) begin : gen_straddle
        logic [BankBits-1:0] token;
        assign token        = BankBits'(b) - read_rotate_i[BankBits-1:0];
        assign read_address = 16'(token) + 16'(read_offset_i) < 16'(Banks)
            ? read_address_i : read_address_i + 16'(Columns);
      end else begin : gen_aligned
        assign read_address = read_address_i;
      end

      vitcc_memory #(.Segments(1), .SegmentBits(8), .Depth(Depth)) u_memory (
        .clk_i          (clk_i),
        .write_i        (write_valid[Stages] && write_rows_q[i] && bank_write_q[b]),
        .write_address_i(bank_address_q[b]),
        .write_data_i   (write_data[8*b +: 8]),
        .read_i         (read_i),
        .read_address_i (read_address),
        .read_data_o    (read_data[8*b +: 8])
      );
    end

    vitcc_rotate #(.Lanes(Banks), .LaneBits(8)) u_read_rotate (
      .clk_i   (clk_i),
      .valid_i (read_q),
      .amount_i(read_rotate_q),
      .data_i  (read_data),
      .data_o  (read_rotated)
    );

    for (genvar k = 0; k < SetBlock; k++) begin : gen_token
      assign read_data_o[8*(Pm*k + i) +: 8] = read_rotated[8*k +: 8];
    end
    if (SetBlock < Banks) begin : gen_unused
      logic unused_tokens;
      assign unused_tokens = ^read_rotated;
    end
  end

endmodule

`default_nettype wire
