// Rotates the lanes of a word: lane i of the result is lane (i + amount) mod Lanes.
//
// Registered stages of 4:1 multiplexers, ceil(log4 Lanes) of them; one word a cycle, no handshake.

`default_nettype none

module vitcc_rotate #(
  parameter int Lanes    = 64,  // a power of two, at least 4
  parameter int LaneBits = 8
) (
  input  logic                       clk_i,
  input  logic                       valid_i,
  input  logic [$clog2(Lanes)-1:0]   amount_i,
  input  logic [Lanes*LaneBits-1:0]  data_i,
  output logic [Lanes*LaneBits-1:0]  data_o
);

  localparam int AmountBits = $clog2(Lanes);
  localparam int Stages     = (AmountBits + 1) / 2;
  localparam int Width      = Lanes * LaneBits;

  logic [Width-1:0]      data_q   [0:Stages-1];
  logic [2*Stages-1:0]   amount_q [0:Stages-1];
  logic [Stages-1:0]     valid_q;
  logic                  unused_amount;

  assign unused_amount = ^amount_q[Stages-1] ^ valid_q[Stages-1];
  assign data_o        = data_q[Stages-1];

  for (genvar s = 0; s < Stages; s++) begin : gen_stage
    localparam int Step = LaneBits << (2 * s);

    logic [Width-1:0]    from;
    logic [2*Stages-1:0] amount;
    logic                valid;

    if (s == 0) begin : gen_first
      assign from   = data_i;
      assign amount = (2*Stages)'(amount_i);
      assign valid  = valid_i;
    end else begin : gen_next
      assign from   = data_q[s-1];
      assign amount = amount_q[s-1];
      assign valid  = valid_q[s-1];
    end

    always_ff @(posedge clk_i) valid_q[s] <= valid;

    if (2 * s + 1 < AmountBits) begin : gen_four
      always_ff @(posedge clk_i) begin
        if (valid) begin
          amount_q[s] <= amount;
          case (amount[2*s +: 2])
            2'd1:    data_q[s] <= {from[Step-1:0], from[Width-1:Step]};
            2'd2:    data_q[s] <= {from[2*Step-1:0], from[Width-1:2*Step]};
            2'd3:    data_q[s] <= {from[3*Step-1:0], from[Width-1:3*Step]};
            default: data_q[s] <= from;
          endcase
        end
      end
    end else begin : gen_two
      always_ff @(posedge clk_i) begin
        if (valid) begin
          amount_q[s] <= amount;
          data_q[s]   <= amount[2*s] ? {from[Step-1:0], from[Width-1:Step]} : from;
        end
      end
    end
  end

endmodule

`default_nettype wire
