package dev.vitcc.ir.data;

import java.lang.ref.SoftReference;
import java.util.function.Supplier;

/// Values that are read once, unless memory ran short in between.
final class Kept implements Supplier<TensorData> {
  private final Supplier<TensorData> source;
  private SoftReference<TensorData> values = new SoftReference<>(null);

  private Kept(Supplier<TensorData> source) {
    this.source = source;
  }

  static Kept of(Supplier<TensorData> source) {
    return source instanceof Kept kept ? kept : new Kept(source);
  }

  @Override
  public synchronized TensorData get() {
    TensorData known = values.get();
    if (known == null) {
      known = source.get();
      values = new SoftReference<>(known);
    }
    return known;
  }
}
