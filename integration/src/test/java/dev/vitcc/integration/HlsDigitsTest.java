package dev.vitcc.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.cli.compile.Design;
import dev.vitcc.cli.compile.MakeDesign;
import dev.vitcc.cli.load.LoadImages;
import dev.vitcc.cli.load.LoadModel;
import dev.vitcc.cli.load.LoadedModel;
import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.passes.manager.PassContext;
import dev.vitcc.passes.quantize.RangeCache;
import dev.vitcc.testbenches.verilator.SimulationResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The trained digits transformer in HLS C++: all test images, every stored tensor.
class HlsDigitsTest {
  private static final Path DIGITS = Path.of("..", "examples", "digits");
  private static final int FRAMES = 500;

  @TempDir private Path folder;

  @Test
  void allFramesAreBitExact() throws IOException, InterruptedException {
    HlsProgram.require();
    LoadedModel model =
        new LoadModel(new Diagnostics())
            .run(DIGITS.resolve("digits.vit"), request -> request, images -> {});
    Design design = new MakeDesign(PassContext.quiet(), List.of(), RangeCache.none()).run(model);
    List<byte[]> images =
        LoadImages.take(model.images().openRaw(DIGITS.resolve("test_images.npy")), FRAMES);
    Trial trial =
        new Trial(
            new Sample("digits", design.integer(), images), design.program(), design.memoryImage());
    HlsProgram.write(trial, folder);

    SimulationResult result = HlsProgram.passes(trial, folder);

    assertThat(images).hasSize(FRAMES);
    assertThat(result.frames()).isEqualTo(FRAMES);
    assertThat(result.tensors()).isEqualTo(26);
  }
}
