# Loads the bitstream over JTAG: vivado -mode batch -source program.tcl
#
# VITCC_HW_SERVER: host:port of the hardware server (the local one). The fabric's clock and memory
# come from the processing system, which must be running: boot the board first.

source [file join [file dirname [file normalize [info script]]] common.tcl]

set bitstream [file join $folder bitstream $top.bit]
if {![file exists $bitstream]} { fail "there is no $bitstream: `make bitstream` first" }
open_hw_manager
connect_hw_server -url [setting VITCC_HW_SERVER localhost:3121]
open_hw_target
# The first letters of a part name the device: xczu9eg, without package and grade.
set family [lindex [split $part -] 0]
set device ""
foreach candidate [get_hw_devices] {
  set name [get_property PART $candidate]
  if {$name ne "" && [string match $name* $family]} { set device $candidate }
}
if {$device eq ""} { fail "no device like $part on the JTAG chain: [get_hw_devices]" }
current_hw_device $device
set_property PROGRAM.FILE $bitstream $device
program_hw_devices $device
close_hw_manager
note "$device runs $bitstream"
