package dev.vitcc.backend.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.RegisterMap;
import dev.vitcc.ir.program.RegisterMap.Register;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every factor of a pragma is the engine parameter that it came from.
class PragmasTest {
  private static final Pattern CONSTANT =
      Pattern.compile("static constexpr int (\\w+) = (-?\\d+);");
  private static final Pattern OPTION = Pattern.compile("\\b(\\w+)=(\\S+)");
  private static final Pattern BOUNDED_LOOP =
      Pattern.compile(
          "for \\(\\w+ \\w+ = 0; \\w+ < ([\\w:]+(?: / 2)?); \\+\\+\\w+\\) \\{\\s*"
              + "#pragma HLS UNROLL factor=(\\S+)");
  private static final Set<String> KINDS =
      Set.of(
          "ARRAY_PARTITION",
          "ARRAY_RESHAPE",
          "BIND_OP",
          "BIND_STORAGE",
          "DATAFLOW",
          "DEPENDENCE",
          "INLINE",
          "INTERFACE",
          "LOOP_TRIPCOUNT",
          "PIPELINE",
          "STREAM",
          "UNROLL");

  static List<Engine> engines() {
    return Engines.ALL;
  }

  /// A pragma with its options, such as `UNROLL {factor=E::Pk}`.
  private record Pragma(String file, String kind, Map<String, String> options) {}

  @Test
  void allKindsAreUsedAndNoOthers() {
    assertThat(pragmas(Engines.SMALL).stream().map(Pragma::kind)).containsAll(KINDS);
    assertThat(KINDS).containsAll(pragmas(Engines.SMALL).stream().map(Pragma::kind).toList());
  }

  @ParameterizedTest
  @MethodSource("engines")
  void factorsAreEngineParameters(Engine engine) {
    Map<String, Integer> expected = expected(engine);
    assertThat(constants(engine)).containsAllEntriesOf(expected);
    Set<String> used = new LinkedHashSet<>();
    for (Pragma pragma : pragmas(engine)) {
      for (String option : List.of("factor", "depth", "distance", "max")) {
        String value = pragma.options().getOrDefault(option, "");
        if (value.isEmpty() || pragma.kind().equals("INTERFACE")) {
          continue;
        }
        // A template parameter of a kernel, or a constant of the numerics.
        boolean fixed = Set.of("Lanes", "kChainLanes", "kWaitingMatrices").contains(value);
        if (!fixed) {
          assertThat(value).as("%s", pragma).matches("(E|Engine)::\\w+");
          assertThat(expected).as("%s", pragma).containsKey(value.replaceFirst(".*::", ""));
          used.add(value);
        }
      }
    }
    assertThat(used)
        .contains("E::Pm", "E::Pk", "E::Pn", "E::Pairs", "E::Chains", "E::DrainColumns")
        .contains("E::Wide", "E::TileWords")
        .contains("E::Segments", "E::SegmentLanes", "E::ValueBanks", "E::TableCopies")
        .contains("Engine::WordDepth", "Engine::ResultDepth");
  }

  @Test
  void loopsAreUnrolledByTheirBounds() {
    int loops = 0;
    for (SourceFile file : Engines.files(Engines.SMALL)) {
      Matcher loop = BOUNDED_LOOP.matcher(file.text());
      while (loop.find()) {
        assertThat(loop.group(2)).as(file.path()).isEqualTo(loop.group(1));
        loops++;
      }
    }
    assertThat(loops).isGreaterThan(30);
  }

