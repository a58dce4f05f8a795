package dev.vitcc.cli.report;

import dev.vitcc.cli.output.Summary;
import dev.vitcc.cli.page.Axis;
import dev.vitcc.cli.page.Drawing;
import dev.vitcc.cli.page.Drawing.BarShape;
import dev.vitcc.cli.page.Panel;
import dev.vitcc.cli.report.Timeline.Part;
import dev.vitcc.cli.report.Timeline.Stretch;
import dev.vitcc.templates.Markup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Draws a timeline: a lane for each unit, cycles to the right.
final class TimelineDrawing {
  private static final int WIDTH = 1152;
  private static final int LEFT = 118;
  private static final int RIGHT = 14;
  private static final int TOP = 26;
  private static final int BELOW = 46;
  private static final int LANE = 22;
  private static final int PITCH = 32;
  private static final double GLYPH = 8;
  private static final double LINE = 12;
  private static final double ROOM = 0.08;
  private static final double LEAST_WIDTH = 0.4;

  private final Timeline timeline;
  private final Panel panel;
  private final Drawing drawing;

  /// Units that do anything in the time that is drawn.
  private final Map<String, List<Stretch>> lanes = new LinkedHashMap<>();

  private TimelineDrawing(Timeline timeline, double from, double to, String label) {
    this.timeline = timeline;
    timeline
        .lanes()
        .forEach(
            (unit, stretches) -> {
              List<Stretch> seen =
                  stretches.stream()
                      .filter(stretch -> stretch.last() >= from && stretch.first() <= to)
                      .toList();
              if (!seen.isEmpty()) {
                lanes.put(unit, seen);
              }
            });
    int height = lanes.size() * PITCH;
    Axis up = new Axis("", 0, 1, false, List.of());
    Axis across = Axis.linear("cycles", from, to);
    panel = new Panel(across, up, LEFT, TOP, WIDTH - LEFT - RIGHT, height);
    drawing = new Drawing(WIDTH, TOP + height + BELOW, label);
    drawing.grid(panel);
  }

  /// A whole frame, part by part.
  static Markup frame(Timeline timeline) {
    TimelineDrawing it =
        new TimelineDrawing(timeline, 0, timeline.cycles(), "Units over the cycles of a frame");
    List<Part> parts = timeline.parts();
    for (int i = 0; i < parts.size(); i++) {
      it.over(parts.get(i).first(), parts.get(i).last(), shortName(parts.get(i)));
    }
    List<String> names = parts.stream().map(Part::name).toList();
    it.draw(
        stretch -> names.indexOf(timeline.part(stretch.layer())) % 2 == 0 ? "" : "soft",
        stretch -> "");
    return it.drawing.markup();
  }

  /// A part of the model and what overlaps it, layer by layer.
  static Markup block(Timeline timeline, String name) {
    Part part = timeline.part(name);
    double room = ROOM * (part.last() - part.first());
    TimelineDrawing it =
        new TimelineDrawing(
            timeline,
            Math.max(0, part.first() - room),
            Math.min(timeline.cycles(), part.last() + room),
            "Units over the cycles of " + name);
    List<Integer> layers = timeline.layersOf(name);
    it.draw(
        stretch -> layers.contains(stretch.layer()) ? "" : "soft",
        stretch ->
            layers.contains(stretch.layer()) ? "" + (layers.indexOf(stretch.layer()) + 1) : "");
    return it.drawing.markup();
  }

  /// `0` of `block0`: blocks are many, and alike.
  private static String shortName(Part part) {
    return part.isBlock()
        ? part.name().replaceFirst("^([A-Za-z_]+)([0-9]+)$", "$1 $2")
        : part.name();
  }

  private interface TextOf {
    String of(Stretch stretch);
  }

  private void draw(TextOf style, TextOf name) {
    double top = TOP + (PITCH - LANE) / 2.0;
    for (Map.Entry<String, List<Stretch>> lane : lanes.entrySet()) {
      drawing.label("", 0, top + LANE / 2.0 + 4, laneName(lane.getKey()));
      boolean isMatrix = lane.getKey().equals("matrix");
      if (isMatrix) {
        drawing.bars("track", List.of(track(top)));
      }
      double from = top;
      drawing.bars(
          "lane",
          lane.getValue().stream()
              .map(stretch -> bar(stretch, style.of(stretch), from, isMatrix))
              .toList());
      for (Stretch stretch : lane.getValue()) {
        within(stretch, top, isMatrix, name.of(stretch));
      }
      top += PITCH;
    }
  }

  private static String laneName(String unit) {
    return switch (unit) {
      case "image" -> "image in";
      case "weights" -> "weights in";
      case "loader" -> "tile loader";
      case "matrix" -> "matrix unit";
      case "tokens" -> "token unit";
      case "vector" -> "vector unit";
      case "store" -> "logits out";
      default -> unit;
    };
  }

  /// How high a bar is that is fed in every cycle.
  private BarShape track(double top) {
    return new BarShape(
        Optional.empty(),
        Drawing.number(panel.left()),
        Drawing.number(top),
        Drawing.number(panel.width()),
        Drawing.number(LANE),
        "fed in every cycle");
  }

  private double left(Stretch stretch) {
    return panel.x(Math.max(panel.across().low(), stretch.first()));
  }

  private double right(Stretch stretch) {
    return panel.x(Math.min(panel.across().high(), stretch.last() + 1));
  }

  private BarShape bar(Stretch stretch, String style, double top, boolean isMatrix) {
    double share = share(stretch, isMatrix);
    double height = LANE * share;
    double width = Math.max(LEAST_WIDTH, right(stretch) - left(stretch));
    return new BarShape(
        style.isEmpty() ? Optional.empty() : Optional.of(style),
        Drawing.number(left(stretch)),
        Drawing.number(top + LANE - height),
        Drawing.number(width),
        Drawing.number(height),
        Summary.text(
            "%s: cycles %,d to %,d%s",
            timeline.layers().get(stretch.layer()),
            stretch.first(),
            stretch.last(),
            isMatrix ? Summary.text(", fed in %.0f %%", 100 * share) : ""));
  }

  /// A name above the lanes, if it has room.
  private void over(double first, double last, String name) {
    double middle = (panel.x(first) + panel.x(last)) / 2;
    if (GLYPH * name.length() < panel.x(last) - panel.x(first)) {
      drawing.centred("quiet", middle, TOP - 8, name);
    }
  }

  private double share(Stretch stretch, boolean isMatrix) {
    return isMatrix ? timeline.fed().get(stretch.layer()) : 1;
  }

  /// A name on a bar, if it has room.
  private void within(Stretch stretch, double top, boolean isMatrix, String name) {
    boolean hasRoom =
        GLYPH * name.length() < right(stretch) - left(stretch)
            && LANE * share(stretch, isMatrix) > LINE;
    if (!name.isEmpty() && hasRoom) {
      double middle = top + LANE - LANE * share(stretch, isMatrix) / 2;
      drawing.centred("on", (left(stretch) + right(stretch)) / 2, middle + 4, name);
    }
  }
}
