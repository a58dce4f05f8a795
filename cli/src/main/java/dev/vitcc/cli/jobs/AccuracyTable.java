package dev.vitcc.cli.jobs;

import dev.vitcc.cli.load.Accuracy;
import dev.vitcc.cli.output.JsonText;
import dev.vitcc.cli.output.WholeFile;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The accuracy of several models: a line for each, and the same as JSON.
///
/// @param rows by the models' names
public record AccuracyTable(Map<String, Measurement> rows) {
  private static final String FILE = "accuracy.json";
  private static final String SCHEMA = "vitcc.accuracies/1";

  public AccuracyTable {
    rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
  }

  public List<String> lines() {
    int width = rows.keySet().stream().mapToInt(String::length).max().orElse(0);
    return rows.entrySet().stream().map(row -> line(row.getKey(), row.getValue(), width)).toList();
  }

  private static String line(String model, Measurement measured, int width) {
    int images =
        Stream.of(measured.real(), measured.integer())
            .flatMap(Optional::stream)
            .mapToInt(Accuracy::images)
            .findFirst()
            .orElse(0);
    return model
        + " ".repeat(width - model.length())
        + text("float", measured.real())
        + text("integer", measured.integer())
        + "   (%d images)".formatted(images);
  }

  private static String text(String name, Optional<Accuracy> measured) {
    return measured
        .map(
            accuracy ->
                String.format(
                    Locale.ROOT,
                    "   %s top-1 %6.2f %% top-5 %6.2f %%",
                    name,
                    accuracy.top1Percent(),
                    accuracy.top5Percent()))
        .orElse("");
  }

  /// Leaves it in a folder of jobs.
  public void write(WorkFolder work) {
    WholeFile.write(work.root().resolve(FILE), json());
  }

  private String json() {
    ObjectNode root = JsonMapper.builder().build().createObjectNode().put("schema", SCHEMA);
    ArrayNode models = root.putArray("models");
    rows.forEach(
        (model, measured) -> {
          ObjectNode entry = models.addObject().put("model", model);
          measured.put(entry);
        });
    return JsonText.print(root);
  }
}
