package dev.vitcc.testbenches.vectors;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.program.Program;
import dev.vitcc.reference.IntegerReference;
import dev.vitcc.testbenches.Progress;
import dev.vitcc.testbenches.vectors.VectorLayout.Slice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Writes what a simulation reads: the images, and for each every tensor that the program stores.
public final class TestVectors {
  /// The images, back to back.
  public static final String INPUT_FILE = "input.bin";

  /// The expected values.
  public static final String VECTORS_FILE = "vectors.bin";

  /// Says what is expected for an image.
  @FunctionalInterface
  public interface Oracle {
    /// Gives every value that the program stores to the observer; the outputs are what it returns.
    int[] run(byte[] image, IntegerReference.Observer observer);
  }

  private final VectorLayout layout;
  private final Oracle oracle;
  private final Map<String, List<Slice>> slicesOf;

  /// @param graph the integer graph that the program was made from
  /// @param oracle of the same graph: `reference::run`
  /// @throws IllegalArgumentException if the program does not store each element of its tensors
  ///   exactly once
  public TestVectors(Program program, Graph graph, Oracle oracle) {
    this.layout = VectorLayout.of(program, graph);
    this.oracle = oracle;
    this.slicesOf =
        layout.slices().stream()
            .collect(
                Collectors.groupingBy(
                    s -> s.tensor().node(), LinkedHashMap::new, Collectors.toList()));
  }

  /// Elements that are compared a frame, outputs not counted.
  public long elementsPerFrame() {
    return layout.slices().stream().mapToLong(Slice::elements).sum();
  }

  /// Bytes that each frame takes in the vectors.
  public long bytesPerFrame() {
    return layout.frameBytes();
  }

  /// Writes `input.bin` and `vectors.bin` into a folder that exists; images are worked on in
  /// parallel.
  ///
  /// @param images height x width x channels, at least one
  /// @return the oracle's outputs of each image
  public List<int[]> write(Path folder, List<byte[]> images, Progress progress) throws IOException {
    if (images.isEmpty()) {
      throw new IllegalArgumentException("test vectors need an image");
    }
    writeImages(folder.resolve(INPUT_FILE), images);
    Path file = folder.resolve(VECTORS_FILE);
    Files.deleteIfExists(file);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      byte[] header = layout.header(images.size());
      writeAll(channel, ByteBuffer.wrap(header), 0);
      AtomicInteger done = new AtomicInteger();
      return IntStream.range(0, images.size())
          .parallel()
          .mapToObj(
              i -> {
                long at = header.length + i * layout.frameBytes();
                int[] logits = writeFrame(channel, at, images.get(i));
                progress.at("writing test vectors", done.incrementAndGet(), images.size());
                return logits;
              })
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private int[] writeFrame(FileChannel channel, long at, byte[] image) {
    FrameValues values = new FrameValues(layout, slicesOf);
    int[] logits = oracle.run(image, (node, data) -> values.accept(node.name(), data));
    try {
      writeAll(channel, values.finish(logits), at);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return logits;
  }

  private void writeImages(Path file, List<byte[]> images) throws IOException {
    try (var out = Files.newOutputStream(file)) {
      for (byte[] image : images) {
        if (image.length != layout.inputBytes()) {
          throw new IllegalArgumentException(
              "an image has " + image.length + " bytes, expected " + layout.inputBytes());
        }
        out.write(image);
      }
    }
  }

  private static void writeAll(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
    long position = at;
    while (bytes.hasRemaining()) {
      position += channel.write(bytes, position);
    }
  }
}
