package dev.vitcc.cli.command;

import dev.vitcc.cli.ExitCode;
import dev.vitcc.cli.UsageException;
import dev.vitcc.cli.console.Console;
import dev.vitcc.cli.explore.CandidateText;
import dev.vitcc.cli.explore.ExploreBoards;
import dev.vitcc.cli.explore.ExploreBoards.Steps;
import dev.vitcc.cli.explore.ExploreVariants;
import dev.vitcc.cli.explore.Frontier;
import dev.vitcc.cli.explore.FrontierFiles;
import dev.vitcc.cli.explore.FrontierPage;
import dev.vitcc.cli.explore.FrontierTable;
import dev.vitcc.cli.explore.Variation;
import dev.vitcc.cli.jobs.DesignPoint;
import dev.vitcc.cli.load.LoadModel;
import dev.vitcc.cli.load.LoadedModel;
import dev.vitcc.cli.load.ModelText;
import dev.vitcc.cli.output.BuildFolder;
import dev.vitcc.cli.output.JsonText;
import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.ir.request.CompileRequest;
import dev.vitcc.ir.request.PruneClause;
import dev.vitcc.passes.manager.PassContext;
import dev.vitcc.targets.Board;
import dev.vitcc.targets.Boards;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `vitcc explore`: what more hardware buys.
@Command(
    name = "explore",
    description = {
      "Show the engines that are worth having on some boards.",
      "First the fastest that fits, then the cheapest for fewer and fewer frames per second.",
      "Estimated by the cycle and resource models; nothing is calibrated. Each line of the JSON"
          + " and of the page has the target clause that leads to it. An exploration that was"
          + " interrupted goes on where it was."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  vitcc explore model.vit --board all                 every board that vitcc knows",
      "  vitcc explore model.vit --board zcu102,kv260 -o out  two boards, with a page to look at",
      "  vitcc explore model.vit --vary dim=192,256          which width is affordable"
    })
public final class ExploreCommand implements Callable<Integer> {
  private static final String ALL = "all";
  private static final double PERCENT = 100;

  private final Console console;

  @Parameters(paramLabel = "MODEL.vit", description = "The model.")
  private Path model = Path.of("");

  @Option(
      names = "--board",
      paramLabel = "NAME|FILE",
      completionCandidates = BoardNames.class,
      split = ",",
      description =
          "Boards (see `vitcc boards`), or a .json that describes one; `all` for all that vitcc"
              + " knows (default: the model's).")
  private List<String> boards = List.of();

  @Option(
      names = "--clock",
      paramLabel = "MHZ",
      description = "Clock of the designs (default: the model's, or else each board's).")
  private Optional<Double> clock = Optional.empty();

  @Option(
      names = "--step",
      paramLabel = "PERCENT",
      description =
          "Frames per second that an engine may have fewer than the one before (default:"
              + " ${DEFAULT-VALUE}).")
  private double step = 20;

  @Option(
      names = "--points",
      paramLabel = "N",
      description = "Engines of a board, at most (default: ${DEFAULT-VALUE}).")
  private int points = 12;

  @Option(
      names = "--vary",
      paramLabel = "CONST=N,N",
      description =
          "Instead, choose an engine for the model with each of these values of a constant, and of"
              + " all combinations where several are given. Weights are not needed. With --json an"
              + " object a line.")
  private List<String> variations = List.of();

  @Mixin private ExploreAccuracy accuracy = new ExploreAccuracy();

  @Option(names = "--json", description = "Print JSON instead of a table.")
  private boolean isJson;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Write frontier.json and frontier.html, with a plot.")
  private Optional<Path> folder = Optional.empty();

