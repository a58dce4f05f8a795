package dev.vitcc.frontend.check;

import dev.vitcc.frontend.ast.Argument;
import dev.vitcc.ir.diagnostic.SourceLocation;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The arguments of one call of a function, taken as what they should be.
///
/// An argument that is not given takes its default; one that is wrong is reported and empty.
record CallArguments(
    String callee,
    SourceLocation location,
    Map<String, Argument> arguments,
    Map<String, Value> values,
    Expect expect) {

  Optional<Value.Tensor> tensor(String name) {
    return expect.tensor(value(name), what(name), place(name));
  }

  Optional<Integer> integer(String name, int min, int max) {
    return expect.integer(value(name), what(name), min, max, place(name));
  }

  Optional<Integer> integer(String name, int min, int max, int absent) {
    return values.containsKey(name) ? integer(name, min, max) : Optional.of(absent);
  }

  Optional<Double> positive(String name, double max, double absent) {
    return values.containsKey(name)
        ? expect.number(value(name), what(name), 0, max, place(name))
        : Optional.of(absent);
  }

  Optional<List<Double>> numbers(String name, int length, double absent) {
    return values.containsKey(name)
        ? expect.numbers(value(name), what(name), length, place(name))
        : Optional.of(Collections.nCopies(length, absent));
  }

  /// A number above `above` and at most `max`.
  Optional<Double> number(String name, double above, double max) {
    return expect.number(value(name), what(name), above, max, place(name));
  }

  Optional<String> word(String name, List<String> words, String absent) {
    return values.containsKey(name)
        ? expect.word(value(name), what(name), words, place(name))
        : Optional.of(absent);
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /// The name of the weights, if one is given and is a text that can be one.
  Optional<String> weights() {
    return values.containsKey("weights")
        ? expect
            .text(value("weights"), what("weights"), place("weights"))
            .filter(name -> expect.weightName(name, what("weights"), place("weights")))
        : Optional.empty();
  }

  private Value value(String name) {
    return values.getOrDefault(name, Value.UNKNOWN);
  }

  private String what(String name) {
    return callee + ": " + name;
  }

  private SourceLocation place(String name) {
    Argument argument = arguments.get(name);
    return argument == null ? location : argument.value().location();
  }
}
