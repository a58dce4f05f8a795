/// The command line: wiring and help, no logic.
package dev.vitcc.cli;
