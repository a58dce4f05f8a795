package dev.vitcc.cli.command;

import dev.vitcc.cli.ExitCode;
import dev.vitcc.cli.UsageException;
import dev.vitcc.cli.console.Console;
import dev.vitcc.cli.diagnostics.Trouble;
import dev.vitcc.frontend.SourceText;
import dev.vitcc.fuzz.Fuzz;
import dev.vitcc.fuzz.RepeatCase;
import dev.vitcc.fuzz.Settings;
import dev.vitcc.fuzz.Summary;
import dev.vitcc.fuzz.check.Judge;
import dev.vitcc.testbenches.hls.CSimulation;
import dev.vitcc.testbenches.tools.LocalTools;
import dev.vitcc.testbenches.tools.ToolException;
import dev.vitcc.testbenches.tools.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// `vitcc fuzz`: random models through the whole compiler.
@Command(
    name = "fuzz",
    description = {
      "Try the compiler itself on random models.",
      "Integer reference, program interpreter, HLS C++ and RTL have to store the same in every tensor."
          + " What differs is made as small as it gets, and saved."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  vitcc fuzz --models 2000 --rtl 300 --work fuzz      all four, and RTL for some",
      "  vitcc fuzz --hls 0 --rtl 0 --seed 7                 quickly, and without tools",
      "  vitcc fuzz --models 100000 --stop-after 8h          a night",
      "  vitcc fuzz --case fuzz/model-12.case                what was found, again"
    })
public final class FuzzCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--models",
      paramLabel = "N",
      description = "Draw N models (default: ${DEFAULT-VALUE}).",
      defaultValue = "500")
  private int models = 500;

  @Option(
      names = "--hls",
      paramLabel = "N",
      description = "Run the first N of them as HLS C++, too (default: all of them).")
  private Optional<Integer> hls = Optional.empty();

  @Option(
      names = "--rtl",
      paramLabel = "N",
      description = "Simulate the first N of them as RTL, too (default: ${DEFAULT-VALUE}).",
      defaultValue = "64")
  private int rtl = 64;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "What the models follow from (default: another one each time).")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description =
          "The folder for what is built, and for the cases of mismatches (default: ${DEFAULT-VALUE}).",
      defaultValue = "fuzz")
  private Path work = Path.of("fuzz");

  @Option(
      names = "--stop-after",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "Begin no more models after a time such as 90s, 20m or 8h (default: none).")
  private Optional<Duration> stopAfter = Optional.empty();

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "Work on so many engines at the same time (default: one for each processor).")
  private int jobs = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--case",
      paramLabel = "FILE",
      description = "Run the case of a mismatch again, and nothing else.")
  private Optional<Path> repeated = Optional.empty();

  /// Reads times such as `20m`.
  static final class DurationConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      try {
        return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
      } catch (DateTimeParseException e) {
        throw new TypeConversionException("'" + text + "' is no time such as 90s, 20m or 1h30m");
      }
    }
  }

  public FuzzCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (repeated.isPresent()) {
      return repeat(repeated.get());
    }
    int programs = hls.orElse(models);
    if (models < 1 || programs < 0 || rtl < 0 || jobs < 1) {
      throw new UsageException("--models and --jobs are at least 1, --hls and --rtl 0", "");
    }
    requireTools(programs > 0, rtl > 0);
    long begin = System.nanoTime();
    long first = seed.orElseGet(() -> (long) new Random(begin).nextInt(Integer.MAX_VALUE));
    console.line("seed " + first);
    Settings settings =
        new Settings(first, models, programs, rtl, Settings.MODELS_PER_ENGINE, work, jobs);
    Fuzz fuzz = new Fuzz(settings, Judge.OURS, () -> isOver(begin), new Told());
    Summary summary = fuzz.run();
    summary.lines().forEach(console::line);
    if (isOver(begin)) {
      console.note("stopped after the time that was given");
    }
    return verdict(summary.mismatches().isEmpty()).code();
  }

  private boolean isOver(long begin) {
    return stopAfter.filter(limit -> System.nanoTime() - begin >= limit.toNanos()).isPresent();
  }

  /// Says how far it is, and what was found as soon as it was.
  private final class Told implements Fuzz.Listener {
    @Override
    public void at(int done, int findings) {
      String found = findings == 0 ? "" : ", " + findings + " mismatches";
      console.progress("fuzz: " + done + " of " + models + " models" + found);
    }

    @Override
    public void found(Fuzz.Mismatch mismatch) {
      console.line("model %d: %s".formatted(mismatch.model(), mismatch.finding()));
      console.line(
          "  from %d nodes to %d: vitcc fuzz --case %s"
              .formatted(mismatch.nodes(), mismatch.leastNodes(), mismatch.file()));
    }
  }

  private int repeat(Path file) throws IOException, InterruptedException {
    if (!Files.isRegularFile(file)) {
      throw new UsageException("--case " + file + ": there is no such file", "");
    }
    boolean hasHls = LocalTools.missing(CSimulation.TOOLS).isEmpty();
    boolean hasRtl = LocalTools.missing(Tools.SIMULATOR_TOOLS).isEmpty();
    RepeatCase repeat = new RepeatCase(Judge.OURS, work, hasHls, hasRtl);
    String text = SourceText.decode(file.toString(), Files.readAllBytes(file)).text();
    RepeatCase.Result result = repeat.run(file.toString(), text);
    result.lines().forEach(console::line);
    return verdict(result.agrees()).code();
  }

  private ExitCode verdict(boolean agrees) {
    if (agrees) {
      return ExitCode.DONE;
    }
    console.trouble(
        new Trouble(
            ExitCode.MISMATCH,
            "vitcc disagrees with itself",
            "report it with the case; docs/fuzzing.md says what is in it"));
    return ExitCode.MISMATCH;
  }

  private static void requireTools(boolean needsHls, boolean needsRtl) {
    if (needsHls) {
      require(CSimulation.TOOLS, "--hls 0");
    }
    if (needsRtl) {
      require(Tools.SIMULATOR_TOOLS, "--rtl 0");
    }
  }

  private static void require(List<String> tools, String without) {
    List<String> missing = LocalTools.missing(tools);
    if (!missing.isEmpty()) {
      throw new ToolException(
          "not installed: " + String.join(", ", missing), "install them, or say " + without);
    }
  }
}
