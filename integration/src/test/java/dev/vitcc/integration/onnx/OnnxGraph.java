package dev.vitcc.integration.onnx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// An ONNX graph that is built up node by node, as an exporter would.
final class OnnxGraph {
  private static final int FLOAT = 1;
  private static final int UINT8 = 2;
  private static final int INT8 = 3;
  private static final int INT64 = 7;
  private static final int INT4 = 22;

  private final List<ProtoBytes> nodes = new ArrayList<>();
  private final List<ProtoBytes> initializers = new ArrayList<>();
  private final List<String> domains = new ArrayList<>();
  private final List<ProtoBytes> functions = new ArrayList<>();
  private final ByteArrayOutputStream beside = new ByteArrayOutputStream();
  private final int opset;
  private final boolean external;
  private int count;

  /// @param external whether tensors of real numbers go into a file of their own
  OnnxGraph(int opset, boolean external) {
    this.opset = opset;
    this.external = external;
  }

  int opset() {
    return opset;
  }

  /// An attribute.
  record Attribute(ProtoBytes bytes) {
    static Attribute of(String name, long value) {
      return new Attribute(new ProtoBytes().text(1, name).number(3, value).number(20, 2));
    }

    static Attribute of(String name, double value) {
      return new Attribute(new ProtoBytes().text(1, name).real(2, (float) value).number(20, 1));
    }

    static Attribute of(String name, String value) {
      return new Attribute(new ProtoBytes().text(1, name).text(4, value).number(20, 3));
    }

    static Attribute of(String name, long... values) {
      ProtoBytes bytes = new ProtoBytes().text(1, name).number(20, 7);
      for (long value : values) {
        bytes.number(8, value);
      }
      return new Attribute(bytes);
    }
  }

  String node(String type, List<String> inputs, Attribute... attributes) {
    return nodes(type, 1, inputs, attributes).getFirst();
  }

  String node(String type, String... inputs) {
    return node(type, List.of(inputs));
  }

  /// A node with several outputs. The type may have a domain: `com.microsoft.Attention`.
  List<String> nodes(String type, int outputs, List<String> inputs, Attribute... attributes) {
    ProtoBytes node = new ProtoBytes();
    List<String> names = new ArrayList<>();
    for (String input : inputs) {
      node.text(1, input);
    }
    int number = count++;
    for (int i = 0; i < outputs; i++) {
      String name = "v" + number + (i == 0 ? "" : "_" + i);
      names.add(name);
      node.text(2, name);
    }
    int dot = type.lastIndexOf('.');
    node.text(3, "/" + type.substring(dot + 1) + "_" + number);
    node.text(4, type.substring(dot + 1));
    for (Attribute attribute : attributes) {
      node.message(5, attribute.bytes());
    }
    if (dot > 0) {
      node.text(7, type.substring(0, dot));
      if (!domains.contains(type.substring(0, dot))) {
        domains.add(type.substring(0, dot));
      }
    }
    nodes.add(node);
    return names;
  }

  /// Defines `local.name(x)` by another op of `x`, whose attribute comes from the call.
  void function(String name, String op, String attribute, int attributeType) {
    ProtoBytes passed =
        new ProtoBytes().text(1, attribute).number(20, attributeType).text(21, attribute);
    ProtoBytes body =
        new ProtoBytes().text(1, "x").text(2, "y").text(3, "inner").text(4, op).message(5, passed);
    functions.add(
        new ProtoBytes()
            .text(1, name)
            .text(4, "x")
            .text(5, "y")
            .text(6, attribute)
            .message(7, body)
            .message(9, new ProtoBytes().text(1, "").number(2, opset))
            .text(10, "local"));
  }

  String reals(float[] values, long... shape) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return tensor(FLOAT, bytes.array(), shape);
  }

  String real(double value) {
    return reals(new float[] {(float) value});
  }

  String wholes(long... values) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(values);
    return tensor(INT64, bytes.array(), values.length);
  }

  String whole(long value) {
    ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, value);
    return tensor(INT64, bytes.array());
  }

  String codes(byte[] values, long... shape) {
    return tensor(INT8, values, shape);
  }

  /// Codes of four bits, two in a byte.
  String halfCodes(byte[] values, long... shape) {
    byte[] packed = new byte[(values.length + 1) / 2];
    for (int i = 0; i < values.length; i++) {
      packed[i / 2] |= (byte) ((values[i] & 15) << (4 * (i % 2)));
    }
    return tensor(INT4, packed, shape);
  }

  String unsigned(byte[] values, long... shape) {
    return tensor(UINT8, values, shape);
  }

  private String tensor(int type, byte[] bytes, long... shape) {
    String name = "t" + count++;
    ProtoBytes tensor = new ProtoBytes();
    for (long extent : shape) {
      tensor.number(1, extent);
    }
    tensor.number(2, type).text(8, name);
    if (external && type == FLOAT && shape.length > 0) {
      tensor.message(13, entry("location", "weights.onnx.data"));
      tensor.message(13, entry("offset", Integer.toString(beside.size())));
      tensor.message(13, entry("length", Integer.toString(bytes.length)));
      tensor.number(14, 1);
      beside.writeBytes(bytes);
    } else {
      tensor.bytes(9, bytes);
    }
    initializers.add(tensor);
    return name;
  }

  private static ProtoBytes entry(String key, String value) {
    return new ProtoBytes().text(1, key).text(2, value);
  }

  /// Writes the model, with an input "image" and one output.
  ///
  /// @param batch its extent; dynamic if negative
  Path write(Path file, long batch, List<Long> image, String output) throws IOException {
    ProtoBytes graph = new ProtoBytes();
    nodes.forEach(node -> graph.message(1, node));
    graph.text(2, "main_graph");
    initializers.forEach(tensor -> graph.message(5, tensor));
    ProtoBytes shape = new ProtoBytes();
    shape.message(
        1, batch < 0 ? new ProtoBytes().text(2, "batch") : new ProtoBytes().number(1, batch));
    image.forEach(extent -> shape.message(1, new ProtoBytes().number(1, extent)));
    ProtoBytes tensor = new ProtoBytes().number(1, FLOAT).message(2, shape);
    graph.message(
        11, new ProtoBytes().text(1, "image").message(2, new ProtoBytes().message(1, tensor)));
    graph.message(
        12,
        new ProtoBytes()
            .text(1, output)
            .message(2, new ProtoBytes().message(1, new ProtoBytes().number(1, FLOAT))));
    ProtoBytes model = new ProtoBytes().number(1, 8).text(2, "test").message(7, graph);
    model.message(8, new ProtoBytes().text(1, "").number(2, opset));
    domains.forEach(domain -> model.message(8, new ProtoBytes().text(1, domain).number(2, 1)));
    functions.forEach(function -> model.message(25, function));
    if (external) {
      Files.write(file.resolveSibling("weights.onnx.data"), beside.toByteArray());
    }
    return Files.write(file, model.toBytes());
  }
}
