package dev.vitcc.cli.command;

import dev.vitcc.approximation.Problem;
import dev.vitcc.approximation.RealFunction;
import dev.vitcc.approximation.circuit.Cost;
import dev.vitcc.approximation.form.Candidate;
import dev.vitcc.approximation.form.PaperForm;
import dev.vitcc.approximation.form.Search;
import dev.vitcc.backend.hls.HlsBackend;
import dev.vitcc.cli.ExitCode;
import dev.vitcc.cli.approximate.CodesOption;
import dev.vitcc.cli.approximate.Evaluator;
import dev.vitcc.cli.approximate.MeasuredCost;
import dev.vitcc.cli.console.Console;
import dev.vitcc.cli.diagnostics.Trouble;
import dev.vitcc.cli.output.BuildFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vitcc approximate`: evaluators of a function with a proven error.
@Command(
    name = "approximate",
    description = {
      "Find the cheapest circuit for a function with a proven error.",
      "The error at every input is within a bound; the circuit stands beside the table of all codes"
          + " and the forms of papers.",
      "Functions: gelu, sigmoid, silu, tanh, exp, reciprocal, rsqrt."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  vitcc approximate gelu                              10 bits in, 8 bits out",
      "  vitcc approximate exp --in 12 --error 0.5 -o exp    correctly rounded, as source",
      "  vitcc approximate gelu --in-range -4..4             other inputs than usual"
    })
public final class ApproximateCommand implements Callable<Integer> {
  private static final String ROW = "%-56s %5s %11s %10s %6s %10s";
  private static final int SHOWN = 5;

  /// The model is some percent off, so that the cheapest may be among these.
  private static final int MEASURED = 8;

  private static final double FAR_DEARER = 1.5;

  /// Of longer inputs the table of all codes is counted by the model.
  private static final int MOST_MEASURED_TABLE_BITS = 12;

  private final Console console;

  @Parameters(paramLabel = "FUNCTION", description = "The function.")
  private RealFunction function = RealFunction.GELU;

  @Option(
      names = "--in",
      paramLabel = "BITS",
      description = "Bits of inputs, 2 to 16 (default: ${DEFAULT-VALUE}).",
      defaultValue = "10")
  private int inBits = 10;

  @Option(
      names = "--out",
      paramLabel = "BITS",
      description = "Bits of results, 2 to 16 (default: ${DEFAULT-VALUE}).",
      defaultValue = "8")
  private int outBits = 8;

  @Option(
      names = "--in-range",
      paramLabel = "LOW..HIGH",
      description = "Inputs, the second not included (default: usual for the function).")
  private @Nullable String inRange;

  @Option(
      names = "--out-range",
      paramLabel = "LOW..HIGH",
      description = "Results that have codes; others are limited (default: usual).")
  private @Nullable String outRange;

  @Option(
      names = "--error",
      paramLabel = "ULP",
      description =
          "The greatest error in units of the last place; 0.5 is correct rounding (default:"
              + " ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private double bound = 1;

  @Option(names = "--synth", description = "Count lookup tables with Yosys, and choose by that.")
  private boolean isMeasured;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Write SystemVerilog, HLS C++ and a plot of the one that is chosen.")
  private @Nullable Path folder;

  public ApproximateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Problem problem = problem();
    console.progress("approximate: trying polynomials and tables");
    List<Candidate> found = Search.within(problem, bound);
    if (found.isEmpty()) {
      return refuse(problem);
    }
    Map<Candidate, Optional<Integer>> measured = measure(problem, considered(problem, found));
    List<Candidate> rows =
        measured.keySet().stream()
            .sorted(Comparator.comparingDouble(row -> lut(row, measured)))
            .toList();
    print(problem, rows, measured);
    Candidate chosen = rows.getFirst();
    console.line("chosen: " + chosen.form());
    Optional.ofNullable(folder).ifPresent(to -> write(to, new Evaluator(problem, chosen)));
    return ExitCode.DONE.code();
  }

  private Problem problem() {
    String in = Optional.ofNullable(inRange).orElse(CodesOption.usualInputs(function));
    String out = Optional.ofNullable(outRange).orElse(CodesOption.usualOutputs(function));
    Problem problem =
        new Problem(
            function,
            CodesOption.parse("--in", inBits, in),
            CodesOption.parse("--out", outBits, out));
    CodesOption.requireDefined(function, problem);
    return problem;
  }

  private int refuse(Problem problem) {
    double best = Search.table(problem).proof().ulps();
    String refused = "%s within %s ulp can't be had: results are whole codes";
    console.trouble(
        new Trouble(
            ExitCode.TARGET_MISSED,
            String.format(Locale.ROOT, refused, name(problem), bound),
            String.format(Locale.ROOT, "the best that can be met is %.4f ulp", best)));
    return ExitCode.TARGET_MISSED.code();
  }

  /// Those that may be the cheapest, and the table of all codes. What is twice as near as it has to
  /// be may be cheaper than the model thinks, too.
  private Set<Candidate> considered(Problem problem, List<Candidate> found) {
    List<Candidate> nearer = isMeasured ? Search.within(problem, bound / 2) : List.of();
    Set<Candidate> considered = new LinkedHashSet<>();
    Stream.of(found, nearer)
        .flatMap(some -> some.stream().limit(isMeasured ? MEASURED : SHOWN))
        .filter(candidate -> !Search.isTable(candidate))
        .forEach(considered::add);
    found.stream().filter(Search::isTable).forEach(considered::add);
    return considered;
  }

  /// The cheapest first, and none that the model finds far dearer than what was measured.
  private Map<Candidate, Optional<Integer>> measure(Problem problem, Set<Candidate> considered)
      throws IOException, InterruptedException {
    Map<Candidate, Optional<Integer>> measured = new LinkedHashMap<>();
    int least = Integer.MAX_VALUE;
    for (Candidate candidate : considered) {
      if (Search.isTable(candidate) || candidate.circuit().cost().lut() < FAR_DEARER * least) {
        Optional<Integer> lut = lut(problem, candidate);
        least = Math.min(least, lut.orElse(least));
        measured.put(candidate, lut);
      }
    }
    return measured;
  }

  private Optional<Integer> lut(Problem problem, Candidate candidate)
      throws IOException, InterruptedException {
    boolean isHuge = Search.isTable(candidate) && problem.in().bits() > MOST_MEASURED_TABLE_BITS;
    if (!isMeasured || isHuge) {
      return Optional.empty();
    }
    console.progress("approximate: synthesising " + candidate.form());
    return Optional.of(new MeasuredCost().lut(new Evaluator(problem, candidate)));
  }

  private static double lut(Candidate candidate, Map<Candidate, Optional<Integer>> measured) {
    return measured
        .getOrDefault(candidate, Optional.empty())
        .map(Integer::doubleValue)
        .orElse(candidate.circuit().cost().lut());
  }

  private void print(
      Problem problem, List<Candidate> rows, Map<Candidate, Optional<Integer>> measured)
      throws IOException, InterruptedException {
    console.line(
        String.format(
            Locale.ROOT,
            "%s, %s … %s, within %s ulp, every input tried",
            name(problem),
            problem.in().real(problem.in().least()),
            problem.in().real(problem.in().greatest()),
            bound));
    console.line(
        String.format(
            Locale.ROOT, ROW, "", "LUT", "multipliers", "table bits", "cycles", "error, ulp"));
    for (Candidate row : rows) {
      if (rows.indexOf(row) < SHOWN || Search.isTable(row)) {
        console.line(row(row, lut(row, measured)));
      }
    }
    for (Candidate paper : PaperForm.of(problem)) {
      double lut =
          lut(problem, paper).map(Integer::doubleValue).orElse(paper.circuit().cost().lut());
      console.line(row(paper, lut));
    }
  }

  private static String row(Candidate candidate, double lut) {
    Cost cost = candidate.circuit().cost();
    return String.format(
        Locale.ROOT,
        ROW,
        candidate.form(),
        Math.round(lut),
        cost.products(),
        cost.tableBits(),
        candidate.circuit().stages(),
        String.format(Locale.ROOT, "%.3f", candidate.proof().ulps()));
  }

  private String name(Problem problem) {
    return "%s from %d to %d bits"
        .formatted(
            function.name().toLowerCase(Locale.ROOT), problem.in().bits(), problem.out().bits());
  }

  private void write(Path to, Evaluator evaluator) {
    try (BuildFolder build = BuildFolder.open(to)) {
      build.write("rtl/" + evaluator.name() + ".sv", evaluator.systemVerilog());
      build.write(HlsBackend.FOLDER + evaluator.name() + ".hpp", evaluator.hls());
      HlsBackend.types().forEach(file -> build.write(file.path(), file.text()));
      build.write("plot.svg", evaluator.plot());
      build.commit();
    }
    console.note("wrote " + to);
  }
}
