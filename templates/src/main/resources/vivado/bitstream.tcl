# From the IP block to a bitstream for the board: vivado -mode batch -source bitstream.tcl
#
# Needs ip/ (package_ip.tcl). Makes a block design of the processing system, the accelerator and
# what lies between, implements it, and leaves bitstream/vitcc_accel.bit, .hwh and .xsa.
# VITCC_JOBS: runs at once (2). VITCC_STOP=design ends after the block design was checked.

set here [file dirname [file normalize [info script]]]
source [file join $here common.tcl]
source [file join $here processor.tcl]

# The latest version of an IP block that this Vivado has.
proc newest {name} {
  set blocks [get_ipdefs -all xilinx.com:ip:$name:*]
  if {[llength $blocks] == 0} { fail "this Vivado has no IP block $name" }
  return [lindex [lsort -dictionary [get_property VLNV $blocks]] end]
}

# The board files that are installed, whoever made them and whichever version they have.
proc find_board_part {} {
  set name [lindex [split $::board_part :] 1]
  set found [lsort -dictionary [get_board_parts -quiet *:$name:part0:*]]
  if {$found eq ""} {
    fail "Vivado has no board files of $::board_part; without them the memory of the processing\
      system is not set up. Install them with Tools > Vivado Store > Boards, or from the maker"
  }
  return [lindex $found end]
}

# A SmartConnect from some interfaces to one.
proc connect_axi {name from to} {
  set cell [create_bd_cell -type ip -vlnv [newest smartconnect] $name]
  set_property -dict [list CONFIG.NUM_SI [llength $from] CONFIG.NUM_MI 1] $cell
  connect_clock $name/aclk
  connect_bd_net [get_bd_pins reset_0/interconnect_aresetn] [get_bd_pins $name/aresetn]
  set index 0
  foreach interface $from {
    connect_bd_intf_net [get_bd_intf_pins $interface] \
      [get_bd_intf_pins [format %s/S%02d_AXI $name $index]]
    incr index
  }
  connect_bd_intf_net [get_bd_intf_pins $name/M00_AXI] [get_bd_intf_pins $to]
}

proc connect_clock {pin} {
  connect_bd_net [get_bd_pins $::processor_clock] [get_bd_pins $pin]
}

require_part
if {![file exists [file join $ip_folder component.xml]]} {
  fail "there is no IP block in $ip_folder: run package_ip.tcl first, or `make ip`"
}
begin_reports impl
create_project -force vitcc_board [file join $work board] -part $part
set_property board_part [find_board_part] [current_project]
set_property ip_repo_paths [list $ip_folder] [current_project]
update_ip_catalog
create_bd_design board

# Processing system, reset, accelerator.
set used [expr {min($memory_ports, $host_ports)}]
create_bd_cell -type ip -vlnv [newest $processor] ps
configure_processor ps $clock_mhz $used $host_port_bits
create_bd_cell -type ip -vlnv [newest proc_sys_reset] reset_0
create_bd_cell -type ip -vlnv vitcc:accel:$top:1.0 vitcc_accel_0
connect_clock reset_0/slowest_sync_clk
connect_bd_net [get_bd_pins $processor_reset] [get_bd_pins reset_0/ext_reset_in]
connect_clock vitcc_accel_0/ap_clk
connect_bd_net [get_bd_pins reset_0/peripheral_aresetn] [get_bd_pins vitcc_accel_0/ap_rst_n]
connect_bd_net [get_bd_pins vitcc_accel_0/interrupt] [get_bd_pins $processor_interrupt]
foreach pin [processor_clock_pins $used] { connect_clock $pin }

# Registers; and the memory ports, dealt to the ports that the board has.
connect_axi control_axi $processor_master vitcc_accel_0/s_axi_control
for {set host 0} {$host < $used} {incr host} {
  set from {}
  for {set port $host} {$port < $memory_ports} {incr port $used} {
    lappend from vitcc_accel_0/m_axi_gmem$port
  }
  connect_axi memory_axi_$host $from [processor_port $host]
}

