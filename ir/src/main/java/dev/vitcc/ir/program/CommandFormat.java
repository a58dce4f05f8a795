package dev.vitcc.ir.program;

import dev.vitcc.ir.program.Command.BoundTokens;
import dev.vitcc.ir.program.Command.End;
import dev.vitcc.ir.program.Command.LoadGains;
import dev.vitcc.ir.program.Command.LoadImage;
import dev.vitcc.ir.program.Command.LoadParameters;
import dev.vitcc.ir.program.Command.LoadPosition;
import dev.vitcc.ir.program.Command.LoadTable;
import dev.vitcc.ir.program.Command.LoadTiles;
import dev.vitcc.ir.program.Command.MatrixGroup;
import dev.vitcc.ir.program.Command.SelectTokens;
import dev.vitcc.ir.program.Command.Store;
import dev.vitcc.ir.program.Command.VectorGroup;
import java.util.List;

/// The bits of a command: fields from bit 0 upwards, in the order given here.
///
/// This is the one place that knows them; the package of the SystemVerilog is generated from it.
public enum CommandFormat {
  /// Loads; `kind` is the ordinal of `LoadKind`, `words` those of the payload that follows.
  LOAD(
      1,
      List.of(
          new Field("kind", 3),
          new Field("words", 24),
          new Field("wait_groups", 16),
          new Field("patch", 8),
          new Field("patch_bytes", 12),
          new Field("patch_rows", 12),
          new Field("patch_columns", 12),
          new Field("leading_rows", 4))),
  /// `need_*` hold the sequence number plus one; zero needs nothing.
  MATRIX(
      2,
      List.of(
          new Field("rows", 12),
          new Field("row", 12),
          new Field("tiles", 10),
          new Field("source", 3),
          new Field("chunk", 12),
          new Field("stationary", 2),
          new Field("stationary_row", 12),
          new Field("stationary_column", 14),
          new Field("keys", 12),
          new Field("leading_rows", 4),
          new Field("image_columns", 16),
          new Field("first", 1),
          new Field("last", 1),
          new Field("need_stream", 16),
          new Field("need_stationary", 16),
          new Field("gain", 16),
          new Field("shift", 8),
          new Field("bits", 4),
          new Field("gain_word", 16),
          new Field("need_gains", 8),
          new Field("judges", 1))),
  VECTOR(
      3,
      List.of(
          new Field("rows", 12),
          new Field("row", 12),
          new Field("destination", 3),
          new Field("column", 14),
          new Field("valid_columns", 12),
          new Field("row_scale", 1),
          new Field("first_of_row", 1),
          new Field("last_of_row", 1),
          new Field("need_tables", 8),
          new Field("need_positions", 1),
          new Field("dimension", 13),
          new Field("mean_factor", 25),
          new Field("mean_shift", 6),
          new Field("epsilon", 40),
          new Field("gain", 16),
          new Field("shift", 8),
          new Field("bits", 4),
          new Field("role", 2))),
  STORE(4, List.of(new Field("elements", 24))),
  END(5, List.of()),
  SELECT(
      6,
      List.of(
          new Field("tokens", 12),
          new Field("heads", 8),
          new Field("learned", 1),
          new Field("leading", 12),
          new Field("most", 12),
          new Field("threshold", 24),
          new Field("share", 17),
          new Field("searches", 1),
          new Field("factor", 17),
          new Field("packaged", 1))),
  BOUND(7, List.of());

  /// A field of a command.
  public record Field(String name, int width) {}

  /// The kinds of load, in the order of their codes.
  public enum LoadKind {
    PARAMETERS,
    TILES,
    TABLE,
    POSITION,
    IMAGE,
    GAINS
  }

  /// Bits of the opcode, which is the lowest field of every command.
  public static final int OPCODE_BITS = 4;

  private final int opcode;
  private final List<Field> fields;

  CommandFormat(int opcode, List<Field> fields) {
    this.opcode = opcode;
    this.fields = fields;
  }

  public int opcode() {
    return opcode;
  }

  public List<Field> fields() {
    return fields;
  }

  /// The lowest bit of a field.
  public int lsb(String name) {
    int bit = OPCODE_BITS;
    for (Field field : fields) {
      if (field.name().equals(name)) {
        return bit;
      }
      bit += field.width();
    }
    throw new IllegalArgumentException(this + " has no field " + name);
  }

