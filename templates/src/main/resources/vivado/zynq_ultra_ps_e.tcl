# The processing system of Zynq UltraScale+: how its block is set up, and what its pins are called.

set processor_clock ps/pl_clk0
set processor_reset ps/pl_resetn0
set processor_interrupt ps/pl_ps_irq0
set processor_master ps/M_AXI_HPM0_FPD

# S_AXI_HP0_FPD … HP3_FPD are the ports 2 … 5 of the block's parameters.
proc configure_processor {cell clock_mhz ports bits} {
  apply_bd_automation -rule xilinx.com:bd_rule:zynq_ultra_ps_e \
    -config {apply_board_preset "1"} [get_bd_cells $cell]
  set values [list \
    CONFIG.PSU__FPGA_PL0_ENABLE 1 \
    CONFIG.PSU__CRL_APB__PL0_REF_CTRL__FREQMHZ $clock_mhz \
    CONFIG.PSU__USE__FABRIC__RST 1 \
    CONFIG.PSU__USE__IRQ0 1 \
    CONFIG.PSU__USE__M_AXI_GP0 1 \
    CONFIG.PSU__USE__M_AXI_GP1 0 \
    CONFIG.PSU__USE__M_AXI_GP2 0]
  for {set port 0} {$port < 4} {incr port} {
    set index [expr {$port + 2}]
    set enabled [expr {$port < $ports}]
    lappend values CONFIG.PSU__USE__S_AXI_GP$index $enabled
    if {$enabled} { lappend values CONFIG.PSU__SAXIGP${index}__DATA_WIDTH $bits }
  }
  set_property -dict $values [get_bd_cells $cell]
}

proc processor_port {index} {
  return ps/S_AXI_HP${index}_FPD
}

proc processor_clock_pins {ports} {
  set pins ps/maxihpm0_fpd_aclk
  for {set port 0} {$port < $ports} {incr port} { lappend pins ps/saxihp${port}_fpd_aclk }
  return $pins
}
