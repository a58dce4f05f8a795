// One DSP48E2 of a cascade: P = A * B + PCIN, registered behind multiplier and adder.
//
// Where First, nothing is added; where Last, the sum leaves by P instead of PCOUT. Only with
// VITCC_DSP48E2 defined (UG579, UltraScale Architecture DSP Slice).

`default_nettype none

`ifdef VITCC_DSP48E2
module vitcc_dsp48e2 #(
  parameter bit First = 1'b0,
  parameter bit Last  = 1'b0
) (
  input  logic        clk_i,
  input  logic        multiply_i,
  input  logic        add_i,
  input  logic [26:0] a_i,
  input  logic [8:0]  b_i,
  input  logic [47:0] cascade_i,
  output logic [47:0] cascade_o
);

  localparam logic [8:0] Mode = First ? 9'b00_000_01_01 : 9'b00_001_01_01;  // W, Z, Y, X

  logic [47:0] p, pcout;
  logic        unused_sum;

  assign cascade_o  = Last ? p : pcout;
  assign unused_sum = Last ? ^pcout : ^p;

  DSP48E2 #(
    .ACASCREG     (0),
    .ADREG        (0),
    .ALUMODEREG   (0),
    .AREG         (0),
    .BCASCREG     (0),
    .BREG         (0),
    .CARRYINREG   (0),
    .CARRYINSELREG(0),
    .CREG         (0),
    .DREG         (0),
    .INMODEREG    (0),
    .MREG         (1),
    .OPMODEREG    (0),
    .PREG         (1)
  ) u_cell (
    .CLK          (clk_i),
    .CEM          (multiply_i),
    .CEP          (add_i),
    .A            ({{3{a_i[26]}}, a_i}),
    .B            ({{9{b_i[8]}}, b_i}),
    .PCIN         (First ? 48'd0 : cascade_i),
    .P            (p),
    .PCOUT        (pcout),
    .OPMODE       (Mode),
    .ALUMODE      (4'b0000),
    .INMODE       (5'b00000),
    .CARRYINSEL   (3'b000),
    .C            (48'd0),
    .D            (27'd0),
    .ACIN         (30'd0),
    .BCIN         (18'd0),
    .CARRYIN      (1'b0),
    .CARRYCASCIN  (1'b0),
    .MULTSIGNIN   (1'b0),
    .CEA1         (1'b0),
    .CEA2         (1'b0),
    .CEAD         (1'b0),
    .CEALUMODE    (1'b0),
    .CEB1         (1'b0),
    .CEB2         (1'b0),
    .CEC          (1'b0),
    .CECARRYIN    (1'b0),
    .CECTRL       (1'b0),
    .CED          (1'b0),
    .CEINMODE     (1'b0),
    .RSTA         (1'b0),
    .RSTALLCARRYIN(1'b0),
    .RSTALUMODE   (1'b0),
    .RSTB         (1'b0),
    .RSTC         (1'b0),
    .RSTCTRL      (1'b0),
    .RSTD         (1'b0),
    .RSTINMODE    (1'b0),
    .RSTM         (1'b0),
    .RSTP         (1'b0),
    .ACOUT        (),
    .BCOUT        (),
    .CARRYCASCOUT (),
    .CARRYOUT     (),
    .MULTSIGNOUT  (),
    .OVERFLOW     (),
    .PATTERNBDETECT(),
    .PATTERNDETECT(),
    .UNDERFLOW    (),
    .XOROUT       ()
  );

endmodule
`endif

`default_nettype wire
