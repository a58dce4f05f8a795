/// The IR: the graph of tensor ops and the accelerator program, their text form and verifiers.
package dev.vitcc.ir;
