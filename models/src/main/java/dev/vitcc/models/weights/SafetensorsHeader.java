package dev.vitcc.models.weights;

import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.models.ModelsCode;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// Reads the JSON header of a safetensors file as a stream, so that a hostile one costs no more
/// than its bytes.
final class SafetensorsHeader {
  private static final int MAX_DEPTH = 4;
  private static final int MAX_NAME = 1_000;
  private static final int MAX_AXES = 16;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNameLength(MAX_NAME)
                  .maxNumberLength(20)
                  .maxStringLength(1_000_000)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final String file;
  private final JsonParser json;
  private final SequencedMap<String, StoredTensor> tensors = new LinkedHashMap<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();

  private SafetensorsHeader(String file, JsonParser json) {
    this.file = file;
    this.json = json;
  }

  /// The tensors by name, in the order of the header, and the free-text metadata.
  record Content(SequencedMap<String, StoredTensor> tensors, Map<String, String> metadata) {}

  /// Parses a header; byte ranges are not yet held against the file.
  static Content parse(String file, InputStream bytes) {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), bytes)) {
      SafetensorsHeader header = new SafetensorsHeader(file, json);
      header.readAll();
      return new Content(header.tensors, header.metadata);
    } catch (JacksonException e) {
      throw malformed(
          file,
          "the header is not the JSON that it should be: " + firstLine(e.getOriginalMessage()));
    }
  }

  private void readAll() {
    expect(json.nextToken(), JsonToken.START_OBJECT, "the header");
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals("__metadata__")) {
        expect(value, JsonToken.START_OBJECT, "'__metadata__'");
        readMetadata();
      } else {
        expect(value, JsonToken.START_OBJECT, "tensor '" + name + "'");
        tensors.put(name, readTensor(name));
      }
    }
    if (json.nextToken() != null) {
      throw malformed(file, "the header goes on after its JSON object");
    }
  }

  private void readMetadata() {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String key = json.currentName();
      expect(json.nextToken(), JsonToken.VALUE_STRING, "'__metadata__." + key + "'");
      metadata.put(key, json.getString());
    }
  }

  private StoredTensor readTensor(String name) {
    Optional<StoredType> type = Optional.empty();
    Optional<List<Long>> shape = Optional.empty();
    Optional<List<Long>> offsets = Optional.empty();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      String what = "'" + field + "' of tensor '" + name + "'";
      switch (field) {
        case "dtype" -> type = Optional.of(readType(value, what));
        case "shape" -> shape = Optional.of(readNaturals(value, what, MAX_AXES));
        case "data_offsets" -> offsets = Optional.of(readNaturals(value, what, 2));
        default -> throw malformed(file, what + " is not a field of the format");
      }
    }
    List<Long> range = offsets.orElseThrow(() -> lacks(name, "data_offsets"));
    if (range.size() != 2) {
      throw malformed(
          file, "'data_offsets' of tensor '" + name + "' has " + range.size() + " numbers, not 2");
    }
    return new StoredTensor(
        name,
        type.orElseThrow(() -> lacks(name, "dtype")),
        shape.orElseThrow(() -> lacks(name, "shape")),
        range.get(0),
        range.get(1));
  }

  private StoredType readType(JsonToken value, String what) {
    expect(value, JsonToken.VALUE_STRING, what);
    String text = json.getString();
    return Arrays.stream(StoredType.values())
        .filter(t -> t.name().equals(text))
        .findFirst()
        .orElseThrow(
            () -> malformed(file, what + " is '" + clip(text) + "', which is no known type"));
  }

  private List<Long> readNaturals(JsonToken value, String what, int most) {
    expect(value, JsonToken.START_ARRAY, what);
    List<Long> numbers = new ArrayList<>();
    JsonToken token = json.nextToken();
    while (token != JsonToken.END_ARRAY) {
      if (numbers.size() == most) {
        throw malformed(file, what + " has more than " + most + " numbers");
      }
      if (token != JsonToken.VALUE_NUMBER_INT) {
        throw malformed(file, what + " holds " + describe(token) + ", not a whole number");
      }
      if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
        throw malformed(file, what + " holds " + json.getString() + ", which is beyond 64 bits");
      }
      long number = json.getLongValue();
      if (number < 0) {
        throw malformed(file, what + " holds " + number + ", which is negative");
      }
      numbers.add(number);
      token = json.nextToken();
    }
    return numbers;
  }

  private CompileException lacks(String name, String field) {
    return malformed(file, "tensor '" + name + "' has no '" + field + "'");
  }

  private void expect(JsonToken found, JsonToken expected, String what) {
    if (found != expected) {
      throw malformed(file, what + " is " + describe(found) + ", not " + describe(expected));
    }
  }

  private static String describe(JsonToken token) {
    if (token == null) {
      return "empty";
    }
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT -> "a whole number";
      case VALUE_NUMBER_FLOAT -> "a fraction";
      case VALUE_TRUE, VALUE_FALSE -> "a truth value";
      case VALUE_NULL -> "null";
      case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> "nothing";
    };
  }

  private static String clip(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  static CompileException malformed(String file, String message) {
    return new CompileException(ModelsCode.SAFETENSORS_HEADER.in(file, message));
  }
}
