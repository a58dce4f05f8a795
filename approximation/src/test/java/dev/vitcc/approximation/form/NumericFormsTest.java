package dev.vitcc.approximation.form;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.ir.numerics.NumericTables;
import org.junit.jupiter.api.Test;

/// What is evaluated is the contract's table, every entry of it, in one cycle.
class NumericFormsTest {
  @Test
  void rsqrt() {
    holds(NumericForms.rsqrt(), NumericTables.rsqrtTable());
  }

  @Test
  void reciprocal() {
    holds(NumericForms.reciprocal(), NumericTables.reciprocalTable());
  }

  private static void holds(Candidate form, int[] table) {
    assertThat(form.circuit().stages()).isEqualTo(1);
    for (int i = 0; i < table.length; i++) {
      assertThat(form.circuit().value(i)).isEqualTo(table[i]);
    }
  }
}
