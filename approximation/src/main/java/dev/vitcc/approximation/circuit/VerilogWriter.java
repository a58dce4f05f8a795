package dev.vitcc.approximation.circuit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes a circuit as a pipelined SystemVerilog module that takes a code each cycle.
public final class VerilogWriter {
  private static final int SHORT_FACTOR = 4;

  private final Circuit circuit;
  private final Names names;
  private final StringBuilder declarations = new StringBuilder();
  private final StringBuilder logic = new StringBuilder();

  /// Registers at the end of each stage, and what they take over.
  private final Map<Integer, Map<String, Register>> registers = new TreeMap<>();

  private record Register(int bits, String from) {}

  private VerilogWriter(Circuit circuit) {
    this.circuit = circuit;
    names = new Names(circuit);
  }

  /// @param comment lines that say what the module computes
  public static String write(String module, List<String> comment, Circuit circuit) {
    return new VerilogWriter(circuit).module(module, comment);
  }

  private String module(String module, List<String> comment) {
    for (Signal signal : circuit.signals()) {
      logic(signal);
    }
    int stages = circuit.stages();
    String result = at(circuit.output(), stages);
    StringBuilder text = new StringBuilder();
    comment.forEach(line -> text.append("// ").append(line).append('\n'));
    text.append(
        """
        // A code each cycle, the result after %d; enable_i[s] is the valid bit of stage s.

        `default_nettype none

        module %s (
          input  logic %s clk_i,
          input  logic %s enable_i,
          input  logic %s code_i,
          output logic %s data_o
        );

        """
            .formatted(
                stages,
                module,
                " ".repeat(range(stages).length()),
                range(stages),
                range(circuit.inputBits()),
                range(circuit.output().bits())));
    registers.forEach(
        (_, stage) ->
            stage.forEach(
                (name, register) ->
                    text.append("  logic signed %s %s;\n".formatted(range(register.bits), name))));
    text.append(declarations).append("  logic unused_bits;\n\n").append(logic).append('\n');
    registers.forEach((stage, held) -> text.append(registers(stage, held)));
    String all =
        Stream.concat(
                circuit.signals().stream().map(names::of),
                registers.values().stream().flatMap(held -> held.keySet().stream()))
            .collect(Collectors.joining(",\n      "));
    text.append("  assign unused_bits = ^{\n      %s\n  };\n".formatted(all));
    text.append("  assign data_o = %s[%d:0];\n".formatted(result, circuit.output().bits() - 1));
    text.append("\nendmodule\n\n`default_nettype wire\n");
    return text.toString();
  }

  private static String registers(int stage, Map<String, Register> held) {
    StringBuilder text = new StringBuilder();
    text.append(
        "  always_ff @(posedge clk_i) begin\n    if (enable_i[%d]) begin\n".formatted(stage));
    held.forEach(
        (name, register) -> text.append("      %s <= %s;\n".formatted(name, register.from)));
    return text.append("    end\n  end\n\n").toString();
  }

  private static String range(int bits) {
    return "[%d:0]".formatted(bits - 1);
  }

  /// A signal's name in a stage; it waits in registers if it was made before.
  private String at(Signal signal, int stage) {
    int made = circuit.stage(signal);
    String name = names.of(signal);
    if (signal.op() instanceof Op.Constant) {
      return name;
    }
    for (int s = made; s < stage; s++) {
      String held = names.of(signal) + "_q" + (s - made + 1);
      registers
          .computeIfAbsent(s, _ -> new TreeMap<>())
          .put(held, new Register(signal.signedBits(), name));
      name = held;
    }
    return name;
  }

  private void logic(Signal signal) {
    String name = names.of(signal);
    int bits = signal.signedBits();
    declarations.append("  logic signed %s %s;\n".formatted(range(bits), name));
    if (signal.op() instanceof Op.Table table) {
      table(signal, table);
    } else {
      logic.append("  assign %s = %s;\n".formatted(name, expression(signal)));
    }
  }

  private void table(Signal signal, Op.Table table) {
    int bits = signal.signedBits();
    int addressBits = table.address().bits();
    String name = names.of(signal);
    String address = at(table.address(), circuit.stage(signal));
    declarations.append("  logic %s %s_address;\n".formatted(range(addressBits), name));
    logic.append(
        """

          assign %s_address = %s[%d:0];

          always_comb begin
            case (%s_address)
        """
            .formatted(name, address, addressBits - 1, name));
    List<Long> entries = table.entries();
    for (int i = 0; i < entries.size(); i++) {
      logic.append(
          "      %d'd%d: %s = %s;\n"
              .formatted(addressBits, i, name, literal(entries.get(i), bits)));
    }
    String rest = entries.size() == 1 << addressBits ? "'0" : "'x";
    logic.append("      default: %s = %s;\n    endcase\n  end\n\n".formatted(name, rest));
  }

  private static String literal(long value, int bits) {
    long mask = bits == 64 ? -1 : (1L << bits) - 1;
    return "%d'h%x".formatted(bits, value & mask);
  }

