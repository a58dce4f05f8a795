package dev.vitcc.cli.command;

import dev.vitcc.cli.UsageException;
import dev.vitcc.ir.diagnostic.NearestName;
import java.util.ArrayList;
import java.util.List;

/// What `--emit` can ask for.
enum EmitOption {
  RTL(true),
  HLS(false),
  VIVADO(false),
  DRIVER(false),
  REPORT(false);

  private final boolean supported;

  EmitOption(boolean supported) {
    this.supported = supported;
  }

  String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /// Refuses what is not known and what is not there yet, by name.
  ///
  /// @throws UsageException with all of them
  static void check(List<String> words) {
    List<String> names = List.of(values()).stream().map(EmitOption::word).toList();
    List<String> wrong = new ArrayList<>();
    for (String word : words) {
      if (!names.contains(word)) {
        wrong.add(
            "--emit: there is no '"
                + word
                + "'"
                + NearestName.hint(word, names).map(hint -> ", " + hint).orElse(""));
      } else if (!valueOf(word.toUpperCase(java.util.Locale.ROOT)).supported) {
        wrong.add("not supported yet: --emit " + word);
      }
    }
    if (!wrong.isEmpty()) {
      throw new UsageException(String.join("; ", wrong), "--emit rtl is what there is");
    }
  }
}
