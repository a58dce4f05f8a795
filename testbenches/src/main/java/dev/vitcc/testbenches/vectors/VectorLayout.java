package dev.vitcc.testbenches.vectors;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.Graph;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.program.Command.VectorGroup;
import dev.vitcc.ir.program.Program;
import dev.vitcc.ir.program.TensorSlice;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which element of which tensor lies where in a file of test vectors: one slice a vector command.
///
/// docs/simulation.md has the format; `vectors.cpp` of the simulator reads it.
///
/// @param slices in the order of the vector commands
/// @param tensors types of the tensors that the slices are of, in the order of their first slice
/// @param outputsAt where the outputs begin in a frame
/// @param frameBytes bytes of a frame
record VectorLayout(
    List<Slice> slices,
    Map<String, TensorType> tensors,
    int beatColumns,
    int inputBytes,
    int outputs,
    long outputsAt,
    long frameBytes) {
  static final int HEADER_BYTES = 64;
  private static final int SLICE_BYTES = 32;
  private static final int VERSION = 2;

  /// Of the rows and columns that a slice has in a frame.
  static final int EXTENT_BYTES = 4;

  private static final byte[] MAGIC = "VITCCVEC".getBytes(StandardCharsets.US_ASCII);

  /// The part of a tensor that one vector command stores.
  ///
  /// @param row the first in activation memory
  /// @param tensorRow the same in the tensor
  /// @param offset of the values in a frame
  /// @param index among the slices
  record Slice(
      TensorSlice tensor,
      int row,
      int rows,
      int tensorRow,
      int elementBytes,
      long offset,
      int index) {
    long elements() {
      return (long) rows * tensor.columns();
    }
  }

  VectorLayout {
    slices = List.copyOf(slices);
  }

  /// @throws IllegalArgumentException if the program stores an element of a tensor twice or not at
  ///   all
  static VectorLayout of(Program program, Graph graph) {
    List<Slice> slices = new ArrayList<>();
    Map<String, TensorType> tensors = new LinkedHashMap<>();
    long offset =
        EXTENT_BYTES * program.commands().stream().filter(VectorGroup.class::isInstance).count();
    for (var command : program.commands()) {
      if (command instanceof VectorGroup group) {
        TensorType type = graph.node(group.slice().node()).type();
        tensors.put(group.slice().node(), type);
        Slice slice = slice(group, type, offset, slices.size());
        slices.add(slice);
        offset += slice.elements() * slice.elementBytes();
      }
    }
    Coverage.check(slices, tensors);
    long outputsAt = (offset + 3) / 4 * 4;
    return new VectorLayout(
        slices,
        tensors,
        program.engine().drainColumns(),
        program.inputBytes(),
        program.outputElements(),
        outputsAt,
        outputsAt + 4L * program.outputElements());
  }

  private static Slice slice(VectorGroup group, TensorType type, long offset, int index) {
    int tensorRows = type.rank() == 1 ? 1 : type.dim(-2);
    // A layer that keeps one token stores it in that token's row, but its tensor has no other.
    int tensorRow = group.rows() == tensorRows ? 0 : group.row();
    int bits = type.element() instanceof ElementType.Int element ? element.bits() : 64;
    if (bits > 16) {
      throw new IllegalArgumentException(
          group.slice().node() + " is " + type + ", but the accelerator stores at most 16 bits");
    }
    return new Slice(
        group.slice(), group.row(), group.rows(), tensorRow, bits > 8 ? 2 : 1, offset, index);
  }

  /// Everything before the values of the first frame.
  byte[] header(long frames) {
    List<String> names = List.copyOf(tensors.keySet());
    int size = HEADER_BYTES + SLICE_BYTES * slices.size();
    for (String name : names) {
      size += 8 + padded(name.getBytes(StandardCharsets.UTF_8).length);
    }
    ByteBuffer header = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    header.put(MAGIC).putInt(VERSION).putInt(slices.size()).putInt(names.size());
    header.putInt(beatColumns).putLong(inputBytes).putLong(outputs).putLong(frames);
    header.putLong(size).putLong(frameBytes);
    for (Slice slice : slices) {
      TensorSlice tensor = slice.tensor();
      header.putInt(names.indexOf(tensor.node())).putInt(slice.row()).putInt(slice.rows());
      header.putInt(tensor.columns()).putInt(tensor.head()).putInt(slice.tensorRow());
      header.putInt(tensor.column()).putInt(slice.elementBytes());
    }
    tensors.forEach(
        (node, type) -> {
          byte[] name = node.getBytes(StandardCharsets.UTF_8);
          header.putInt(type.rank()).putInt(name.length).put(name);
          header.position(header.position() + padded(name.length) - name.length);
        });
    return header.array();
  }

  private static int padded(int length) {
    return (length + 3) / 4 * 4;
  }
}
