package dev.vitcc.models;

import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostic;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// What a compile that must fail says, for tests: one `CODE message` each.
public final class Findings {
  private Findings() {}

  public static List<String> of(ThrowingCallable action) {
    CompileException failure = Assertions.catchThrowableOfType(CompileException.class, action);
    Assertions.assertThat(failure).as("a CompileException").isNotNull();
    return failure.diagnostics().stream().map(Findings::text).toList();
  }

  public static String text(Diagnostic d) {
    return d.code().code() + " " + d.message() + d.hint().map(h -> " (" + h + ")").orElse("");
  }
}
