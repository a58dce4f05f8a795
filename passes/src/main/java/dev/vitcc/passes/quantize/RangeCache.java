package dev.vitcc.passes.quantize;

import java.util.Map;
import java.util.Optional;

/// Keeps the ranges that calibration finds, so that the next compile needn't look for them.
public interface RangeCache {
  /// What was kept under a key that `CalibrationKey` made.
  Optional<Map<String, Range>> find(String key);

  /// Keeps ranges by the names of their nodes; does nothing if they are kept already.
  void keep(String key, Map<String, Range> ranges);

  /// Keeps nothing.
  static RangeCache none() {
    return new RangeCache() {
      @Override
      public Optional<Map<String, Range>> find(String key) {
        return Optional.empty();
      }

      @Override
      public void keep(String key, Map<String, Range> ranges) {
        // nothing is kept
      }
    };
  }
}
