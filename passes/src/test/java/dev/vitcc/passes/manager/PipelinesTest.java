package dev.vitcc.passes.manager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.ir.Model;
import dev.vitcc.ir.data.TensorData;
import dev.vitcc.ir.generate.RandomModels;
import dev.vitcc.ir.generate.VitLimits;
import dev.vitcc.ir.request.CalibrateClause;
import dev.vitcc.ir.text.ModelText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The standard pipeline as a whole, on models that nobody thought of.
class PipelinesTest {
  @Test
  void takesRandomModelsToIntegersWithEveryCheckBetweenPasses() {
    for (long seed = 0; seed < 40; seed++) {
      Model model = RandomModels.vit(seed, VitLimits.TINY);
      Model lowered = lower(seed, model);
      assertThat(Property.INTEGER.violations(lowered)).as("seed " + seed).isEmpty();
      assertThat(lowered.graph().outputs()).isEqualTo(model.graph().outputs());
      String text = ModelText.print(lowered);
      assertThat(ModelText.print(ModelText.parse("again", text))).isEqualTo(text);
    }
  }

  @Test
  void givesTheSameModelTwice() {
    Model model = RandomModels.vit(5, VitLimits.SMALL);
    assertThat(ModelText.print(lower(5, model))).isEqualTo(ModelText.print(lower(5, model)));
  }

  private static Model lower(long seed, Model model) {
    List<byte[]> images = new ArrayList<>();
    for (TensorData image : RandomModels.images(seed, model.graph(), 4)) {
      if (image instanceof TensorData.Bytes bytes) {
        images.add(bytes.values());
      }
    }
    List<Pass> passes = Pipelines.standard(images, new CalibrateClause.Max());
    return new PassManager(Pipelines.GIVEN, passes, List.of()).run(model, PassContext.quiet());
  }
}
