package dev.vitcc.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.diagnostic.SourceLocation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Input that nobody would write by hand is refused with a diagnostic, quickly, and never by a
/// crash.
final class HostileInputTest {
  private static final String HEAD =
      "model m { input image : [3, 32, 32]; x = patch_embed(image, patch = 16, dim = 48); ";
  private static final String TAIL = " output logits = linear(x[0], 10); } weights random;";

  @Test
  void refusesDeepNestingOfEachBracket() {
    for (String open : List.of("(", "[", "{", "f(", "x[", "repeat 2 {", "a = b(c = [")) {
      assertThat(codes(HEAD + "y = " + open.repeat(100_000)))
          .contains(FrontendCode.NESTED_TOO_DEEPLY);
    }
  }

  @Test
  void acceptsNestingThatPeopleWrite() {
    String nested = "(".repeat(50) + "x" + ")".repeat(50);
    assertThat(codes(HEAD + "y = " + nested + "; x = y + y;" + TAIL)).isEmpty();
  }

  @Test
  void refusesLongChainsOfOperators() {
    for (String chain : List.of("-", "x + ", "x * ", "2 - ")) {
      assertThat(codes(HEAD + "y = " + chain.repeat(100_000) + "x;" + TAIL))
          .containsExactly(FrontendCode.EXPRESSION_TOO_LONG);
    }
    assertThat(codes(HEAD + "y = x" + "[0]".repeat(100_000) + ";" + TAIL))
        .containsExactly(FrontendCode.EXPRESSION_TOO_LONG);
  }

  @Test
  void acceptsAsManyOperatorsAsTheLimitAllows() {
    assertThat(codes(HEAD + "x = x" + " + x".repeat(390) + ";" + TAIL)).isEmpty();
    assertThat(codes(HEAD + "x = " + "-".repeat(390) + "x;" + TAIL)).isEmpty();
  }

  @Test
  void countsNoMoreErrorsThanAnyoneReads() {
    assertThat(codes("model m { " + "x = ; ".repeat(10_000) + "}")).hasSizeLessThanOrEqualTo(100);
    assertThat(codes("@ ".repeat(10_000))).hasSizeLessThanOrEqualTo(101);
    assertThat(codes("@".repeat(1_000_000))).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void refusesHugeNumbers() {
    assertThat(codes(HEAD + "y = linear(x, " + "9".repeat(100_000) + ");" + TAIL))
        .contains(FrontendCode.NUMBER_OUT_OF_RANGE);
    assertThat(codes(HEAD + "repeat 1e300 { x = x + x; }" + TAIL))
        .contains(FrontendCode.VALUE_OUT_OF_RANGE);
    assertThat(codes("model m { input image : [1e9, 1e9, 1e9]; output y = image; }"))
        .containsOnly(FrontendCode.VALUE_OUT_OF_RANGE);
  }

  @Test
  void refusesBlocksBeyondNumber() {
    String chain =
        IntStream.range(0, 400)
            .mapToObj(
                i ->
                    "block f"
                        + i
                        + "(a) { return "
                        + (i == 0 ? "a" : "f" + (i - 1) + "(a)")
                        + "; } ")
            .collect(Collectors.joining());
    assertThat(codes(HEAD + chain + "x = f399(x);" + TAIL))
        .containsOnly(FrontendCode.MODEL_TOO_LARGE);
    String many =
        IntStream.range(0, 2000)
            .mapToObj(i -> "block f" + i + "(a) { return a; } ")
            .collect(Collectors.joining());
    assertThat(codes(HEAD + many + TAIL)).contains(FrontendCode.MODEL_TOO_LARGE);
  }

  @Test
  void refusesBytesThatAreNotText() {
    byte[] bytes = ("model m {\n  // caf" + TAIL).getBytes(StandardCharsets.UTF_8);
    bytes[17] = (byte) 0xE9;
    List<Diagnostic> found = diagnostics(bytes);
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().code()).isEqualTo(FrontendCode.NOT_UTF8);
    assertThat(found.getFirst().location()).isEqualTo(new SourceLocation("m.vit", 2, 8, 1));
    assertThat(found.getFirst().message()).contains("0xE9").contains("offset 17");
    assertThat(diagnostics(new byte[] {(byte) 0xF0, (byte) 0x9F}))
        .extracting(Diagnostic::code)
        .containsExactly(FrontendCode.NOT_UTF8);
  }

  @Test
  void acceptsAByteOrderMarkAndLineEndsOfWindows() {
    assertThat(codes("\uFEFF" + (HEAD + TAIL).replace("; ", ";\r\n"))).isEmpty();
  }

  @Test
  void survivesNulsAndControlCharacters() {
    assertThat(codes("\0\0\0")).contains(FrontendCode.UNKNOWN_CHARACTER);
    assertThat(codes("\u001b[31m")).contains(FrontendCode.UNKNOWN_CHARACTER);
  }

  /// Every case, cut and patched at random places.
  @Test
  void survivesMutations() {
    Random random = new Random(20_26);
    List<TextCase> cases = TextCase.all();
    String junk = "{}()[];,=+-*/%.\"<>: \n\0é𝄞9ax";
    for (int i = 0; i < 3000; i++) {
      String source = cases.get(random.nextInt(cases.size())).text();
      StringBuilder text =
          new StringBuilder(
              source.lines().filter(l -> !l.startsWith("//")).collect(Collectors.joining("\n")));
      for (int change = random.nextInt(4); change >= 0 && !text.isEmpty(); change--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(8)));
          case 1 -> text.insert(at, junk.charAt(random.nextInt(junk.length())));
          default -> {
            int from = random.nextInt(text.length());
            text.insert(at, text.substring(from, Math.min(text.length(), from + 20)));
          }
        }
      }
      SourceText mutant = SourceText.of("mutant.vit", text.toString());
      List<Diagnostic> found = diagnostics(mutant);
      assertThat(found).allSatisfy(d -> assertPointsInto(mutant, d.location()));
      String rendered = new DiagnosticRenderer(List.of(mutant), false).render(found);
      assertThat(rendered).doesNotContain("\u001b");
    }
  }

  private static void assertPointsInto(SourceText source, SourceLocation location) {
    if (location.hasPosition()) {
      assertThat(location.line()).isBetween(1, source.lines().size());
      int length = source.line(location.line()).length();
      assertThat(location.column()).isBetween(1, length + 1);
      assertThat(location.column() + location.length()).isLessThanOrEqualTo(length + 2);
    }
  }

  private static List<FrontendCode> codes(String text) {
    return diagnostics(SourceText.of("m.vit", text)).stream()
        .map(d -> (FrontendCode) d.code())
        .filter(code -> code != FrontendCode.UNUSED_NAME)
        .toList();
  }

  private static List<Diagnostic> diagnostics(byte[] bytes) {
    try {
      return new VitFrontend().parse("m.vit", bytes).warnings();
    } catch (CompileException problem) {
      return problem.diagnostics();
    }
  }

  private static List<Diagnostic> diagnostics(SourceText source) {
    try {
      return new VitFrontend().parse(source).warnings();
    } catch (CompileException problem) {
      return problem.diagnostics();
    }
  }
}
