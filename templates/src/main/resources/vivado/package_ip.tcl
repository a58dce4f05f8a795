# The accelerator as an IP block: vivado -mode batch -source package_ip.tcl
#
# Leaves ip/component.xml. Add this folder to the IP repositories of a project, and the catalog has
# vitcc:accel:vitcc_accel:1.0 with its AXI interfaces, registers, clock, reset and interrupt.

source [file join [file dirname [file normalize [info script]]] common.tcl]

set axi xilinx.com:interface:aximm_rtl:1.0

# A bus interface; made of these ports if Vivado did not see it by itself.
proc bus_interface {core name definition ports} {
  if {[llength [ipx::get_bus_interfaces -quiet $name -of_objects $core]] == 0} {
    ipx::infer_bus_interface $ports $definition $core
  }
  set bus [ipx::get_bus_interfaces -quiet $name -of_objects $core]
  if {[llength $bus] != 1} { fail "Vivado makes no interface $name of its ports" }
  set missing {}
  foreach port $ports {
    if {$port ni [mapped_ports $bus]} { lappend missing $port }
  }
  if {$missing ne ""} { fail "the interface $name lacks [join $missing {, }]" }
  return $bus
}

# The ports of the module that an interface consists of.
proc mapped_ports {bus} {
  set ports {}
  foreach map [ipx::get_port_maps -of_objects $bus] {
    lappend ports [get_property physical_name $map]
  }
  return $ports
}

# A parameter of an interface, which is added if it is not there.
proc set_parameter {bus name value} {
  set parameter [ipx::get_bus_parameters -quiet $name -of_objects $bus]
  if {[llength $parameter] == 0} { set parameter [ipx::add_bus_parameter $name $bus] }
  set_property value $value $parameter
}

# What simulators and generators of documentation like to know, and not all versions have.
proc set_if_known {property value object} {
  if {[lsearch -nocase [list_property $object] $property] < 0} {
    note "this Vivado has no property $property of registers; left out"
  } else {
    set_property $property $value $object
  }
}

proc add_register {block name offset description fields} {
  set register [ipx::add_register $name $block]
  set_property address_offset $offset $register
  set_property size 32 $register
  set_property description $description $register
  foreach field $fields {
    lassign $field field_name lsb width access description
    set object [ipx::add_field $field_name $register]
    set_property bit_offset $lsb $object
    set_property bit_width $width $object
    set_property description $description $object
    switch $access {
      read_write { set_property access read-write $object }
      read_only { set_property access read-only $object }
      cleared_by_read {
        set_property access read-only $object
        set_if_known read_action clear $object
      }
      set_by_one {
        set_property access read-write $object
        set_if_known modified_write_value oneToSet $object
      }
      toggled_by_one {
        set_property access read-write $object
        set_if_known modified_write_value oneToToggle $object
      }
      default { fail "no access is called $access" }
    }
  }
}

require_part
file delete -force $ip_folder
create_project -force vitcc_ip [file join $work ip] -part $part
add_files -norecurse [concat [rtl_files] [list [file join $folder $ip_top.v]]]
set_property top $ip_top [current_fileset]
update_compile_order -fileset sources_1
ipx::package_project -root_dir $ip_folder -vendor vitcc -library accel -taxonomy /UserIP \
  -import_files -force
set core [ipx::current_core]
set_property name $top $core
set_property version 1.0 $core
set_property display_name "vitcc: $model" $core
set_property description "Vision transformer $model, compiled by vitcc" $core

# Interfaces, each with all of its ports.
set names {}
set belong {}
foreach interface $interfaces {
  lassign $interface name mode ports
  set bus [bus_interface $core $name $axi $ports]
  if {[get_property interface_mode $bus] ne $mode} { fail "the interface $name is no $mode" }
  lappend names $name
  lappend belong {*}[mapped_ports $bus]
}
set clock [bus_interface $core ap_clk xilinx.com:signal:clock_rtl:1.0 ap_clk]
set reset [bus_interface $core ap_rst_n xilinx.com:signal:reset_rtl:1.0 ap_rst_n]
set interrupt [bus_interface $core interrupt xilinx.com:signal:interrupt_rtl:1.0 interrupt]
set_parameter $clock ASSOCIATED_BUSIF [join $names :]
set_parameter $clock ASSOCIATED_RESET ap_rst_n
set_parameter $reset POLARITY ACTIVE_LOW
set_parameter $interrupt SENSITIVITY LEVEL_HIGH
lappend belong ap_clk ap_rst_n interrupt
foreach port [ipx::get_ports -of_objects $core] {
  set name [get_property name $port]
  if {$name ni $belong} { fail "the port $name belongs to no interface" }
}

# The registers. Vivado makes an address block of its own, without them: with two, drivers would
# find neither.
set control [ipx::get_bus_interfaces s_axi_control -of_objects $core]
if {[llength [ipx::get_memory_maps -quiet s_axi_control -of_objects $core]] == 0} {
  ipx::add_memory_map s_axi_control $core
}
set_property slave_memory_map_ref s_axi_control $control
set map [ipx::get_memory_maps s_axi_control -of_objects $core]
foreach block [ipx::get_address_blocks -quiet -of_objects $map] {
  ipx::remove_address_block [get_property name $block] $map
}
set block [ipx::add_address_block reg0 $map]
set_property base_address 0 $block
set_property range [expr {$register_bytes + 0}] $block
set_property width 32 $block
set_property usage register $block
foreach register $registers { add_register $block {*}$register }

# Each memory port reaches all of the 64-bit address space.
foreach interface $interfaces {
  lassign $interface name mode ports
  if {$mode ne "master"} continue
  if {[llength [ipx::get_address_spaces -quiet $name -of_objects $core]] == 0} {
    ipx::add_address_space $name $core
  }
  set space [ipx::get_address_spaces $name -of_objects $core]
  set_property range 18446744073709551616 $space
  set_property width $axi_bits $space
  set_property master_address_space_ref $name \
    [ipx::get_bus_interfaces $name -of_objects $core]
}

set_property core_revision 1 $core
ipx::create_xgui_files $core
ipx::update_checksums $core
ipx::check_integrity $core
ipx::save_core $core
close_project
note "the IP block vitcc:accel:$top:1.0 is in $ip_folder"
