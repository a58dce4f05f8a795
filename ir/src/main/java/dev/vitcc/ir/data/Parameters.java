package dev.vitcc.ir.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// The values of a graph's parameters, by key; read when asked for, so that weights can stay on
/// disk, and kept as long as there is memory.
public final class Parameters {
  private final Map<String, Supplier<TensorData>> values;

  public Parameters(Map<String, Supplier<TensorData>> values) {
    this.values = new LinkedHashMap<>();
    values.forEach((key, supplier) -> this.values.put(key, Kept.of(supplier)));
  }

  public static Parameters none() {
    return new Parameters(Map.of());
  }

  /// The keys, in the order in which they were given.
  public Set<String> keys() {
    return Collections.unmodifiableSet(values.keySet());
  }

  /// The values under `key`.
  ///
  /// @throws IllegalArgumentException if there are none
  public TensorData get(String key) {
    Supplier<TensorData> supplier = values.get(key);
    if (supplier == null) {
      throw new IllegalArgumentException("no values for parameter " + key);
    }
    return supplier.get();
  }

  /// The real values under `key`.
  public float[] reals(String key) {
    if (get(key) instanceof TensorData.Reals reals) {
      return reals.values();
    }
    throw new IllegalArgumentException("parameter " + key + " is not real");
  }

  /// These parameters and one more, which replaces any of the same key.
  public Parameters with(String key, TensorData data) {
    return with(key, () -> data);
  }

  public Parameters with(String key, Supplier<TensorData> data) {
    Map<String, Supplier<TensorData>> more = new LinkedHashMap<>(values);
    more.put(key, data);
    return new Parameters(more);
  }
}
