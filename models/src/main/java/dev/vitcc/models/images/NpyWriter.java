package dev.vitcc.models.images;

import dev.vitcc.models.OutputFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// Writes arrays as .npy files, version 1, byte for byte as NumPy does.
public final class NpyWriter {
  private static final int ALIGNMENT = 64;

  private NpyWriter() {}

  /// Writes float32 values, row by row.
  ///
  /// @throws dev.vitcc.ir.diagnostic.CompileException if the file can't be written
  public static void write(Path path, List<Integer> shape, float[] values) {
    checkSize(shape, values.length);
    OutputFile.write(
        path,
        out -> {
          writeHeader(out, NpyType.FLOAT32, shape);
          ByteBuffer chunk = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
          for (float value : values) {
            if (!chunk.hasRemaining()) {
              out.write(chunk.array(), 0, chunk.position());
              chunk.clear();
            }
            chunk.putFloat(value);
          }
          out.write(chunk.array(), 0, chunk.position());
        });
  }

  /// Writes unsigned bytes, row by row.
  ///
  /// @throws dev.vitcc.ir.diagnostic.CompileException if the file can't be written
  public static void write(Path path, List<Integer> shape, byte[] values) {
    checkSize(shape, values.length);
    OutputFile.write(
        path,
        out -> {
          writeHeader(out, NpyType.UINT8, shape);
          out.write(values);
        });
  }

  private static void writeHeader(OutputStream out, NpyType type, List<Integer> shape)
      throws IOException {
    String extents = shape.stream().map(String::valueOf).collect(Collectors.joining(", "));
    String tuple = shape.size() == 1 ? "(" + extents + ",)" : "(" + extents + ")";
    String text =
        "{'descr': '%s', 'fortran_order': False, 'shape': %s, }".formatted(type.descr(), tuple);
    int length = Math.ceilDiv(10 + text.length() + 1, ALIGNMENT) * ALIGNMENT - 10;
    String padded = text + " ".repeat(length - text.length() - 1) + "\n";
    out.write(0x93);
    out.write("NUMPY".getBytes(StandardCharsets.US_ASCII));
    out.write(new byte[] {1, 0, (byte) length, (byte) (length >> 8)});
    out.write(padded.getBytes(StandardCharsets.US_ASCII));
  }

  private static void checkSize(List<Integer> shape, int values) {
    long size = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    if (size != values) {
      throw new IllegalArgumentException("shape " + shape + " has not " + values + " values");
    }
  }
}
