package dev.vitcc.cli.solve;

import dev.vitcc.cli.load.Accuracy;
import dev.vitcc.cli.load.LoadedModel;
import dev.vitcc.cli.load.References;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.request.EvaluateClause;
import dev.vitcc.models.images.ImageSet;
import dev.vitcc.passes.PassesCode;
import java.util.List;
import java.util.function.Consumer;

/// Measures what is lost of a trained network's accuracy, on the images that it is evaluated with.
public final class MeasureDrop {
  private final ImageSet.Raw images;
  private final int[] labels;
  private final References references;
  private final boolean[] real;

  /// @param model whose open tokens all stay, for the trained network
  /// @throws CompileException if it names no images with labels
  public MeasureDrop(LoadedModel model, Consumer<String> progress) {
    EvaluateClause clause = model.request().evaluate().orElseThrow(() -> noLabels(model));
    this.images = model.images().evaluation(clause);
    this.labels = model.images().labels(clause);
    this.references =
        new References(
            (done, of) -> progress.accept("accuracy: image %d of %d".formatted(done, of)));
    this.real = right(references.real(model.withTokensSettled(), images));
  }

  private static CompileException noLabels(LoadedModel model) {
    return new CompileException(
        Diagnostic.error(
                PassesCode.NO_LABELS,
                model.request().target().accuracyDrop().orElseThrow().location(),
                "accuracy_drop is measured on images with labels, and the model names none")
            .withHint("evaluate \"images.npy\" labels \"labels.npy\";"));
  }

  /// What the integers of the model lose.
  public AccuracyDrop of(Model integer) {
    return AccuracyDrop.between(real, right(references.integer(integer, images)));
  }

  private boolean[] right(List<float[]> logits) {
    boolean[] right = new boolean[labels.length];
    for (int i = 0; i < labels.length; i++) {
      right[i] = Accuracy.isRight(logits.get(i), labels[i]);
    }
    return right;
  }
}
