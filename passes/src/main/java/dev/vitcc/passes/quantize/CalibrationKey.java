package dev.vitcc.passes.quantize;

import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.op.Parameter;
import dev.vitcc.ir.request.CalibrateClause.Method;
import dev.vitcc.passes.format.CodeFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// A hash of everything that calibration depends on: graph, parameters, images, method.
final class CalibrationKey {
  /// Changes whenever calibration comes to find other ranges of the same things.
  private static final String VERSION = "ranges 3";

  private static final int CHUNK = 1 << 14;

  private final MessageDigest digest;
  private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK * Float.BYTES);

  private CalibrationKey() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static String of(Model model, List<byte[]> images, Method method) {
    CalibrationKey key = new CalibrationKey();
    key.add(VERSION + method);
    for (Node node : model.graph().nodes()) {
      key.add(
          node.name()
              + node.operands()
              + node.op()
              + node.type()
              + CodeFormat.of(model, node.name()).bits());
      if (node.op() instanceof Parameter parameter) {
        key.add(model.parameters().reals(parameter.key()));
      }
    }
    images.forEach(key.digest::update);
    return HexFormat.of().formatHex(key.digest.digest());
  }

  private void add(String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  private void add(float[] values) {
    for (int i = 0; i < values.length; i += CHUNK) {
      buffer.clear();
      buffer.asFloatBuffer().put(values, i, Math.min(CHUNK, values.length - i));
      buffer.limit(Math.min(CHUNK, values.length - i) * Float.BYTES);
      digest.update(buffer);
    }
  }
}
