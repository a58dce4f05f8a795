package dev.vitcc.cli.output;

import dev.vitcc.cli.compile.Design;
import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.Graph;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.numerics.Exponential;
import dev.vitcc.ir.numerics.Lines;
import dev.vitcc.ir.program.Command;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.Evaluated;
import dev.vitcc.ir.program.Formats;
import dev.vitcc.ir.program.NarrowFormat;
import dev.vitcc.ir.program.Pruning;
import dev.vitcc.ir.program.TensorSlice;
import dev.vitcc.ir.request.InputFormat;
import dev.vitcc.models.images.Fit;
import dev.vitcc.models.images.ImageInput;
import dev.vitcc.models.images.Resampling;
import dev.vitcc.passes.quantize.Ranges;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `image/layout.json`: what one has to know to run the accelerator, and to check it.
public final class Layout {
  public static final String SCHEMA = "vitcc.layout/1";
  public static final String FILE = "image/layout.json";
  private static final int LOGIT_BYTES = 4;

  private Layout() {}

  /// Engine, header, sizes, and the table of vector commands: which part of which tensor each
  /// stores.
  public static ObjectNode of(Design design) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("schema", SCHEMA);
    root.put("model", design.program().name());
    root.set("engine", engine(design.program().engine()));
    root.set("header", header(design.memoryImage()));
    root.set("input", input(design));
    root.set("output", output(design));
    tables(design, root);
    return root;
  }

  /// The parameters of an engine.
  public static ObjectNode engine(Engine engine) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    parameters(engine).forEach(node::put);
    Formats formats = engine.formats();
    node.put("narrow_columns", formats.narrowColumns());
    node.put("narrow", formats.narrow().name().toLowerCase(Locale.ROOT));
    node.put("activation_bits", formats.activationBits());
    node.put("gain_words", formats.gainWords());
    node.put("code_limits", formats.codeLimits());
    Lines lines = formats.lines();
    ObjectNode coefficients = node.putObject("lines");
    coefficients.put("segment_bits", lines.segmentBits());
    coefficients.put("fraction", lines.fraction());
    coefficients.put("slope_bits", lines.slopeBits());
    node.put("exponential", formats.exponential().name().toLowerCase(Locale.ROOT));
    node.put("pruning", formats.pruning().name().toLowerCase(Locale.ROOT));
    ObjectNode evaluated = node.putObject("evaluated");
    evaluated.put("rsqrt", formats.evaluated().rsqrt());
    evaluated.put("reciprocal", formats.evaluated().reciprocal());
    return node;
  }

  /// The engine that [#engine(Engine)] wrote down.
  public static Engine engine(JsonNode node) {
    return new Engine(
        node.path("pm").asInt(),
        node.path("pk").asInt(),
        node.path("pn").asInt(),
        node.path("lanes").asInt(),
        node.path("axi_bits").asInt(),
        node.path("ports").asInt(),
        node.path("max_tokens").asInt(),
        node.path("residual_columns").asInt(),
        node.path("head_columns").asInt(),
        node.path("hidden_columns").asInt(),
        node.path("accumulator_bits").asInt(),
        node.path("tile_depth").asInt(),
        node.path("result_depth").asInt(),
        node.path("command_depth").asInt(),
        new Formats(
            node.path("narrow_columns").asInt(),
            NarrowFormat.valueOf(node.path("narrow").asString().toUpperCase(Locale.ROOT)),
            node.path("activation_bits").asInt(),
            node.path("gain_words").asInt(),
            node.path("code_limits").asBoolean(),
            lines(node.path("lines")),
            new Evaluated(
                node.path("evaluated").path("rsqrt").asBoolean(),
                node.path("evaluated").path("reciprocal").asBoolean()),
            Exponential.valueOf(
                node.path("exponential").asString("exact").toUpperCase(Locale.ROOT)),
            Pruning.valueOf(node.path("pruning").asString("none").toUpperCase(Locale.ROOT))));
  }

  private static Lines lines(JsonNode node) {
    return new Lines(
        node.path("segment_bits").asInt(),
        node.path("fraction").asInt(),
        node.path("slope_bits").asInt());
  }

  /// The images that a build takes, from its layout.
  public static ImageInput imageInput(JsonNode layout) {
    JsonNode input = layout.path("input");
    Fit.Resize resize =
        input.has("resize")
            ? new Fit.Resize.ShorterSide(input.path("resize").asInt())
            : new Fit.Resize.None();
    String resampling = input.path("interpolation").asString(Resampling.BICUBIC.name());
    return new ImageInput(
        input.path("channels").asInt(),
        input.path("height").asInt(),
        input.path("width").asInt(),
        new Fit(resize, Resampling.valueOf(resampling), input.has("crop")));
  }

  private static Map<String, Integer> parameters(Engine engine) {
    Map<String, Integer> values = new LinkedHashMap<>();
    values.put("pm", engine.pm());
    values.put("pk", engine.pk());
    values.put("pn", engine.pn());
    values.put("lanes", engine.lanes());
    values.put("axi_bits", engine.axiBits());
    values.put("ports", engine.ports());
    values.put("max_tokens", engine.maxTokens());
    values.put("residual_columns", engine.residualColumns());
    values.put("head_columns", engine.headColumns());
    values.put("hidden_columns", engine.hiddenColumns());
    values.put("accumulator_bits", engine.accumulatorBits());
    values.put("tile_depth", engine.tileDepth());
    values.put("result_depth", engine.resultDepth());
    values.put("command_depth", engine.commandDepth());
    return values;
  }

  private static ObjectNode header(byte[] image) {
    ByteBuffer words = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("magic", "0x%08x".formatted(words.getInt()));
    node.put("version", words.getInt());
    node.put("fingerprint", "0x%08x".formatted(words.getInt()));
    node.put("beats_per_port", words.getInt());
    node.put("port_stride", words.getInt());
    node.put("image_bytes", image.length);
    return node;
  }

  private static ObjectNode input(Design design) {
    InputFormat format = design.source().request().input();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("name", format.name());
    node.put("layout", "height, width, channels: unsigned bytes, frames back to back");
    node.put("height", format.height()).put("width", format.width());
    node.put("channels", format.channels()).put("bytes", design.program().inputBytes());
    format
        .resize()
        .ifPresent(
            resize -> {
              node.put("resize", resize.shorterSide());
              node.put("interpolation", resize.interpolation().name());
            });
    format.crop().ifPresent(crop -> node.put("crop", crop));
    return node;
  }

  private static ObjectNode output(Design design) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("name", design.integer().graph().outputs().getFirst());
    node.put("layout", "signed 32-bit integers, little-endian, frames back to back");
    node.put("elements", design.program().outputElements());
    node.put("bytes", design.program().outputElements() * LOGIT_BYTES);
    node.put("scale", logitScale(design));
    return node;
  }

  /// The real value of a logit of 1.
  public static double logitScale(Design design) {
    String logits = design.integer().graph().outputs().getFirst();
    return Ranges.scaleOf(design.integer(), logits);
  }

  private static void tables(Design design, ObjectNode root) {
    Graph graph = design.integer().graph();
    ObjectNode tensors = root.putObject("tensors");
    ArrayNode groups = root.putArray("vector_commands");
    for (Command command : design.program().commands()) {
      if (command instanceof Command.VectorGroup group) {
        TensorSlice slice = group.slice();
        if (!tensors.has(slice.node())) {
          tensors.set(slice.node(), tensor(graph.node(slice.node()).type()));
        }
        ObjectNode row = groups.addObject();
        row.put("tensor", slice.node()).put("head", slice.head());
        row.put("row", group.row()).put("rows", group.rows());
        row.put("column", slice.column()).put("columns", slice.columns());
      }
    }
  }

  private static ObjectNode tensor(TensorType type) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    if (type.element() instanceof ElementType.Int element) {
      node.put("bits", element.bits()).put("signed", element.signed());
    }
    ArrayNode shape = node.putArray("shape");
    type.shape().forEach(shape::add);
    return node;
  }
}
