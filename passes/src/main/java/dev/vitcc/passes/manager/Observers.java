package dev.vitcc.passes.manager;

import dev.vitcc.ir.Model;
import dev.vitcc.ir.text.GraphPrinter;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// The observers behind `--print-ir-after`, `--dump-ir` and the progress and timing lines.
public final class Observers {
  private Observers() {}

  /// Prints the graph after each of these passes, for `--print-ir-after=PASS`.
  public static PassObserver printAfter(Set<String> passes, Consumer<String> out) {
    return new Printer(passes::contains, out);
  }

  /// Prints the graph after every pass, for `--print-ir-after-all`.
  public static PassObserver printAfterAll(Consumer<String> out) {
    return new Printer(pass -> true, out);
  }

  /// Gives files `ir/00-input.ir`, `ir/01-first-pass.ir`, … for `--dump-ir`.
  ///
  /// @param file takes the path, with `/`, relative to the output folder, and the text
  public static PassObserver dump(BiConsumer<String, String> file) {
    return new Dumper(file);
  }

  /// A line before each pass, such as `[3/9] calibrate`.
  public static PassObserver progress(Consumer<String> out) {
    return new PassObserver() {
      @Override
      public void before(int index, int count, Pass pass) {
        out.accept("[" + index + "/" + count + "] " + pass.name());
      }
    };
  }

  /// A line after each pass that took so long, such as `calibrate: 12.3 s`.
  public static PassObserver slow(Duration least, Consumer<String> out) {
    return new PassObserver() {
      @Override
      public void after(PassRun run) {
        if (run.time().compareTo(least) >= 0) {
          double seconds = run.time().toMillis() / 1e3;
          out.accept(String.format(Locale.ROOT, "%s: %.1f s", run.pass().name(), seconds));
        }
      }
    };
  }

  /// A line after each pass: what it did, to how many nodes, in what time.
  public static PassObserver account(Consumer<String> out) {
    return new PassObserver() {
      @Override
      public void after(PassRun run) {
        out.accept(
            String.format(
                Locale.ROOT,
                "[%d/%d] %s: %.3f s, %d → %d nodes: %s",
                run.index(),
                run.count(),
                run.pass().name(),
                run.time().toNanos() / 1e9,
                run.before().graph().nodes().size(),
                run.after().graph().nodes().size(),
                run.pass().summary()));
      }
    };
  }

  private record Printer(java.util.function.Predicate<String> wanted, Consumer<String> out)
      implements PassObserver {
    @Override
    public void after(PassRun run) {
      if (wanted.test(run.pass().name())) {
        out.accept(
            "// after " + run.pass().name() + "\n" + GraphPrinter.print(run.after().graph()));
      }
    }

    @Override
    public void failed(PassRun run) {
      after(run);
    }
  }

  private record Dumper(BiConsumer<String, String> file) implements PassObserver {
    @Override
    public void started(Model model) {
      file.accept("ir/00-input.ir", GraphPrinter.print(model.graph()));
    }

    @Override
    public void after(PassRun run) {
      String name = String.format(Locale.ROOT, "ir/%02d-%s.ir", run.index(), run.pass().name());
      file.accept(name, GraphPrinter.print(run.after().graph()));
    }

    @Override
    public void failed(PassRun run) {
      after(run);
    }
  }
}
