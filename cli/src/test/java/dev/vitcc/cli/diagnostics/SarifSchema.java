package dev.vitcc.cli.diagnostics;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What OASIS says a SARIF document is.
final class SarifSchema {
  private static final Path FILE = Path.of("src/test/resources/oasis/sarif-schema-2.1.0.json");

  private SarifSchema() {}

  /// What is wrong with a document; formats such as `uri-reference` count.
  static List<String> errors(String document) throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
            .getSchema(Files.readString(FILE), InputFormat.JSON);
    return schema
        .validate(
            document,
            InputFormat.JSON,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(Error::toString)
        .toList();
  }
}
