package dev.vitcc.cli.diagnostics;

import dev.vitcc.cli.Vitcc;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.diagnostic.Severity;
import dev.vitcc.ir.diagnostic.SourceLocation;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What is wrong as JSON in the schema `vitcc.diagnostics/1`, which docs/commandline.md describes.
final class JsonDiagnostics {
  private static final String SCHEMA = "vitcc.diagnostics/1";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private final Findings findings;

  JsonDiagnostics(Findings findings) {
    this.findings = findings;
  }

  ObjectNode document() {
    ObjectNode document = JSON.createObjectNode();
    document.put("schema", SCHEMA).put("vitcc", Vitcc.VERSION);
    document.put("exit_code", findings.exit().code());
    var list = document.putArray("diagnostics");
    findings.diagnostics().forEach(diagnostic -> list.add(node(diagnostic)));
    findings.troubles().forEach(trouble -> list.add(node(trouble)));
    return document;
  }

  private ObjectNode node(Diagnostic diagnostic) {
    ObjectNode node = node(diagnostic.severity(), diagnostic.code().code(), diagnostic.message());
    SourceLocation where = diagnostic.location();
    if (!where.file().isEmpty()) {
      ObjectNode location = node.putObject("location").put("file", where.file());
      if (where.hasPosition()) {
        location.put("line", where.line()).put("column", where.column());
        location.put("end_column", where.column() + where.length());
      }
    }
    diagnostic.hint().ifPresent(hint -> node.put("hint", hint));
    details(node, diagnostic.details());
    Replacement.of(diagnostic, findings.sources()).ifPresent(name -> node.put("replacement", name));
    return node;
  }

  private static ObjectNode node(Trouble trouble) {
    ObjectNode node = node(Severity.ERROR, trouble.kind().word(), trouble.message());
    if (!trouble.hint().isEmpty()) {
      node.put("hint", trouble.hint());
    }
    details(node, trouble.details());
    return node;
  }

  private static ObjectNode node(Severity severity, String code, String message) {
    return JSON.createObjectNode()
        .put("severity", severity.name().toLowerCase(Locale.ROOT))
        .put("code", code)
        .put("message", message);
  }

  private static void details(ObjectNode node, List<String> lines) {
    if (!lines.isEmpty()) {
      node.set("details", JSON.valueToTree(lines));
    }
  }
}
