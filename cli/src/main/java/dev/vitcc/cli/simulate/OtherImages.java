package dev.vitcc.cli.simulate;

import dev.vitcc.cli.console.Console;
import dev.vitcc.cli.output.ExistingBuild;
import dev.vitcc.cli.output.Layout;
import dev.vitcc.cli.output.WriteBuild;
import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.models.ModelsCode;
import dev.vitcc.models.images.ImageSet;
import dev.vitcc.models.images.Images;
import dev.vitcc.testbenches.vectors.InterpretedVectors;
import dev.vitcc.testbenches.vectors.TestVectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// Test vectors of images that a build was not made with, there for one simulation.
///
/// They lie inside the build, where a container sees them too.
///
/// @param folder that holds them
/// @param count of the images
public record OtherImages(Path folder, int count) implements AutoCloseable {

  /// Prepares the first `wanted` images.
  ///
  /// @param layout of the build
  /// @param wanted how many at most
  public static OtherImages of(
      ExistingBuild build, JsonNode layout, Path path, int wanted, Console console)
      throws IOException {
    if (!(Images.open(path, Layout.imageInput(layout)) instanceof ImageSet.Raw set)) {
      throw new CompileException(
          ModelsCode.IMAGE_FILE.in(path.toString(), "holds normalised reals, expected bytes"));
    }
    int count = Math.min(wanted, set.count());
    List<byte[]> images = IntStream.range(0, count).mapToObj(set::image).toList();
    OtherImages other =
        new OtherImages(Files.createTempDirectory(build.file("sim"), ".images"), count);
    Runtime.getRuntime().addShutdownHook(new Thread(other::close));
    InterpretedVectors vectors =
        new InterpretedVectors(
            build.file("sim/" + TestVectors.VECTORS_FILE),
            Layout.engine(layout.path("engine")),
            build.bytes(WriteBuild.IMAGE));
    vectors.write(other.folder(), images, console::progress);
    return other;
  }

  public String input() {
    return folder.resolve(TestVectors.INPUT_FILE).toAbsolutePath().toString();
  }

  public String vectors() {
    return folder.resolve(TestVectors.VECTORS_FILE).toAbsolutePath().toString();
  }

  /// Removes them.
  @Override
  public void close() {
    try {
      Files.deleteIfExists(folder.resolve(TestVectors.INPUT_FILE));
      Files.deleteIfExists(folder.resolve(TestVectors.VECTORS_FILE));
      Files.deleteIfExists(folder);
    } catch (IOException left) {
      // A file of no consequence stays in the folder.
    }
  }
}
