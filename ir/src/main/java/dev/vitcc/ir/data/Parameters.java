package dev.vitcc.ir.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// The values of a graph's parameters, by key; read when asked for, so that weights can stay on
/// disk, and kept as long as there is memory.
public final class Parameters {
  /// Passes add hundreds of small ones, one after the other: only so many are copied each time.
  private static final int MOST_RECENT = 32;

  private final Map<String, Supplier<TensorData>> settled;
  private final Map<String, Supplier<TensorData>> recent;

  /// @param settled nobody changes any more
  /// @param recent come before those of the same key
  private Parameters(
      Map<String, Supplier<TensorData>> settled, Map<String, Supplier<TensorData>> recent) {
    this.settled = settled;
    this.recent = recent;
  }

  public Parameters(Map<String, Supplier<TensorData>> values) {
    this(new LinkedHashMap<>(), Map.of());
    values.forEach((key, supplier) -> settled.put(key, Kept.of(supplier)));
  }

  public static Parameters none() {
    return new Parameters(Map.of());
  }

  /// The keys, in the order in which they were given.
  public Set<String> keys() {
    if (recent.isEmpty()) {
      return Collections.unmodifiableSet(settled.keySet());
    }
    Set<String> keys = new LinkedHashSet<>(settled.keySet());
    keys.addAll(recent.keySet());
    return Collections.unmodifiableSet(keys);
  }

  /// Whether there are values under `key`.
  public boolean has(String key) {
    return recent.containsKey(key) || settled.containsKey(key);
  }

  /// The values under `key`.
  ///
  /// @throws IllegalArgumentException if there are none
  public TensorData get(String key) {
    Supplier<TensorData> supplier = recent.get(key);
    if (supplier == null) {
      supplier = settled.get(key);
    }
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
    boolean settle = recent.size() == MOST_RECENT;
    Map<String, Supplier<TensorData>> more = new LinkedHashMap<>(settle ? settled : recent);
    if (settle) {
      more.putAll(recent);
    }
    more.put(key, Kept.of(data));
    return settle ? new Parameters(more, Map.of()) : new Parameters(settled, more);
  }
}
