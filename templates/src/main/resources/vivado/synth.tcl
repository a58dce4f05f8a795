# Synthesis of the accelerator alone: vivado -mode batch -source synth.tcl
#
# Leaves reports/synth_utilization.rpt, synth_hierarchy.rpt, synth_timing.rpt, synth_checkpoint.dcp.
# `vitcc report` reads them. Timing is estimated, since nothing is placed.

source [file join [file dirname [file normalize [info script]]] common.tcl]

require_part
begin_reports synth
read_verilog -sv [rtl_files]
read_xdc -mode out_of_context [file join $folder out_of_context.xdc]
synth_design -top $top -part $part -mode out_of_context -flatten_hierarchy rebuilt
report_utilization -file [report_name synth utilization]
report_utilization -hierarchical -file [report_name synth hierarchy]
report_timing_summary -file [report_name synth timing]
write_checkpoint -force [file join $reports synth_checkpoint.dcp]
end_reports synth
note "utilisation and timing are in $reports; `vitcc report` shows them"