# Addresses: the registers where the drivers look for them, all of DDR for every memory port.
assign_bd_address -offset $register_base -range $register_bytes \
  -target_address_space [get_bd_addr_spaces ps/Data] \
  [get_bd_addr_segs vitcc_accel_0/s_axi_control/reg0]
assign_bd_address
for {set port 0} {$port < $memory_ports} {incr port} {
  set space [get_bd_addr_spaces vitcc_accel_0/m_axi_gmem$port]
  set memory 0
  foreach segment [get_bd_addr_segs -of_objects $space] {
    if {[string match *DDR* $segment]} {
      incr memory
    } else {
      exclude_bd_addr_seg $segment
    }
  }
  if {$memory == 0} { fail "m_axi_gmem$port reaches no DDR" }
}
set address [get_property OFFSET [get_bd_addr_segs \
  -of_objects [get_bd_addr_spaces ps/Data] -filter {NAME =~ *vitcc_accel_0*}]]
if {$address != $register_base} {
  fail "the registers are at $address and not at $register_base, where the drivers look for them"
}
validate_bd_design
save_bd_design

# Processing systems divide their own clocks, and may miss what was asked for.
set actual [expr {[get_property CONFIG.FREQ_HZ [get_bd_pins vitcc_accel_0/ap_clk]] / 1e6}]
note "the accelerator runs at $actual MHz, asked for were $clock_mhz MHz"
if {$actual > 1.001 * $clock_mhz || $actual < 0.9 * $clock_mhz} {
  fail "that is too far off: compile for a clock that the board can make, vitcc --clock $actual"
}
if {[setting VITCC_STOP ""] eq "design"} {
  note "the block design is in [file join $work board], as VITCC_STOP asks for"
  exit 0
}

# Implementation.
set design [get_files board.bd]
add_files -norecurse [make_wrapper -files $design -top]
set_property top board_wrapper [current_fileset]
update_compile_order -fileset sources_1
launch_runs impl_1 -to_step write_bitstream -jobs [setting VITCC_JOBS 2]
wait_on_run impl_1
if {[get_property PROGRESS [get_runs impl_1]] ne "100%"} {
  fail "implementation failed: [get_property STATUS [get_runs impl_1]];\
    see [file join [get_property DIRECTORY [get_runs impl_1]] runme.log]"
}
open_run impl_1
set cell [get_cells -hierarchical -filter "NAME =~ */vitcc_accel_0"]
report_utilization -file [report_name impl design_utilization]
report_utilization -cells $cell -file [report_name impl utilization]
report_utilization -hierarchical -file [report_name impl hierarchy]
report_timing_summary -file [report_name impl timing]
end_reports impl

set slack [get_property SLACK [lindex [get_timing_paths -delay_type max] 0]]
if {$slack < 0 && [setting VITCC_ALLOW_SLACK 0] != 1} {
  set reached [expr {floor(10 * 1000.0 / (1000.0 / $actual - $slack)) / 10}]
  fail "timing is not met: slack $slack ns at $actual MHz. `vitcc --clock $reached` compiles for\
    what was reached; VITCC_ALLOW_SLACK=1 takes the bitstream as it is"
}

# What goes to the board; PYNQ wants .bit and .hwh under one name.
set out [file join $folder bitstream]
file mkdir $out
file copy -force [file join [get_property DIRECTORY [get_runs impl_1]] board_wrapper.bit] \
  [file join $out $top.bit]
set handoff [glob -nocomplain \
  [file join $work board vitcc_board.* sources_1 bd board hw_handoff board.hwh]]
if {$handoff eq ""} { fail "Vivado left no board.hwh in [file join $work board]" }
file copy -force [lindex $handoff 0] [file join $out $top.hwh]
write_hw_platform -fixed -include_bit -force -file [file join $out $top.xsa]
close_project
note "bitstream, .hwh and .xsa are in $out"
