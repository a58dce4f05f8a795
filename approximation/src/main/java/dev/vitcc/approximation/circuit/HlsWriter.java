package dev.vitcc.approximation.circuit;

import java.util.List;
import java.util.stream.Collectors;

/// Writes a circuit as a C++ function for high-level synthesis.
public final class HlsWriter {
  private static final int ROW_ENTRIES = 10;

  private final Circuit circuit;
  private final Names names;

  private HlsWriter(Circuit circuit) {
    this.circuit = circuit;
    names = new Names(circuit);
  }

  /// A header of its own.
  ///
  /// @param comment lines that say what the function computes
  public static String write(String function, List<String> comment, Circuit circuit) {
    return comments(comment)
        + "#pragma once\n\n#include \"vitcc_types.hpp\"\n\n"
        + new HlsWriter(circuit).function(function, "PIPELINE II=1");
  }

  /// A function that becomes part of the one that calls it.
  public static String inlined(String function, List<String> comment, Circuit circuit) {
    return comments(comment) + new HlsWriter(circuit).function(function, "INLINE");
  }

  private static String comments(List<String> lines) {
    return lines.stream().map(line -> "// " + line + "\n").collect(Collectors.joining());
  }

  private String function(String function, String pragma) {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        inline %s<%d> %s(%s<%d> code_i) {
        #pragma HLS %s
        """
            .formatted(
                circuit.output().isSigned() ? "ap_int" : "ap_uint",
                circuit.output().bits(),
                function,
                circuit.inputIsSigned() ? "ap_int" : "ap_uint",
                circuit.inputBits(),
                pragma));
    for (Signal signal : circuit.signals()) {
      text.append(statement(signal));
    }
    return text.append("  return %s;\n}\n".formatted(names.of(circuit.output()))).toString();
  }

  private String statement(Signal signal) {
    String name = names.of(signal);
    String type = type(signal);
    return switch (signal.op()) {
      case Op.Table table ->
          """
            static const %s %s_table[%d] = {
                %s};
            const %s %s = %s_table[int(%s)];
          """
              .formatted(
                  type,
                  name,
                  table.entries().size(),
                  rows(table.entries()),
                  type,
                  name,
                  name,
                  names.of(table.address()));
      default -> "  const %s %s = %s;\n".formatted(type, name, expression(signal));
    };
  }

  private static String rows(List<Long> entries) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < entries.size(); i++) {
      text.append(i == 0 ? "" : i % ROW_ENTRIES == 0 ? ",\n      " : ", ").append(entries.get(i));
    }
    return text.toString();
  }

  private static String type(Signal signal) {
    return "ap_int<%d>".formatted(signal.signedBits());
  }

  private String expression(Signal signal) {
    String type = type(signal);
    return switch (signal.op()) {
      case Op.Input _ -> "code_i";
      case Op.Constant op -> Long.toString(op.value());
      case Op.Bits op ->
          "(%s >> %d) & %d".formatted(names.of(op.of()), op.low(), (1L << op.width()) - 1);
      case Op.Centred op -> "%s - %d".formatted(names.of(op.of()), 1L << (op.width() - 1));
      case Op.Lifted op -> "%s + %d".formatted(names.of(op.of()), 1L << (op.width() - 1));
      case Op.Add op -> "%s + %s".formatted(names.of(op.a()), names.of(op.b()));
      case Op.Subtract op -> "%s - %s".formatted(names.of(op.a()), names.of(op.b()));
      case Op.Multiply op -> "%s * %s".formatted(names.of(op.a()), names.of(op.b()));
      case Op.Shift op ->
          op.by() > 0
              ? "%s >> %d".formatted(names.of(op.of()), op.by())
              : "%s(%s) << %d".formatted(type, names.of(op.of()), -op.by());
      case Op.ShiftBy op -> "%s >> int(%s)".formatted(names.of(op.of()), names.of(op.by()));
      case Op.Select op ->
          choice(type, names.of(op.condition()) + " != 0", names.of(op.yes()), names.of(op.no()));
      case Op.NegateIf op ->
          choice(
              type, names.of(op.condition()) + " != 0", "-" + names.of(op.of()), names.of(op.of()));
      case Op.Clamp op ->
          "%1$s > %2$d ? %3$s(%2$d) : %1$s < %4$d ? %3$s(%4$d) : %3$s(%1$s)"
              .formatted(names.of(op.of()), op.greatest(), type, op.least());
      case Op.AtLeast op -> "%s >= %d ? 1 : 0".formatted(names.of(op.of()), op.threshold());
      case Op.LeadingZeros op -> leadingZeros(op);
      case Op.Normalised op ->
          "(ap_uint<%1$d>(%2$s) << int(%3$s)) & %4$d"
              .formatted(
                  2 * op.width(), names.of(op.of()), names.of(op.by()), (1L << op.width()) - 1);
      case Op.Table _ -> throw new IllegalArgumentException("it takes statements");
    };
  }

  private String leadingZeros(Op.LeadingZeros op) {
    StringBuilder text = new StringBuilder();
    for (int zeros = 0; zeros < op.width(); zeros++) {
      text.append(
          "%s >= %d ? %d : ".formatted(names.of(op.of()), 1L << (op.width() - 1 - zeros), zeros));
    }
    return text.append(op.width()).toString();
  }

  private static String choice(String type, String condition, String yes, String no) {
    return "%s ? %s(%s) : %s(%s)".formatted(condition, type, yes, type, no);
  }
}
