package dev.vitcc.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ModelsCodeTest {
  @Test
  void everyCodeIsUniqueAndExplained() {
    assertThat(ModelsCode.values()).extracting(ModelsCode::code).doesNotHaveDuplicates();
    assertThat(Arrays.asList(ModelsCode.values()))
        .allSatisfy(
            c -> {
              assertThat(c.code()).matches("E04\\d\\d");
              assertThat(c.title()).isNotBlank().doesNotEndWith(".");
              assertThat(c.explanation()).endsWith(".").hasSizeGreaterThan(60);
            });
  }
}
