package dev.vitcc.cli.jobs;

import dev.vitcc.cli.load.Accuracy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What was measured on some images, by either reference or both.
public record Measurement(Optional<Accuracy> real, Optional<Accuracy> integer) {
  private static final String SCHEMA = "vitcc.accuracy/1";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// As a file of its own.
  public ObjectNode json() {
    ObjectNode root = JSON.createObjectNode().put("schema", SCHEMA);
    put(root);
    return root;
  }

  /// Adds hits to an object.
  void put(ObjectNode node) {
    real.ifPresent(accuracy -> put(node.putObject("float"), accuracy));
    integer.ifPresent(accuracy -> put(node.putObject("integer"), accuracy));
  }

  private static void put(ObjectNode node, Accuracy accuracy) {
    node.put("images", accuracy.images());
    node.put("top1", accuracy.top1());
    node.put("top5", accuracy.top5());
  }

  /// What a file holds; empty if there is none, or it is not whole.
  static Optional<Measurement> read(Path file) {
    try {
      JsonNode root = JSON.readTree(Files.readString(file));
      if (!root.path("schema").asString("").equals(SCHEMA)) {
        return Optional.empty();
      }
      return Optional.of(
          new Measurement(accuracy(root.path("float")), accuracy(root.path("integer"))));
    } catch (IOException | JacksonException e) {
      return Optional.empty();
    }
  }

  private static Optional<Accuracy> accuracy(JsonNode node) {
    return node.isObject()
        ? Optional.of(
            new Accuracy(
                node.path("images").asInt(), node.path("top1").asInt(), node.path("top5").asInt()))
        : Optional.empty();
  }

  /// Of these images and others.
  Measurement plus(Measurement other) {
    return new Measurement(plus(real, other.real), plus(integer, other.integer));
  }

  private static Optional<Accuracy> plus(Optional<Accuracy> one, Optional<Accuracy> other) {
    return one.flatMap(a -> other.map(a::plus));
  }
}
