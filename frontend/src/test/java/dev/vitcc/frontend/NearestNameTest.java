package dev.vitcc.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// "Did you mean".
final class NearestNameTest {
  private static final List<String> NAMES = List.of("linear", "layer_norm", "mlp", "image", "x");

  @Test
  void findsSlipsOfThePen() {
    assertThat(NearestName.of("liner", NAMES)).contains("linear");
    assertThat(NearestName.of("layernorm", NAMES)).contains("layer_norm");
    assertThat(NearestName.of("iamge", NAMES)).contains("image");
  }

  @Test
  void doesNotGuessWhatIsFar() {
    assertThat(NearestName.of("attention", NAMES)).isEmpty();
    assertThat(NearestName.of("a".repeat(100_000), NAMES)).isEmpty();
  }

  @Test
  void takesTheFirstByAlphabetAmongEquals() {
    assertThat(NearestName.of("pz", List.of("pn", "pk", "pm"))).contains("pk");
  }
}
