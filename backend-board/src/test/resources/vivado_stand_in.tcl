# A stand-in for Vivado: as much of its commands as the scripts use, with a memory of what they
# made. What it doesn't know is an error, and so is what Vivado would refuse: pins, properties and
# objects that are not there, clocks and interfaces left open.
#
#   tclsh vivado_stand_in.tcl SCRIPT STATE
#
# STATE gets a line for each thing that was made. Of the environment: STAND_IN_INFERS=0 leaves all
# interfaces to the script, STAND_IN_CLOCK is what the processing system makes of the clock asked
# for, STAND_IN_SLACK what timing ends with, STAND_IN_BOARDS and STAND_IN_PARTS what is installed.

lassign $argv script state_file
set argv {}
set state {}
proc made {args} { lappend ::state $args }
proc refuse {message} { error "stand-in: $message" }
proc unknown {args} { refuse "there is no command [lindex $args 0]" }
proc stand_in {name default} {
  return [expr {[info exists ::env(STAND_IN_$name)] ? $::env(STAND_IN_$name) : $default}]
}
rename exit real_exit
proc exit {{code 0}} {
  set out [open $::state_file w]
  foreach line $::state { puts $out $line }
  close $out
  real_exit $code
}

# Objects are names; what they hold is in property(object), in lower case.
array set property {}
proc new {object values} {
  if {[info exists ::property($object)]} { refuse "$object is there already" }
  set ::property($object) [dict create {*}$values]
  return $object
}
proc objects {pattern} { return [lsort -dictionary [array names ::property $pattern]] }
proc known {object} {
  if {![info exists ::property($object)]} { refuse "no object '$object'" }
}
proc list_property {object} { known $object; return [dict keys $::property($object)] }
proc get_property {name objects} {
  set values {}
  if {$objects eq ""} { refuse "get_property $name of nothing" }
  foreach object $objects {
    known $object
    set key [string tolower $name]
    if {![dict exists $::property($object) $key]} { refuse "$object has no property $name" }
    lappend values [dict get $::property($object) $key]
  }
  if {[llength $objects] == 1} { return [lindex $values 0] }
  return $values
}
proc set_property {args} {
  if {[lindex $args 0] eq "-dict"} {
    lassign $args - values object
  } else {
    lassign $args name value object
    set values [list $name $value]
  }
  if {$object eq ""} { refuse "set_property [lindex $values 0] of nothing" }
  known $object
  foreach {name value} $values {
    set key [string tolower $name]
    if {![dict exists $::property($object) $key]} { refuse "$object has no property $name" }
    dict set ::property($object) $key $value
  }
}
# Options of a command: flags, and options with a value; the rest is left in `words`.
proc options {arguments flags values} {
  upvar 1 words words option option
  set words {}
  array unset option
  array set option {}
  for {set i 0} {$i < [llength $arguments]} {incr i} {
    set word [lindex $arguments $i]
    if {![string match -* $word]} {
      lappend words $word
    } elseif {$word in $flags} {
      set option($word) 1
    } elseif {$word in $values} {
      set option($word) [lindex $arguments [incr i]]
    } else {
      refuse "unknown option $word"
    }
  }
}

# Projects, parts, files.
set parts [stand_in PARTS {xczu9eg-ffvb1156-2-e xc7z020clg400-1 xcu250-figd2104-2L-e}]
set boards [stand_in BOARDS {
  xilinx.com:zcu102:part0:3.2 xilinx.com:zcu102:part0:3.10 tul.com.tw:pynq-z2:part0:1.0}]
proc get_parts {args} {
  options $args -quiet {}
  return [lsearch -all -inline $::parts [lindex $words 0]]
}
proc get_board_parts {args} {
  options $args -quiet {}
  return [lsearch -all -inline $::boards [lindex $words 0]]
}
proc create_project {args} {
  options $args -force -part
  lassign $words name folder
  if {$option(-part) ni $::parts} { refuse "no part $option(-part)" }
  file mkdir $folder
  set ::project $folder
  new project [list part $option(-part) board_part {} ip_repo_paths {}]
  new fileset {top {}}
  set ::files {}
  made project $name $option(-part)
}
proc current_project {} { return project }
proc current_fileset {} { return fileset }
proc close_project {} { made closed }
proc add_files {args} {
  options $args -norecurse {}
  foreach file [concat {*}$words] {
    if {![file exists $file]} { refuse "no file $file" }
    lappend ::files $file
  }
}
proc update_compile_order {args} { options $args {} -fileset }
proc text_of {file} {
  set in [open $file]
  set text [read $in]
  close $in
  return $text
}
proc write_text {file text} {
  file mkdir [file dirname $file]
  set out [open $file w]
  puts $out $text
  close $out
}

