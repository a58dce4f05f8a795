package dev.vitcc.passes.manager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.ir.Model;
import dev.vitcc.ir.data.TensorData;
import dev.vitcc.ir.generate.RandomModels;
import dev.vitcc.ir.generate.VitLimits;
import dev.vitcc.ir.request.CalibrateClause;
import dev.vitcc.ir.text.ModelText;
import dev.vitcc.passes.format.FormatPlan;
import dev.vitcc.passes.quantize.Range;
import dev.vitcc.passes.quantize.RangeCache;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  @Test
  void calibratesOnceWhatIsTheSame() {
    Map<String, Map<String, Range>> kept = new LinkedHashMap<>();
    RangeCache cache =
        new RangeCache() {
          @Override
          public Optional<Map<String, Range>> find(String key) {
            return Optional.ofNullable(kept.get(key));
          }

          @Override
          public void keep(String key, Map<String, Range> ranges) {
            kept.put(key, ranges);
          }
        };
    Model model = RandomModels.vit(5, VitLimits.SMALL);
    String without = ModelText.print(lower(5, model));
    assertThat(ModelText.print(lower(5, model, cache))).isEqualTo(without);
    assertThat(ModelText.print(lower(5, model, cache))).isEqualTo(without);
    assertThat(kept).hasSize(1);
    lower(6, model, cache); // other images
    lower(5, RandomModels.vit(6, VitLimits.SMALL), cache); // another model
    assertThat(kept).hasSize(3);
  }

  private static Model lower(long seed, Model model) {
    return lower(seed, model, RangeCache.none());
  }

  private static Model lower(long seed, Model model, RangeCache cache) {
    List<byte[]> images = new ArrayList<>();
    for (TensorData image : RandomModels.images(seed, model.graph(), 4)) {
      if (image instanceof TensorData.Bytes bytes) {
        images.add(bytes.values());
      }
    }
    List<Pass> passes =
        Pipelines.standard(
            Choices.of(FormatPlan.EIGHT_BITS), images, new CalibrateClause.Max(), cache);
    return new PassManager(Pipelines.GIVEN, passes, List.of()).run(model, PassContext.quiet());
  }
}
