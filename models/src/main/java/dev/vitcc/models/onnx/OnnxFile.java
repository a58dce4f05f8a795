package dev.vitcc.models.onnx;

import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.models.MappedFile;
import dev.vitcc.models.ModelsCode;
import dev.vitcc.models.onnx.Wire.Malformed;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads an ONNX file: the messages of `onnx.proto` that a network for inference has.
///
/// The file is mapped, so that size is no limit; tensors stay in it. How much a file can make us
/// allocate is bounded by its own size and by the counts below.
public final class OnnxFile {
  private static final int MOST_NODES = 1 << 18;
  private static final int MOST_ATTRIBUTES = 1 << 20;
  private static final int MOST_NUMBERS = 1 << 20;

  private final TensorReader tensors;
  private final Map<String, Long> opsets = new LinkedHashMap<>();
  private final Map<String, OnnxTensor> initializers = new LinkedHashMap<>();
  private final List<OnnxNode> nodes = new ArrayList<>();
  private final List<OnnxValue> inputs = new ArrayList<>();
  private final List<OnnxValue> outputs = new ArrayList<>();
  private final List<OnnxFunction> functions = new ArrayList<>();
  private int nodeCount;
  private int attributeCount;
  private boolean sawGraph;

  private OnnxFile(Path folder) {
    this.tensors = new TensorReader(new ExternalData(folder));
  }

  /// Reads a file.
  ///
  /// @throws CompileException if it or a file of its tensors can't be read, or is malformed
  public static OnnxModel read(Path path) {
    MappedFile mapped = MappedFile.open(path);
    Path folder = Optional.ofNullable(path.toAbsolutePath().getParent()).orElseThrow();
    OnnxFile reading = new OnnxFile(folder);
    try {
      mapped.read(
          () -> {
            reading.model(mapped.bytes());
            return reading;
          });
    } catch (Malformed e) {
      throw malformed(mapped, String.valueOf(e.getMessage()));
    }
    if (!reading.sawGraph) {
      throw malformed(mapped, "there is no graph in it");
    }
    return new OnnxModel(
        mapped.name(),
        reading.opsets,
        reading.nodes,
        reading.initializers,
        reading.inputs,
        reading.outputs,
        reading.functions);
  }

  private static CompileException malformed(MappedFile file, String why) {
    return new CompileException(ModelsCode.ONNX_FILE.in(file.name(), "is no ONNX file: " + why));
  }

  private void model(MemorySegment message) {
    Wire wire = new Wire(message);
    while (wire.next()) {
      switch (wire.field()) {
        case 7 -> graph(wire.bytes());
        case 8 -> opset(wire.bytes());
        case 25 -> functions.add(function(wire.bytes()));
        default -> {} // versions, producer, metadata
      }
    }
  }

  private void opset(MemorySegment message) {
    Wire wire = new Wire(message);
    String domain = "";
    long version = 0;
    while (wire.next()) {
      switch (wire.field()) {
        case 1 -> domain = wire.text();
        case 2 -> version = wire.number();
        default -> {}
      }
    }
    opsets.put(canonical(domain), version);
  }

  private void graph(MemorySegment message) {
    sawGraph = true;
    Wire wire = new Wire(message);
    while (wire.next()) {
      switch (wire.field()) {
        case 1 -> nodes.add(node(wire.bytes()));
        case 5 -> {
          OnnxTensor tensor = tensors.read(wire.bytes());
          count(initializers.size());
          initializers.put(tensor.name(), tensor);
        }
        case 11 -> inputs.add(value(wire.bytes()));
        case 12 -> outputs.add(value(wire.bytes()));
        case 15 -> throw new Malformed("it has sparse tensors, which vitcc doesn't read");
        default -> {} // names, shapes that we infer, annotations
      }
    }
  }

  private OnnxNode node(MemorySegment message) {
    count(nodeCount++);
    Wire wire = new Wire(message);
    List<String> from = new ArrayList<>();
    List<String> to = new ArrayList<>();
    Map<String, OnnxAttribute> attributes = new LinkedHashMap<>();
    String name = "";
    String type = "";
    String domain = "";
    while (wire.next()) {
      switch (wire.field()) {
        case 1 -> from.add(wire.text());
        case 2 -> to.add(wire.text());
        case 3 -> name = wire.text();
        case 4 -> type = wire.text();
        case 5 -> {
          OnnxAttribute attribute = attribute(wire.bytes());
          attributes.put(attribute.name(), attribute);
        }
        case 7 -> domain = wire.text();
        default -> {}
      }
    }
    return new OnnxNode(name, type, canonical(domain), from, to, attributes);
  }