# Synthesis.
proc read_verilog {args} {
  options $args -sv {}
  foreach file [concat {*}$words] {
    if {![file exists $file]} { refuse "no file $file" }
    made read [file tail $file]
  }
}
proc get_ports {name} {
  if {$name ne "ap_clk"} { refuse "no port $name" }
  return $name
}
proc create_clock {args} {
  options $args {} {-name -period}
  made clock $option(-name) $option(-period) {*}$words
}
proc read_xdc {args} {
  options $args {} -mode
  made constraints $option(-mode)
  uplevel #0 [list source $words]
}
proc synth_design {args} {
  options $args {} {-top -part -mode -flatten_hierarchy}
  made synth_design $option(-top) $option(-part) $option(-mode)
}
proc report_file {name args} {
  options $args -hierarchical {-file -cells}
  if {[info exists option(-cells)] && $option(-cells) eq ""} { refuse "a report of no cells" }
  write_text $option(-file) "$name of the stand-in"
  made report $name [file tail $option(-file)]
}
proc report_utilization {args} { report_file utilization {*}$args }
proc report_timing_summary {args} { report_file timing {*}$args }
proc write_checkpoint {args} { options $args -force {}; write_text $words dcp }

# The IP packager. Interfaces of a module are seen by the names and attributes of its ports.
namespace eval ipx {}
proc ipx::package_project {args} {
  options $args {-import_files -force} {-root_dir -vendor -library -taxonomy}
  set ::core [new core [list name {} version {} display_name {} description {} core_revision 0 \
    root $option(-root_dir) vlnv $option(-vendor):$option(-library)]]
  set top [get_property top fileset]
  set module ""
  foreach file $::files {
    if {[file rootname [file tail $file]] eq $top} { set module $file }
  }
  if {![string match *.v $module]} { refuse "the top of an IP block is Verilog, not '$module'" }
  set text [text_of $module]
  foreach {- attributes direction range name} [regexp -all -inline \
    {((?:\(\*[^)]*\*\)\s*)*)(input|output)\s+wire\s+(?:(\[\d+:0\])\s+)?(\w+)} $text] {
    new port|$name [list name $name direction $direction]
    if {[regexp {X_INTERFACE_INFO = "(\S+) (\S+) (\S+)"} $attributes - type bus logical]} {
      if {[stand_in INFERS 1]} { add_bus $bus $type slave $name }
    }
  }
  if {[stand_in INFERS 1]} {
    set buses {}
    foreach port [objects port|*] {
      if {[regexp {^port\|(.*)_a[rw]addr$} $port - bus]} { lappend buses $bus }
    }
    foreach bus [lsort -unique $buses] {
      ipx::infer_bus_interface [lmap port [objects port|${bus}_*] {get_property name $port}] \
        xilinx.com:interface:aximm_rtl:1.0 core
    }
  }
}
proc add_bus {bus type mode ports} {
  new bus|$bus [list name $bus interface_mode $mode slave_memory_map_ref {} \
    master_address_space_ref {}]
  foreach port $ports { new map|$bus|$port [list physical_name $port] }
}
proc ipx::infer_bus_interface {ports type core} {
  foreach port $ports {
    if {![info exists ::property(port|$port)]} { refuse "no port $port" }
  }
  if {![string match *aximm* $type]} { return [add_bus $ports $type slave $ports] }
  regexp {^(.*)_[^_]+$} [lindex $ports 0] - bus
  set master [expr {[get_property direction port|${bus}_araddr] eq "output"}]
  add_bus $bus $type [expr {$master ? "master" : "slave"}] $ports
  if {![stand_in INFERS 1]} return
  # As Vivado does: a map with a block, but no registers in it.
  if {$master} {
    ipx::add_address_space $bus core
  } else {
    ipx::add_memory_map $bus core
    ipx::add_address_block reg0 map|$bus
  }
}
proc child {kind arguments} {
  options $arguments -quiet -of_objects
  set of $option(-of_objects)
  known $of
  set prefix [expr {$of eq "core" ? "$kind|" : "$kind|[join [lrange [split $of |] 1 end] |]|"}]
  set pattern [expr {$words eq "" ? "*" : $words}]
  set found {}
  foreach object [objects $prefix$pattern] {
    if {[string first | $object [string length $prefix]] < 0} { lappend found $object }
  }
  if {$found eq "" && ![info exists option(-quiet)]} { puts "WARNING: no $kind $words" }
  return $found
}
proc current_core {} { return core }
proc ipx::current_core {} { return core }
proc ipx::get_ports {args} { return [child port $args] }
proc ipx::get_bus_interfaces {args} { return [child bus $args] }
proc ipx::get_port_maps {args} { return [child map $args] }
proc ipx::get_bus_parameters {args} { return [child parameter $args] }
proc ipx::get_memory_maps {args} { return [child memory $args] }
proc ipx::get_address_spaces {args} { return [child space $args] }
proc ipx::get_address_blocks {args} { return [child block $args] }
proc inside {object} { return [join [lrange [split $object |] 1 end] |] }
proc ipx::add_bus_parameter {name bus} {
  known $bus
  return [new parameter|[inside $bus]|$name {value {}}]
}
proc ipx::add_memory_map {name core} { return [new memory|$name [list name $name]] }
proc ipx::add_address_space {name core} {
  return [new space|$name [list name $name range 4294967296 width 32]]
}
proc ipx::add_address_block {name map} {
  set map [regsub {^map} $map memory]
  known $map
  return [new block|[inside $map]|$name \
    [list name $name base_address 0 range 4096 width 32 usage memory]]
}
proc ipx::remove_address_block {name map} {
  known block|[inside $map]|$name
  unset ::property(block|[inside $map]|$name)
}
proc ipx::add_register {name block} {
  known $block
  return [new register|[inside $block]|$name {address_offset {} size {} description {} access {}}]
}
proc ipx::add_field {name register} {
  known $register
  return [new field|[inside $register]|$name {bit_offset {} bit_width {} access {} description {}
    read_action {} modified_write_value {}}]
}
proc ipx::create_xgui_files {core} {}
proc ipx::update_checksums {core} {}
proc ipx::check_integrity {core} { made checked }
proc ipx::save_core {core} {
  foreach bus [objects bus|*] {
    set name [get_property name $bus]
    set ports [lmap map [child map [list -of_objects $bus]] {get_property physical_name $map}]
    made interface $name [get_property interface_mode $bus] $ports \
      [get_property slave_memory_map_ref $bus][get_property master_address_space_ref $bus]
    foreach parameter [objects parameter|$name|*] {
      made parameter $name [lindex [split $parameter |] end] [get_property value $parameter]
    }
  }
  foreach space [objects space|*] {
    made space [get_property name $space] [get_property range $space] [get_property width $space]
  }
  foreach block [objects block|*] {
    made block [inside $block] [get_property range $block] [get_property usage $block]
  }
  foreach register [objects register|*] {
    lassign [split $register |] - map block name
    made register $block $name [expr {[get_property address_offset $register] + 0}] \
      [get_property size $register]
  }
  foreach field [objects field|*] {
    lassign [split $field |] - map block register name
    made field $register $name [get_property bit_offset $field] [get_property bit_width $field] \
      [get_property access $field] \
      [get_property read_action $field][get_property modified_write_value $field]
  }
  made core [get_property vlnv core]:[get_property name core]:[get_property version core]
  set buses [lmap bus [objects bus|?_axi*] {list [inside $bus] [get_property interface_mode $bus]}]
  write_text [file join [get_property root core] component.xml] $buses
}

