/// View records to SystemVerilog.
@NullMarked
package dev.vitcc.backend.rtl;

import org.jspecify.annotations.NullMarked;
