package dev.vitcc.frontend.check;

import dev.vitcc.frontend.FrontendCode;
import dev.vitcc.ir.diagnostic.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Takes a value as what it should be, or reports what it is instead.
///
/// Every method is silent about a value that is unknown: its mistake has been reported.
record Expect(Reporter reporter) {

  /// A whole number within bounds.
  Optional<Integer> integer(Value value, String what, long min, long max, SourceLocation where) {
    if (value instanceof Value.Number(double number)) {
      if (number == Math.rint(number) && number >= min && number <= max) {
        return Optional.of((int) number);
      }
      return refuse(
          FrontendCode.VALUE_OUT_OF_RANGE,
          what + ": expected a whole number from " + min + " to " + max,
          value,
          where);
    }
    return refuse(FrontendCode.WRONG_KIND, what + ": expected a whole number", value, where);
  }

  /// A number above `above` and at most `max`.
  Optional<Double> number(
      Value value, String what, double above, double max, SourceLocation where) {
    if (value instanceof Value.Number(double number)) {
      if (number > above && number <= max) {
        return Optional.of(number);
      }
      String bounds = max == Double.MAX_VALUE ? "" : " and at most " + Value.format(max);
      return refuse(
          FrontendCode.VALUE_OUT_OF_RANGE,
          what + ": expected a number above " + Value.format(above) + bounds,
          value,
          where);
    }
    return refuse(FrontendCode.WRONG_KIND, what + ": expected a number", value, where);
  }

  /// A number from 0 to `max`.
  Optional<Double> upTo(Value value, String what, double max, SourceLocation where) {
    if (value instanceof Value.Number(double number)) {
      return number >= 0 && number <= max
          ? Optional.of(number)
          : refuse(
              FrontendCode.VALUE_OUT_OF_RANGE,
              what + ": expected a number from 0 to " + Value.format(max),
              value,
              where);
    }
    return refuse(FrontendCode.WRONG_KIND, what + ": expected a number", value, where);
  }

  /// Any number.
  Optional<Double> anyNumber(Value value, String what, SourceLocation where) {
    return value instanceof Value.Number(double number)
        ? Optional.of(number)
        : refuse(FrontendCode.WRONG_KIND, what + ": expected a number", value, where);
  }

  /// A list of numbers of that length; a single number stands for a list of equal ones.
  Optional<List<Double>> numbers(Value value, String what, int length, SourceLocation where) {
    if (value instanceof Value.Number(double number)) {
      return Optional.of(java.util.Collections.nCopies(length, number));
    }
    if (!(value instanceof Value.Sequence(List<Value> elements))) {
      return refuse(FrontendCode.WRONG_KIND, what + ": expected a list of numbers", value, where);
    }
    if (elements.size() != length) {
      return refuse(
          FrontendCode.VALUE_OUT_OF_RANGE,
          what + ": expected " + length + " numbers, one for each channel",
          value,
          where);
    }
    List<Double> numbers = new ArrayList<>();
    for (Value element : elements) {
      anyNumber(element, what, where).ifPresent(numbers::add);
    }
    return numbers.size() == length ? Optional.of(numbers) : Optional.empty();
  }

  Optional<String> text(Value value, String what, SourceLocation where) {
    return value instanceof Value.Quoted(String text)
        ? Optional.of(text)
        : refuse(FrontendCode.WRONG_KIND, what + ": expected a quoted text", value, where);
  }

  /// One of some words.
  Optional<String> word(Value value, String what, List<String> words, SourceLocation where) {
    if (value instanceof Value.Word(String word) && words.contains(word)) {
      return Optional.of(word);
    }
    return refuse(FrontendCode.WRONG_KIND, what + ": expected " + anyOf(words), value, where);
  }

  /// `a, b or c`.
  static String anyOf(List<String> words) {
    int last = words.size() - 1;
    return last == 0
        ? words.getFirst()
        : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }

  Optional<Value.Tensor> tensor(Value value, String what, SourceLocation where) {
    return value instanceof Value.Tensor tensor
        ? Optional.of(tensor)
        : refuse(FrontendCode.WRONG_KIND, what + ": expected a tensor", value, where);
  }

  /// Whether a text can name weights: words of letters, digits and `_`, with dots between them.
  boolean weightName(String name, String what, SourceLocation where) {
    boolean fits = name.length() <= 200 && name.matches("[A-Za-z0-9_*]+(\\.[A-Za-z0-9_*]+)*");
    if (!fits) {
      reporter.error(
          FrontendCode.VALUE_OUT_OF_RANGE,
          where,
          what + ": expected a name such as \"blocks.0.attn\", found \"" + name + "\"");
    }
    return fits;
  }

  private <T> Optional<T> refuse(
      FrontendCode code, String expected, Value found, SourceLocation where) {
    if (!(found instanceof Value.Unknown)) {
      reporter.error(code, where, expected + ", found " + found.describe());
    }
    return Optional.empty();
  }
}
