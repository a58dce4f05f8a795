/// View records to SystemVerilog.
package dev.vitcc.backend.rtl;
