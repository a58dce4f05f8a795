// A word goes to one unit, and commands and payload stay until they are taken.

`default_nettype none

module vitcc_dispatcher_check (
  input logic       clk_i,
  input logic       rst_ni,
  input logic [9:0] valid_i
);

  always_ff @(posedge clk_i) begin
    if (rst_ni && valid_i != '0 && !$onehot(valid_i)) begin
      $error("%b: more than one is meant", valid_i);
    end
  end

endmodule

bind vitcc_dispatcher vitcc_dispatcher_check u_check (
  .clk_i  (clk_i),
  .rst_ni (rst_ni),
  .valid_i({matrix_valid_o, vector_valid_o, select_valid_o, store_valid_o,
             image_valid_o, gain_valid_o, payload_valid_o})
);

bind vitcc_dispatcher vitcc_handshake_check #(.Width(256)) u_matrix_check (
  .clk_i  (clk_i),
  .rst_ni (rst_ni),
  .valid_i(matrix_valid_o),
  .ready_i(matrix_ready_i),
  .data_i (command_o)
);

bind vitcc_dispatcher vitcc_handshake_check #(.Width(256)) u_vector_check (
  .clk_i  (clk_i),
  .rst_ni (rst_ni),
  .valid_i(vector_valid_o),
  .ready_i(vector_ready_i),
  .data_i (command_o)
);

bind vitcc_dispatcher vitcc_handshake_check #(.Width(256)) u_select_check (
  .clk_i  (clk_i),
  .rst_ni (rst_ni),
  .valid_i(select_valid_o),
  .ready_i(select_ready_i),
  .data_i (command_o)
);

bind vitcc_dispatcher vitcc_handshake_check #(.Width(256)) u_store_check (
  .clk_i  (clk_i),
  .rst_ni (rst_ni),
  .valid_i(store_valid_o),
  .ready_i(store_ready_i),
  .data_i (command_o)
);

bind vitcc_dispatcher vitcc_handshake_check #(.Width(256)) u_image_check (
  .clk_i  (clk_i),
  .rst_ni (rst_ni),
  .valid_i(image_valid_o),
  .ready_i(image_ready_i),
  .data_i (command_o)
);

`default_nettype wire
