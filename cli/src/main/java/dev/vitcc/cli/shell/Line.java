package dev.vitcc.cli.shell;

/// A line of a script, quoted as its shell wants it.
record Line(String text) {}
