package dev.vitcc.testbenches.vectors;

import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.data.TensorData;
import dev.vitcc.ir.program.TensorSlice;
import dev.vitcc.testbenches.vectors.VectorLayout.Slice;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The expected values of one frame, in the order of a file of test vectors.
final class FrameValues {
  private final VectorLayout layout;
  private final Map<String, List<Slice>> slicesOf;
  private final ByteBuffer values;
  private final Set<String> seen = new LinkedHashSet<>();

  /// @param slicesOf the slices of the layout by tensor
  FrameValues(VectorLayout layout, Map<String, List<Slice>> slicesOf) {
    this.layout = layout;
    this.slicesOf = slicesOf;
    this.values =
        ByteBuffer.allocate(Math.toIntExact(layout.frameBytes())).order(ByteOrder.LITTLE_ENDIAN);
  }

  /// Takes the value of a node, if the program stores it.
  void accept(String node, TensorData data) {
    List<Slice> slices = slicesOf.get(node);
    if (slices == null) {
      return;
    }
    if (!seen.add(node)) {
      throw new IllegalArgumentException(node + " was given twice");
    }
    for (Slice slice : slices) {
      copy(slice, data);
    }
  }

  /// The bytes of the frame, with its outputs.
  ///
  /// @throws IllegalArgumentException if a tensor was not given, or outputs are too few or too many
  ByteBuffer finish(int[] outputs) {
    if (seen.size() != slicesOf.size()) {
      Set<String> missing = new LinkedHashSet<>(slicesOf.keySet());
      missing.removeAll(seen);
      throw new IllegalArgumentException("no expected values for " + missing);
    }
    if (outputs.length != layout.outputs()) {
      throw new IllegalArgumentException(
          layout.outputs() + " outputs expected, found " + outputs.length);
    }
    values.position(Math.toIntExact(layout.outputsAt()));
    values.asIntBuffer().put(outputs);
    return values.rewind();
  }

  private void copy(Slice slice, TensorData data) {
    TensorType type = data.type();
    TensorSlice part = slice.tensor();
    int columns = type.dim(-1);
    int tensorRows = type.rank() == 1 ? 1 : type.dim(-2);
    int width = Math.clamp(columns - part.column(), 0, part.columns());
    int rows = Math.clamp(tensorRows - slice.tensorRow(), 0, slice.rows());
    if (width == 0 && part.columns() > 0) {
      rows = 0;
    }
    int extent = VectorLayout.EXTENT_BYTES * slice.index();
    values.putShort(extent, (short) rows).putShort(extent + Short.BYTES, (short) width);
    int headRows = type.rank() > 2 ? part.head() * type.dim(-2) : 0;
    int at = Math.toIntExact(slice.offset());
    for (int i = 0; i < rows; i++) {
      int from = (headRows + slice.tensorRow() + i) * columns + part.column();
      switch (data) {
        case TensorData.Bytes bytes when slice.elementBytes() == 1 ->
            values.put(at, bytes.values(), from, width);
        case TensorData.Shorts shorts when slice.elementBytes() == 2 ->
            values
                .slice(at, 2 * width)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .put(shorts.values(), from, width);
        default ->
            throw new IllegalArgumentException(
                part.node() + " is " + type + ", not " + slice.elementBytes() + " bytes wide");
      }
      at += slice.elementBytes() * part.columns();
    }
  }
}
