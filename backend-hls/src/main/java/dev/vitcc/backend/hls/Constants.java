package dev.vitcc.backend.hls;

import dev.vitcc.backend.hls.view.CommandField;
import dev.vitcc.backend.hls.view.ConstantsHeader;
import dev.vitcc.backend.hls.view.EngineConstant;
import dev.vitcc.backend.hls.view.NamedConstant;
import dev.vitcc.backend.hls.view.Table;
import dev.vitcc.ir.numerics.NumericTables;
import dev.vitcc.ir.program.CommandFormat;
import dev.vitcc.ir.program.CommandFormat.Field;
import dev.vitcc.ir.program.CommandFormat.LoadKind;
import dev.vitcc.ir.program.Destination;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.ImageHeader;
import dev.vitcc.ir.program.RegisterMap.Counter;
import dev.vitcc.ir.program.RegisterMap.StatusBit;
import dev.vitcc.ir.program.StationarySource;
import dev.vitcc.ir.program.StreamSource;
import dev.vitcc.ir.program.TokenRole;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The header of constants: what the IR defines about engine, commands and numerics, as C++.
final class Constants {
  private static final int ROW_ENTRIES = 12;
  private static final int HEADER_WORDS = 8;
  private static final int PAIR_SPACING = 19;

  /// Matrix commands before one vector command: the streams of a class and a distillation token.
  static final int WAITING_MATRICES = 2;

  private static final int END_OF_RESULTS = 255;

  private Constants() {}

  /// @param beats of memory that a co-simulation needs
  static ConstantsHeader of(String name, Engine engine, long beats) {
    List<NamedConstant> constants = new ArrayList<>();
    constants.add(word("kHeaderMagic", ImageHeader.MAGIC));
    constants.add(word("kHeaderVersion", ImageHeader.VERSION));
    constants.add(integer("kHeaderWords", HEADER_WORDS));
    constants.add(integer("kStreamOffset", ImageHeader.ALIGNMENT));
    constants.add(integer("kCommandBits", Engine.COMMAND_BYTES * Byte.SIZE));
    constants.add(integer("kChainLanes", new Sizes(engine).chainLanes()));
    constants.add(integer("kPairSpacing", PAIR_SPACING));
    constants.add(integer("kWaitingMatrices", WAITING_MATRICES));
    constants.add(integer("kEndOfResults", END_OF_RESULTS));
    constants.add(new NamedConstant("uint64_t", "kCosimulatedBeats", Long.toString(beats)));
    for (CommandFormat format : CommandFormat.values()) {
      constants.add(integer("kOpcode" + camelCase(format.name()), format.opcode()));
    }
    codes(constants, "kLoadKind", LoadKind.values());
    codes(constants, "kSource", StreamSource.values());
    codes(constants, "kRole", TokenRole.values());
    codes(constants, "kStationary", StationarySource.values());
    codes(constants, "kDestination", Destination.values());
    codes(constants, "kStatus", StatusBit.values());
    constants.add(integer("kCounters", Counter.values().length));
    codes(constants, "kCounter", Counter.values());
    constants.add(integer("kSelections", selections()));
    return new ConstantsHeader(
        comment(name, engine), engine(engine), constants, fields(), tables(engine));
  }

  /// Selections whose tokens are counted.
  private static int selections() {
    return Math.toIntExact(Arrays.stream(Counter.values()).filter(Counter::countsTokens).count());
  }

  /// One line about a design.
  static String comment(String name, Engine engine) {
    return String.format(
        Locale.ROOT,
        "The accelerator for %s: %d x %d x %s MACs, %d results a cycle, %d x %d bits.",
        name,
        engine.pm(),
        engine.pk(),
        engine.columnsText(),
        engine.lanes(),
        engine.ports(),
        engine.axiBits());
  }

