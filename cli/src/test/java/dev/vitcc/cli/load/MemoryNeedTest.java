package dev.vitcc.cli.load;

import static dev.vitcc.cli.Invocation.vitcc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.cli.Invocation;
import dev.vitcc.cli.TinyModel;
import dev.vitcc.frontend.VitFrontend;
import dev.vitcc.ir.Graph;
import dev.vitcc.ir.diagnostic.SourceLocation;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryNeedTest {
  @TempDir private Path folder;

  /// Counted by hand: patches 4·8 + 8, class token 8, positions 5·8, two layer norms of 16, qkv
  /// 8·24 + 24, its output 8·8 + 8, mlp 8·16 + 16 and 16·8 + 8, layer norm 16, head 8·3 + 3.
  @Test
  void countsParametersAndTheGreatestTensor() {
    Graph graph = new VitFrontend().parse("tiny.vit", TinyModel.TEXT).graph();
    int block = 2 * 16 + 8 * 24 + 24 + 8 * 8 + 8 + 8 * 16 + 16 + 16 * 8 + 8;
    int parameters = 4 * 8 + 8 + 8 + 5 * 8 + block + 16 + 8 * 3 + 3;
    MemoryNeed need = MemoryNeed.of(graph);
    assertThat(need).isEqualTo(new MemoryNeed(parameters, 5 * 24));
    long bytes = 5L * parameters + 4 * 5 * 24;
    assertThat(need.missing(bytes, SourceLocation.NONE)).isEmpty();
    assertThat(need.missing(bytes - 1, SourceLocation.NONE)).isPresent();
  }

  /// It would take half a terabyte, and is refused at once: 32 blocks of 12 d² + 13 d parameters,
  /// and 16 d + 3 beside them, five bytes each.
  @Test
  void refusesWhatHasNoRoom() throws IOException {
    String large =
        TinyModel.TEXT
            .replace("dim = 8", "dim = 16384")
            .replace("hidden = 16", "hidden = 65536")
            .replace("repeat 1", "repeat 32");
    Invocation run = vitcc(TinyModel.in(folder, large), "-o", folder.resolve("out"));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .contains(
            "tiny.vit:12:1: error[E0217]: the model has 103,086,292,995 parameters",
            "515.4 GB at least",
            "-Xmx");
  }
}
