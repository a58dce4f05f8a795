package dev.vitcc.cli.diagnostics;

import dev.vitcc.cli.Vitcc;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.diagnostic.DiagnosticCode;
import dev.vitcc.ir.diagnostic.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What is wrong as a log of SARIF 2.1.0 with one run.
///
/// A result says what is wrong with a file. What is wrong with the command line, a tool or vitcc
/// itself has no file, which services that show results insist on, and is a notification of the
/// run's invocation: SARIF 2.1.0, 3.20.21 and 3.20.22.
final class SarifLog {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private final Findings findings;
  private final List<DiagnosticCode> rules;

  SarifLog(Findings findings) {
    this.findings = findings;
    this.rules =
        findings.diagnostics().stream()
            .map(Diagnostic::code)
            .distinct()
            .sorted(Comparator.comparing(DiagnosticCode::code))
            .toList();
  }

  ObjectNode document() {
    ObjectNode log = JSON.createObjectNode().put("$schema", SCHEMA).put("version", "2.1.0");
    ObjectNode run = log.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver");
    driver.put("name", "vitcc").put("semanticVersion", Vitcc.VERSION);
    ArrayNode list = driver.putArray("rules");
    rules.forEach(rule -> list.add(rule(rule)));
    run.put("columnKind", "utf16CodeUnits");
    run.putArray("invocations").add(invocation());
    ArrayNode results = run.putArray("results");
    for (Diagnostic diagnostic : findings.diagnostics()) {
      SarifPlace.of(diagnostic.location())
          .ifPresent(place -> results.add(result(diagnostic, place)));
    }
    return log;
  }

  private static ObjectNode rule(DiagnosticCode code) {
    ObjectNode rule = JSON.createObjectNode().put("id", code.code());
    rule.putObject("shortDescription").put("text", code.title());
    rule.putObject("fullDescription").put("text", code.title());
    rule.putObject("help").put("text", code.explanation().strip());
    return rule;
  }

  private ObjectNode result(Diagnostic diagnostic, SarifPlace place) {
    ObjectNode result = JSON.createObjectNode().put("ruleId", diagnostic.code().code());
    result.put("ruleIndex", rules.indexOf(diagnostic.code()));
    result.put("level", level(diagnostic.severity()));
    message(result, diagnostic.message(), hints(diagnostic));
    ObjectNode location = result.putArray("locations").addObject().putObject("physicalLocation");
    location.set("artifactLocation", place.artifact());
    location.set("region", place.region());
    Replacement.of(diagnostic, findings.sources())
        .ifPresent(name -> result.putArray("fixes").add(fix(diagnostic, place, name)));
    return result;
  }

  private static ObjectNode fix(Diagnostic diagnostic, SarifPlace place, String name) {
    ObjectNode fix = JSON.createObjectNode();
    fix.putObject("description").put("text", diagnostic.hint().orElse("replace it"));
    ObjectNode change = fix.putArray("artifactChanges").addObject();
    change.set("artifactLocation", place.artifact());
    ObjectNode replacement = change.putArray("replacements").addObject();
    replacement.set("deletedRegion", place.region());
    replacement.putObject("insertedContent").put("text", name);
    return fix;
  }

  private ObjectNode invocation() {
    ObjectNode invocation = JSON.createObjectNode();
    invocation.put("executionSuccessful", findings.exit().isRunToEnd());
    invocation.put("exitCode", findings.exit().code());
    invocation.put("exitCodeDescription", findings.exit().meaning());
    ArrayNode configuration = JSON.createArrayNode();
    ArrayNode execution = JSON.createArrayNode();
    for (Diagnostic diagnostic : findings.diagnostics()) {
      if (SarifPlace.of(diagnostic.location()).isEmpty()) {
        ObjectNode note = configuration.addObject().put("level", level(diagnostic.severity()));
        String option = diagnostic.location().file();
        String about = option.isEmpty() ? "" : option + ": ";
        message(note, about + diagnostic.message(), hints(diagnostic));
        ObjectNode rule = note.putObject("associatedRule").put("id", diagnostic.code().code());
        rule.put("index", rules.indexOf(diagnostic.code()));
      }
    }
    for (Trouble trouble : findings.troubles()) {
      ArrayNode notes = trouble.kind().isOfTheCaller() ? configuration : execution;
      ObjectNode note = notes.addObject().put("level", "error");
      message(note, trouble.message(), hints(trouble));
      note.putObject("descriptor").put("id", trouble.kind().word());
    }
    if (!configuration.isEmpty()) {
      invocation.set("toolConfigurationNotifications", configuration);
    }
    if (!execution.isEmpty()) {
      invocation.set("toolExecutionNotifications", execution);
    }
    return invocation;
  }

  private static void message(ObjectNode node, String message, List<String> more) {
    String text = more.isEmpty() ? message : message + "\n" + String.join("\n", more);
    node.putObject("message").put("text", text);
  }

  private static List<String> hints(Diagnostic diagnostic) {
    List<String> lines = new ArrayList<>();
    diagnostic.hint().ifPresent(hint -> lines.add("hint: " + hint));
    lines.addAll(diagnostic.details());
    return lines;
  }

  private static List<String> hints(Trouble trouble) {
    List<String> lines = new ArrayList<>();
    if (!trouble.hint().isEmpty()) {
      lines.add("hint: " + trouble.hint());
    }
    lines.addAll(trouble.details());
    return lines;
  }

  private static String level(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }
}
