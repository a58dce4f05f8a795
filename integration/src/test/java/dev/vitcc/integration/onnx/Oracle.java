package dev.vitcc.integration.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;

/// What ONNX Runtime says a graph computes.
final class Oracle {
  private Oracle() {}

  /// Logits of images, one after the other.
  ///
  /// @param images each of `shape`, [1, channels, height, width]
  static float[][] logits(Path model, float[][] images, long... shape) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setOptimizationLevel(OptLevel.NO_OPT); // which would compute with codes
      options.setIntraOpNumThreads(1);
      try (OrtSession session = environment.createSession(model.toString(), options)) {
        float[][] logits = new float[images.length][];
        String name = session.getInputNames().iterator().next();
        for (int i = 0; i < images.length; i++) {
          try (OnnxTensor tensor =
                  OnnxTensor.createTensor(environment, FloatBuffer.wrap(images[i]), shape);
              OrtSession.Result result = session.run(Map.of(name, tensor))) {
            logits[i] = ((float[][]) result.get(0).getValue())[0];
          }
        }
        return logits;
      }
    }
  }

  /// The graph as ONNX Runtime's optimiser leaves it.
  static Path optimised(Path model, Path to, OptLevel level) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setOptimizationLevel(level);
      options.setOptimizedModelFilePath(to.toString());
      options.setIntraOpNumThreads(1);
      environment.createSession(model.toString(), options).close();
    }
    return to;
  }
}
