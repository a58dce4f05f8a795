package dev.vitcc.frontend.check;

import dev.vitcc.ir.Node;
import java.util.List;

/// What an expression stands for.
sealed interface Value {

  /// The value in a message: what was found where something else was expected.
  String describe();

  /// A real number; whole numbers are those without a fraction.
  record Number(double number) implements Value {
    @Override
    public String describe() {
      return "the number " + format(number);
    }
  }

  /// A quoted text.
  record Quoted(String text) implements Value {
    @Override
    public String describe() {
      return "the text \"" + text + "\"";
    }
  }

  /// A word of the language, such as `gelu` in `activation = gelu`.
  record Word(String word) implements Value {
    @Override
    public String describe() {
      return "the word '" + word + "'";
    }
  }

  /// A list of values.
  record Sequence(List<Value> elements) implements Value {
    public Sequence {
      elements = List.copyOf(elements);
    }

    @Override
    public String describe() {
      return "a list of " + elements.size();
    }
  }

  /// A tensor, computed by a node.
  record Tensor(Node node) implements Value {
    @Override
    public String describe() {
      return "a tensor " + node.type();
    }
  }

  /// The outcome of a mistake that has been reported: it causes no further reports.
  record Unknown() implements Value {
    @Override
    public String describe() {
      return "nothing";
    }
  }

  Value UNKNOWN = new Unknown();

  /// A number as a person writes it: `12`, `0.5`.
  static String format(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }
}
