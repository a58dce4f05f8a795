# The processing system of Zynq-7000: how its block is set up, and what its pins are called.

set processor_clock ps/FCLK_CLK0
set processor_reset ps/FCLK_RESET0_N
set processor_interrupt ps/IRQ_F2P
set processor_master ps/M_AXI_GP0

proc configure_processor {cell clock_mhz ports bits} {
  apply_bd_automation -rule xilinx.com:bd_rule:processing_system7 \
    -config {make_external "FIXED_IO, DDR" apply_board_preset "1" Master "Disable" \
      Slave "Disable"} [get_bd_cells $cell]
  set values [list \
    CONFIG.PCW_EN_CLK0_PORT 1 \
    CONFIG.PCW_FPGA0_PERIPHERAL_FREQMHZ $clock_mhz \
    CONFIG.PCW_EN_RST0_PORT 1 \
    CONFIG.PCW_USE_FABRIC_INTERRUPT 1 \
    CONFIG.PCW_IRQ_F2P_INTR 1 \
    CONFIG.PCW_USE_M_AXI_GP0 1]
  for {set port 0} {$port < 4} {incr port} {
    set enabled [expr {$port < $ports}]
    lappend values CONFIG.PCW_USE_S_AXI_HP$port $enabled
    if {$enabled} { lappend values CONFIG.PCW_S_AXI_HP${port}_DATA_WIDTH $bits }
  }
  set_property -dict $values [get_bd_cells $cell]
}

proc processor_port {index} {
  return ps/S_AXI_HP$index
}

proc processor_clock_pins {ports} {
  set pins ps/M_AXI_GP0_ACLK
  for {set port 0} {$port < $ports} {incr port} { lappend pins ps/S_AXI_HP${port}_ACLK }
  return $pins
}
