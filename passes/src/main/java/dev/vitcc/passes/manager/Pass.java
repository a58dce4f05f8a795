package dev.vitcc.passes.manager;

import dev.vitcc.ir.Model;
import java.util.Locale;
import java.util.Set;

/// One step from model to model: pure, without state, a final class or record that is named by a
/// verb phrase.
///
/// What a pass is told (images to calibrate with, a method) it is told when it is made; so the same
/// pass gives the same model for the same model.
public interface Pass {
  /// The name on the command line: that of the class in kebab case.
  default String name() {
    return kebab(getClass().getSimpleName());
  }

  /// One line, in the imperative, without a full stop: what `vitcc passes` prints.
  String summary();

  /// What must hold before.
  default Set<Property> requires() {
    return Set.of();
  }

  /// What holds after, for the passes that follow.
  default Set<Property> establishes() {
    return Set.of();
  }

  /// What no longer holds after, even if it did before.
  default Set<Property> ends() {
    return Set.of();
  }

  /// The model after this pass; the one given is left as it was.
  ///
  /// @throws dev.vitcc.ir.diagnostic.CompileException if the user's model can't be brought there
  Model run(Model model, PassContext context);

  private static String kebab(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }
}
