package dev.vitcc.passes.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitcc.ir.Model;
import dev.vitcc.ir.data.TensorData;
import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.generate.RandomModels;
import dev.vitcc.ir.generate.VitLimits;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.Program;
import dev.vitcc.ir.request.CalibrateClause;
import dev.vitcc.ir.text.ProgramText;
import dev.vitcc.passes.format.FormatPlan;
import dev.vitcc.passes.manager.Choices;
import dev.vitcc.passes.manager.PassContext;
import dev.vitcc.passes.manager.PassManager;
import dev.vitcc.passes.manager.Pipelines;
import dev.vitcc.passes.quantize.RangeCache;
import dev.vitcc.passes.tile.EngineShape;
import dev.vitcc.passes.tile.ModelExtents;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A program that is printed and read again is the same program.
class ProgramTextTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void printThenParseIsTheIdentity(long seed) {
    Program program = program(seed);
    String text = ProgramText.print(program);
    assertThat(ProgramText.parse("program.txt", text)).isEqualTo(program);
    assertThat(ProgramText.print(ProgramText.parse("program.txt", text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "program",
        "program p {engine = {pm = 1}, inputBytes = 1, outputElements = 1}",
        "programme p",
        "program p {} what {is = this}",
        "program p {inputBytes = 99999999999999999999}"
      })
  void saysWhatIsWrongWithOtherTexts(String text) {
    assertThatThrownBy(() -> ProgramText.parse("program.txt", text))
        .isInstanceOf(CompileException.class)
        .hasMessageContaining("program.txt:1:");
  }

  private static Program program(long seed) {
    Model model = RandomModels.vit(seed, VitLimits.TINY);
    List<byte[]> images = new ArrayList<>();
    for (TensorData image : RandomModels.images(seed, model.graph(), 2)) {
      images.add(((TensorData.Bytes) image).values());
    }
    Model integer =
        new PassManager(
                Pipelines.GIVEN,
                Pipelines.standard(
                    Choices.of(FormatPlan.EIGHT_BITS),
                    images,
                    new CalibrateClause.Max(),
                    RangeCache.none()),
                List.of())
            .run(model, PassContext.quiet());
    Engine engine = ModelExtents.of(integer.graph()).engine(EngineShape.of(1, 16, 16, 16, 128, 1));
    return new Schedule().run(integer, engine);
  }
}
