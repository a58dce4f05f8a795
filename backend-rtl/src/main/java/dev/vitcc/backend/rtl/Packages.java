package dev.vitcc.backend.rtl;

import dev.vitcc.backend.rtl.view.Constant;
import dev.vitcc.backend.rtl.view.ConstantPackage;
import dev.vitcc.ir.program.CommandFormat;
import dev.vitcc.ir.program.CommandFormat.Field;
import dev.vitcc.ir.program.CommandFormat.LoadKind;
import dev.vitcc.ir.program.Destination;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.ImageHeader;
import dev.vitcc.ir.program.RegisterMap;
import dev.vitcc.ir.program.RegisterMap.Counter;
import dev.vitcc.ir.program.RegisterMap.Register;
import dev.vitcc.ir.program.RegisterMap.StatusBit;
import dev.vitcc.ir.program.StationarySource;
import dev.vitcc.ir.program.StreamSource;
import dev.vitcc.ir.program.TokenRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The packages of constants: what the IR defines about commands and registers, as SystemVerilog.
final class Packages {
  private Packages() {}

  /// The bits of all commands and the codes of their fields.
  static ConstantPackage commands() {
    List<Constant> constants = new ArrayList<>();
    constants.add(word("HeaderMagic", ImageHeader.MAGIC));
    constants.add(word("HeaderVersion", ImageHeader.VERSION));
    constants.add(integer("StreamOffset", ImageHeader.ALIGNMENT));
    constants.add(integer("CommandBits", Engine.COMMAND_BYTES * Byte.SIZE));
    constants.add(integer("OpcodeLsb", 0));
    constants.add(integer("OpcodeWidth", CommandFormat.OPCODE_BITS));
    for (CommandFormat format : CommandFormat.values()) {
      String command = camelCase(format.name());
      constants.add(integer("Opcode" + command, format.opcode()));
      for (Field field : format.fields()) {
        String name = command + camelCase(field.name());
        constants.add(integer(name + "Lsb", format.lsb(field.name())));
        constants.add(integer(name + "Width", field.width()));
      }
    }
    codes(constants, "LoadKind", LoadKind.values());
    codes(constants, "Source", StreamSource.values());
    codes(constants, "Stationary", StationarySource.values());
    codes(constants, "Destination", Destination.values());
    codes(constants, "Role", TokenRole.values());
    constants.add(integer("MostVoters", Engine.MOST_VOTERS));
    return new ConstantPackage(
        "vitcc_command_pkg",
        "Where the fields of a command lie, and what their codes mean (docs/engine.md).",
        constants);
  }

  /// The registers, the errors and the counters.
  static ConstantPackage registers() {
    List<Constant> constants = new ArrayList<>();
    for (Register register : Register.values()) {
      constants.add(address(camelCase(register.name()), register.address(), register.meaning()));
    }
    constants.add(address("Counters", RegisterMap.COUNTERS, "64 bits each, low word first"));
    constants.add(integer("StatusBits", StatusBit.values().length));
    for (StatusBit bit : StatusBit.values()) {
      constants.add(described("Status" + camelCase(bit.name()), bit.ordinal(), bit.meaning()));
    }
    constants.add(integer("Counters", Counter.values().length));
    for (Counter counter : Counter.values()) {
      String name = "Counter" + camelCase(counter.name());
      constants.add(described(name, counter.ordinal(), counter.meaning()));
    }
    return new ConstantPackage(
        "vitcc_register_pkg", "The registers behind s_axi_control (docs/engine.md).", constants);
  }

  /// `STATIONARY_ROW` and `stationary_row` as `StationaryRow`.
  static String camelCase(String name) {
    StringBuilder text = new StringBuilder();
    for (String part : name.toLowerCase(Locale.ROOT).split("_", -1)) {
      text.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
    }
    return text.toString();
  }

  private static void codes(List<Constant> constants, String prefix, Enum<?>[] values) {
    for (Enum<?> value : values) {
      constants.add(integer(prefix + camelCase(value.name()), value.ordinal()));
    }
  }

  private static Constant integer(String name, int value) {
    return new Constant("int", name, Integer.toString(value), Optional.empty());
  }

  private static Constant described(String name, int value, String meaning) {
    return new Constant("int", name, Integer.toString(value), Optional.of(meaning));
  }

  private static Constant word(String name, int value) {
    return new Constant("int", name, "32'h%08x".formatted(value), Optional.empty());
  }

  private static Constant address(String name, int value, String meaning) {
    return new Constant("int", name + "Address", "32'h%03x".formatted(value), Optional.of(meaning));
  }
}
