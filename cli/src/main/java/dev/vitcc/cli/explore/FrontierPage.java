package dev.vitcc.cli.explore;

import static dev.vitcc.cli.explore.FrontierTable.text;

import dev.vitcc.cli.Vitcc;
import dev.vitcc.cli.page.Blocks;
import dev.vitcc.cli.page.Blocks.PageText;
import dev.vitcc.cli.page.Blocks.Section;
import dev.vitcc.cli.page.Cell;
import dev.vitcc.cli.page.Table;
import dev.vitcc.cli.page.Table.Column;
import dev.vitcc.cli.page.Table.Row;
import dev.vitcc.templates.Markup;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Frontiers as one page that needs no network: a plot, and a table of each board.
public final class FrontierPage {
  private FrontierPage() {}

  /// @param withBits whether frontiers differ by the bits of activations
  public static String of(String model, List<Frontier> frontiers, boolean withBits) {
    Blocks blocks = new Blocks();
    Markup plot =
        blocks.figure(
            "Frames per second over the share of the board",
            "The numbers are those of the tables; between two engines the cheaper one can be had.",
            FrontierPlot.of(frontiers));
    return blocks.page(
        new PageText(
            model + ": engines",
            "What more hardware buys",
            model,
            "Each engine is the cheapest of all that are as fast, by the share of the board's scarcest resource;"
                + " frames and resources are estimated. To build one, put its target clause into the model.",
            "Made by vitcc " + Vitcc.VERSION + " with frontier.json, which has the same figures."),
        List.of(plot),
        IntStream.range(0, frontiers.size())
            .mapToObj(i -> section(blocks, frontiers.get(i), i + 1, withBits))
            .toList());
  }

  private static Section section(Blocks blocks, Frontier frontier, int number, boolean withBits) {
    Markup content =
        frontier.points().isEmpty()
            ? blocks.prose(frontier.reason())
            : blocks.table(table(frontier, withBits));
    return new Section(
        "frontier" + number, number + "  " + frontier.heading(withBits), List.of(content));
  }

  private static Table table(Frontier frontier, boolean withBits) {
    List<Column> columns =
        new ArrayList<>(
            List.of(
                Column.number("Frames/s"),
                Column.number("Latency, ms"),
                Column.text("Engine"),
                Column.number("LUT"),
                Column.number("FF"),
                Column.number("DSP"),
                Column.number("BRAM36"),
                Column.number("URAM"),
                Column.number("Board")));
    if (frontier.hasTop1()) {
      columns.add(Column.number("Top-1, %"));
    }
    columns.add(Column.text("Target clause"));
    return Table.of(
        "Engines on " + frontier.label(withBits),
        columns,
        frontier.points().stream().map(FrontierPage::row).toList());
  }

  private static Row row(Point point) {
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.number(text("%.3g", point.latencyUs() / 1000)));
    cells.add(Cell.text(point.engine().text()));
    cells.add(Cell.number(text("%,.0f", point.resources().lut())));
    cells.add(Cell.number(text("%,.0f", point.resources().ff())));
    cells.add(Cell.number(text("%,.0f", point.resources().dsp())));
    cells.add(Cell.number(text("%.1f", point.resources().bram36())));
    cells.add(Cell.number(text("%.0f", point.resources().uram())));
    cells.add(Cell.number(text("%.0f %%", 100 * point.share())));
    point.top1().ifPresent(top1 -> cells.add(Cell.number(text("%.2f", top1.integer()))));
    cells.add(Cell.code(point.target()));
    Cell rate = Cell.number(text("%.1f", point.framesPerSecond()));
    return new Row(rate, cells, false);
  }
}
