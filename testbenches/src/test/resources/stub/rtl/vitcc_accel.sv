// A stand-in for the accelerator, with which the simulation harness is tested: it reads two bursts of
// its image and 16 bytes of input, taps two small tensors and writes four outputs a frame. Byte 32 of
// the image names a mistake that it makes on purpose, byte 33 the frame in which it makes it.
`default_nettype none

module vitcc_accel (
    input  logic        ap_clk,
    input  logic        ap_rst_n,
    output logic        interrupt,

    input  logic [11:0] s_axi_control_awaddr,
    input  logic        s_axi_control_awvalid,
    output logic        s_axi_control_awready,
    input  logic [31:0] s_axi_control_wdata,
    input  logic [3:0]  s_axi_control_wstrb,
    input  logic        s_axi_control_wvalid,
    output logic        s_axi_control_wready,
    output logic [1:0]  s_axi_control_bresp,
    output logic        s_axi_control_bvalid,
    input  logic        s_axi_control_bready,
    input  logic [11:0] s_axi_control_araddr,
    input  logic        s_axi_control_arvalid,
    output logic        s_axi_control_arready,
    output logic [31:0] s_axi_control_rdata,
    output logic [1:0]  s_axi_control_rresp,
    output logic        s_axi_control_rvalid,
    input  logic        s_axi_control_rready,

    output logic [0:0]  m_axi_gmem0_arid,
    output logic [63:0] m_axi_gmem0_araddr,
    output logic [7:0]  m_axi_gmem0_arlen,
    output logic [2:0]  m_axi_gmem0_arsize,
    output logic [1:0]  m_axi_gmem0_arburst,
    output logic        m_axi_gmem0_arvalid,
    input  logic        m_axi_gmem0_arready,
    input  logic [0:0]  m_axi_gmem0_rid,
    input  logic [63:0] m_axi_gmem0_rdata,
    input  logic [1:0]  m_axi_gmem0_rresp,
    input  logic        m_axi_gmem0_rlast,
    input  logic        m_axi_gmem0_rvalid,
    output logic        m_axi_gmem0_rready,
    output logic [63:0] m_axi_gmem0_awaddr,
    output logic [7:0]  m_axi_gmem0_awlen,
    output logic [2:0]  m_axi_gmem0_awsize,
    output logic [1:0]  m_axi_gmem0_awburst,
    output logic        m_axi_gmem0_awvalid,
    input  logic        m_axi_gmem0_awready,
    output logic [63:0] m_axi_gmem0_wdata,
    output logic [7:0]  m_axi_gmem0_wstrb,
    output logic        m_axi_gmem0_wlast,
    output logic        m_axi_gmem0_wvalid,
    input  logic        m_axi_gmem0_wready,
    input  logic [1:0]  m_axi_gmem0_bresp,
    input  logic        m_axi_gmem0_bvalid,
    output logic        m_axi_gmem0_bready,

    output logic [63:0] m_axi_gmem1_araddr,
    output logic [7:0]  m_axi_gmem1_arlen,
    output logic [2:0]  m_axi_gmem1_arsize,
    output logic [1:0]  m_axi_gmem1_arburst,
    output logic        m_axi_gmem1_arvalid,
    input  logic        m_axi_gmem1_arready,
    input  logic [63:0] m_axi_gmem1_rdata,
    input  logic [1:0]  m_axi_gmem1_rresp,
    input  logic        m_axi_gmem1_rlast,
    input  logic        m_axi_gmem1_rvalid,
    output logic        m_axi_gmem1_rready
);
  import "DPI-C" function void vitcc_tap(
    input int group, input int row, input int column, input bit [63:0] lanes);

  localparam logic [7:0] FaultMissingRow = 1, FaultOrder = 2, FaultTwice = 3, FaultCross = 4,
      FaultUnstable = 5, FaultLast = 6, FaultHang = 7, FaultReadAway = 8, FaultWriteAway = 9,
      FaultCheck = 10, FaultEarlyDone = 11, FaultCounters = 12, FaultStatus = 13,
      FaultNoOutput = 14, FaultMissingGroup = 15;

  logic [7:0] image [0:63];
  logic [7:0] pixels [0:15];
  logic [31:0] base [0:5];
  logic [31:0] frames_q, frame_q;
  logic [63:0] cycles_q;
  logic [7:0] step_q;
  logic [7:0] fault;
  logic running_q, done_q, global_q, enable_q, pending_q;
  logic ar0_q, ar0_second_q, ar1_q, aw_q, w_q, w_beat_q, answered_q;
  logic [2:0] beats_q [0:1];
  logic [1:0] beats1_q;
  logic [31:0] logits [0:3];
  logic [63:0] lanes;

  wire [63:0] image_base = {base[1], base[0]};
  wire [63:0] input_base = {base[3], base[2]};
  wire [63:0] output_base = {base[5], base[4]};

  assign interrupt = global_q && pending_q;
  assign fault = frame_q == 32'(image[33]) ? image[32] : 8'd0;

  // Registers: one access at a time, answered in the next cycle.
  assign s_axi_control_awready = s_axi_control_awvalid && s_axi_control_wvalid && !s_axi_control_bvalid;
  assign s_axi_control_wready = s_axi_control_awready;
  assign s_axi_control_arready = !s_axi_control_rvalid;
  assign s_axi_control_bresp = 0;
  assign s_axi_control_rresp = 0;

  assign m_axi_gmem0_arsize = 3;
  assign m_axi_gmem0_arburst = 1;
  assign m_axi_gmem0_arvalid = ar0_q;
  assign m_axi_gmem0_arid = ar0_second_q;
  assign m_axi_gmem0_arlen = 3;
  assign m_axi_gmem0_rready = 1;
  assign m_axi_gmem0_awsize = 3;
  assign m_axi_gmem0_awburst = 1;
  assign m_axi_gmem0_awlen = 1;
  assign m_axi_gmem0_awvalid = aw_q;
  assign m_axi_gmem0_wvalid = w_q;
  assign m_axi_gmem0_wstrb = 8'hff;
  assign m_axi_gmem0_wlast = w_beat_q && fault != FaultLast;
  assign m_axi_gmem0_wdata = w_beat_q ? {logits[3], logits[2]} : {logits[1], logits[0]};
  assign m_axi_gmem0_bready = 1;
  assign m_axi_gmem0_awaddr =
      output_base + 64'(frame_q) * 16 + (fault == FaultWriteAway ? 64'd4096 : 64'd0);
  assign m_axi_gmem0_araddr = image_base + (ar0_second_q ? 64'd32 : 64'd0);
  assign m_axi_gmem1_arsize = 3;
  assign m_axi_gmem1_arburst = 1;
  assign m_axi_gmem1_arvalid = ar1_q;
  assign m_axi_gmem1_arlen = 1;
  assign m_axi_gmem1_rready = 1;
  assign m_axi_gmem1_araddr =
      fault == FaultCross ? {input_base[63:12], 12'hff8}
      : fault == FaultReadAway ? input_base - 64
      : fault == FaultUnstable && cycles_q[0] ? input_base + 8
      : input_base + 64'(frame_q) * 16;

  always_ff @(posedge ap_clk) begin
    if (s_axi_control_bready) s_axi_control_bvalid <= 0;
    if (s_axi_control_rready) s_axi_control_rvalid <= 0;
    if (s_axi_control_awready) begin
      s_axi_control_bvalid <= 1;
      case (s_axi_control_awaddr)
        12'h00: if (s_axi_control_wdata[0]) begin
          running_q <= 1;
          cycles_q <= 0;
          frame_q <= 0;
          step_q <= 0;
        end
        12'h04: global_q <= s_axi_control_wdata[0];
        12'h08: enable_q <= s_axi_control_wdata[0];
        12'h0c: pending_q <= pending_q ^ s_axi_control_wdata[0];
        12'h10: base[0] <= s_axi_control_wdata;
        12'h14: base[1] <= s_axi_control_wdata;
        12'h1c: base[2] <= s_axi_control_wdata;
        12'h20: base[3] <= s_axi_control_wdata;
        12'h28: base[4] <= s_axi_control_wdata;
        12'h2c: base[5] <= s_axi_control_wdata;
        12'h34: frames_q <= s_axi_control_wdata;
        default: ;
      endcase
    end
    if (s_axi_control_arvalid && s_axi_control_arready) begin
      s_axi_control_rvalid <= 1;
      case (s_axi_control_araddr)
        12'h00: begin
          s_axi_control_rdata <= {29'b0, !running_q, done_q, 1'b0};
          done_q <= 0;
        end
        12'h0c: s_axi_control_rdata <= {31'b0, pending_q};
        12'h3c: s_axi_control_rdata <= {frame_q[15:0], 15'b0, image[32] == FaultStatus};
        12'h80: s_axi_control_rdata <= cycles_q[31:0];
        12'hb0: s_axi_control_rdata <= cycles_q[31:0] + 32'(image[32] == FaultCounters);
        12'he8: s_axi_control_rdata <= frame_q;
        default: s_axi_control_rdata <= 0;
      endcase
    end

    if (running_q) begin
      cycles_q <= cycles_q + 1;
      if (step_q != 2) step_q <= step_q + 1;
    end
    if (running_q && step_q == 0) begin
      ar0_q <= 1;
      ar0_second_q <= 0;
      beats_q[0] <= 0;
      beats_q[1] <= 0;
      beats1_q <= 0;
    end
    if (m_axi_gmem0_arvalid && m_axi_gmem0_arready) begin
      ar0_q <= !ar0_second_q;
      ar0_second_q <= 1;
    end
    if (m_axi_gmem0_rvalid) begin
      for (int i = 0; i < 8; i++)
        image[32 * 32'(m_axi_gmem0_rid) + 8 * 32'(beats_q[m_axi_gmem0_rid]) + i] <= m_axi_gmem0_rdata[8*i +: 8];
      beats_q[m_axi_gmem0_rid] <= beats_q[m_axi_gmem0_rid] + 1;
      // The input is read once the image is there, so that its mistakes are known.
      if (beats_q[0] + beats_q[1] == 7) ar1_q <= 1;
    end
    if (m_axi_gmem1_arvalid && m_axi_gmem1_arready) ar1_q <= 0;
    if (m_axi_gmem1_rvalid) begin
      for (int i = 0; i < 8; i++) pixels[8 * 32'(beats1_q) + i] <= m_axi_gmem1_rdata[8*i +: 8];
      beats1_q <= beats1_q + 1;
      if (beats1_q == 1 && fault != FaultHang) step_q <= 3;
    end

    // Steps 3 to 6: tensor "sum", 4 x 4; steps 7 and 8: tensor "twice", 1 x 6 and two of padding.
    if (running_q && step_q >= 3 && step_q <= 6) begin
      for (int i = 0; i < 4; i++)
        lanes[16*i +: 16] = 16'(pixels[4 * (32'(step_q) - 3) + i])
            + 16'($signed(image[4 * (32'(step_q) - 3) + i]));
      if (!(fault == FaultMissingRow && step_q == 5)) vitcc_tap(0, 32'(step_q) - 3, 0, lanes);
      if (fault == FaultTwice && step_q == 5) vitcc_tap(0, 32'(step_q) - 3, 0, lanes);
      if (fault == FaultOrder && step_q == 5) vitcc_tap(1, 0, 0, lanes);
    end
    if (running_q && (step_q == 7 || step_q == 8)) begin
      for (int i = 0; i < 4; i++) begin
        lanes[16*i +: 16] = 16'(pixels[4 * (32'(step_q) - 7) + i]) << 1;
        if (step_q == 7) logits[i] <= 32'(pixels[i]) + 32'($signed(image[16 + i]));
      end
      if (fault != FaultMissingGroup) vitcc_tap(1, 0, 4 * (32'(step_q) - 7), lanes);
    end
    if (running_q && step_q == 9) begin
      aw_q <= fault != FaultNoOutput;
      w_q <= fault != FaultNoOutput;
      w_beat_q <= 0;
      answered_q <= fault == FaultNoOutput;
    end
    if (m_axi_gmem0_awvalid && m_axi_gmem0_awready) aw_q <= 0;
    if (m_axi_gmem0_wvalid && m_axi_gmem0_wready) begin
      w_beat_q <= 1;
      w_q <= !w_beat_q;
    end
    if (m_axi_gmem0_bvalid) answered_q <= 1;
    if (running_q && step_q > 10 && (answered_q || (fault == FaultEarlyDone && !aw_q && !w_q))) begin
      frame_q <= frame_q + 1;
      step_q <= 0;
      if (frame_q + 1 == frames_q) begin
        running_q <= 0;
        done_q <= 1;
        pending_q <= enable_q;
      end
    end else if (running_q && step_q == 20) begin
      step_q <= 20;
    end
    if (fault == FaultCheck && step_q == 8) $error("a check that fails on purpose");

    if (!ap_rst_n) begin
      {running_q, done_q, global_q, enable_q, pending_q} <= 0;
      {ar0_q, ar1_q, aw_q, w_q, answered_q} <= 0;
      s_axi_control_bvalid <= 0;
      s_axi_control_rvalid <= 0;
      step_q <= 0;
      frame_q <= 0;
      image[32] <= 0;
    end
  end
endmodule
