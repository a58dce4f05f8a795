package dev.vitcc.cli.shell;

import dev.vitcc.templates.Templates;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/// A shell that completes command lines.
public enum Shell {
  BASH,
  ZSH,
  FISH;

  private static final String GROUP = "shell/completion.stg";

  /// The script that teaches the shell to complete command lines.
  public String script(CommandSpec root) {
    List<Shape> shapes = Shape.all(root);
    Record view =
        switch (this) {
          case BASH -> BashCompletion.of(shapes);
          case ZSH -> ZshCompletion.of(shapes);
          case FISH -> FishCompletion.of(shapes);
        };
    return Templates.load(GROUP).render(view.getClass().getSimpleName(), view);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
