package dev.vitcc.models.imports;

import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.models.MappedFile;
import dev.vitcc.models.ModelsCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A JSON configuration whose fields are read with their defaults; each wrong one is reported.
final class Config {
  private static final long MOST_BYTES = 1 << 24;
  private static final int LARGEST = 1 << 15;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final String file;
  private final JsonNode root;
  private final Diagnostics diagnostics;

  private Config(String file, JsonNode root, Diagnostics diagnostics) {
    this.file = file;
    this.root = root;
    this.diagnostics = diagnostics;
  }

  /// Reads a file.
  ///
  /// @throws CompileException if it can't be read or is not a JSON object
  static Config read(Path path, Diagnostics diagnostics) {
    MappedFile mapped = MappedFile.open(path);
    String file = mapped.name();
    if (mapped.size() > MOST_BYTES) {
      throw new CompileException(
          ModelsCode.IMPORT_CONFIG.in(file, "has " + mapped.size() + " bytes, too many"));
    }
    try {
      JsonNode root = JSON.readTree(mapped.all());
      if (!root.isObject()) {
        throw new CompileException(ModelsCode.IMPORT_CONFIG.in(file, "is not a JSON object"));
      }
      return new Config(file, root, diagnostics);
    } catch (JacksonException e) {
      String why = e.getOriginalMessage().lines().findFirst().orElse("");
      throw new CompileException(ModelsCode.IMPORT_CONFIG.in(file, "is not JSON: " + why));
    }
  }

  /// A configuration that says nothing, so that every field has its default.
  static Config empty(String file, Diagnostics diagnostics) {
    return new Config(file, JSON.createObjectNode(), diagnostics);
  }

  /// The object under a name, or an empty one.
  Config under(String name) {
    JsonNode child = root.path(name);
    return new Config(file, child.isObject() ? child : JSON.createObjectNode(), diagnostics);
  }

  String file() {
    return file;
  }

  boolean has(String name) {
    return root.has(name) && !root.path(name).isNull();
  }

  /// A field as it is written, shortened.
  String raw(String name) {
    String text = root.path(name).toString();
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }

  /// How many entries an object or a list has.
  int count(String name) {
    return root.path(name).size();
  }

  /// A number from 1 to [#LARGEST].
  int positive(String name, int otherwise) {
    return has(name) ? positive(name, root.path(name)) : otherwise;
  }

  /// One number, or one for each axis: `224` or `[224, 224]`.
  List<Integer> perAxis(String name, int otherwise) {
    JsonNode node = root.path(name);
    if (node.isArray() && node.size() != 2) {
      wrong(name, "one number or two");
      return List.of(otherwise, otherwise);
    }
    if (!node.isArray()) {
      int both = positive(name, otherwise);
      return List.of(both, both);
    }
    return List.of(positive(name, node.path(0)), positive(name, node.path(1)));
  }

  double real(String name, double otherwise) {
    if (!has(name)) {
      return otherwise;
    }
    double value = root.path(name).isNumber() ? root.path(name).doubleValue() : Double.NaN;
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      wrong(name, "a positive number");
      return otherwise;
    }
    return value;
  }

  String text(String name, String otherwise) {
    if (has(name) && !root.path(name).isString()) {
      wrong(name, "a string");
      return otherwise;
    }
    return has(name) ? root.path(name).stringValue() : otherwise;
  }

  boolean truth(String name, boolean otherwise) {
    if (has(name) && !root.path(name).isBoolean()) {
      wrong(name, "true or false");
      return otherwise;
    }
    return has(name) ? root.path(name).booleanValue() : otherwise;
  }

  /// One real number for each channel.
  Optional<List<Double>> perChannel(String name, int channels) {
    if (!has(name)) {
      return Optional.empty();
    }
    List<Double> values = new ArrayList<>();
    for (JsonNode value : root.path(name)) {
      values.add(value.isNumber() ? value.doubleValue() : Double.NaN);
    }
    if (values.size() != channels || values.stream().anyMatch(v -> !Double.isFinite(v))) {
      wrong(name, "%d numbers, one for each channel".formatted(channels));
      return Optional.empty();
    }
    return Optional.of(values);
  }

  private int positive(String name, JsonNode node) {
    boolean fits = node.isIntegralNumber() && node.canConvertToInt();
    if (!fits || node.intValue() < 1 || node.intValue() > LARGEST) {
      wrong(name, "a number from 1 to " + LARGEST);
      return 1;
    }
    return node.intValue();
  }

  private void wrong(String name, String expected) {
    error(ModelsCode.IMPORT_CONFIG, "%s is %s, expected %s".formatted(name, raw(name), expected));
  }

  void error(ModelsCode code, String message) {
    diagnostics.add(code.in(file, message));
  }

  void warning(ModelsCode code, String message) {
    diagnostics.add(Diagnostic.warning(code, SourceLocation.ofFile(file), message));
  }
}
