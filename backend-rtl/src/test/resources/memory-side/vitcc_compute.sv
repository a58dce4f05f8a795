// The compute side as the bench of the memory side sees it: everything that arrives is handed to
// C++, everything that it says comes from there.

`default_nettype none

module vitcc_compute #(
  parameter int Pm              = 1,
  parameter int Pk              = 16,
  parameter int Pn              = 16,
  parameter int Narrow          = 0,
  parameter int NarrowBits      = 1,
  parameter int ActivationBits  = 8,
  parameter int Lanes           = 4,
  parameter int MaxTokens       = 32,
  parameter int ResidualColumns = 64,
  parameter int HeadColumns     = 64,
  parameter int HiddenColumns   = 64,
  parameter int AccumulatorBits = 32,
  parameter int TileDepth       = 2,
  parameter int ResultDepth     = 32,
  parameter int CommandDepth    = 4,
  parameter int GainWords       = 0,
  parameter bit CodeLimits      = 1'b0,
  parameter int LineBits        = 0,
  parameter int LineFraction    = 0,
  parameter int SlopeBits       = 1,
  parameter bit Prunes          = 1'b0,
  parameter bit Bounds          = 1'b0,
  parameter bit Learns          = 1'b0,
  parameter int Stages          = vitcc_register_pkg::Counters - vitcc_register_pkg::CounterTokens1,
  parameter int MemoryLanes     = Pk > Pn ? Pk : Pn,
  parameter int BankBits        = Pm > 1 ? $clog2(Pm) : 1
) (
  input  logic                     clk_i,
  input  logic                     rst_ni,
  input  logic                     frame_clear_i,
  input  logic                     matrix_valid_i,
  output logic                     matrix_ready_o,
  input  logic [255:0]             matrix_command_i,
  input  logic                     vector_valid_i,
  output logic                     vector_ready_o,
  input  logic [255:0]             vector_command_i,
  input  logic                     select_valid_i,
  output logic                     select_ready_o,
  input  logic [255:0]             select_command_i,
  input  logic                     tile_valid_i,
  output logic                     tile_ready_o,
  input  logic                     tile_last_i,
  input  logic [8*Pk-1:0]          tile_data_i,
  input  logic                     parameter_valid_i,
  output logic                     parameter_ready_o,
  input  logic                     parameter_last_i,
  input  logic [8*Pk-1:0]          parameter_data_i,
  input  logic                     table_valid_i,
  output logic                     table_ready_o,
  input  logic                     table_last_i,
  input  logic [8*Pk-1:0]          table_data_i,
  input  logic                     position_valid_i,
  output logic                     position_ready_o,
  input  logic                     position_last_i,
  input  logic [8*Pk-1:0]          position_data_i,
  input  logic                     gain_valid_i,
  input  logic                     gain_last_i,
  input  logic [8*Pk-1:0]          gain_data_i,
  input  logic                     image_valid_i,
  input  logic [BankBits-1:0]      image_bank_i,
  input  logic [15:0]              image_address_i,
  input  logic [MemoryLanes-1:0]   image_enable_i,
  input  logic [8*MemoryLanes-1:0] image_data_i,
  input  logic [16:0]              image_columns_i,
  output logic                     result_valid_o,
  input  logic                     result_ready_i,
  output logic [32*Lanes/Pm-1:0]   result_data_o,
  output logic [7:0]               result_count_o,
  output logic [15:0]              groups_done_o,
  output logic                     decided_valid_o,
  input  logic                     decided_ready_i,
  output logic [11:0]              decided_tokens_o,
  output logic [Stages-1:0]        event_tokens_o,
  output logic                     idle_o,
  output logic                     event_row_o,
  output logic                     event_idle_weights_o,
  output logic                     event_idle_stationary_o,
  output logic                     event_idle_operand_o,
  output logic                     event_idle_credit_o,
  output logic                     event_idle_command_o,
  output logic                     event_drain_o,
  output logic                     event_drain_blocked_o,
  output logic                     event_tile_o
);

  assign select_ready_o   = 1'b1;
  assign decided_valid_o  = 1'b0;
  assign decided_tokens_o = '0;
  assign event_tokens_o   = '0;

  import "DPI-C" function void bench_reset();
  import "DPI-C" function void bench_clear(input int idle);
  import "DPI-C" function void bench_command(input int unit, input bit [255:0] command);
  import "DPI-C" function void bench_payload(input int kind, input int last,
                                             input bit [1023:0] word);
  import "DPI-C" function void bench_image(input int bank, input int address,
                                           input bit [127:0] enable, input bit [1023:0] data);
  import "DPI-C" function void bench_columns(input int columns);
  import "DPI-C" function int bench_ready();  // a bit for each of six inputs
  import "DPI-C" function int bench_groups_done();
  import "DPI-C" function int bench_idle();
  import "DPI-C" function int bench_result(output bit [4095:0] data);  // how many, or -1

  bit [4095:0] result;
  int          count;

  assign event_row_o             = 1'b0;
  assign event_idle_weights_o    = 1'b0;
  assign event_idle_stationary_o = 1'b0;
  assign event_idle_operand_o    = 1'b0;
  assign event_idle_credit_o     = 1'b0;
  assign event_idle_command_o    = 1'b1;
  assign event_drain_o           = 1'b0;
  assign event_drain_blocked_o   = 1'b0;
  assign event_tile_o            = 1'b0;

  always @(posedge clk_i) begin
    if (!rst_ni) begin
      bench_reset();
      result_valid_o <= 1'b0;
      groups_done_o  <= '0;
      idle_o         <= 1'b1;
      {position_ready_o, table_ready_o, tile_ready_o, parameter_ready_o} <= '0;
      {vector_ready_o, matrix_ready_o} <= '0;
    end else begin
      if (frame_clear_i) bench_clear(32'(idle_o));
      if (matrix_valid_i && matrix_ready_o) bench_command(0, matrix_command_i);
      if (vector_valid_i && vector_ready_o) bench_command(1, vector_command_i);
      if (parameter_valid_i && parameter_ready_o)
        bench_payload(0, 32'(parameter_last_i), 1024'(parameter_data_i));
      if (tile_valid_i && tile_ready_o) bench_payload(1, 32'(tile_last_i), 1024'(tile_data_i));
      if (table_valid_i && table_ready_o) bench_payload(2, 32'(table_last_i), 1024'(table_data_i));
      if (position_valid_i && position_ready_o)
        bench_payload(3, 32'(position_last_i), 1024'(position_data_i));
      if (image_valid_i)
        bench_image(32'(image_bank_i), 32'(image_address_i), 128'(image_enable_i),
                    1024'(image_data_i));
      bench_columns(frame_clear_i ? 0 : 32'(image_columns_i));

      {position_ready_o, table_ready_o, tile_ready_o, parameter_ready_o, vector_ready_o,
       matrix_ready_o} <= 6'(bench_ready());
      if (!result_valid_o || result_ready_i) begin
        count = bench_result(result);
        result_valid_o <= count >= 0;
        result_count_o <= 8'(count);
        result_data_o  <= result[32*Lanes/Pm-1:0];
      end
      groups_done_o <= 16'(bench_groups_done());
      idle_o        <= bench_idle() != 0;
    end
  end

endmodule

`default_nettype wire
