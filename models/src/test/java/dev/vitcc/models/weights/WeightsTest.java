package dev.vitcc.models.weights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.ir.request.WeightsClause;
import dev.vitcc.models.Digits;
import dev.vitcc.models.Findings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class WeightsTest {
  private static final SourceLocation AT = new SourceLocation("digits.vit", 20, 1, 7);
  private static final Path FOLDER = Digits.file("");

  @Test
  void opensWhatTheClauseAsksFor() {
    WeightSource files =
        open(new WeightsClause.Files(List.of("digits.safetensors"), new WeightsClause.Timm()));
    WeightSource hub =
        open(
            new WeightsClause.Files(
                List.of("huggingface/model.safetensors"), new WeightsClause.HuggingFace()));
    WeightSource random = open(new WeightsClause.Random(1, WeightsClause.Distribution.NORMAL));
    WeightSource mapped =
        open(
            new WeightsClause.Files(
                List.of("digits.safetensors"),
                new WeightsClause.Explicit(Map.of("blocks.*.norm1.bias", "blocks.*.norm1.bias"))));
    assertThat(hub.read("head.bias")).containsExactly(files.read("head.bias"));
    assertThat(mapped.read("blocks.2.norm1.bias"))
        .containsExactly(files.read("blocks.2.norm1.bias"));
    assertThat(random.read("head.bias")).hasSize(10);
  }

  @Test
  void pointsAtTheClauseForEveryFileThatIsMissing() {
    CompileException failure =
        Assertions.catchThrowableOfType(
            CompileException.class,
            () ->
                open(
                    new WeightsClause.Files(
                        List.of("a", "b", "digits.vit"), new WeightsClause.Timm())));
    assertThat(failure.diagnostics())
        .extracting(Findings::text)
        .satisfiesExactly(
            a -> assertThat(a).isEqualTo("E0401 there is no file '" + FOLDER.resolve("a") + "'"),
            b -> assertThat(b).isEqualTo("E0401 there is no file '" + FOLDER.resolve("b") + "'"),
            vit -> assertThat(vit).startsWith("E0402 the header claims "));
    assertThat(failure.diagnostics().getFirst().location()).isEqualTo(AT);
  }

  private static WeightSource open(WeightsClause.Source source) {
    return Weights.open(
        new WeightsClause(source, AT),
        FOLDER,
        Weights.Needed.of(Digits.parameters()),
        new Diagnostics());
  }
}
