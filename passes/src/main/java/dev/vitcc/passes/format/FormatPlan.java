package dev.vitcc.passes.format;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.data.TrainedScales;
import dev.vitcc.ir.op.PatchEmbed;
import dev.vitcc.ir.request.NumberFormat;
import dev.vitcc.ir.request.QuantizeClause;
import dev.vitcc.ir.request.ScalesClause;
import dev.vitcc.passes.fold.Rewriter;
import java.util.Optional;

/// The formats that a model asks for.
///
/// @param trained what a training run found, with the clause that names it
public record FormatPlan(QuantizeClause clause, Optional<Trained> trained) {
  private static final int MOST_BITS = 8;

  /// Weights and activations of 8 bits.
  public static final FormatPlan EIGHT_BITS =
      new FormatPlan(QuantizeClause.eightBits(), Optional.empty());

  /// Trained scales and where they were asked for.
  public record Trained(ScalesClause clause, TrainedScales scales) {}

  /// Where a matrix stands in the model.
  enum Place {
    FIRST,
    INNER,
    LAST;

    static Place of(Graph graph, Node layer) {
      if (layer.op() instanceof PatchEmbed) {
        return FIRST;
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
                  case LAST -> clause.last().value();
                });
  }

  /// The format of a layer's weights, as the language has it.
  ///
  /// @param graph that the front end gave
  /// @param layer node of it
  public String weightsOf(Graph graph, Node layer) {
    String name = LayerNames.layer(Rewriter.key(graph.operand(layer, 1)));
    return weights(name, Place.of(graph, layer)).text();
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

  /// What enters the head has at least as many bits as its weights.
  private int activationBits(Place place) {
    int inner = bits(clause.activations().value());
    return place == Place.LAST ? Math.max(inner, bits(clause.last().value())) : inner;
  }

  private static int bits(NumberFormat format) {
    return format instanceof NumberFormat.Fixed(int _, int most) ? Math.min(most, MOST_BITS) : 0;
  }
}
