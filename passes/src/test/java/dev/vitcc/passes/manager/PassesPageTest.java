package dev.vitcc.passes.manager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.ir.op.TensorOp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// docs/passes.md lists every pass and every op there is.
class PassesPageTest {
  private static final Path PAGE = Path.of("../docs/passes.md");

  @Test
  void pageListsThePassesInOrder() throws IOException {
    String expected =
        Pipelines.standard().stream().map(PassesPageTest::row).collect(Collectors.joining("\n"));
    assertThat(Files.readString(PAGE))
        .as("docs/passes.md is stale; the rows of its table should be\n%s\n", expected)
        .contains(expected);
  }

  @Test
  void pageListsEveryOp() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(Stream.of(TensorOp.class.getPermittedSubclasses()).map(PassesPageTest::mnemonic))
        .allSatisfy(op -> assertThat(page).contains("| `" + op + "` |"));
  }

  private static String row(Pass pass) {
    return "| `%s` | %s | %s | %s |"
        .formatted(
            pass.name(), pass.summary(), labels(pass.requires()), labels(pass.establishes()));
  }

  private static String labels(Set<Property> properties) {
    return properties.stream().map(Property::label).sorted().collect(Collectors.joining(", "));
  }

  private static String mnemonic(Class<?> op) {
    String kebab = op.getSimpleName().replaceAll("([a-z])([A-Z])", "$1_$2");
    return kebab.toLowerCase(java.util.Locale.ROOT).replace("mat_mul", "matmul");
  }
}
