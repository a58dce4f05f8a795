package dev.vitcc.passes.format;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.data.TrainedScales;
import dev.vitcc.ir.op.PatchEmbed;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.request.NumberFormat;
import dev.vitcc.ir.request.QuantizeClause;
import dev.vitcc.ir.request.ScalesClause;
import dev.vitcc.passes.fold.Rewriter;
import dev.vitcc.passes.prune.SelectorTensors;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The formats that a model asks for.
///
/// @param trained what a training run found, with the clause that names it
/// @param engine whose columns give rows their formats, where the model leaves that to them; until
///   there is one, all such rows are narrow
/// @param narrowGroups of a layer, by the name of its node: after so many groups of rows all are
///   wide; a layer that isn't there has no such end
public record FormatPlan(
    QuantizeClause clause,
    Optional<Trained> trained,
    Optional<Engine> engine,
    Map<String, Integer> narrowGroups) {
  private static final int MOST_BITS = 8;

  /// Weights and activations of 8 bits.
  public static final FormatPlan EIGHT_BITS = FormatPlan.of(QuantizeClause.eightBits());

  /// What a clause asks for.
  public static FormatPlan of(QuantizeClause clause) {
    return new FormatPlan(clause, Optional.empty(), Optional.empty(), Map.of());
  }

  /// The same with what a training run found.
  public FormatPlan with(Trained found) {
    return new FormatPlan(clause, Optional.of(found), engine, narrowGroups);
  }

  /// The same, for an engine.
  public FormatPlan on(Engine columns) {
    return new FormatPlan(clause, trained, Optional.of(columns), narrowGroups);
  }

  /// The same with so many groups of rows of each layer narrow.
  public FormatPlan withNarrowGroups(Map<String, Integer> groups) {
    return new FormatPlan(clause, trained, engine, Map.copyOf(groups));
  }

  /// The same where the engine has no narrow columns.
  public FormatPlan withoutNarrow() {
    return new FormatPlan(clause.withoutNarrow(), trained, engine, narrowGroups);
  }

  /// The same with activations of so many bits.
  public FormatPlan withActivations(int bits) {
    QuantizeClause narrower = clause.withActivations(NumberFormat.fixed(bits));
    return new FormatPlan(narrower, trained, engine, narrowGroups);
  }

  /// The widths that activations may have, the greatest first.
  public List<Integer> activationWidths() {
    return clause.activations().value() instanceof NumberFormat.Fixed(int least, int most)
        ? IntStream.rangeClosed(-most, -least).map(bits -> -bits).boxed().toList()
        : List.of();
  }

  /// Whether something is left to be chosen together with the engine.
  public boolean isOpen() {
    return dependsOnEngine() || activationWidths().size() > 1;
  }

  /// Whether rows get their formats from the engine.
  public boolean dependsOnEngine() {
    return Stream.of(clause.weights(), clause.first(), clause.last())
        .anyMatch(format -> format.value() instanceof NumberFormat.ByColumn);
  }

  /// Whether linear layers are requantised by shifts alone.
  boolean isShiftOnly() {
    return clause.requantization().value() == QuantizeClause.Requantization.SHIFT_ONLY;
  }

  /// What finds the codes of rows of weights.
  RowQuantizer rowQuantizer() {
    return new RowQuantizer(clause.weightScales().value(), isShiftOnly());
  }

  /// Trained scales and where they were asked for.
  public record Trained(ScalesClause clause, TrainedScales scales) {}

  /// Where a matrix stands in the model.
  enum Place {
    FIRST,
    INNER,
    /// A learned selector.
    SELECTOR,
    LAST;

    static Place of(Graph graph, Node layer) {
      if (layer.op() instanceof PatchEmbed) {
        return FIRST;
      }
      if (Rewriter.key(graph.operand(layer, 1)).startsWith(SelectorTensors.PREFIX)) {
        return SELECTOR;
      }
      return graph.outputs().contains(layer.name()) ? LAST : INNER;
    }
  }

  /// The weights of a layer.
  NumberFormat weights(String layer, Place place) {
    return layer(layer)
        .map(TrainedScales.Layer::format)
        .orElseGet(
            () ->
                switch (place) {
                  case FIRST -> clause.first().value();
                  case INNER -> clause.weights().value();
                  case SELECTOR -> NumberFormat.fixed(MOST_BITS);
                  case LAST -> clause.last().value();
                });
  }

  /// The format of a layer's weights, as the language has it; where formats follow columns, with
  /// the shares that came of it.
  ///
  /// @param graph that the front end gave
  /// @param layer node of it
  public String weightsOf(Graph graph, Node layer) {
    NumberFormat format = weights(graph, layer);
    return format instanceof NumberFormat.ByColumn byColumn && engine.isPresent()
        ? shares(byColumn, graph, layer).text()
        : format.text();
  }

  private NumberFormat shares(NumberFormat.ByColumn format, Graph graph, Node layer) {
    int narrow = new ColumnRows(this).narrow(graph, layer).cardinality();
    if (narrow == 0) {
      return format.wide();
    }
    double percent = 100.0 * narrow / layer.type().dim(-1);
    return new NumberFormat.Mixed(
        List.of(
            new NumberFormat.Share(percent, format.narrow()),
            new NumberFormat.Share(100 - percent, format.wide())));
  }

  /// The format of a layer's weights.
  NumberFormat weights(Graph graph, Node layer) {
    String name = LayerNames.layer(Rewriter.key(graph.operand(layer, 1)));
    return weights(name, Place.of(graph, layer));
  }

  /// What training found for a layer.
  Optional<TrainedScales.Layer> layer(String layer) {
    return trained.flatMap(t -> Optional.ofNullable(t.scales().layers().get(layer)));
  }

  /// The codes of an activation: `point` is its name in a file of scales.
  ///
  /// The exponentials that stand for probabilities aren't normalised, so no step applies to them.
  CodeFormat activation(String point, Place place) {
    if (point.endsWith(LayerNames.PROBABILITIES)) {
      return new CodeFormat(bits(clause.probabilities().value()), 0);
    }
    return trained
        .flatMap(t -> Optional.ofNullable(t.scales().activations().get(point)))
        .map(step -> new CodeFormat(step.bits(), step.step()))
        .orElseGet(() -> new CodeFormat(activationBits(place), 0));
  }

  /// What enters the head has at least as many bits as its weights, and selectors have all.
  int activationBits(Place place) {
    int inner = bits(clause.activations().value());
    return switch (place) {
      case FIRST, INNER -> inner;
      case SELECTOR -> MOST_BITS;
      case LAST -> Math.max(inner, bits(clause.last().value()));
    };
  }

  private static int bits(NumberFormat format) {
    return format instanceof NumberFormat.Fixed(int _, int most) ? Math.min(most, MOST_BITS) : 0;
  }
}
