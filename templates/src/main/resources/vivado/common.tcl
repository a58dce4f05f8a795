# What all scripts of this folder share: where things lie, and how they end.
#
# Written for Vivado 2022.2 and later, and Tcl 8.5: no version of an IP block or of a board file is
# named.

set folder [file dirname [file normalize [info script]]]
set build [file dirname $folder]
set reports [file join $folder reports]
set ip_folder [file join $folder ip]
set work [file join $folder work]
source [file join $folder design.tcl]

# Says what is wrong and what to do about it, and ends.
proc fail {message} {
  puts stderr "vitcc: $message"
  exit 1
}

proc note {message} {
  puts "vitcc: $message"
}

# An environment variable, or what stands for it.
proc setting {name default} {
  if {[info exists ::env($name)] && $::env($name) ne ""} { return $::env($name) }
  return $default
}

proc require_part {} {
  if {$::part eq ""} {
    fail "the board '$::board' names no part: add \"part\" to its file, and compile again"
  }
  if {[llength [get_parts -quiet $::part]] == 0} {
    fail "this Vivado has no part $::part: add its family to the installation"
  }
}

# The SystemVerilog of the design, packages first.
proc rtl_files {} {
  set list [open [file join $::build rtl files.f]]
  set files {}
  foreach line [split [read $list] \n] {
    set name [string trim [lindex [split $line #] 0]]
    if {$name ne ""} { lappend files [file join $::build rtl $name] }
  }
  close $list
  return $files
}

# Reports of a run that did not finish are never left behind: old ones go first, and the manifest
# of the build that they are of comes last. `vitcc report` reads none without it.
proc begin_reports {stage} {
  file mkdir $::reports
  foreach old [glob -nocomplain -directory $::reports ${stage}_*] { file delete $old }
  set manifest [open [file join $::build manifest.json]]
  set ::manifest [read $manifest]
  close $manifest
}

proc end_reports {stage} {
  set copy [open [file join $::reports ${stage}_manifest.json] w]
  puts -nonewline $copy $::manifest
  close $copy
}

proc report_name {stage what} {
  return [file join $::reports ${stage}_$what.rpt]
}
