package dev.vitcc.fuzz.draw;

import dev.vitcc.ir.numerics.Exponential;
import dev.vitcc.ir.numerics.Lines;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.EngineRules;
import dev.vitcc.ir.program.Evaluated;
import dev.vitcc.ir.program.Formats;
import dev.vitcc.ir.program.NarrowFormat;
import dev.vitcc.ir.program.Pruning;
import java.util.List;
import java.util.Random;

/// What several models have in common so that one simulator does for them: the array, its ports and
/// queues, and the functions it has.
///
/// @param narrow columns of lookup tables among the pn
/// @param format of the narrow columns
/// @param axi bits of each port
/// @param lines whether GELU is computed by straight lines
/// @param evaluated tables of constants that are no memory
public record EngineKind(
    int pm,
    int pk,
    int pn,
    int narrow,
    NarrowFormat format,
    int lanes,
    int axi,
    int ports,
    int tileDepth,
    int resultDepth,
    int commandDepth,
    boolean lines,
    Exponential exponential,
    Evaluated evaluated) {
  private static final int MOST_TRIES = 10_000;
  private static final int STEP = 8;

  /// Larger arrays take long to compile, and find no more.
  private static final int MOST_MACS = 1024;

  /// The smallest there is.
  public static final EngineKind LEAST =
      new EngineKind(
          1,
          8,
          8,
          0,
          NarrowFormat.NONE,
          4,
          64,
          1,
          8,
          32,
          16,
          false,
          Exponential.EXACT,
          Evaluated.NONE);

  /// One that keeps the rules of engines.
  public static EngineKind draw(Random random) {
    for (int i = 0; i < MOST_TRIES; i++) {
      EngineKind kind = any(random);
      if (kind.pm * kind.pk * kind.pn <= MOST_MACS && kind.isLegal()) {
        return kind;
      }
    }
    throw new IllegalStateException("no engine in " + MOST_TRIES + " that keeps the rules");
  }

  private static EngineKind any(Random random) {
    boolean isNarrow = random.nextInt(10) < 3;
    int pm = 1 << random.nextInt(3);
    int wide = STEP * (1 + random.nextInt(isNarrow ? 3 : 6));
    int narrow = isNarrow ? STEP * (1 + random.nextInt(4)) : 0;
    int columns = 4 * (1 + random.nextInt(wide / 4));
    List<NarrowFormat> formats =
        List.of(NarrowFormat.BINARY, NarrowFormat.TERNARY, NarrowFormat.POWER_OF_TWO);
    Exponential[] forms = Exponential.values();
    boolean isExact = random.nextBoolean();
    return new EngineKind(
        pm,
        STEP * (1 + random.nextInt(6)),
        wide + narrow,
        narrow,
        isNarrow ? formats.get(random.nextInt(formats.size())) : NarrowFormat.NONE,
        pm * columns,
        32 << random.nextInt(4),
        1 + random.nextInt(4),
        1 << random.nextInt(5),
        32 << random.nextInt(2),
        1 << random.nextInt(5),
        random.nextInt(5) == 0,
        isExact ? Exponential.EXACT : forms[random.nextInt(forms.length)],
        new Evaluated(random.nextInt(3) == 0, random.nextInt(3) == 0));
  }

  boolean isLegal() {
    return EngineRules.violations(sketch()).isEmpty();
  }

  /// An engine of the kind that has room for nothing much: enough to deal rows to columns.
  public Engine sketch() {
    Engine least =
        new Engine(
            pm,
            pk,
            pn,
            lanes,
            axi,
            ports,
            1,
            1,
            1,
            1,
            32,
            tileDepth,
            resultDepth,
            commandDepth,
            formats(Byte.SIZE));
    int columns = least.memoryLanes();
    return new Engine(
        pm,
        pk,
        pn,
        lanes,
        axi,
        ports,
        1,
        columns,
        columns,
        columns,
        32,
        tileDepth,
        resultDepth,
        commandDepth,
        formats(Byte.SIZE));
  }

  private Formats formats(int activationBits) {
    return new Formats(
        narrow, format, activationBits, 0, false, Lines.NONE, evaluated, exponential, Pruning.NONE);
  }

  /// The target clause that asks for it.
  String clause() {
    return "target u250 { utilization <= 100%%; engine(pm = %d, pk = %d, pn = %d, narrow = %d, lanes = %d, axi = %d, ports = %d); }"
        .formatted(pm, pk, pn, narrow, lanes, axi, ports);
  }

  /// Another array for the same models, without narrow columns.
  public EngineKind withArray(EngineKind other) {
    return new EngineKind(
        other.pm,
        other.pk,
        other.pn - other.narrow,
        0,
        NarrowFormat.NONE,
        other.narrow == 0 ? other.lanes : other.pm * 4,
        other.axi,
        other.ports,
        other.tileDepth,
        other.resultDepth,
        other.commandDepth,
        lines,
        exponential,
        evaluated);
  }

  /// The same array without its narrow columns.
  public EngineKind withoutNarrow() {
    return narrow == 0 ? this : withArray(this);
  }

  /// The same array with all functions as tables.
  public EngineKind withoutFunctions() {
    return new EngineKind(
        pm,
        pk,
        pn,
        narrow,
        format,
        lanes,
        axi,
        ports,
        tileDepth,
        resultDepth,
        commandDepth,
        false,
        Exponential.EXACT,
        Evaluated.NONE);
  }
}