  private OnnxAttribute attribute(MemorySegment message) {
    if (attributeCount++ == MOST_ATTRIBUTES) {
      throw new Malformed("it has more than " + MOST_ATTRIBUTES + " attributes");
    }
    Wire wire = new Wire(message);
    List<Float> reals = new ArrayList<>();
    List<Long> numbers = new ArrayList<>();
    Optional<OnnxTensor> tensor = Optional.empty();
    String name = "";
    String text = "";
    String reference = "";
    float real = 0;
    long number = 0;
    boolean subgraph = false;
    while (wire.next()) {
      switch (wire.field()) {
        case 1 -> name = wire.text();
        case 2 -> real = wire.real();
        case 3 -> number = wire.number();
        case 4 -> text = wire.text();
        case 5 -> tensor = Optional.of(tensors.read(wire.bytes()));
        case 6, 11 -> subgraph = true;
        case 7 -> wire.reals(reals, MOST_NUMBERS);
        case 8 -> wire.numbers(numbers, MOST_NUMBERS);
        case 21 -> reference = wire.text();
        default -> {}
      }
    }
    return new OnnxAttribute(name, real, number, text, tensor, reals, numbers, reference, subgraph);
  }

  private OnnxFunction function(MemorySegment message) {
    count(functions.size());
    Wire wire = new Wire(message);
    List<String> from = new ArrayList<>();
    List<String> to = new ArrayList<>();
    List<OnnxNode> body = new ArrayList<>();
    Map<String, OnnxAttribute> defaults = new LinkedHashMap<>();
    String name = "";
    String domain = "";
    while (wire.next()) {
      switch (wire.field()) {
        case 1 -> name = wire.text();
        case 4 -> from.add(wire.text());
        case 5 -> to.add(wire.text());
        case 7 -> body.add(node(wire.bytes()));
        case 10 -> domain = wire.text();
        case 11 -> {
          OnnxAttribute attribute = attribute(wire.bytes());
          defaults.put(attribute.name(), attribute);
        }
        default -> {}
      }
    }
    return new OnnxFunction(name, canonical(domain), from, to, body, defaults);
  }

  /// `ValueInfoProto`: a name, and a type that is that of a tensor (1), its element type (1) and
  /// shape (2), which has extents (1) that are numbers (1) or names (2).
  private OnnxValue value(MemorySegment message) {
    count(inputs.size() + outputs.size());
    Wire wire = new Wire(message);
    String name = "";
    Optional<OnnxType> type = Optional.empty();
    Optional<List<Long>> shape = Optional.empty();
    while (wire.next()) {
      if (wire.field() == 1) {
        name = wire.text();
      } else if (wire.field() == 2) {
        Wire tensor = new Wire(only(1, wire.bytes()));
        while (tensor.next()) {
          if (tensor.field() == 1) {
            type = OnnxType.of(tensor.number());
          } else if (tensor.field() == 2) {
            shape = Optional.of(extents(tensor.bytes()));
          }
        }
      }
    }
    return new OnnxValue(name, type, shape);
  }

  private static List<Long> extents(MemorySegment message) {
    List<Long> extents = new ArrayList<>();
    Wire wire = new Wire(message);
    while (wire.next()) {
      if (wire.field() == 1) {
        Wire extent = new Wire(wire.bytes());
        long value = -1;
        while (extent.next()) {
          value = extent.field() == 1 ? extent.number() : value;
        }
        extents.add(value);
      }
    }
    return extents;
  }

  /// The bytes of the last field of this number, none if there is no such field.
  private static MemorySegment only(int field, MemorySegment message) {
    MemorySegment found = MemorySegment.NULL;
    Wire wire = new Wire(message);
    while (wire.next()) {
      found = wire.field() == field ? wire.bytes() : found;
    }
    return found;
  }

  private static String canonical(String domain) {
    return domain.equals("ai.onnx") ? "" : domain;
  }

  private static void count(int before) {
    if (before == MOST_NODES) {
      throw new Malformed("it has more than " + MOST_NODES + " nodes or tensors");
    }
  }
}
