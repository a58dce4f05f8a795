package dev.vitcc.cli.report;

import dev.vitcc.cli.Vitcc;
import dev.vitcc.cli.output.Report;
import dev.vitcc.cli.output.Summary;
import dev.vitcc.cli.page.Blocks;
import dev.vitcc.cli.page.Blocks.PageText;
import dev.vitcc.cli.page.Blocks.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import tools.jackson.databind.JsonNode;

/// `report.html`: the figures of `report.json` as a page to read.
///
/// Nothing is computed twice: what this page says stands in `report.json`, or follows from it.
final class ReportPage {
  private ReportPage() {}

  /// @param files of the build, relative to it
  /// @param plots SVG by file
  static String of(JsonNode report, SortedSet<String> files, Map<String, String> plots) {
    Facts facts = new Facts(report, files, plots);
    Blocks blocks = new Blocks();
    List<Section> sections = new ArrayList<>();
    sections.add(AskedSection.of(facts, blocks));
    sections.add(TimeSection.of(facts, blocks));
    sections.add(ResourceSection.of(facts, blocks));
    HlsSection.of(facts, blocks).ifPresent(sections::add);
    sections.add(LayerSection.of(facts, blocks));
    PrecisionSection.of(facts, blocks).ifPresent(sections::add);
    TokenSection.of(facts, blocks).ifPresent(sections::add);
    sections.add(FunctionSection.of(facts, blocks));
    sections.add(FileSection.commands(facts, blocks));
    sections.add(FileSection.files(facts, blocks));
    return blocks.page(
        text(facts), List.of(blocks.keyFigures(new Headline(facts).figures())), sections);
  }

  private static PageText text(Facts facts) {
    String model = facts.text("/model");
    String part = facts.has("/part") ? " (" + facts.text("/part") + ")" : "";
    return new PageText(
        model + " on " + facts.text("/board"),
        "Report of a build",
        model,
        Summary.text(
            "on %s%s at %s MHz: %s",
            facts.text("/board"),
            part,
            Summary.number(facts.number("/clock_mhz")),
            Summary.engine(facts.at("/engine"))),
        Summary.text(
            "Made by vitcc %s from %s. What was not measured is not shown.",
            Vitcc.VERSION, Report.FILE));
  }
}
