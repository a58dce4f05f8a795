// What vitcc uses of a DSP48E2, after UG579: P = A * B + PCIN or A * B, registers behind multiplier
// and adder. What it was not made for ends the simulation.

`default_nettype none

module DSP48E2 #(
  parameter int ACASCREG      = 1,
  parameter int ADREG         = 1,
  parameter int ALUMODEREG    = 1,
  parameter int AREG          = 1,
  parameter int BCASCREG      = 1,
  parameter int BREG          = 1,
  parameter int CARRYINREG    = 1,
  parameter int CARRYINSELREG = 1,
  parameter int CREG          = 1,
  parameter int DREG          = 1,
  parameter int INMODEREG     = 1,
  parameter int MREG          = 1,
  parameter int OPMODEREG     = 1,
  parameter int PREG          = 1
) (
  input  logic        CLK,
  input  logic        CEM, CEP,
  input  logic [29:0] A,
  input  logic [17:0] B,
  input  logic [47:0] C, PCIN,
  input  logic [26:0] D,
  input  logic [29:0] ACIN,
  input  logic [17:0] BCIN,
  input  logic [8:0]  OPMODE,
  input  logic [3:0]  ALUMODE,
  input  logic [4:0]  INMODE,
  input  logic [2:0]  CARRYINSEL,
  input  logic        CARRYIN, CARRYCASCIN, MULTSIGNIN,
  input  logic        CEA1, CEA2, CEAD, CEALUMODE, CEB1, CEB2, CEC, CECARRYIN, CECTRL, CED, CEINMODE,
  input  logic        RSTA, RSTALLCARRYIN, RSTALUMODE, RSTB, RSTC, RSTCTRL, RSTD, RSTINMODE, RSTM,
  input  logic        RSTP,
  output logic [47:0] P, PCOUT,
  output logic [29:0] ACOUT,
  output logic [17:0] BCOUT,
  output logic [3:0]  CARRYOUT,
  output logic [7:0]  XOROUT,
  output logic        CARRYCASCOUT, MULTSIGNOUT, OVERFLOW, PATTERNBDETECT, PATTERNDETECT, UNDERFLOW
);

  localparam bit Known = {ACASCREG, ADREG, ALUMODEREG, AREG, BCASCREG, BREG, CARRYINREG,
                          CARRYINSELREG, CREG, DREG, INMODEREG, OPMODEREG} == '0 &&
                         MREG == 1 && PREG == 1;

  logic signed [44:0] m_q;
  logic               idle;

  assign PCOUT = P;
  assign idle  = {C, D, ACIN, BCIN, ALUMODE, INMODE, CARRYINSEL, CARRYIN, CARRYCASCIN, MULTSIGNIN,
                  RSTA, RSTALLCARRYIN, RSTALUMODE, RSTB, RSTC, RSTCTRL, RSTD, RSTINMODE, RSTM,
                  RSTP} == '0;

  always_ff @(posedge CLK) begin
    if (CEM) m_q <= $signed(A[26:0]) * $signed(B);
    if (CEP) begin
      case (OPMODE)
        9'b00_000_01_01: P <= 48'(m_q);
        9'b00_001_01_01: P <= PCIN + 48'(m_q);
        default: $stop;
      endcase
    end
    if (!Known || !idle) $stop;
  end

endmodule

`default_nettype wire
