package dev.vitcc.passes.manager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.data.Parameters;
import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.ir.numerics.Exponential;
import dev.vitcc.ir.numerics.Lines;
import dev.vitcc.ir.op.PackageToken;
import dev.vitcc.ir.program.Formats;
import dev.vitcc.ir.program.NarrowFormat;
import dev.vitcc.ir.program.Pruning;
import dev.vitcc.ir.request.ApproximateClause;
import dev.vitcc.ir.request.CalibrateClause;
import dev.vitcc.ir.request.NumberFormat;
import dev.vitcc.ir.request.PruneClause;
import dev.vitcc.ir.request.QuantizeClause;
import dev.vitcc.ir.text.ModelText;
import dev.vitcc.passes.approximate.Approximations;
import dev.vitcc.passes.format.FormatPlan;
import dev.vitcc.passes.quantize.RangeCache;
import dev.vitcc.passes.schedule.HiddenTensors;
import dev.vitcc.passes.tile.EngineShape;
import dev.vitcc.passes.tile.ModelExtents;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One text case of a pass: a file with what to run, a model, and what should come of it.
///
/// ```
/// // RUN: first-pass, second-pass
/// // IMAGE: 0 128 255 7    to calibrate with, once an image
/// // COLUMNS: 1 1          wide and narrow ones: rows are powers of two in narrow columns
/// graph … { … }
/// values @key = [1.0, 2.0]
/// // EXPECT               or: // EXPECT unchanged   or, once or more: // ERROR 3:5 message
/// graph … { … }
/// values @key = [3.0]
/// ```
///
/// Lines of `ERROR` count from 1 in the file. Values that the expectation does not give are not
/// compared; locations are compared where the expectation gives any.
///
/// @param name of the file, for messages
/// @param blank the file with all but the input made blank, so that places are those of the file
/// @param expected the text after `EXPECT`, if there is any
record PassCase(
    String name,
    List<String> run,
    List<byte[]> images,
    FormatPlan formats,
    Optional<PruneClause> pruning,
    String blank,
    boolean unchanged,
    String expected,
    List<String> errors) {
  /// Three bits for the weights of inner layers, so that cases can show their codes.
  private static final FormatPlan THREE_BITS = formats(NumberFormat.fixed(3));

  /// For the cases that approximate.
  private static final Approximations WITHIN_ONE =
      new Approximations(
          List.of(
              new Approximations.Line(ApproximateClause.Function.GELU, 1, SourceLocation.NONE)));

  private static FormatPlan formats(NumberFormat weights) {
    return FormatPlan.of(QuantizeClause.eightBits().withWeights(weights));
  }

  private static FormatPlan columns(String counts) {
    byte[] columns = bytes(counts);
    Formats narrow = Formats.narrow(columns[1], NarrowFormat.POWER_OF_TWO, Byte.SIZE);
    EngineShape shape = EngineShape.of(1, 8, columns[0] + columns[1], 1, 64, 1).with(narrow);
    ModelExtents extents =
        new ModelExtents(
            1,
            8,
            1,
            8,
            1,
            HiddenTensors.of(8),
            32,
            0,
            0,
            false,
            Lines.NONE,
            Exponential.EXACT,
            Pruning.NONE);
    return formats(new NumberFormat.ByColumn(new NumberFormat.PowerOfTwo(4), NumberFormat.fixed(8)))
        .on(extents.engine(shape));
  }

  /// `SELECTOR before BLOCK tokens COUNT`, with a package token.
  private static PruneClause pruning(String text) {
    String[] words = text.split(" +");
    return new PruneClause(
        PruneClause.Selector.valueOf(words[0].toUpperCase(Locale.ROOT)),
        List.of(Integer.parseInt(words[2])),
        new PruneClause.Tokens(List.of(Integer.parseInt(words[4]))),
        PackageToken.NORMALIZED,
        Optional.empty(),
        Optional.empty(),
        SourceLocation.NONE);
  }

  private static final Pattern DIRECTIVE =
      Pattern.compile("// (RUN:|IMAGE:|COLUMNS:|PRUNE:|EXPECT|ERROR)\\s*(.*)");

  static PassCase parse(String name, String text) {
    List<String> run = new ArrayList<>();
    List<byte[]> images = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    FormatPlan formats = THREE_BITS;
    Optional<PruneClause> pruning = Optional.empty();
    StringBuilder input = new StringBuilder();
    StringBuilder expected = new StringBuilder();
    boolean inExpectation = false;
    boolean unchanged = false;
    for (String line : text.lines().toList()) {
      Matcher directive = DIRECTIVE.matcher(line);
      if (!directive.matches()) {
        (inExpectation ? expected : input).append(line).append('\n');
        continue;
      }
      input.append('\n');
      String rest = directive.group(2).strip();
      switch (directive.group(1)) {
        case "RUN:" -> run.addAll(List.of(rest.split(",\\s*")));
        case "IMAGE:" -> images.add(bytes(rest));
        case "COLUMNS:" -> formats = columns(rest);
        case "PRUNE:" -> pruning = Optional.of(pruning(rest));
        case "ERROR" -> errors.add(rest);
        default -> {
          assertThat(rest).as(name).isIn("", "unchanged");
          unchanged = rest.equals("unchanged");
          inExpectation = !unchanged;
        }
      }
    }
    assertThat(run).as(name + " has no RUN line").isNotEmpty();
    assertThat(unchanged || inExpectation || !errors.isEmpty())
        .as(name + " expects nothing")
        .isTrue();
    return new PassCase(
        name,
        run,
        images,
        formats,
        pruning,
        input.toString(),
        unchanged,
        expected.toString(),
        errors);
  }

  private static byte[] bytes(String numbers) {
    String[] words = numbers.split(" +");
    byte[] bytes = new byte[words.length];
    for (int i = 0; i < words.length; i++) {
      bytes[i] = (byte) Integer.parseInt(words[i]);
    }
    return bytes;
  }

  /// Whether the passes should change the model.
  boolean fires() {
    return !unchanged && errors.isEmpty();
  }

  void check() {
    Model input = ModelText.parseLocated(name, blank);
    List<Pass> known =
        Pipelines.standard(
            new Choices(pruning, formats, WITHIN_ONE),
            images,
            new CalibrateClause.Max(),
            RangeCache.none());
    List<Pass> passes = new ArrayList<>();
    for (String wanted : run) {
      passes.add(
          known.stream()
              .filter(pass -> pass.name().equals(wanted))
              .findFirst()
              .orElseThrow(() -> new AssertionError("no pass " + wanted)));
    }
    PassManager manager = new PassManager(given(passes), passes, List.of());
    PassContext context = PassContext.quiet();
    if (!errors.isEmpty()) {
      assertThat(failure(manager, input, context)).containsExactlyElementsOf(errors);
      return;
    }
    Model found = manager.run(input, context);
    Model wanted = unchanged ? ModelText.parse(name, blank) : ModelText.parse(name, expected);
    assertThat(print(found, wanted)).isEqualTo(ModelText.print(wanted));
  }

  /// What no pass of the case establishes is taken as given, but for what the case may leave out.
  private static Set<Property> given(List<Pass> passes) {
    Set<Property> given = new HashSet<>();
    Set<Property> established = new HashSet<>();
    for (Pass pass : passes) {
      given.addAll(pass.requires().stream().filter(p -> !established.contains(p)).toList());
      established.addAll(pass.establishes());
    }
    given.remove(Property.PARAMETERS_BOUND);
    return given;
  }

  private static List<String> failure(PassManager manager, Model input, PassContext context) {
    try {
      manager.run(input, context);
      return List.of();
    } catch (CompileException e) {
      return e.diagnostics().stream()
          .map(d -> d.location().line() + ":" + d.location().column() + " " + d.message())
          .toList();
    }
  }

  /// The model found, without the locations and values that the expectation leaves open.
  private static String print(Model found, Model wanted) {
    Set<String> located = new HashSet<>();
    for (Node node : wanted.graph().nodes()) {
      if (!node.location().equals(SourceLocation.NONE)) {
        located.add(node.name());
      }
    }
    List<Node> nodes =
        found.graph().nodes().stream()
            .map(n -> located.contains(n.name()) ? n : withoutLocation(n))
            .toList();
    Parameters values = Parameters.none();
    for (String key : wanted.parameters().keys()) {
      if (found.parameters().has(key)) {
        values = values.with(key, found.parameters().get(key));
      }
    }
    Graph graph = new Graph(found.graph().name(), nodes, found.graph().outputs());
    return ModelText.print(new Model(graph, values));
  }

  private static Node withoutLocation(Node node) {
    return new Node(node.name(), node.op(), node.operands(), node.type(), SourceLocation.NONE);
  }
}
