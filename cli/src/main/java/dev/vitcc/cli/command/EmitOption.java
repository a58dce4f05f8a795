package dev.vitcc.cli.command;

import dev.vitcc.cli.UsageException;
import dev.vitcc.cli.output.Parts;
import dev.vitcc.ir.diagnostic.NearestName;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What `--emit` can ask for.
enum EmitOption {
  RTL(true),
  HLS(true),
  ALL(true),
  VIVADO(true),
  DRIVER(true),
  REPORT(false);

  private final boolean supported;

  EmitOption(boolean supported) {
    this.supported = supported;
  }

  /// What is there, for completion.
  static final class Words implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.of(values()).filter(each -> each.supported).map(EmitOption::word).iterator();
    }
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What the words stand for; refuses what is not known and what is not there yet, by name.
  ///
  /// @throws UsageException with all of them
  static Parts parse(List<String> words) {
    List<String> names = List.of(values()).stream().map(EmitOption::word).toList();
    List<String> wrong = new ArrayList<>();
    for (String word : words) {
      if (!names.contains(word)) {
        wrong.add(
            "--emit: there is no '"
                + word
                + "'"
                + NearestName.hint(word, names).map(hint -> ", " + hint).orElse(""));
      } else if (!valueOf(word.toUpperCase(Locale.ROOT)).supported) {
        wrong.add("not supported yet: --emit " + word);
      }
    }
    if (!wrong.isEmpty()) {
      throw new UsageException(
          String.join("; ", wrong),
          "--emit rtl,hls,vivado,driver is what there is; all of it: --emit all");
    }
    Parts parts =
        new Parts(
            isAmong(words, RTL),
            isAmong(words, HLS),
            isAmong(words, VIVADO),
            isAmong(words, DRIVER));
    if (parts.vivado() && !parts.rtl()) {
      throw new UsageException("--emit vivado needs the RTL", "--emit rtl,vivado");
    }
    return parts;
  }

  private static boolean isAmong(List<String> words, EmitOption option) {
    return words.contains(ALL.word()) || words.contains(option.word());
  }
}
