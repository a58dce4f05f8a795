package dev.vitcc.targets;

import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.diagnostic.SourceLocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/// A JSON object as a flat list of fields with their places: `resources.lut`, `sources[2]`.
///
/// @param file as messages name it
/// @param fields by path, in the order of the file
/// @param twice paths that are there more than once, with the place of the second
record JsonFields(
    String file, SequencedMap<String, Field> fields, Map<String, SourceLocation> twice) {
  private static final Field NONE = new Field("", Kind.OTHER, "", SourceLocation.NONE);
  private static final int MAX_DEPTH = 8;
  private static final int MAX_FIELDS = 10_000;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNameLength(1_000)
                  .maxNumberLength(100)
                  .maxStringLength(100_000)
                  .build())
          .build();

  /// What a field holds.
  enum Kind {
    TEXT("a string"),
    NUMBER("a number"),
    OBJECT("an object"),
    LIST("a list"),
    OTHER("true, false or null");

    private final String described;

    Kind(String described) {
      this.described = described;
    }

    String described() {
      return described;
    }
  }

  /// A field.
  ///
  /// @param text of a string or a number as written; empty for others
  record Field(String path, Kind kind, String text, SourceLocation location) {}

  /// Reads a text.
  ///
  /// @throws CompileException with `BOARD_SYNTAX` if it is not one JSON object
  static JsonFields read(String file, String text) {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
      JsonFields all = new JsonFields(file, new LinkedHashMap<>(), new LinkedHashMap<>());
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw malformed(place(file, json.currentTokenLocation(), 1), "expected a JSON object");
      }
      all.readObject("", json);
      if (json.nextToken() != null) {
        throw malformed(
            place(file, json.currentTokenLocation(), 1), "the file goes on after its JSON object");
      }
      return all;
    } catch (JacksonException e) {
      TokenStreamLocation at = e.getLocation() == null ? TokenStreamLocation.NA : e.getLocation();
      String message = String.valueOf(e.getOriginalMessage());
      throw malformed(place(file, at, 1), message.lines().findFirst().orElse("not JSON"));
    }
  }

  private void readObject(String prefix, JsonParser json) {
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String path = prefix + json.currentName();
      SourceLocation name =
          place(file, json.currentTokenLocation(), json.currentName().length() + 2);
      readValue(path, name, json, json.nextToken());
    }
  }

  private void readValue(String path, SourceLocation name, JsonParser json, JsonToken token) {
    Kind kind =
        switch (token) {
          case VALUE_STRING -> Kind.TEXT;
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Kind.NUMBER;
          case START_OBJECT -> Kind.OBJECT;
          case START_ARRAY -> Kind.LIST;
          default -> Kind.OTHER;
        };
    boolean scalar = kind == Kind.TEXT || kind == Kind.NUMBER;
    String text = scalar ? json.getString() : "";
    int length = text.length() + (kind == Kind.TEXT ? 2 : 0);
    SourceLocation where =
        scalar ? place(file, json.currentTokenLocation(), Math.max(1, length)) : name;
    if (fields.putIfAbsent(path, new Field(path, kind, text, where)) != null) {
      twice.put(path, name);
    }
    if (fields.size() > MAX_FIELDS) {
      throw malformed(name, "more than " + MAX_FIELDS + " fields");
    }
    if (kind == Kind.OBJECT) {
      readObject(path + ".", json);
    } else if (kind == Kind.LIST) {
      int i = 0;
      JsonToken element = json.nextToken();
      while (element != JsonToken.END_ARRAY) {
        readValue(path + "[" + i + "]", where, json, element);
        i++;
        element = json.nextToken();
      }
    }
  }

  /// The strings of a list.
  List<String> texts(String path) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; fields.containsKey(path + "[" + i + "]"); i++) {
      texts.add(fields.getOrDefault(path + "[" + i + "]", NONE).text());
    }
    return texts;
  }

  private static SourceLocation place(String file, TokenStreamLocation at, int length) {
    return at.getLineNr() < 1
        ? SourceLocation.ofFile(file)
        : new SourceLocation(file, at.getLineNr(), Math.max(1, at.getColumnNr()), length);
  }

  private static CompileException malformed(SourceLocation where, String message) {
    return new CompileException(Diagnostic.error(TargetsCode.BOARD_SYNTAX, where, message));
  }
}
