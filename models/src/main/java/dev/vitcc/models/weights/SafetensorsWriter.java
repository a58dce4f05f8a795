package dev.vitcc.models.weights;

import dev.vitcc.models.OutputFile;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes single-precision tensors as a safetensors file, in the order given, header padded to 8
/// bytes.
public final class SafetensorsWriter {
  private SafetensorsWriter() {}

  /// One tensor to write: `values` row by row.
  public record Content(List<Integer> shape, float[] values) {
    public Content {
      shape = List.copyOf(shape);
      long size = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
      if (size != values.length) {
        throw new IllegalArgumentException(
            "shape " + shape + " has not " + values.length + " values");
      }
    }
  }

  /// Writes all tensors as F32.
  ///
  /// @throws dev.vitcc.ir.diagnostic.CompileException if the file can't be written
  public static void write(Path path, SequencedMap<String, Content> tensors) {
    List<ParameterShape> shapes =
        tensors.entrySet().stream()
            .map(tensor -> new ParameterShape(tensor.getKey(), tensor.getValue().shape()))
            .toList();
    write(path, shapes, name -> Optional.ofNullable(tensors.get(name)).orElseThrow().values());
  }

  /// Writes tensors as F32, each of which is asked for when it is written.
  ///
  /// @throws dev.vitcc.ir.diagnostic.CompileException if the file can't be written
  public static void write(
      Path path, List<ParameterShape> tensors, Function<String, float[]> values) {
    byte[] header = header(tensors);
    OutputFile.write(
        path,
        out -> {
          out.write(little(8).putLong(header.length).array());
          out.write(header);
          for (ParameterShape tensor : tensors) {
            float[] elements = values.apply(tensor.name());
            if (elements.length != tensor.size()) {
              throw new IllegalArgumentException(
                  tensor + " has not " + elements.length + " values");
            }
            ByteBuffer bytes = little(Math.multiplyExact(4, elements.length));
            bytes.asFloatBuffer().put(elements);
            out.write(bytes.array());
          }
        });
  }

  private static byte[] header(List<ParameterShape> tensors) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json =
        new JsonFactory().createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      long at = 0;
      for (ParameterShape tensor : tensors) {
        long end = at + 4L * tensor.size();
        json.writeName(tensor.name());
        json.writeStartObject();
        json.writeStringProperty("dtype", StoredType.F32.name());
        json.writeArrayPropertyStart("shape");
        tensor.shape().forEach(json::writeNumber);
        json.writeEndArray();
        json.writeArrayPropertyStart("data_offsets");
        json.writeNumber(at);
        json.writeNumber(end);
        json.writeEndArray();
        json.writeEndObject();
        at = end;
      }
      json.writeEndObject();
    }
    String text = bytes.toString(StandardCharsets.UTF_8);
    int padding = Math.floorMod(-bytes.size(), 8);
    return (text + " ".repeat(padding)).getBytes(StandardCharsets.UTF_8);
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
