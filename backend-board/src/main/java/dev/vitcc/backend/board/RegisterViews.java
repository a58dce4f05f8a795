package dev.vitcc.backend.board;

import static dev.vitcc.backend.board.ProcessorFacts.hex;

import dev.vitcc.backend.board.view.CounterEntry;
import dev.vitcc.backend.board.view.ErrorEntry;
import dev.vitcc.backend.board.view.FieldEntry;
import dev.vitcc.backend.board.view.RegisterEntry;
import dev.vitcc.ir.program.RegisterField;
import dev.vitcc.ir.program.RegisterMap.Counter;
import dev.vitcc.ir.program.RegisterMap.Register;
import dev.vitcc.ir.program.RegisterMap.StatusBit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The register map as the templates take it.
final class RegisterViews {
  private static final int HALF_BYTES = 4;

  private RegisterViews() {}

  static List<RegisterEntry> registers() {
    return Stream.of(Register.values())
        .map(
            register ->
                new RegisterEntry(
                    register.name(),
                    offset(register.address()),
                    register.meaning(),
                    register.fields().stream().map(RegisterViews::field).toList()))
        .toList();
  }

  /// The counters as registers of 32 bits, for formats that have no wider ones.
  static List<RegisterEntry> counterHalves() {
    return Stream.of(Counter.values())
        .flatMap(counter -> Stream.of(half(counter, "LOW", 0), half(counter, "HIGH", HALF_BYTES)))
        .toList();
  }

  private static RegisterEntry half(Counter counter, String which, int offset) {
    String half = which.toLowerCase(Locale.ROOT) + " word";
    RegisterField word =
        RegisterField.word("VALUE", RegisterField.Access.READ_ONLY, half + " of the count");
    return new RegisterEntry(
        "COUNTER_" + counter.name() + "_" + which,
        offset(counter.address() + offset),
        counter.meaning() + ", " + half,
        List.of(field(word)));
  }

  private static FieldEntry field(RegisterField field) {
    return new FieldEntry(
        field.name(),
        field.lsb(),
        field.width(),
        field.bits(),
        hex(Integer.toUnsignedLong(field.mask())),
        field.access().name().toLowerCase(Locale.ROOT),
        field.access().meaning(),
        field.meaning());
  }

  static List<CounterEntry> counters() {
    return Stream.of(Counter.values())
        .map(
            counter ->
                new CounterEntry(
                    counter.name(),
                    counter.name().toLowerCase(Locale.ROOT),
                    counter.ordinal(),
                    offset(counter.address()),
                    counter.meaning()))
        .toList();
  }

  static List<ErrorEntry> errors() {
    return Stream.of(StatusBit.values())
        .map(bit -> new ErrorEntry(hex(1L << bit.ordinal()), bit.meaning()))
        .toList();
  }

  /// All errors of the status.
  static String errorMask() {
    return hex((1L << StatusBit.values().length) - 1);
  }

  /// Such as `0x04`.
  static String offset(int address) {
    return String.format(Locale.ROOT, "0x%02x", address);
  }
}
