// The lanes of the vector unit: a beat from accumulators to the values that are stored, with the
// residual memory that they add to (the streamer has its own copy).
//
// Bias and scale of a beat come with issue_i. valid_i[s] and destination_i tell what is at stage s,
// s cycles after the beat was registered; destination_i has stages 3 to 6, three bits each. read_*
// belong to stage 3, mask_i to stage 4. value_data_o comes with stage 5, write_data_o with stage 7.
// One beat a cycle, no handshake.

`default_nettype none

module vitcc_drain #(
  parameter int Pm              = 1,
  parameter int Pn              = 64,
  parameter int MemoryLanes     = 64,
  parameter int Segment         = 64,
  parameter int Granule         = 32,
  parameter int MaxTokens       = 256,
  parameter int ResidualColumns = 192,
  parameter int AccumulatorBits = 28,
  parameter bit CodeLimits      = 1'b0,
  parameter int LineBits        = 0,
  parameter int LineFraction    = 0,
  parameter int SlopeBits       = 1,
  parameter bit Prunes          = 1'b0
) (
  input  logic                               clk_i,
  input  logic                               rst_ni,
  // issue
  input  logic                               issue_i,
  input  logic [7:0]                         issue_beat_i,
  input  logic                               issue_row_scale_i,
  input  logic                               issue_gather_i,  // nothing is drained
  input  logic [Pm*Pn*AccumulatorBits-1:0]   result_i,
  input  logic [Segment*AccumulatorBits-1:0] bias_i,
  input  logic [Segment*19-1:0]              scale_i,
  input  logic [19*Pm-1:0]                   row_scale_i,
  // the beat on its way
  input  logic [6:0]                         valid_i,
  input  logic [11:0]                        destination_i,
  input  logic [6:0]                         mask_i,
  input  logic [15:0]                        read_address_i,
  input  logic [7:0]                         read_segment_i,
  // rows that are gathered: stages 4 and 5
  input  logic                               gather_i,
  input  logic [1:0]                         gather_bank_i,
  input  logic                               package_i,
  input  logic                               pack_i,
  input  logic                               pack_first_i,
  input  logic [16:0]                        pack_weight_i,
  // writes to the residual memory: beats, and the position table
  input  logic [Pm-1:0]                      write_i,
  input  logic [15:0]                        write_address_i,
  input  logic [7:0]                         write_segment_i,
  input  logic [Pm-1:0]                      load_i,
  input  logic [MemoryLanes/Granule-1:0]     load_enable_i,
  input  logic [15:0]                        load_address_i,
  input  logic [16*MemoryLanes-1:0]          load_data_i,
  // lookup tables of all lanes
  input  logic                               table_write_i,
  input  logic [7:0]                         table_address_i,
  input  logic [31:0]                        table_data_i,
  output logic [8*Pm*Segment-1:0]            value_data_o,
  output logic [16*Pm*Segment-1:0]           write_data_o
);

  localparam logic [2:0] Hidden   = 3'(vitcc_command_pkg::DestinationHidden);
  localparam logic [2:0] Scores   = 3'(vitcc_command_pkg::DestinationScores);
  localparam logic [2:0] Residual = 3'(vitcc_command_pkg::DestinationResidual);
  localparam logic [2:0] Output   = 3'(vitcc_command_pkg::DestinationOutput);

  logic [Segment*AccumulatorBits-1:0] bias_q;
  logic [Segment*19-1:0]              scale_q;
  logic [19*Pm-1:0]                   row_scale_q;
  logic                               by_row_q;

  always_ff @(posedge clk_i) begin
    if (issue_i) begin
      bias_q   <= Prunes && issue_gather_i ? '0 : bias_i;
      scale_q  <= scale_i;
      by_row_q <= issue_row_scale_i;
      if (issue_row_scale_i) row_scale_q <= row_scale_i;
    end
  end

  // What is at stages 3 to 6.
  logic [2:0] third, fourth, fifth, sixth;
  logic       index_kind, wide_kind, add_kind;
  logic [1:0] look_up;
  logic [6:0] code_mask, point_mask;

  assign {sixth, fifth, fourth, third} = destination_i;

  assign index_kind = fourth == Hidden;
  assign wide_kind  = fourth == Scores || fourth == Residual || fourth == Output;
  assign add_kind   = fifth == Residual;
  assign look_up    = {sixth == Hidden, fifth == Hidden};
  assign code_mask  = LineBits > 0 ? mask_i | {7{index_kind}} : mask_i;

  vitcc_delay #(.Width(7), .Stages(CodeLimits && LineBits > 0 ? 2 : 0)) u_point_mask (
    .clk_i(clk_i), .data_i(mask_i), .data_o(point_mask)
  );

  logic [16*Pm*MemoryLanes-1:0] residual_words;
  logic [7:0]                   read_segment_q;

  always_ff @(posedge clk_i) if (valid_i[3]) read_segment_q <= read_segment_i;

  vitcc_activation_memory #(
    .Pm(Pm), .MemoryLanes(MemoryLanes), .LaneBits(16), .Columns(ResidualColumns),
    .Rows(MaxTokens), .Segment(Segment), .Granule(Granule)
  ) u_residual (
    .clk_i          (clk_i),
    .write_i        (write_i),
    .write_segment_i(write_segment_i),
    .write_address_i(write_address_i),
    .write_data_i   (write_data_o),
    .load_i         (load_i),
    .load_enable_i  (load_enable_i),
    .load_address_i (load_address_i),
    .load_data_i    (load_data_i),
    .read_i         (valid_i[3] && third == Residual),
    .read_address_i (read_address_i),
    .read_data_o    (residual_words)
  );

  logic [16*Segment*Pm-1:0] residual_parts, residuals;  // of all banks; what is added
  logic [16*Segment-1:0]    packaged;

  for (genvar i = 0; i < Pm; i++) begin : gen_row
    logic [Segment*AccumulatorBits-1:0] accumulators, accumulators_q;
    logic [16*Segment-1:0]              residual, residual_q, source;

    assign residual_parts[16*Segment*i +: 16*Segment] = residual;
    assign residuals[16*Segment*i +: 16*Segment]      = residual_q;

    if (Prunes) begin : gen_source
      logic [16*Segment-1:0] gathered;

      vitcc_select #(.Parts(Pm), .Width(16 * Segment)) u_bank (
        .part_i({6'd0, gather_bank_i}), .data_i(residual_parts), .data_o(gathered)
      );
      assign source = package_i ? packaged : gather_i ? gathered : residual;
    end else begin : gen_no_source
      assign source = residual;
    end

    vitcc_select #(.Parts(Pn / Segment), .Width(Segment * AccumulatorBits)) u_beat (
      .part_i(issue_beat_i),
      .data_i(result_i[Pn*AccumulatorBits*i +: Pn*AccumulatorBits]),
      .data_o(accumulators)
    );
    vitcc_select #(.Parts(MemoryLanes / Segment), .Width(16 * Segment)) u_residual_part (
      .part_i(read_segment_q),
      .data_i(residual_words[16*MemoryLanes*i +: 16*MemoryLanes]),
      .data_o(residual)
    );

    always_ff @(posedge clk_i) begin
      if (issue_i) accumulators_q <= Prunes && issue_gather_i ? '0 : accumulators;
      if (valid_i[4] && fourth == Residual) residual_q <= source;
    end

    for (genvar k = 0; k < Segment; k++) begin : gen_lane
      logic [18:0] lane_scale;
      logic [15:0] limited;
      logic        unused_limited;

      assign lane_scale     = by_row_q ? row_scale_q[19*i +: 19] : scale_q[19*k +: 19];
      assign unused_limited = ^limited;

      vitcc_drain_lane #(
        .AccumulatorBits(AccumulatorBits), .CodeLimits(CodeLimits), .LineBits(LineBits),
        .LineFraction(LineFraction), .SlopeBits(SlopeBits)
      ) u_lane (
        .clk_i          (clk_i),
        .enable_i       (valid_i),
        .accumulator_i  (accumulators_q[k*AccumulatorBits +: AccumulatorBits]),
        .bias_i         (bias_q[k*AccumulatorBits +: AccumulatorBits]),
        .mantissa_i     (lane_scale[16:0]),
        .level_i        (lane_scale[18:17]),
        .index_i        (index_kind),
        .wide_i         (wide_kind),
        .mask_i         (code_mask),
        .point_mask_i   (point_mask),
        .add_i          (add_kind),
        .look_up_i      (look_up),
        .residual_i     (residual_q[16*k +: 16]),
        .table_write_i  (table_write_i),
        .table_address_i(table_address_i),
        .table_data_i   (table_data_i),
        .limited_o      (limited),
        .data_o         (write_data_o[16*(Segment*i+k) +: 16])
      );

      assign value_data_o[8*(Segment*i+k) +: 8] = limited[7:0];
    end
  end

  // ---- the package token, from the rows that the first bank's lanes see

  if (Prunes) begin : gen_package
    logic unused_residuals;

    assign unused_residuals = ^residuals;

    for (genvar k = 0; k < Segment; k++) begin : gen_column
      vitcc_package_lane u_package (
        .clk_i     (clk_i),
        .rst_ni    (rst_ni),
        .enable_i  (pack_i),
        .first_i   (pack_first_i),
        .residual_i(residuals[16*k +: 16]),
        .weight_i  (pack_weight_i),
        .token_o   (packaged[16*k +: 16])
      );
    end
  end else begin : gen_no_package
    logic unused_package;

    assign unused_package = ^{rst_ni, gather_i, gather_bank_i, package_i, pack_i, pack_first_i,
                              pack_weight_i, residual_parts, residuals, packaged};
    assign packaged       = '0;
  end

endmodule

`default_nettype wire