# Block designs. Cells have the pins of their kind, as their configuration makes them.
proc update_ip_catalog {} {
  set ::ip_buses {}
  foreach repository [get_property ip_repo_paths project] {
    set ::ip_buses [text_of [file join $repository component.xml]]
  }
}
proc get_ipdefs {args} {
  options $args -all {}
  set found {}
  foreach vlnv {
    xilinx.com:ip:zynq_ultra_ps_e:3.5 xilinx.com:ip:processing_system7:5.5
    xilinx.com:ip:smartconnect:1.0 xilinx.com:ip:proc_sys_reset:5.0
  } {
    if {[string match $words $vlnv]} {
      if {![info exists ::property(ipdef|$vlnv)]} { new ipdef|$vlnv [list vlnv $vlnv] }
      lappend found ipdef|$vlnv
    }
  }
  return $found
}
proc create_bd_design {name} {
  if {[get_property board_part project] ni $::boards} { refuse "no board part" }
  made board_part [get_property board_part project]
}
array set kind {}
proc create_bd_cell {args} {
  options $args {} {-type -vlnv}
  set name $words
  set ::kind($name) [lindex [split $option(-vlnv) :] 2]
  set values {}
  switch $::kind($name) {
    zynq_ultra_ps_e {
      set values {config.psu__fpga_pl0_enable 0 config.psu__crl_apb__pl0_ref_ctrl__freqmhz 100
        config.psu__use__fabric__rst 0 config.psu__use__irq0 0 config.psu__use__m_axi_gp0 1
        config.psu__use__m_axi_gp1 1 config.psu__use__m_axi_gp2 0}
      foreach index {0 1 2 3 4 5 6} {
        lappend values config.psu__use__s_axi_gp$index 0 config.psu__saxigp${index}__data_width 128
      }
    }
    processing_system7 {
      set values {config.pcw_en_clk0_port 0 config.pcw_fpga0_peripheral_freqmhz 50
        config.pcw_en_rst0_port 0 config.pcw_use_fabric_interrupt 0 config.pcw_irq_f2p_intr 0
        config.pcw_use_m_axi_gp0 0}
      foreach index {0 1 2 3} {
        lappend values config.pcw_use_s_axi_hp$index 0 config.pcw_s_axi_hp${index}_data_width 64
      }
    }
    smartconnect { set values {config.num_si 1 config.num_mi 1} }
    proc_sys_reset {}
    vitcc_accel { if {$::ip_buses eq ""} { refuse "no vitcc_accel in the catalog" } }
    default { refuse "no IP block $option(-vlnv)" }
  }
  made cell $name $::kind($name)
  return [new $name $values]
}
proc get_bd_cells {name} { known $name; return $name }
proc apply_bd_automation {args} {
  options $args {} {-rule -config}
  if {[dict get $option(-config) apply_board_preset] != 1} { refuse "the board is not set up" }
  if {![string match *:$::kind($words) $option(-rule)]} { refuse "no rule $option(-rule)" }
  made preset $words
}
proc config {cell name} { return [get_property config.$name $cell] }
# Pins of a cell, and its interfaces with m or s.
proc pins {cell} {
  switch $::kind($cell) {
    proc_sys_reset {
      return {slowest_sync_clk ext_reset_in interconnect_aresetn peripheral_aresetn}
    }
    smartconnect { return {aclk aresetn} }
    vitcc_accel { return {ap_clk ap_rst_n interrupt} }
    zynq_ultra_ps_e {
      set pins {}
      if {[config $cell psu__fpga_pl0_enable]} { lappend pins pl_clk0 }
      if {[config $cell psu__use__fabric__rst]} { lappend pins pl_resetn0 }
      if {[config $cell psu__use__irq0]} { lappend pins pl_ps_irq0 }
      foreach gp {0 1 2} name {maxihpm0_fpd_aclk maxihpm1_fpd_aclk maxihpm0_lpd_aclk} {
        if {[config $cell psu__use__m_axi_gp$gp]} { lappend pins $name }
      }
      foreach hp {0 1 2 3} {
        if {[config $cell psu__use__s_axi_gp[expr {$hp + 2}]]} { lappend pins saxihp${hp}_fpd_aclk }
      }
      return $pins
    }
    processing_system7 {
      set pins {}
      if {[config $cell pcw_en_clk0_port]} { lappend pins FCLK_CLK0 }
      if {[config $cell pcw_en_rst0_port]} { lappend pins FCLK_RESET0_N }
      if {[config $cell pcw_use_fabric_interrupt] && [config $cell pcw_irq_f2p_intr]} {
        lappend pins IRQ_F2P
      }
      if {[config $cell pcw_use_m_axi_gp0]} { lappend pins M_AXI_GP0_ACLK }
      foreach hp {0 1 2 3} {
        if {[config $cell pcw_use_s_axi_hp$hp]} { lappend pins S_AXI_HP${hp}_ACLK }
      }
      return $pins
    }
  }
}
proc interfaces_of {cell} {
  set found {}
  switch $::kind($cell) {
    smartconnect {
      for {set i 0} {$i < [config $cell num_si]} {incr i} { lappend found [format S%02d_AXI $i] s }
      for {set i 0} {$i < [config $cell num_mi]} {incr i} { lappend found [format M%02d_AXI $i] m }
    }
    vitcc_accel {
      foreach bus $::ip_buses { lappend found [lindex $bus 0] [string index [lindex $bus 1] 0] }
    }
    zynq_ultra_ps_e {
      foreach gp {0 1 2} name {M_AXI_HPM0_FPD M_AXI_HPM1_FPD M_AXI_HPM0_LPD} {
        if {[config $cell psu__use__m_axi_gp$gp]} { lappend found $name m }
      }
      foreach hp {0 1 2 3} {
        if {[config $cell psu__use__s_axi_gp[expr {$hp + 2}]]} { lappend found S_AXI_HP${hp}_FPD s }
      }
    }
    processing_system7 {
      if {[config $cell pcw_use_m_axi_gp0]} { lappend found M_AXI_GP0 m }
      foreach hp {0 1 2 3} {
        if {[config $cell pcw_use_s_axi_hp$hp]} { lappend found S_AXI_HP$hp s }
      }
    }
  }
  return $found
}
proc get_bd_pins {path} {
  lassign [split $path /] cell pin
  if {![info exists ::kind($cell)] || $pin ni [pins $cell]} { refuse "no pin $path" }
  if {![info exists ::property(pin|$path)]} { new pin|$path {config.freq_hz 0} }
  if {$path eq "vitcc_accel_0/ap_clk"} {
    set asked [expr {$::kind(ps) eq "zynq_ultra_ps_e" ?
      [config ps psu__crl_apb__pl0_ref_ctrl__freqmhz] : [config ps pcw_fpga0_peripheral_freqmhz]}]
    dict set ::property(pin|$path) config.freq_hz [expr {round(1e6 * [stand_in CLOCK $asked])}]
  }
  return pin|$path
}
proc get_bd_intf_pins {path} {
  lassign [split $path /] cell pin
  if {![info exists ::kind($cell)] || ![dict exists [interfaces_of $cell] $pin]} {
    refuse "no interface $path"
  }
  return $path
}
array set net {}
proc connect_bd_net {from to} {
  set from [inside $from]
  set to [inside $to]
  if {[info exists ::net($to)]} { refuse "$to is connected already" }
  set ::net($to) $from
  set ::driven($from) 1
  made net $from $to
}
array set wire {}
proc connect_bd_intf_net {from to} {
  foreach {path role} [list $from m $to s] {
    lassign [split $path /] cell pin
    if {[dict get [interfaces_of $cell] $pin] ne $role} { refuse "$path is on the wrong side" }
    if {[info exists ::wire($path)]} { refuse "$path is connected already" }
  }
  set ::wire($from) $to
  set ::wire($to) $from
  made wire $from $to
}

