package dev.vitcc.passes.manager;

import dev.vitcc.ir.Model;
import java.time.Duration;

/// A pass that has run.
///
/// @param index counted from 1
/// @param count of passes in all
public record PassRun(int index, int count, Pass pass, Model before, Model after, Duration time) {}