  private String expression(Signal signal) {
    int bits = signal.signedBits();
    int stage = circuit.stage(signal);
    return switch (signal.op()) {
      case Op.Input _ -> circuit.inputIsSigned() ? "$signed(code_i)" : "$signed({1'b0, code_i})";
      case Op.Constant op -> "$signed(%s)".formatted(literal(op.value(), bits));
      case Op.Bits op -> bits(at(op.of(), stage), op, bits);
      case Op.Centred op -> centred(at(op.of(), stage), op);
      case Op.Lifted op ->
          "$signed({1'b0, ~%1$s[%2$d], %1$s[%3$d:0]})"
              .formatted(at(op.of(), stage), op.width() - 1, op.width() - 2);
      case Op.Add op -> sum(op.a(), "+", op.b(), bits, stage);
      case Op.Subtract op -> sum(op.a(), "-", op.b(), bits, stage);
      case Op.Multiply op -> product(op.a(), op.b(), bits, stage);
      case Op.Shift op -> shift(at(op.of(), stage), op.by(), bits);
      case Op.ShiftBy op ->
          cast(bits, "%s >>> %s".formatted(at(op.of(), stage), at(op.by(), stage)));
      case Op.Select op ->
          "%s[0] ? %s : %s"
              .formatted(
                  at(op.condition(), stage),
                  cast(bits, at(op.yes(), stage)),
                  cast(bits, at(op.no(), stage)));
      case Op.NegateIf op -> {
        String condition = at(op.condition(), stage);
        yield "$signed(%s ^ {%d{%s[0]}}) + %s"
            .formatted(
                cast(bits, at(op.of(), stage)),
                bits,
                condition,
                cast(bits, "$signed({1'b0, %s[0]})".formatted(condition)));
      }
      case Op.Clamp op -> clamp(at(op.of(), stage), op, bits);
      case Op.AtLeast op ->
          "$signed({1'b0, %s >= %s})"
              .formatted(
                  at(op.of(), stage),
                  "$signed(%s)".formatted(literal(op.threshold(), op.of().signedBits())));
      case Op.LeadingZeros op -> leadingZeros(at(op.of(), stage), op, bits);
      case Op.Normalised op ->
          "$signed({1'b0, %d'(%s << %s)})"
              .formatted(
                  op.width(),
                  cast(op.width(), at(op.of(), stage)),
                  at(op.by(), stage) + "[%d:0]".formatted(op.by().bits() - 1));
      case Op.Table _ -> throw new IllegalArgumentException("it takes a process");
    };
  }

  /// A short factor's bits choose what is added, so that no tool spends a DSP block on it.
  private String product(Signal a, Signal b, int bits, int stage) {
    Signal factor = a.signedBits() <= b.signedBits() ? a : b;
    if (factor.signedBits() > SHORT_FACTOR) {
      return sum(a, "*", b, bits, stage);
    }
    String by = at(factor, stage);
    String of = at(factor.equals(a) ? b : a, stage);
    int sign = factor.signedBits() - 1;
    StringBuilder terms = new StringBuilder("%d'd0".formatted(bits));
    for (int bit = 0; bit < sign; bit++) {
      terms.append("\n      + ").append(term(of, by, bit, bits));
    }
    if (factor.isSigned()) {
      terms.append("\n      - ").append(term(of, by, sign, bits));
    }
    return terms.toString();
  }

  private static String term(String of, String by, int bit, int bits) {
    return "((%s <<< %d) & {%d{%s[%d]}})".formatted(cast(bits, of), bit, bits, by, bit);
  }

  private String sum(Signal a, String operator, Signal b, int bits, int stage) {
    return "%s %s %s".formatted(cast(bits, at(a, stage)), operator, cast(bits, at(b, stage)));
  }

  private static String leadingZeros(String of, Op.LeadingZeros op, int bits) {
    StringBuilder text = new StringBuilder();
    for (int zeros = 0; zeros < op.width(); zeros++) {
      String bit = "%s[%d]".formatted(of, op.width() - 1 - zeros);
      text.append("\n      %s ? %s :".formatted(bit, literal(zeros, bits)));
    }
    return text.append(" ").append(literal(op.width(), bits)).toString();
  }

  private static String cast(int bits, String value) {
    return "%d'(%s)".formatted(bits, value);
  }

  private static String shift(String of, int by, int bits) {
    return by > 0
        ? cast(bits, "%s >>> %d".formatted(of, by))
        : "%s <<< %d".formatted(cast(bits, of), -by);
  }

  private static String clamp(String of, Op.Clamp op, int bits) {
    int ofBits = op.of().signedBits();
    List<String> cases = new ArrayList<>();
    if (op.of().greatest() > op.greatest()) {
      cases.add(
          "%s > $signed(%s) ? $signed(%s) : "
              .formatted(of, literal(op.greatest(), ofBits), literal(op.greatest(), bits)));
    }
    if (op.of().least() < op.least()) {
      cases.add(
          "%s < $signed(%s) ? $signed(%s) : "
              .formatted(of, literal(op.least(), ofBits), literal(op.least(), bits)));
    }
    return String.join("", cases) + cast(bits, of);
  }

  /// Bits beyond a number's width are its sign.
  private static String bits(String of, Op.Bits op, int bits) {
    int has = op.of().signedBits();
    int high = Math.min(op.low() + op.width(), has) - 1;
    String slice = "%s[%d:%d]".formatted(of, high, op.low());
    if (high + 1 - op.low() == op.width() || !op.of().isSigned()) {
      return cast(bits, "$signed({1'b0, %s})".formatted(slice));
    }
    throw new IllegalArgumentException("bits beyond a signed number's width");
  }

  private static String centred(String of, Op.Centred op) {
    int has = op.of().signedBits();
    int top = op.width() - 1;
    if (has <= top) {
      return "$signed({1'b1, %d'(%s)})".formatted(top, of);
    }
    return top == 0
        ? "$signed(~%s[0])".formatted(of)
        : "$signed({~%s[%d], %s[%d:0]})".formatted(of, top, of, top - 1);
  }
}
