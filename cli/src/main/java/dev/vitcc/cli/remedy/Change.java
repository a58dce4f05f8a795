package dev.vitcc.cli.remedy;

import dev.vitcc.cli.load.LoadedModel;
import dev.vitcc.ir.op.PackageToken;
import dev.vitcc.ir.request.EngineParameter;
import dev.vitcc.ir.request.PruneClause;
import dev.vitcc.ir.request.QuantizeClause;
import dev.vitcc.ir.request.Setting;
import dev.vitcc.ir.request.TargetClause;
import dev.vitcc.targets.Board;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One thing that a user can change in what a model asks for.
public sealed interface Change {
  /// The change as the language has it.
  String text();

  /// The model with it.
  LoadedModel of(LoadedModel model);

  /// Other formats.
  ///
  /// @param clause with them
  record Formats(QuantizeClause clause) implements Change {
    @Override
    public String text() {
      return ChangeText.of(clause);
    }

    @Override
    public LoadedModel of(LoadedModel model) {
      return model.in(clause);
    }
  }

  /// Fewer tokens at the same stages.
  ///
  /// @param clause with their numbers
  record Tokens(PruneClause clause) implements Change {
    @Override
    public String text() {
      return ChangeText.of(clause);
    }

    @Override
    public LoadedModel of(LoadedModel model) {
      return model.withPruning(clause);
    }
  }

  /// As many tokens as the frame rate allows, in a model that drops none.
  record AutomaticTokens() implements Change {
    @Override
    public String text() {
      return "prune { auto; }";
    }

    @Override
    public LoadedModel of(LoadedModel model) {
      return model.withPruning(
          new PruneClause(
              PruneClause.Selector.CLASS_ATTENTION,
              List.of(),
              new PruneClause.Automatic(),
              PackageToken.NONE,
              Optional.empty(),
              Optional.empty(),
              model.request().target().location()));
    }
  }

  /// Another board.
  record OnBoard(Board board) implements Change {
    @Override
    public String text() {
      return "target " + board.name();
    }

    @Override
    public LoadedModel of(LoadedModel model) {
      return model.on(board);
    }
  }

  /// More of the board.
  ///
  /// @param percent of each resource that may be used
  record Utilization(int percent) implements Change {
    @Override
    public String text() {
      return "utilization <= " + percent + "%";
    }

    @Override
    public LoadedModel of(LoadedModel model) {
      TargetClause target = model.request().target();
      Setting<Double> share = new Setting<>(percent / 100.0, target.location());
      return model.with(model.request().withTarget(target.withUtilization(share)));
    }
  }

  /// A parameter of the engine left to vitcc.
  ///
  /// @param value that it is pinned to
  record Unpinned(EngineParameter parameter, int value) implements Change {
    @Override
    public String text() {
      return "engine(…) without %s = %d".formatted(parameter.word(), value);
    }

    @Override
    public LoadedModel of(LoadedModel model) {
      TargetClause target = model.request().target();
      Map<EngineParameter, Setting<Integer>> others = new EnumMap<>(EngineParameter.class);
      others.putAll(target.engine());
      others.remove(parameter);
      return model.with(model.request().withTarget(target.withEngine(others)));
    }
  }
}
