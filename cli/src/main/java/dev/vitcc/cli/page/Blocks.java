package dev.vitcc.cli.page;

import dev.vitcc.templates.Kernels;
import dev.vitcc.templates.Markup;
import dev.vitcc.templates.Templates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes the parts of a page. What others wrote is escaped wherever it stands.
public final class Blocks {
  private static final String FOLDER = "page";

  private final Templates templates = Templates.ofMarkup("page/page.stg");

  /// A page as a file.
  ///
  /// @param kind of page, above its heading
  /// @param lead below it
  public record PageText(String title, String kind, String heading, String lead, String foot) {}

  /// A part of a page that has a heading.
  ///
  /// @param id the same for the same section of all pages, for links
  public record Section(String id, String title, List<Markup> parts) {
    public Section {
      parts = List.copyOf(parts);
    }
  }

  /// @param line to be typed
  public record CommandLine(String line, String meaning) {}

  /// A file of the same folder, or below it.
  ///
  /// @param target path, encoded as in a URL
  public record LinkTo(String target, String text, Optional<String> meaning) {}

  private record Page(
      String title,
      Markup style,
      String kind,
      String heading,
      String lead,
      Contents contents,
      List<Markup> parts,
      String foot,
      Markup script) {}

  private record Contents(List<ContentsEntry> entries) {}

  private record ContentsEntry(String id, String title) {}

  private record Prose(String text) {}

  private record Heading(String text) {}

  private record KeyFigures(List<KeyFigure> figures) {}

  private record Figure(String name, String caption, Markup drawing) {}

  private record Pair(List<Markup> parts) {}

  private record Folded(String summary, boolean isForScreen, List<Markup> parts) {}

  private record Commands(List<CommandLine> commands) {}

  private record Links(List<LinkTo> links) {}

  /// A whole page: first what has no heading, then its sections.
  public String page(PageText text, List<Markup> first, List<Section> sections) {
    List<ContentsEntry> entries =
        sections.stream().map(section -> new ContentsEntry(section.id(), section.title())).toList();
    List<Markup> parts = new ArrayList<>(first);
    sections.forEach(section -> parts.add(render(section)));
    return render(
            new Page(
                text.title(),
                new Markup(Kernels.read(FOLDER, "page.css") + Drawing.style()),
                text.kind(),
                text.heading(),
                text.lead(),
                new Contents(entries),
                parts,
                text.foot(),
                new Markup(Kernels.read(FOLDER, "page.js"))))
        .text();
  }

  public Markup prose(String text) {
    return render(new Prose(text));
  }

  public Markup heading(String text) {
    return render(new Heading(text));
  }

  public Markup keyFigures(List<KeyFigure> figures) {
    return render(new KeyFigures(figures));
  }

  public Markup table(Table table) {
    return render(table);
  }

  public Markup figure(String name, String caption, Markup drawing) {
    return render(new Figure(name, caption, drawing));
  }

  /// Side by side where there is room, else one below the other.
  public Markup pair(Markup... parts) {
    return render(new Pair(List.of(parts)));
  }

  /// What is there for those who want to know more.
  public Markup folded(String summary, List<Markup> parts) {
    return render(new Folded(summary, false, parts));
  }

  /// The same, of no use on paper.
  public Markup foldedOnScreen(String summary, List<Markup> parts) {
    return render(new Folded(summary, true, parts));
  }

  public Markup commands(List<CommandLine> commands) {
    return render(new Commands(commands));
  }

  public Markup links(List<LinkTo> links) {
    return render(new Links(links));
  }

  private Markup render(Record view) {
    return new Markup(templates.render(view.getClass().getSimpleName(), view));
  }
}
