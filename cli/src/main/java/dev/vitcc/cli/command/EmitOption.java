package dev.vitcc.cli.command;

import dev.vitcc.cli.UsageException;
import dev.vitcc.cli.output.Parts;
import dev.vitcc.ir.diagnostic.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What `--emit` can ask for.
enum EmitOption {
  RTL(true),
  HLS(true),
  ALL(true),
  VIVADO(false),
  DRIVER(false),
  REPORT(false);

  private final boolean supported;

  EmitOption(boolean supported) {
    this.supported = supported;
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
          String.join("; ", wrong), "--emit rtl,hls is what there is; all of it: --emit all");
    }
    boolean all = words.contains(ALL.word());
    return new Parts(all || words.contains(RTL.word()), all || words.contains(HLS.word()));
  }
}
