/// Yosys on a build: what the SystemVerilog takes of a device.
@NullMarked
package dev.vitcc.cli.synthesize;

import org.jspecify.annotations.NullMarked;
