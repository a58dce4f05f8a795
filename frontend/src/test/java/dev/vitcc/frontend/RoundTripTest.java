package dev.vitcc.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.frontend.ast.SourceFile;
import dev.vitcc.frontend.print.SourcePrinter;
import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.SourceLocation;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// print(parse(x)) parses to the tree of x, for every case and example that parses.
final class RoundTripTest {

  @TestFactory
  Stream<DynamicTest> printedTextParsesToTheSameTree() {
    return Stream.concat(TextCase.all().stream(), TextCase.examples().stream())
        .flatMap(textCase -> parse(textCase.text()).map(file -> test(textCase, file)).stream());
  }

  private static DynamicTest test(TextCase textCase, SourceFile file) {
    return DynamicTest.dynamicTest(
        textCase.name(),
        () -> {
          String printed = SourcePrinter.text(file);
          SourceFile again = parse(printed).orElseThrow();
          assertThat(again)
              .usingRecursiveComparison()
              .ignoringFieldsOfTypes(SourceLocation.class)
              .isEqualTo(file);
          assertThat(SourcePrinter.text(again)).isEqualTo(printed);
        });
  }

  private static Optional<SourceFile> parse(String text) {
    try {
      return Optional.of(new VitFrontend().parseSyntax(SourceText.of("case.vit", text)));
    } catch (CompileException _) {
      return Optional.empty();
    }
  }
}
