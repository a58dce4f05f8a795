package dev.vitcc.passes.emit;

import dev.vitcc.ir.data.Parameters;
import dev.vitcc.ir.program.Command;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.ImageHeader;
import dev.vitcc.ir.program.Program;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The bytes that the accelerator finds at its image base (docs/engine.md, "Memory image").
public final class MemoryImage {
  private static final int LOGIT_BYTES = 4;

  private MemoryImage() {}

  /// Header and the streams of all ports.
  public static byte[] of(Program program, Parameters parameters) {
    Engine engine = program.engine();
    StreamWriter writer = new StreamWriter(engine, parameters);
    for (Command command : program.commands()) {
      writer.write(command);
    }
    byte[] stream = writer.bytes();
    int bus = engine.busBytes();
    int beats = Engine.ceilDiv(stream.length, bus);
    int portBytes = bus / engine.ports();
    int stride = Engine.roundUp(beats * portBytes, ImageHeader.ALIGNMENT);
    ByteBuffer image =
        ByteBuffer.allocate(ImageHeader.ALIGNMENT + engine.ports() * stride)
            .order(ByteOrder.LITTLE_ENDIAN);
    image
        .putInt(ImageHeader.MAGIC)
        .putInt(ImageHeader.VERSION)
        .putInt(engine.fingerprint())
        .putInt(beats)
        .putInt(stride)
        .putInt(program.inputBytes())
        .putInt(program.outputElements() * LOGIT_BYTES)
        .putInt(0);
    for (int from = 0; from < stream.length; from += portBytes) {
      int beat = from / bus;
      int port = from % bus / portBytes;
      int to = ImageHeader.ALIGNMENT + port * stride + beat * portBytes;
      image.put(to, stream, from, Math.min(portBytes, stream.length - from));
    }
    return image.array();
  }
}
