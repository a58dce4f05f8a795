package dev.vitcc.cli.load;

import dev.vitcc.frontend.FrontendCode;
import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.ir.op.Parameter;
import java.util.Locale;
import java.util.Optional;

/// The memory that a model takes at least, so that one that has no room is refused before it is
/// read.
///
/// @param parameters how many values are trained
/// @param activation how many values the greatest tensor has
record MemoryNeed(long parameters, long activation) {
  private static final int BYTES_OF_REAL = 4;
  private static final int BYTES_OF_CODE = 1;
  private static final double GIGA = 1e9;

  static MemoryNeed of(Graph graph) {
    long parameters = 0;
    long activation = 0;
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Parameter) {
        parameters += node.type().size();
      } else {
        activation = Math.max(activation, node.type().size());
      }
    }
    return new MemoryNeed(parameters, activation);
  }

  long bytes() {
    return (BYTES_OF_REAL + BYTES_OF_CODE) * parameters + BYTES_OF_REAL * activation;
  }

  /// What is wrong, if there is not as much.
  ///
  /// @param available bytes
  Optional<Diagnostic> missing(long available, SourceLocation weights) {
    if (bytes() <= available) {
      return Optional.empty();
    }
    String message =
        "the model has %,d parameters and a tensor of %,d values: that is %.1f GB at least, and"
            + " vitcc may use %.1f GB";
    return Optional.of(
        Diagnostic.error(
                FrontendCode.MODEL_TOO_LARGE,
                weights,
                String.format(
                    Locale.ROOT, message, parameters, activation, bytes() / GIGA, available / GIGA))
            .withHint(
                "take a machine with more memory, or let Java use more of this one:"
                    + " JDK_JAVA_OPTIONS=-Xmx%dg".formatted((long) Math.ceil(2 * bytes() / GIGA))));
  }
}