  /// The bytes of a command, little-endian, `Engine.COMMAND_BYTES` of them.
  public static byte[] encode(Engine engine, Command command) {
    return switch (command) {
      case LoadParameters load -> load(LoadKind.PARAMETERS, parameterWords(engine), 0).bytes();
      case LoadTiles load ->
          load(LoadKind.TILES, load.tiles() * engine.tileWords(load.rows()), 0).bytes();
      case LoadTable load -> load(LoadKind.TABLE, tableWords(engine), load.waitGroups()).bytes();
      case LoadPosition load ->
          load(LoadKind.POSITION, load.rows() * positionWords(engine), 0).bytes();
      case LoadGains load -> load(LoadKind.GAINS, gainWords(engine, load.columns()), 0).bytes();
      case LoadImage load ->
          load(LoadKind.IMAGE, 0, 0)
              .put(load.patch())
              .put(load.patchBytes())
              .put(load.patchRows())
              .put(load.patchColumns())
              .put(load.leadingRows())
              .bytes();
      case MatrixGroup group -> matrix(group);
      case VectorGroup group -> vector(group);
      case Store store -> new CommandBits(STORE).put(store.elements()).bytes();
      case End end -> new CommandBits(END).bytes();
      case BoundTokens bound -> new CommandBits(BOUND).bytes();
      case SelectTokens select ->
          new CommandBits(SELECT)
              .put(select.tokens())
              .put(select.heads())
              .put(select.learned() ? 1 : 0)
              .put(select.leading())
              .put(select.most())
              .put(select.threshold())
              .put(select.share())
              .put(select.searches() ? 1 : 0)
              .put(select.factor())
              .put(select.packaged() ? 1 : 0)
              .bytes();
    };
  }

  /// Stream words of one slot of column parameters.
  public static int parameterWords(Engine engine) {
    return Engine.ceilDiv(engine.pn() * Engine.PARAMETER_BYTES, engine.pk());
  }

  /// Stream words of a lookup table, or of the lines in its place.
  public static int tableWords(Engine engine) {
    return Engine.ceilDiv(engine.tableBytes(), engine.pk());
  }

  /// Stream words of one row of the position table.
  public static int positionWords(Engine engine) {
    return engine.residualColumns() * 2 / engine.pk();
  }

  /// Stream words of the gains of so many columns.
  public static int gainWords(Engine engine, int columns) {
    return Engine.ceilDiv(columns, engine.pk());
  }

  private static CommandBits load(LoadKind kind, int words, int waitGroups) {
    return new CommandBits(LOAD).put(kind.ordinal()).put(words).put(waitGroups);
  }

  private static byte[] matrix(MatrixGroup group) {
    return new CommandBits(MATRIX)
        .put(group.rows())
        .put(group.row())
        .put(group.tiles())
        .put(group.source().ordinal())
        .put(group.chunk())
        .put(group.stationary().ordinal())
        .put(group.stationaryRow())
        .put(group.stationaryColumn())
        .put(group.keys())
        .put(group.leadingRows())
        .put(group.imageColumns())
        .put(group.first() ? 1 : 0)
        .put(group.last() ? 1 : 0)
        .put(group.needStream() + 1)
        .put(group.needStationary() + 1)
        .put(group.gain())
        .putSigned(group.shift())
        .put(group.bits())
        .put(group.gainWord())
        .put(group.needGains())
        .put(group.judges() ? 1 : 0)
        .bytes();
  }

  private static byte[] vector(VectorGroup group) {
    LayerNormConstants norm = group.norm();
    return new CommandBits(VECTOR)
        .put(group.rows())
        .put(group.row())
        .put(group.destination().ordinal())
        .put(group.column())
        .put(group.validColumns())
        .put(group.rowScale() ? 1 : 0)
        .put(group.firstOfRow() ? 1 : 0)
        .put(group.lastOfRow() ? 1 : 0)
        .put(group.needTables())
        .put(group.needPositions())
        .put(norm.dimension())
        .put(norm.meanFactor())
        .put(norm.meanShift())
        .put(norm.epsilon())
        .put(norm.gain())
        .putSigned(norm.shift())
        .put(group.bits())
        .put(group.role().ordinal())
        .bytes();
  }
}