  @Test
  void loopsTakeAnIterationEachCycle() {
    assertThat(pragmas(Engines.SMALL).stream().filter(p -> p.kind().equals("PIPELINE")))
        .isNotEmpty()
        .allSatisfy(pragma -> assertThat(pragma.options()).containsEntry("II", "1"));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void everyPortIsBundleOfItsOwnAndOutputsGoThroughTheFirst(Engine engine) {
    List<Pragma> memories =
        pragmas(engine).stream()
            .filter(p -> p.kind().equals("INTERFACE") && p.options().containsKey("depth"))
            .toList();
    assertThat(memories).hasSize(engine.ports() + 2);
    for (int i = 0; i < engine.ports(); i++) {
      assertThat(memories.get(i).options())
          .containsEntry("port", "memory" + i)
          .containsEntry("bundle", "gmem" + i);
    }
    assertThat(memories.getLast().options())
        .containsEntry("port", "results")
        .containsEntry("bundle", "gmem0");
    // A page before and behind, two of image, one each of input and output.
    assertThat(memories)
        .allSatisfy(
            memory ->
                assertThat(memory.options())
                    .containsEntry("depth", "" + 6 * 4096 * 8 / engine.axiBits()));
  }

  @Test
  void registersLieWhereTheRtlHasThem() {
    Map<String, String> offsets = new LinkedHashMap<>();
    for (Pragma pragma : pragmas(Engines.SMALL)) {
      if (pragma.options().containsKey("offset") && !pragma.options().containsKey("depth")) {
        assertThat(pragma.options()).containsEntry("bundle", "control");
        offsets.put(pragma.options().get("port"), pragma.options().get("offset"));
      }
    }
    assertThat(offsets)
        .containsEntry("image", hex(Register.IMAGE_LOW.address()))
        .containsEntry("input", hex(Register.INPUT_LOW.address()))
        .containsEntry("output", hex(Register.OUTPUT_LOW.address()))
        .containsEntry("frames", hex(Register.FRAMES.address()))
        .containsEntry("status", hex(Register.STATUS.address()))
        .containsEntry("counters", hex(RegisterMap.COUNTERS));
  }

  @Test
  void everyMemoryOfExecutionIsBoundOrPartitioned() {
    String memories = Engines.text(Engines.SMALL, "vitcc_memories.hpp");
    String struct = memories.substring(memories.indexOf("struct Memories {"));
    Matcher member =
        Pattern.compile("(?m)^  [\\w:<>]+ (\\w+)\\[.*;$")
            .matcher(struct.substring(0, struct.indexOf("};")));
    List<String> bound =
        pragmas(Engines.SMALL).stream()
            .filter(p -> p.kind().startsWith("ARRAY") || p.kind().equals("BIND_STORAGE"))
            .map(p -> p.options().getOrDefault("variable", ""))
            .toList();
    int members = 0;
    while (member.find()) {
      assertThat(bound).contains("memories." + member.group(1));
      members++;
    }
    assertThat(members).isGreaterThan(15);
  }

  private static String hex(int address) {
    return "0x%02x".formatted(address);
  }

  /// The parameters, computed here a second time, in their own words.
  private static Map<String, Integer> expected(Engine engine) {
    Map<String, Integer> values = new LinkedHashMap<>();
    int drain = engine.lanes() / engine.pm();
    int bytes = engine.axiBits() / 8;
    int segment = 16;
    while (engine.pk() / 2 % segment != 0 || drain % segment != 0 || bytes % segment != 0) {
      segment /= 2;
    }
    int banks = 1;
    while (banks < drain || banks < engine.pk() / engine.pm()) {
      banks *= 2;
    }
    values.put("Pm", engine.pm());
    values.put("Pk", engine.pk());
    values.put("Pn", engine.pn());
    int narrow = engine.formats().narrowColumns();
    int wide = engine.pn() - narrow;
    int tileWords = wide + narrow * engine.formats().narrow().bits() / 8;
    values.put("Wide", wide);
    values.put("TileWords", tileWords);
    values.put("Pairs", wide / 2);
    values.put("Chains", engine.pk() / 8);
    values.put("DrainColumns", drain);
    values.put("AxiBytes", bytes);
    values.put("Ports", engine.ports());
    values.put("SegmentLanes", segment);
    values.put("Segments", Math.max(engine.pk(), narrow == 0 ? engine.pn() : drain) / segment);
    values.put("ValueBanks", banks);
    boolean hasLines = engine.formats().lines().exist();
    values.put("TableCopies", hasLines ? 1 : engine.lanes() / 2);
    values.put("LineCopies", hasLines ? engine.lanes() : 1);
    values.put("WordDepth", engine.tileDepth() * tileWords);
    values.put("ResultDepth", engine.resultDepth());
    values.put("JudgedTokens", engine.formats().pruning().exists() ? engine.maxTokens() : 1);
    values.put("MostVoters", 16);
    values.put("BusDepth", 64);
    values.put("GainDepth", Math.max(1, engine.formats().gainWords()));
    values.put("MaxSteps", constants(engine).get("MaxSteps"));
    return values;
  }

  private static Map<String, Integer> constants(Engine engine) {
    Map<String, Integer> values = new LinkedHashMap<>();
    Matcher constant = CONSTANT.matcher(Engines.text(engine, "vitcc_constants.hpp"));
    while (constant.find()) {
      values.put(constant.group(1), Integer.parseInt(constant.group(2)));
    }
    return values;
  }

  private static List<Pragma> pragmas(Engine engine) {
    List<Pragma> pragmas = new ArrayList<>();
    for (SourceFile file : Engines.files(engine)) {
      for (String line : file.text().lines().map(String::strip).toList()) {
        if (line.startsWith("#pragma HLS ")) {
          String rest = line.substring("#pragma HLS ".length());
          Map<String, String> options = new LinkedHashMap<>();
          Matcher option = OPTION.matcher(rest);
          while (option.find()) {
            options.put(option.group(1), option.group(2));
          }
          pragmas.add(new Pragma(file.path(), rest.split(" ", 2)[0], options));
        }
      }
    }
    return pragmas;
  }
}
