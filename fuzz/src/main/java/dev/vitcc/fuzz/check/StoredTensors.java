package dev.vitcc.fuzz.check;

import dev.vitcc.ir.data.TensorData;
import dev.vitcc.ir.program.Command.VectorGroup;
import dev.vitcc.ir.program.TensorSlice;
import dev.vitcc.reference.IntegerReference;
import dev.vitcc.reference.program.ProgramInterpreter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Holds every row that a program stores against the integer reference, and the logits; fewer
/// elements than the reference has of these tensors are a difference, too.
public final class StoredTensors implements ProgramInterpreter.Observer {
  private final List<VectorGroup> groups;
  private final Map<String, TensorData> expected;
  private Optional<String> difference = Optional.empty();
  private long elements;

  private StoredTensors(List<VectorGroup> groups, Map<String, TensorData> expected) {
    this.groups = groups;
    this.expected = expected;
  }

  /// Runs a program on an image; everything that it stores goes to the observer.
  @FunctionalInterface
  public interface Run {
    int[] run(byte[] image, ProgramInterpreter.Observer observer);
  }

  /// The first difference on any of some images, as a sentence.
  ///
  /// @param groups that store, in the order in which they do
  public static Optional<String> difference(
      List<VectorGroup> groups, List<byte[]> images, IntegerReference reference, Run interpreter) {
    for (byte[] image : images) {
      Map<String, TensorData> expected = new LinkedHashMap<>();
      int[] logits = reference.run(image, (node, value) -> expected.put(node.name(), value));
      StoredTensors stored = new StoredTensors(groups, expected);
      int[] found = interpreter.run(image, stored);
      Optional<String> difference =
          stored.difference.or(stored::missing).or(() -> logits(logits, found));
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> logits(int[] expected, int[] found) {
    return Arrays.equals(expected, found)
        ? Optional.empty()
        : Optional.of(
            "logits: expected %s, found %s"
                .formatted(Arrays.toString(expected), Arrays.toString(found)));
  }

  private Optional<String> missing() {
    Set<String> stored = new LinkedHashSet<>();
    groups.forEach(group -> stored.add(group.slice().node()));
    long wanted = stored.stream().mapToLong(node -> tensor(node).type().size()).sum();
    return elements == wanted
        ? Optional.empty()
        : Optional.of("%d elements stored, expected %d".formatted(elements, wanted));
  }

  @Override
  public void stored(int sequence, int row, int[] values) {
    VectorGroup group = groups.get(sequence);
    TensorSlice slice = group.slice();
    TensorData tensor = tensor(slice.node());
    int rows = tensor.type().rank() == 1 ? 1 : tensor.type().dim(-2);
    // A layer that keeps one token stores it in that token's row; its tensor has no other.
    int tensorRow = group.rows() == rows ? row - group.row() : row;
    int at = (slice.head() * rows + tensorRow) * tensor.type().dim(-1) + slice.column();
    for (int n = 0; n < Math.min(slice.columns(), values.length); n++, at++) {
      int wanted = element(tensor, at);
      if (wanted != values[n] && difference.isEmpty()) {
        difference =
            Optional.of(
                "%s row %d, column %d: expected %d, found %d"
                    .formatted(slice, row, slice.column() + n, wanted, values[n]));
      }
      elements++;
    }
  }

  private TensorData tensor(String node) {
    return Objects.requireNonNull(expected.get(node), node);
  }

  private static int element(TensorData tensor, int index) {
    return switch (tensor) {
      case TensorData.Bytes bytes -> bytes.values()[index];
      case TensorData.Shorts shorts -> shorts.values()[index];
      case TensorData.Words words -> words.values()[index];
      case TensorData.Reals reals -> throw new IllegalStateException("not an integer: " + reals);
    };
  }
}
