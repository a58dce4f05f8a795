package dev.vitcc.backend.rtl;

import dev.vitcc.backend.rtl.view.CaseRom;
import dev.vitcc.backend.rtl.view.RegisteredRom;
import dev.vitcc.backend.rtl.view.RomEntry;
import dev.vitcc.ir.numerics.Exponential;
import dev.vitcc.ir.numerics.NumericTables;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// The tables of docs/numerics.md as ROMs.
final class Roms {
  static final String RSQRT = "vitcc_function_rsqrt";
  static final String RECIPROCAL = "vitcc_function_reciprocal";
  private static final int ROW_ENTRIES = 16;

  private Roms() {}

  static RegisteredRom rsqrt() {
    return registered(
        RSQRT,
        "RSQRT of docs/numerics.md: round(2^16 / sqrt(u)), u = (1 + (j + 1/2) / 512) * 2^p.",
        NumericTables.rsqrtTable(),
        16);
  }

  static RegisteredRom reciprocal() {
    return registered(
        RECIPROCAL,
        "RECIPROCAL of docs/numerics.md: round(2^16 / (1 + (j + 1/2) / 1024)).",
        NumericTables.reciprocalTable(),
        16);
  }

  static CaseRom exp2(Exponential form) {
    int[] table = NumericTables.exp2Table(form);
    int addressBits = addressBits(table);
    int dataBits = 12;
    List<RomEntry> entries = new ArrayList<>();
    for (int i = 0; i < table.length; i++) {
      entries.add(new RomEntry(addressBits + "'d" + i, dataBits + "'d" + table[i]));
    }
    return new CaseRom(
        "vitcc_rom_exp2",
        form == Exponential.EXACT
            ? "EXP2 of docs/numerics.md: round(4080 * 2^(-f / 64))."
            : "EXP2 of docs/numerics.md, as " + form + " has it.",
        addressBits - 1,
        dataBits - 1,
        entries);
  }

  private static RegisteredRom registered(String name, String comment, int[] table, int dataBits) {
    List<String> rows = new ArrayList<>();
    int rowBits = ROW_ENTRIES * dataBits;
    for (int from = table.length - ROW_ENTRIES; from >= 0; from -= ROW_ENTRIES) {
      BigInteger row = BigInteger.ZERO;
      for (int i = ROW_ENTRIES - 1; i >= 0; i--) {
        row = row.shiftLeft(dataBits).or(BigInteger.valueOf(table[from + i]));
      }
      String digits = row.toString(16);
      rows.add(rowBits + "'h" + "0".repeat(rowBits / 4 - digits.length()) + digits);
    }
    return new RegisteredRom(
        name,
        comment,
        addressBits(table) - 1,
        dataBits - 1,
        dataBits,
        table.length * dataBits - 1,
        table.length - 1,
        ROW_ENTRIES,
        rows);
  }

  private static int addressBits(int[] table) {
    return Integer.numberOfTrailingZeros(table.length);
  }
}
