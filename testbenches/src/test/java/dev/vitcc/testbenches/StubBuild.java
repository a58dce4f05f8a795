package dev.vitcc.testbenches;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.data.TensorData;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.ir.op.Parameter;
import dev.vitcc.ir.program.Command;
import dev.vitcc.ir.program.Command.VectorGroup;
import dev.vitcc.ir.program.Destination;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.LayerNormConstants;
import dev.vitcc.ir.program.Program;
import dev.vitcc.ir.program.TensorSlice;
import dev.vitcc.reference.IntegerReference;
import dev.vitcc.testbenches.vectors.TestVectors;
import dev.vitcc.testbenches.verilator.SimulationFolder;
import dev.vitcc.testbenches.verilator.SimulationFolder.MemoryModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/// A build folder around the stand-in of `stub/rtl`, which stores two tensors: `sum = pixels +
/// weights` of 4 x 4, and `twice`, the first six pixels doubled.
public final class StubBuild {
  /// Mistakes that the stand-in makes on purpose, by the number it knows them under.
  public static final int NO_FAULT = 0;

  public static final TensorType SUM = TensorType.of(ElementType.I16, 4, 4);
  public static final TensorType TWICE = TensorType.of(ElementType.I16, 1, 6);
  private static final int FAULT = 32;
  private static final int FAULT_FRAME = 33;

  private final byte[] image = new byte[64];
  private final Graph graph = graph(SUM, TWICE);

  public StubBuild() {
    new Random(1).nextBytes(image);
    image[FAULT] = NO_FAULT;
    image[FAULT_FRAME] = 0;
  }

  /// Writes a build whose stand-in makes a mistake in a frame of each start.
  public void write(Path build, int frames, int fault, int faultFrame) throws IOException {
    for (String folder : List.of("rtl", "sim", "image")) {
      Files.createDirectories(build.resolve(folder));
    }
    copy("files.f", build);
    copy("vitcc_accel.sv", build);
    for (Map.Entry<String, String> file :
        SimulationFolder.files(new MemoryModel(40, 8)).entrySet()) {
      Files.writeString(build.resolve("sim").resolve(file.getKey()), file.getValue());
    }
    byte[] stored = image.clone();
    stored[FAULT] = (byte) fault;
    stored[FAULT_FRAME] = (byte) faultFrame;
    Files.write(build.resolve("image/vitcc.bin"), stored);
    new TestVectors(program(), graph, this::expect)
        .write(build.resolve("sim"), images(frames), Progress.SILENT);
  }

  private static void copy(String name, Path build) throws IOException {
    try (InputStream in = StubBuild.class.getResourceAsStream("/stub/rtl/" + name)) {
      if (in == null) {
        throw new IllegalStateException("no stub/rtl/" + name);
      }
      Files.write(build.resolve("rtl").resolve(name), in.readAllBytes());
    }
  }

  private static List<byte[]> images(int frames) {
    Random random = new Random(2);
    return IntStream.range(0, frames)
        .mapToObj(
            i -> {
              byte[] pixels = new byte[16];
              random.nextBytes(pixels);
              return pixels;
            })
        .toList();
  }

  private int[] expect(byte[] pixels, IntegerReference.Observer observer) {
    short[] sum = new short[16];
    short[] twice = new short[6];
    int[] outputs = new int[4];
    for (int i = 0; i < 16; i++) {
      int pixel = pixels[i] & 0xff;
      sum[i] = (short) (pixel + image[i]);
      if (i < twice.length) {
        twice[i] = (short) (2 * pixel);
      }
      if (i < outputs.length) {
        outputs[i] = pixel + image[16 + i];
      }
    }
    observer.observe(graph.node("sum"), new TensorData.Shorts(SUM, sum));
    observer.observe(graph.node("twice"), new TensorData.Shorts(TWICE, twice));
    return outputs;
  }

  /// A graph of two tensors, `sum` and `twice`, of which nobody asks where they come from.
  public static Graph graph(TensorType sum, TensorType twice) {
    return new Graph("stub", List.of(node("sum", sum), node("twice", twice)), List.of("twice"));
  }

  private static Node node(String name, TensorType type) {
    return new Node(
        name, new Parameter(name, type), List.of(), type, SourceLocation.ofFile("stub.vit"));
  }

  private static Program program() {
    return program(
        group(new TensorSlice("sum", 0, 0, 4), 4, 0),
        group(new TensorSlice("twice", 0, 0, 6), 1, 0));
  }

  /// A program of vector commands only; images have 16 bytes, and there are four outputs.
  public static Program program(Command... commands) {
    Engine engine = new Engine(1, 8, 8, 4, 64, 2, 4, 8, 8, 8, 24, 8, 32, 8);
    return new Program("stub", engine, 16, 4, List.of(commands));
  }

  /// A vector command that stores `rows` rows of a slice.
  public static VectorGroup group(TensorSlice slice, int rows, int row) {
    return new VectorGroup(
        slice,
        rows,
        row,
        Destination.RESIDUAL,
        0,
        slice.columns(),
        false,
        false,
        false,
        0,
        0,
        LayerNormConstants.NONE,
        8);
  }
}