  private static List<EngineConstant> engine(Engine engine) {
    Sizes sizes = new Sizes(engine);
    return List.of(
        size("Pm", engine.pm(), "Tokens streamed a cycle."),
        size("Pk", engine.pk(), "Reduction lanes; bytes of a stream word."),
        size("Pn", engine.pn(), "Output lanes."),
        size("Wide", engine.wideColumns(), "Those with multipliers for weights of 8 bits."),
        size("Narrow", engine.formats().narrowColumns(), "The others, of lookup tables."),
        size("NarrowSlots", sizes.narrowSlots(), "Columns of registers for their weights."),
        size("NarrowBits", sizes.narrowBits(), "Bits of each weight there."),
        size("ActivationBits", engine.formats().activationBits(), "Bits of operands there."),
        size("NarrowTermBits", sizes.narrowTermBits(), "Bits of what an operand comes to there."),
        size("TileWords", engine.tileWords(engine.pn()), "Stream words of a tile of all columns."),
        size("DrainColumns", engine.drainColumns(), "Results of a row drained a cycle."),
        size("BeatsPerRow", sizes.beatsPerRow(), "Cycles that all of a row takes to drain."),
        size("AxiBits", engine.axiBits(), "Width of a memory port."),
        size("AxiBytes", sizes.axiBytes(), "The same in bytes."),
        size("Ports", engine.ports(), "Memory ports."),
        size("BusBytes", engine.busBytes(), "Bytes that all ports bring in a beat."),
        size("BeatsPerWord", sizes.beatsPerWord(), "Beats of all ports to a stream word, or 1."),
        size("WordsPerBeat", sizes.wordsPerBeat(), "Stream words to a beat of all ports, or 1."),
        size(
            "CollectedBytes",
            Math.max(engine.pk(), engine.busBytes()),
            "Bytes of the larger of the two."),
        size("RowsPerBank", sizes.rowsPerBank(), "Rows of each of the Pm banks of memory."),
        size("MemoryLanes", engine.memoryLanes(), "Columns of a word of activation memory."),
        size("SegmentLanes", sizes.segmentLanes(), "Columns of a RAM of it."),
        size("Segments", sizes.segments(), "RAMs to a word."),
        size("ResidualColumns", engine.residualColumns(), "Columns of the residual memories."),
        size("ResidualDepth", sizes.depth(engine.residualColumns()), "Their words in a bank."),
        size("HeadColumns", engine.headColumns(), "Columns of queries, keys, values, attention."),
        size("HeadDepth", sizes.depth(engine.headColumns()), "Their words in a bank."),
        size("ScoreColumns", engine.scoreColumns(), "Columns of the scores."),
        size("ScoreDepth", sizes.depth(engine.scoreColumns()), "Their words in a bank."),
        size("HiddenColumns", engine.hiddenColumns(), "Columns of hidden layer and image."),
        size("HiddenDepth", sizes.depth(engine.hiddenColumns()), "Their words in a bank."),
        size("ValueBanks", sizes.valueBanks(), "RAMs of a set of values."),
        size("ValueDepth", sizes.valueDepth(), "Codes in each."),
        size("AccumulatorBits", engine.accumulatorBits(), "Width of an accumulator."),
        size("Pairs", engine.wideColumns() / 2, "Pairs of columns that share multipliers."),
        size("Chains", sizes.chains(), "Sums of packed products to a column."),
        size("TableEntries", sizes.tableEntries(), "Codes of a lookup table, or 1."),
        size("TableCopies", sizes.tableCopies(), "Copies of it: two lanes read each."),
        size("TableWords", sizes.tableWords(), "Stream words that it, or its lines, come in."),
        size("Lines", sizes.lines(), "Straight lines in its place, or 0."),
        size("LineDepth", Math.max(1, sizes.lines()), "Words of their memory."),
        size("LineCopies", sizes.lineCopies(), "Copies of it: one for each lane."),
        size("LineSteps", sizes.lineSteps(), "Indices on a line."),
        size("LineFraction", engine.formats().lines().fraction(), "Binary places of lines."),
        size("SlopeBits", sizes.slopeBits(), "Width of a slope."),
        size("InterceptBits", engine.formats().lines().interceptBits(), "Of an intercept."),
        size("ParameterWords", CommandFormat.parameterWords(engine), "Stream words of a slot."),
        size("GainWords", engine.formats().gainWords(), "Stream words of gains of columns."),
        size("GainDepth", Math.max(1, engine.formats().gainWords()), "Words of their memory."),
        new EngineConstant(
            "bool",
            "CodeLimits",
            Boolean.toString(engine.formats().codeLimits()),
            "Whether commands ask for codes of fewer than 8 bits."),
        new EngineConstant(
            "bool",
            "Prunes",
            Boolean.toString(engine.formats().pruning().exists()),
            "Whether tokens are dropped."),
        new EngineConstant(
            "bool",
            "Bounds",
            Boolean.toString(engine.formats().pruning().bounds()),
            "Whether those that are left bound commands."),
        new EngineConstant(
            "bool",
            "Learns",
            Boolean.toString(engine.formats().pruning().learns()),
            "Whether layers judge them."),
        size("JudgedTokens", sizes.judgedTokens(), "Tokens that are judged, or 1."),
        size("VotedTokens", sizes.votedTokens(), "Tokens that layers judge, or 1."),
        size("MostVoters", Engine.MOST_VOTERS, "Heads whose votes there is room for."),
        size("CommandWords", sizes.commandWords(), "Stream words of a command."),
        size("WordDepth", sizes.wordDepth(), "Stream words that load may run ahead."),
        size("BusDepth", BURST_BEATS, "Beats that wait for being made into words."),
        size("ResultDepth", engine.resultDepth(), "Results that wait for the store unit."),
        size("MaxSteps", sizes.maxSteps(), "Most steps of a matrix command, for the reports."),
        new EngineConstant(
            "uint32_t",
            "Fingerprint",
            "0x%08xu".formatted(engine.fingerprint()),
            "What the memory image must carry."));
  }