# Addresses.
proc get_bd_addr_spaces {path} { return $path }
proc get_bd_addr_segs {args} {
  options $args {} {-of_objects -filter}
  if {[info exists option(-of_objects)]} {
    set found [objects segment|$option(-of_objects)/*]
    if {[info exists option(-filter)]} {
      set pattern [lindex $option(-filter) 2]
      set found [lsearch -all -inline $found $pattern]
    }
    return $found
  }
  if {$words ne "vitcc_accel_0/s_axi_control/reg0"} { refuse "no segment $words" }
  return $words
}
proc assign_bd_address {args} {
  options $args {} {-offset -range -target_address_space}
  if {$words ne ""} {
    new segment|$option(-target_address_space)/SEG_vitcc_accel_0_reg0 \
      [list offset $option(-offset) range $option(-range)]
    return
  }
  foreach {bus mode} [interfaces_of vitcc_accel_0] {
    if {$mode ne "m"} continue
    set switch [lindex [split $::wire(vitcc_accel_0/$bus) /] 0]
    set port [lindex [split $::wire($switch/M00_AXI) /] 1]
    regexp {HP(\d)} $port - hp
    set ranges [expr {$::kind(ps) eq "zynq_ultra_ps_e" ?
      {DDR_LOW 2G DDR_HIGH 32G QSPI 512M LPS_OCM 16M} : {DDR_LOWOCM 512M}}]
    foreach {name range} $ranges {
      new segment|vitcc_accel_0/$bus/SEG_ps_HP${hp}_$name [list offset 0x0 range $range]
    }
  }
}
proc exclude_bd_addr_seg {segment} {
  known $segment
  unset ::property($segment)
  made excluded [inside $segment]
}
proc validate_bd_design {} {
  foreach {cell type} [array get ::kind] {
    foreach pin [pins $cell] {
      if {![info exists ::net($cell/$pin)] && ![info exists ::driven($cell/$pin)]
        && $pin ne "interconnect_aresetn"} {
        refuse "$cell/$pin is open"
      }
    }
    foreach {name role} [interfaces_of $cell] {
      if {![info exists ::wire($cell/$name)]} { refuse "$cell/$name is open" }
    }
  }
  foreach segment [objects segment|*] {
    made segment [inside $segment] [get_property offset $segment] [get_property range $segment]
  }
  foreach cell [array names ::kind] {
    foreach {name value} $::property($cell) { made config $cell $name $value }
  }
  made validated
}
proc save_bd_design {} {}

# Implementation.
proc get_files {name} { return $name }
proc make_wrapper {args} {
  options $args -top -files
  set file [file join $::project board_wrapper.v]
  write_text $file {module board_wrapper (); endmodule}
  return $file
}
proc launch_runs {args} {
  options $args {} {-to_step -jobs}
  if {[get_property top fileset] ne "board_wrapper"} { refuse "the wrapper is not the top" }
  set folder [file join $::project impl]
  write_text [file join $folder board_wrapper.bit] bits
  write_text [file join $::project vitcc_board.gen sources_1 bd board hw_handoff board.hwh] handoff
  new run [list progress [stand_in PROGRESS 100%] status done directory $folder]
  made run $option(-to_step) $option(-jobs)
}
proc wait_on_run {name} {}
proc get_runs {name} { return run }
proc open_run {name} {}
proc get_cells {args} {
  options $args -hierarchical -filter
  return [expr {[string match *vitcc_accel_0* $option(-filter)] ? "board_i/vitcc_accel_0" : ""}]
}
proc get_timing_paths {args} {
  options $args {} -delay_type
  if {![info exists ::property(path)]} { new path [list slack [stand_in SLACK 0.1]] }
  return path
}
proc write_hw_platform {args} {
  options $args {-fixed -include_bit -force} -file
  write_text $option(-file) platform
}

# A board on the cable.
proc open_hw_manager {} {}
proc close_hw_manager {} {}
proc connect_hw_server {args} { options $args {} -url; made server $option(-url) }
proc open_hw_target {} {}
proc get_hw_devices {} {
  foreach {device part} {arm_dap_1 {} xczu9_0 xczu9} {
    if {![info exists ::property($device)]} {
      new $device [list part $part program.file {}]
    }
  }
  return {arm_dap_1 xczu9_0}
}
proc current_hw_device {device} { known $device }
proc program_hw_devices {device} {
  made programmed $device [file tail [get_property program.file $device]]
}

if {[catch {source $script} message]} {
  puts stderr $message
  exit 1
}
exit 0
