package dev.vitcc.testbenches.vectors;

import dev.vitcc.ir.program.Engine;
import dev.vitcc.reference.program.ProgramInterpreter;
import dev.vitcc.testbenches.Progress;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Test vectors of other images for a build whose model is not at hand: the program interpreter,
/// which agrees with the integer reference bit for bit, says what is expected.
public final class InterpretedVectors {
  private static final int FRAMES_AT = 40;
  private static final int BATCH = 64;

  private final byte[] header;
  private final List<Stored> stored = new ArrayList<>();
  private final int frameBytes;
  private final int inputBytes;
  private final ProgramInterpreter interpreter;

  /// Where the values of one vector command lie in a frame.
  private record Stored(int row, int columns, int elementBytes, int offset) {}

  /// @param vectors those of the build: what is stored where is the same for all images
  /// @param engine of the build
  /// @param memoryImage of the build
  public InterpretedVectors(Path vectors, Engine engine, byte[] memoryImage) throws IOException {
    this.header = header(vectors);
    ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    this.inputBytes = Math.toIntExact(fields.getLong(24));
    this.frameBytes = Math.toIntExact(fields.getLong(56));
    int offset = VectorLayout.EXTENT_BYTES * fields.getInt(12);
    for (int i = 0; i < fields.getInt(12); i++) {
      ByteBuffer slice = fields.slice(64 + 32 * i, 32).order(ByteOrder.LITTLE_ENDIAN);
      Stored one = new Stored(slice.getInt(4), slice.getInt(12), slice.getInt(28), offset);
      stored.add(one);
      offset += slice.getInt(8) * one.columns() * one.elementBytes();
    }
    this.interpreter = new ProgramInterpreter(engine, memoryImage);
  }

  /// Writes `input.bin` and `vectors.bin` into a folder that exists.
  ///
  /// @return the outputs of each image
  public List<int[]> write(Path folder, List<byte[]> images, Progress progress) throws IOException {
    List<int[]> outputs = new ArrayList<>();
    AtomicInteger done = new AtomicInteger();
    try (OutputStream input = open(folder.resolve(TestVectors.INPUT_FILE));
        OutputStream values = open(folder.resolve(TestVectors.VECTORS_FILE))) {
      byte[] counted = header.clone();
      ByteBuffer.wrap(counted).order(ByteOrder.LITTLE_ENDIAN).putLong(FRAMES_AT, images.size());
      values.write(counted);
      for (int from = 0; from < images.size(); from += BATCH) {
        List<byte[]> batch = images.subList(from, Math.min(from + BATCH, images.size()));
        List<Frame> frames =
            IntStream.range(0, batch.size())
                .parallel()
                .mapToObj(
                    i -> {
                      Frame frame = frame(batch.get(i));
                      progress.at("interpreting frame", done.incrementAndGet(), images.size());
                      return frame;
                    })
                .toList();
        for (int i = 0; i < batch.size(); i++) {
          input.write(batch.get(i));
          values.write(frames.get(i).values().array());
          outputs.add(frames.get(i).outputs());
        }
      }
    }
    return outputs;
  }

  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Frame(ByteBuffer values, int[] outputs) {}

  private Frame frame(byte[] image) {
    if (image.length != inputBytes) {
      throw new IllegalArgumentException(
          "an image has " + image.length + " bytes, expected " + inputBytes);
    }
    ByteBuffer values = ByteBuffer.allocate(frameBytes).order(ByteOrder.LITTLE_ENDIAN);
    int[] outputs =
        interpreter.run(image, (sequence, row, lanes) -> put(values, sequence, row, lanes));
    int at = frameBytes - Integer.BYTES * outputs.length;
    for (int output : outputs) {
      values.putInt(at, output);
      at += Integer.BYTES;
    }
    return new Frame(values, outputs);
  }

  private void put(ByteBuffer values, int sequence, int row, int[] lanes) {
    Stored slice = stored.get(sequence);
    int columns = Math.min(slice.columns(), lanes.length);
    int extent = VectorLayout.EXTENT_BYTES * sequence;
    values.putShort(extent, (short) Math.max(values.getShort(extent), row - slice.row() + 1));
    values.putShort(extent + Short.BYTES, (short) columns);
    int at = slice.offset() + (row - slice.row()) * slice.columns() * slice.elementBytes();
    for (int column = 0; column < columns; column++) {
      if (slice.elementBytes() == 1) {
        values.put(at, (byte) lanes[column]);
      } else {
        values.putShort(at, (short) lanes[column]);
      }
      at += slice.elementBytes();
    }
  }

  private static OutputStream open(Path file) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(file));
  }

  private static byte[] header(Path vectors) throws IOException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(vectors))) {
      byte[] start = in.readNBytes(VectorLayout.HEADER_BYTES);
      long size = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong(48);
      ByteBuffer header = ByteBuffer.allocate(Math.toIntExact(size));
      header.put(start).put(in.readNBytes(header.remaining()));
      return header.array();
    }
  }
}