  /// Beats of the longest burst.
  static final int BURST_BEATS = 64;

  private static List<CommandField> fields() {
    List<CommandField> fields = new ArrayList<>();
    fields.add(new CommandField("Opcode", 0, CommandFormat.OPCODE_BITS));
    for (CommandFormat format : CommandFormat.values()) {
      for (Field field : format.fields()) {
        String name = camelCase(format.name()) + camelCase(field.name());
        fields.add(new CommandField(name, format.lsb(field.name()), field.width()));
      }
    }
    return fields;
  }

  private static List<Table> tables(Engine engine) {
    return List.of(
        table("kRsqrt", "RSQRT: round(2^16 / sqrt(u)).", NumericTables.rsqrtTable()),
        table(
            "kReciprocal",
            "RECIPROCAL: round(2^16 / (1 + (j + 1/2) / 1024)).",
            NumericTables.reciprocalTable()),
        table(
            "kExp2",
            "EXP2: round(4080 * 2^(-f / 64)).",
            NumericTables.exp2Table(engine.formats().exponential())));
  }

  private static Table table(String name, String comment, int[] values) {
    List<String> rows = new ArrayList<>();
    for (int from = 0; from < values.length; from += ROW_ENTRIES) {
      int to = Math.min(from + ROW_ENTRIES, values.length);
      rows.add(
          Arrays.stream(values, from, to)
              .mapToObj(Integer::toString)
              .collect(Collectors.joining(", ")));
    }
    return new Table(name, comment, values.length, rows);
  }

  /// `STATIONARY_ROW` and `stationary_row` as `StationaryRow`.
  static String camelCase(String name) {
    StringBuilder text = new StringBuilder();
    for (String part : name.toLowerCase(Locale.ROOT).split("_", -1)) {
      text.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
    }
    return text.toString();
  }

  private static void codes(List<NamedConstant> constants, String prefix, Enum<?>[] values) {
    for (Enum<?> value : values) {
      constants.add(integer(prefix + camelCase(value.name()), value.ordinal()));
    }
  }

  private static NamedConstant integer(String name, int value) {
    return new NamedConstant("int", name, Integer.toString(value));
  }

  private static NamedConstant word(String name, int value) {
    return new NamedConstant("uint32_t", name, "0x%08xu".formatted(value));
  }

  private static EngineConstant size(String name, int value, String meaning) {
    return new EngineConstant("int", name, Integer.toString(value), meaning);
  }
}
