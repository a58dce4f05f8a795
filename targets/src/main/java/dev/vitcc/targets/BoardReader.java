package dev.vitcc.targets;

import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.ir.diagnostic.NearestName;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.targets.JsonFields.Field;
import dev.vitcc.targets.JsonFields.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// Makes a board of the JSON text of a board file, or says everything that is wrong with it.
final class BoardReader {
  private static final String SCHEMA = "vitcc.board/1";
  private static final double MOST = 1e9;

  /// All fields, with what each holds.
  private static final Map<String, Kind> KNOWN = known();

  private final String file;
  private final JsonFields json;
  private final Diagnostics diagnostics = new Diagnostics();

  private BoardReader(String file, JsonFields json) {
    this.file = file;
    this.json = json;
  }

  private static Map<String, Kind> known() {
    Map<String, Kind> known = new LinkedHashMap<>();
    List.of("schema", "name", "title", "part", "board_part", "processor", "family", "dsp_kind")
        .forEach(each -> known.put(each, Kind.TEXT));
    known.put("resources", Kind.OBJECT);
    List.of("lut", "ff", "dsp", "bram36", "uram")
        .forEach(each -> known.put("resources." + each, Kind.NUMBER));
    known.put("memory", Kind.OBJECT);
    List.of("ports", "port_bits", "bandwidth_gb_s")
        .forEach(each -> known.put("memory." + each, Kind.NUMBER));
    known.put("clock_mhz", Kind.NUMBER);
    known.put("sources", Kind.LIST);
    return known;
  }

  /// Reads a board.
  ///
  /// @throws CompileException with every error, each with its line and column
  static Board read(String file, String text) {
    BoardReader reader = new BoardReader(file, JsonFields.read(file, text));
    reader.checkFields();
    Board board = reader.board();
    reader.diagnostics.throwIfErrors();
    return board;
  }

  private void checkFields() {
    json.twice().forEach((path, where) -> error(where, "'" + path + "' is given twice"));
    for (Field field : json.fields().values()) {
      Optional<Kind> wanted =
          field.path().matches("sources\\[[0-9]+]")
              ? Optional.of(Kind.TEXT)
              : Optional.ofNullable(KNOWN.get(field.path()));
      if (wanted.isEmpty() && !insideUnknown(field.path())) {
        Diagnostic unknown =
            Diagnostic.error(
                TargetsCode.BOARD_FIELD, field.location(), "unknown field '" + field.path() + "'");
        diagnostics.add(
            NearestName.hint(field.path(), KNOWN.keySet()).map(unknown::withHint).orElse(unknown));
      } else if (wanted.isPresent() && wanted.get() != field.kind()) {
        error(
            field.location(),
            "'%s' must be %s, found %s"
                .formatted(field.path(), wanted.get().described(), field.kind().described()));
      }
    }
  }

  /// Whether a field lies in one that is itself unknown or of another kind, which is reported.
  private boolean insideUnknown(String path) {
    int end = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
    if (end < 0) {
      return false;
    }
    Kind outer = KNOWN.get(path.substring(0, end));
    return outer != Kind.OBJECT;
  }

  private Board board() {
    text("schema", false)
        .filter(each -> !each.text().equals(SCHEMA))
        .ifPresent(each -> error(each.location(), "'schema' must be " + SCHEMA));
    Optional<Field> name = text("name", true);
    name.filter(each -> !each.text().matches("[A-Za-z][A-Za-z0-9_]*"))
        .ifPresent(
            each ->
                error(
                    each.location(), "'name' must be letters, digits and _, found " + each.text()));
    Optional<Family> family = text("family", true).flatMap(this::family);
    String board = name.map(Field::text).orElse("");
    DspKind natural = family.orElse(Family.XCUP).dspKind();
    return new Board(
        board,
        text("title", false).map(Field::text).orElse(board),
        text("part", false).map(Field::text),
        text("board_part", false).map(Field::text),
        text("processor", false).flatMap(this::processor),
        family.orElse(Family.XCUP),
        text("dsp_kind", false).flatMap(each -> dspKind(each, natural)).orElse(natural),
        resources(),
        memory(),
        clock(),
        json.texts("sources"));
  }

  private Optional<Family> family(Field field) {
    Optional<Family> family = Family.of(field.text());
    if (family.isEmpty()) {
      error(field.location(), "'family' must be xc7, xcup or versal, found " + field.text());
    }
    return family;
  }

  private Optional<Processor> processor(Field field) {
    Optional<Processor> processor = Processor.of(field.text());
    if (processor.isEmpty()) {
      error(
          field.location(),
          "'processor' must be zynq_ultra_ps_e, processing_system7 or versal_cips, found "
              + field.text());
    }
    return processor;
  }

  private Optional<DspKind> dspKind(Field field, DspKind natural) {
    if (!field.text().equals(natural.name())) {
      error(
          field.location(),
          "'dsp_kind' of the family is " + natural.name() + ", found " + field.text());
    }
    return Optional.of(natural);
  }

  private Resources resources() {
    return new Resources(
        resource("lut", 1),
        resource("ff", 1),
        resource("dsp", 0),
        resource("bram36", 0),
        resource("uram", 0));
  }

  private int resource(String name, int least) {
    return (int) number("resources." + name, least, true, true).orElse(least);
  }

  private Memory memory() {
    OptionalDouble bits = number("memory.port_bits", 32, true, false);
    if (bits.isPresent() && !List.of(32., 64., 128., 256., 512.).contains(bits.getAsDouble())) {
      error(at("memory.port_bits"), "'memory.port_bits' must be 32, 64, 128, 256 or 512");
    }
    return new Memory(
        whole(number("memory.ports", 1, true, false)),
        whole(bits),
        number("memory.bandwidth_gb_s", 0.001, false, false));
  }

  private OptionalDouble clock() {
    return number("clock_mhz", 1, false, false);
  }

  private static OptionalInt whole(OptionalDouble number) {
    return number.isPresent() ? OptionalInt.of((int) number.getAsDouble()) : OptionalInt.empty();
  }

  private Optional<Field> text(String path, boolean required) {
    return field(path, Kind.TEXT, required);
  }

  private OptionalDouble number(String path, double least, boolean whole, boolean required) {
    Optional<Field> field = field(path, Kind.NUMBER, required);
    if (field.isEmpty()) {
      return OptionalDouble.empty();
    }
    String text = field.get().text();
    double value = Double.parseDouble(text);
    if (value < least || value > MOST || (whole && !text.matches("[0-9]+"))) {
      error(
          field.get().location(),
          "'%s' must be %s of at least %s, found %s"
              .formatted(path, whole ? "a whole number" : "a number", plain(least), text));
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(value);
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }

  /// A field of the right kind; where it is missing and required, that is reported.
  private Optional<Field> field(String path, Kind kind, boolean required) {
    Optional<Field> field = Optional.ofNullable(json.fields().get(path));
    if (field.isEmpty() && required) {
      error(SourceLocation.ofFile(file), "missing field '" + path + "'");
    }
    return field.filter(each -> each.kind() == kind);
  }

  private SourceLocation at(String path) {
    return Optional.ofNullable(json.fields().get(path))
        .map(Field::location)
        .orElse(SourceLocation.ofFile(file));
  }

  private void error(SourceLocation where, String message) {
    diagnostics.add(Diagnostic.error(TargetsCode.BOARD_FIELD, where, message));
  }
}