  public ExploreCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    check();
    if (!variations.isEmpty()) {
      return vary();
    }
    Diagnostics diagnostics = new Diagnostics();
    LoadedModel loaded = new LoadModel(diagnostics).run(model, this::asked, images -> {});
    console.show(diagnostics.all());
    refuseWhatIsMissing(loaded);
    PassContext context = new PassContext(new Diagnostics(), console::progress);
    List<Board> on = boards(loaded);
    List<Frontier> found =
        new ExploreBoards(context, FrontierFiles.ofUser(), new Steps(1 - step / PERCENT, points))
            .run(loaded, on);
    List<Frontier> frontiers =
        accuracy.measured(
            found, on, new ExploreAccuracy.Of(model, loaded, this::word), context, console);
    String name = loaded.source().graph().name();
    boolean withBits = loaded.formats().activationWidths().size() > 1;
    JsonNode json = json(name, frontiers);
    if (isJson) {
      console.line(JsonText.print(json).strip());
    } else {
      FrontierTable.of(frontiers, withBits).forEach(console::line);
    }
    folder.ifPresent(
        to -> write(to, JsonText.print(json), FrontierPage.of(name, frontiers, withBits)));
    boolean isEmpty = frontiers.stream().allMatch(frontier -> frontier.points().isEmpty());
    return (isEmpty ? ExitCode.TARGET_MISSED : ExitCode.DONE).code();
  }

  private int vary() {
    if (folder.isPresent()) {
      throw new UsageException(
          "--vary writes no page", "leave out --output, and take standard output");
    }
    List<Variation> parsed = variations.stream().map(Variation::parse).toList();
    ModelText text = ExploreVariants.read(model, parsed);
    LoadedModel asWritten = text.variant(Map.of(), this::asked);
    refuseWhatIsMissing(asWritten);
    refuseOpenWidths(asWritten);
    PassContext quiet = PassContext.quiet();
    List<Board> on = boards.stream().flatMap(ExploreCommand::named).distinct().toList();
    new ExploreVariants(text, this::asked, quiet)
        .run(
            parsed,
            on,
            candidate ->
                console.line(
                    isJson ? CandidateText.json(candidate) : CandidateText.line(candidate)));
    return ExitCode.DONE.code();
  }

  private void check() {
    if (!(step > 0 && step < PERCENT)) {
      throw new UsageException(
          "--step is " + step + ", expected more than 0 and less than 100",
          "--step 20 asks each engine for 80 % of the frames of the one before");
    }
    if (points < 1) {
      throw new UsageException(
          "--points is " + points + ", expected at least 1", "--points 12 is the default");
    }
    TargetOptions.positive("--clock", clock.orElse(1.0));
    accuracy.check();
    if (accuracy.isAsked() && !variations.isEmpty()) {
      throw new UsageException(
          "--vary measures no accuracy: there are no weights", "leave out --accuracy and --work");
    }
  }

  private CompileRequest asked(CompileRequest request) {
    return clock
        .map(
            mhz ->
                request.withTarget(
                    request.target().withClockMhz(TargetOptions.setting("--clock", mhz))))
        .orElse(request);
  }

  private static void refuseWhatIsMissing(LoadedModel loaded) {
    if (loaded.request().prune().filter(PruneClause::isOpen).isPresent()) {
      throw new UsageException(
          "not supported yet: vitcc explore with `prune { auto; }`",
          "say how many tokens stay, as in `prune { before blocks 3, 6, 9; tokens 88, 45, 32; }`");
    }
  }

  private static void refuseOpenWidths(LoadedModel loaded) {
    if (loaded.formats().isOpen() || loaded.request().scales().isPresent()) {
      throw new UsageException(
          "not supported yet: --vary with formats that are to be chosen or come from `scales`",
          "say which, as in `quantize { weights fixed(8); activations fixed(8); }`");
    }
  }

  private List<Board> boards(LoadedModel loaded) {
    return boards.isEmpty()
        ? List.of(loaded.board())
        : boards.stream().flatMap(ExploreCommand::named).distinct().toList();
  }

  private static Stream<Board> named(String name) {
    if (name.equals(ALL)) {
      return Boards.list().stream();
    }
    return Stream.of(
        TargetOptions.isFile(name)
            ? Boards.read(Path.of(name).toAbsolutePath())
            : Boards.find(name, SourceLocation.ofFile("--board")));
  }

  /// What a board is called on the command line.
  private String word(Board board) {
    return boards.stream()
        .filter(TargetOptions::isFile)
        .filter(file -> named(file).anyMatch(board::equals))
        .findFirst()
        .map(file -> DesignPoint.absolute(Path.of(file)))
        .orElse(board.name());
  }

  private static JsonNode json(String name, List<Frontier> frontiers) {
    JsonMapper mapper = JsonMapper.builder().build();
    return mapper
        .createObjectNode()
        .put("model", name)
        .set("frontiers", mapper.valueToTree(frontiers));
  }

  private void write(Path to, String json, String page) {
    try (BuildFolder build = BuildFolder.open(to)) {
      build.write("frontier.json", json);
      build.write("frontier.html", page);
      build.commit();
    }
    console.note("wrote " + to);
  }
}
