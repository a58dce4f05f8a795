package dev.vitcc.cli.page;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A table with a heading for every column and every row.
///
/// @param caption says what it shows
/// @param isWide whether it may need more than a phone has, and so is scrolled on its own
/// @param isDense whether it has so many columns that no cell may take a second line
public record Table(
    String caption, boolean isWide, boolean isDense, List<Column> columns, List<Row> rows) {
  private static final int NARROW = 3;
  private static final int LOOSE = 6;

  public Table {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /// @param isNumber whether what stands below it is
  public record Column(String name, boolean isNumber) {
    public static Column text(String name) {
      return new Column(name, false);
    }

    public static Column number(String name) {
      return new Column(name, true);
    }
  }

  /// @param head what the row is about
  /// @param isMarked whether it stands out, which a cell says, too
  public record Row(Cell head, List<Cell> cells, boolean isMarked) {
    public Row {
      cells = List.copyOf(cells);
    }

    public static Row of(Cell head, Cell... cells) {
      return new Row(head, List.of(cells), false);
    }

    public Row marked(boolean marked) {
      return new Row(head, cells, marked);
    }
  }

  public static Table of(String caption, List<Column> columns, List<Row> rows) {
    int count = columns.size();
    return new Table(caption, count > NARROW, count > LOOSE, columns, rows);
  }

  /// A column of text, then columns of numbers.
  public static List<Column> columns(String first, String... numbers) {
    List<Column> columns = new ArrayList<>(List.of(Column.text(first)));
    Stream.of(numbers).map(Column::number).forEach(columns::add);
    return columns;
  }

  /// The same without columns in which no row has anything.
  public Table withoutEmptyColumns() {
    List<Integer> kept =
        IntStream.range(0, columns.size() - 1)
            .filter(at -> rows.stream().anyMatch(row -> row.cells().get(at).saysSomething()))
            .boxed()
            .toList();
    List<Column> left = new ArrayList<>(List.of(columns.getFirst()));
    kept.forEach(at -> left.add(columns.get(at + 1)));
    return of(
        caption,
        left,
        rows.stream()
            .map(
                row ->
                    new Row(
                        row.head(), kept.stream().map(row.cells()::get).toList(), row.isMarked()))
            .toList());
  }
}
