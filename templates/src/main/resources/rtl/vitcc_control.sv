// The register file behind s_axi_control: an AXI4-Lite slave with ap_ctrl_hs semantics.
//
// Start is set by writing 1 to bit 0 of control and falls with done_i; idle is its inverse. Done
// and ready are set by done_i and cleared by reading control. An interrupt is pending once its
// event happened while it was enabled, until 1 is written to its bit of the status. While it runs,
// arguments keep their values. Address and data of a write may come in any order; one write and one
// read are in progress at most, and each response stays until it is taken. All outputs but the
// interrupt come from registers. Addresses without a register read 0 and ignore writes.

`default_nettype none

module vitcc_control #(
  parameter int Stages = 0  // selections of tokens that are counted
) (
  input  logic                                    clk_i,
  input  logic                                    rst_ni,

  input  logic                                    aw_valid_i,
  output logic                                    aw_ready_o,
  input  logic [11:0]                             aw_address_i,
  input  logic                                    w_valid_i,
  output logic                                    w_ready_o,
  input  logic [31:0]                             w_data_i,
  input  logic [3:0]                              w_strb_i,
  output logic                                    b_valid_o,
  input  logic                                    b_ready_i,
  input  logic                                    ar_valid_i,
  output logic                                    ar_ready_o,
  input  logic [11:0]                             ar_address_i,
  output logic                                    r_valid_o,
  input  logic                                    r_ready_i,
  output logic [31:0]                             r_data_o,
  output logic                                    interrupt_o,

  output logic                                    start_o,
  input  logic                                    done_i,
  output logic [63:0]                             image_base_o,
  output logic [63:0]                             input_base_o,
  output logic [63:0]                             output_base_o,
  output logic [31:0]                             frames_o,
  input  logic [31:0]                             status_i,
  input  logic                                    clear_i,    // counters to zero
  input  logic                                    running_i,  // counters count
  input  logic [vitcc_register_pkg::Counters-1:0] events_i
);

  localparam int Counters = vitcc_register_pkg::CounterTokens1 + Stages;

  // Word addresses.
  localparam logic [9:0] Control         = vitcc_register_pkg::ControlAddress[11:2];
  localparam logic [9:0] InterruptGlobal = vitcc_register_pkg::InterruptGlobalAddress[11:2];
  localparam logic [9:0] InterruptEnable = vitcc_register_pkg::InterruptEnableAddress[11:2];
  localparam logic [9:0] InterruptStatus = vitcc_register_pkg::InterruptStatusAddress[11:2];
  localparam logic [9:0] ImageLow        = vitcc_register_pkg::ImageLowAddress[11:2];
  localparam logic [9:0] ImageHigh       = vitcc_register_pkg::ImageHighAddress[11:2];
  localparam logic [9:0] InputLow        = vitcc_register_pkg::InputLowAddress[11:2];
  localparam logic [9:0] InputHigh       = vitcc_register_pkg::InputHighAddress[11:2];
  localparam logic [9:0] OutputLow       = vitcc_register_pkg::OutputLowAddress[11:2];
  localparam logic [9:0] OutputHigh      = vitcc_register_pkg::OutputHighAddress[11:2];
  localparam logic [9:0] Frames          = vitcc_register_pkg::FramesAddress[11:2];
  localparam logic [9:0] Status          = vitcc_register_pkg::StatusAddress[11:2];
  localparam logic [9:0] FirstCounter    = vitcc_register_pkg::CountersAddress[11:2];

  logic        start_q, done_q, ready_q, global_q;
  logic [1:0]  enable_q, pending_q;
  logic [31:0] image_low_q, image_high_q, input_low_q, input_high_q, output_low_q, output_high_q;
  logic [31:0] frames_q;

  assign start_o       = start_q;
  assign image_base_o  = {image_high_q, image_low_q};
  assign input_base_o  = {input_high_q, input_low_q};
  assign output_base_o = {output_high_q, output_low_q};
  assign frames_o      = frames_q;
  assign interrupt_o   = global_q && pending_q != '0;

  // Writes: both halves are kept until they can be carried out together.
  logic        aw_held_q, w_held_q, b_valid_q, write;
  logic [9:0]  write_address_q;
  logic [31:0] write_data_q, write_mask;
  logic [3:0]  write_strb_q;

  assign aw_ready_o = !aw_held_q;
  assign w_ready_o  = !w_held_q;
  assign b_valid_o  = b_valid_q;
  assign write      = aw_held_q && w_held_q && (!b_valid_q || b_ready_i);
  assign write_mask = {{8{write_strb_q[3]}}, {8{write_strb_q[2]}},
                       {8{write_strb_q[1]}}, {8{write_strb_q[0]}}};

  function automatic logic [31:0] merge(input logic [31:0] old, input logic [31:0] data,
                                        input logic [31:0] mask);
    merge = (old & ~mask) | (data & mask);
  endfunction

  always_ff @(posedge clk_i) begin
    if (aw_valid_i && aw_ready_o) write_address_q <= aw_address_i[11:2];
    if (w_valid_i && w_ready_o) begin
      write_data_q <= w_data_i;
      write_strb_q <= w_strb_i;
    end
  end

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      aw_held_q <= 1'b0;
      w_held_q  <= 1'b0;
      b_valid_q <= 1'b0;
    end else begin
      if (aw_valid_i && aw_ready_o) aw_held_q <= 1'b1;
      else if (write) aw_held_q <= 1'b0;
      if (w_valid_i && w_ready_o) w_held_q <= 1'b1;
      else if (write) w_held_q <= 1'b0;
      if (write) b_valid_q <= 1'b1;
      else if (b_ready_i) b_valid_q <= 1'b0;
    end
  end

  logic low_byte;  // the write reaches bits 7:0
  assign low_byte = write && write_strb_q[0];

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      image_low_q   <= '0;
      image_high_q  <= '0;
      input_low_q   <= '0;
      input_high_q  <= '0;
      output_low_q  <= '0;
      output_high_q <= '0;
      frames_q      <= '0;
    end else if (write && !start_q) begin
      case (write_address_q)
        ImageLow: image_low_q <= merge(image_low_q, write_data_q, write_mask);
        ImageHigh: image_high_q <= merge(image_high_q, write_data_q, write_mask);
        InputLow: input_low_q <= merge(input_low_q, write_data_q, write_mask);
        InputHigh: input_high_q <= merge(input_high_q, write_data_q, write_mask);
        OutputLow: output_low_q <= merge(output_low_q, write_data_q, write_mask);
        OutputHigh: output_high_q <= merge(output_high_q, write_data_q, write_mask);
        Frames: frames_q <= merge(frames_q, write_data_q, write_mask);
        default: ;
      endcase
    end
  end

  // Reads.
  logic        r_valid_q, read;
  logic [9:0]  read_address;
  logic [31:0] r_data_q, read_data;

  logic [64*Counters-1:0] counts;

  assign ar_ready_o   = !r_valid_q;
  assign read         = ar_valid_i && ar_ready_o;
  assign read_address = ar_address_i[11:2];
  assign r_valid_o    = r_valid_q;
  assign r_data_o     = r_data_q;

  always_comb begin
    case (read_address)
      Control:         read_data = {28'b0, ready_q, !start_q, done_q, start_q};
      InterruptGlobal: read_data = {31'b0, global_q};
      InterruptEnable: read_data = {30'b0, enable_q};
      InterruptStatus: read_data = {30'b0, pending_q};
      ImageLow:        read_data = image_low_q;
      ImageHigh:       read_data = image_high_q;
      InputLow:        read_data = input_low_q;
      InputHigh:       read_data = input_high_q;
      OutputLow:       read_data = output_low_q;
      OutputHigh:      read_data = output_high_q;
      Frames:          read_data = frames_q;
      Status:          read_data = status_i;
      default:         read_data = '0;
    endcase
    for (int i = 0; i < 2 * Counters; i++) begin
      if (read_address == FirstCounter + 10'(i)) read_data = counts[32*i +: 32];
    end
  end

  always_ff @(posedge clk_i) if (read) r_data_q <= read_data;

  always_ff @(posedge clk_i) begin
    if (!rst_ni) r_valid_q <= 1'b0;
    else if (read) r_valid_q <= 1'b1;
    else if (r_ready_i) r_valid_q <= 1'b0;
  end

  // Control and interrupts.
  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      start_q   <= 1'b0;
      done_q    <= 1'b0;
      ready_q   <= 1'b0;
      global_q  <= 1'b0;
      enable_q  <= '0;
      pending_q <= '0;
    end else begin
      if (done_i) start_q <= 1'b0;
      else if (low_byte && write_address_q == Control && write_data_q[0]) start_q <= 1'b1;
      if (done_i) {done_q, ready_q} <= 2'b11;
      else if (read && read_address == Control) {done_q, ready_q} <= 2'b00;
      if (low_byte && write_address_q == InterruptGlobal) global_q <= write_data_q[0];
      if (low_byte && write_address_q == InterruptEnable) enable_q <= write_data_q[1:0];
      if (low_byte && write_address_q == InterruptStatus) begin
        pending_q <= (pending_q ^ write_data_q[1:0]) | (done_i ? enable_q : '0);
      end else if (done_i) begin
        pending_q <= pending_q | enable_q;
      end
    end
  end

  vitcc_counters #(
    .Counters(Counters)
  ) u_counters (
    .clk_i   (clk_i),
    .rst_ni  (rst_ni),
    .clear_i (clear_i),
    .run_i   (running_i),
    .events_i(events_i[Counters-1:0]),
    .counts_o(counts)
  );

  logic unused_bits;
  assign unused_bits = ^{aw_address_i[1:0], ar_address_i[1:0], events_i};

endmodule

`default_nettype wire
