package dev.vitcc.frontend.check;

import dev.vitcc.frontend.FrontendCode;
import dev.vitcc.frontend.ast.Argument;
import dev.vitcc.frontend.ast.Bound;
import dev.vitcc.frontend.ast.Clause;
import dev.vitcc.frontend.ast.Name;
import dev.vitcc.frontend.ast.TargetItem;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.ir.request.EngineParameter;
import dev.vitcc.ir.request.Setting;
import dev.vitcc.ir.request.TargetClause;
import dev.vitcc.ir.request.TargetClause.Objective;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Resolves the target clause.
final class TargetCheck {
  static final List<String> OBJECTIVES =
      Arrays.stream(Objective.values()).map(o -> o.name().toLowerCase(Locale.ROOT)).toList();
  static final List<String> PARAMETERS =
      Arrays.stream(EngineParameter.values()).map(EngineParameter::word).toList();

  private static final String DEFAULT_BOARD = "zcu102";
  private static final double MAX_CLOCK_MHZ = 2000;
  private static final int MAX_ENGINE_PARAMETER = 1 << 16;

  private final ClauseValues values;
  private final SourceLocation file;
  private Optional<Setting<Double>> clock = Optional.empty();
  private Optional<Setting<Double>> frameRate = Optional.empty();
  private Optional<Setting<Double>> latency = Optional.empty();
  private Optional<Setting<Double>> utilization = Optional.empty();
  private Optional<Setting<Double>> accuracyDrop = Optional.empty();
  private Optional<Setting<Objective>> objective = Optional.empty();
  private final Map<EngineParameter, Setting<Integer>> engine =
      new EnumMap<>(EngineParameter.class);

  TargetCheck(ClauseValues values, SourceLocation file) {
    this.values = values;
    this.file = file;
  }

  TargetClause check(Clause.Target clause) {
    ClauseValues.Lines lines = new ClauseValues.Lines(values.reporter());
    for (TargetItem item : clause.items()) {
      if (lines.first(item.keyword(), item.location())) {
        item(item);
      }
    }
    return clause(board(clause.board()), clause.location());
  }

  /// What holds where there is no such clause.
  TargetClause absent() {
    return clause(new Setting<>(new TargetClause.Known(DEFAULT_BOARD), file), file);
  }

  private TargetClause clause(Setting<TargetClause.Board> board, SourceLocation location) {
    return new TargetClause(
        board, clock, frameRate, latency, utilization, accuracyDrop, objective, engine, location);
  }

  private static Setting<TargetClause.Board> board(Clause.Board board) {
    return switch (board) {
      case Clause.Board.Known(Name name) ->
          new Setting<>(new TargetClause.Known(name.text()), name.location());
      case Clause.Board.Described(var text) ->
          new Setting<>(new TargetClause.Described(text.value()), text.location());
    };
  }

  private void item(TargetItem item) {
    switch (item) {
      case TargetItem.Clock line ->
          clock =
              setting(
                  values.quantity(line.frequency(), "clock", Unit.MEGAHERTZ, MAX_CLOCK_MHZ), line);
      case TargetItem.Limit line -> limit(line);
      case TargetItem.Objective line -> {
        objective =
            setting(
                values
                    .word(line.choice(), "objective", OBJECTIVES)
                    .map(word -> Objective.valueOf(word.toUpperCase(Locale.ROOT))),
                line);
      }
      case TargetItem.Engine line -> line.arguments().forEach(this::pin);
    }
  }

  private void limit(TargetItem.Limit line) {
    String what = line.what().text();
    boolean rate = what.equals("frame_rate");
    values.bound(line.bound(), rate ? Bound.Sign.AT_LEAST : Bound.Sign.AT_MOST, what);
    switch (what) {
      case "frame_rate" ->
          frameRate =
              setting(values.quantity(line.quantity(), what, Unit.FRAMES_PER_SECOND, 1e6), line);
      case "latency" ->
          latency = setting(values.quantity(line.quantity(), what, Unit.MILLISECONDS, 1e6), line);
      case "utilization" ->
          utilization =
              setting(
                  values.quantity(line.quantity(), what, Unit.PERCENT, 100).map(p -> p / 100),
                  line);
      case "accuracy_drop" -> accuracyDrop = setting(values.percent(line.quantity(), what), line);
      default -> throw new IllegalStateException("no such limit: " + what);
    }
  }

  private static <T> Optional<Setting<T>> setting(Optional<T> value, TargetItem line) {
    return value.map(v -> new Setting<>(v, line.location()));
  }

  private void pin(Argument argument) {
    String name = argument.name().map(Name::text).orElse("");
    if (name.isEmpty()) {
      values
          .reporter()
          .error(
              FrontendCode.TOO_MANY_ARGUMENTS,
              argument.location(),
              "engine: parameters are given by name",
              "write engine(pm = 1, pk = 64, pn = 64)");
      return;
    }
    if (!PARAMETERS.contains(name)) {
      values
          .reporter()
          .unknown(
              FrontendCode.UNKNOWN_ARGUMENT,
              argument.location(),
              "engine: there is no parameter '" + name + "'",
              name,
              PARAMETERS);
      return;
    }
    EngineParameter parameter = EngineParameter.valueOf(name.toUpperCase(Locale.ROOT));
    int least = parameter == EngineParameter.NARROW ? 0 : 1;
    values
        .integer(argument.value(), "engine: " + name, least, MAX_ENGINE_PARAMETER)
        .map(value -> engine.put(parameter, new Setting<>(value, argument.location())))
        .ifPresent(
            _ ->
                values
                    .reporter()
                    .error(
                        FrontendCode.ARGUMENT_TWICE,
                        argument.location(),
                        "engine: the parameter '" + name + "' is given twice"));
  }
}
