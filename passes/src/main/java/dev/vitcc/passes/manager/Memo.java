package dev.vitcc.passes.manager;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// What was derived from arrays, each once: where layers share their weights, as they do in the
/// place of weights that aren't there, one of them is worked out for all.
///
/// Arrays in a key are equal only if they are the same, and stay as long as the memo. One thread
/// may ask.
public final class Memo {
  private final Optional<Map<List<Object>, Object>> known;

  private Memo(Optional<Map<List<Object>, Object>> known) {
    this.known = known;
  }

  /// Keeps nothing: for layers with weights of their own.
  public static Memo none() {
    return new Memo(Optional.empty());
  }

  /// Keeps all, for one model.
  public static Memo ofModel() {
    return new Memo(Optional.of(new LinkedHashMap<>()));
  }

  /// What follows from a key.
  ///
  /// @param key everything that the work depends on
  public <T> T get(Class<T> kind, List<Object> key, Supplier<T> work) {
    if (known.isEmpty()) {
      return work.get();
    }
    Map<List<Object>, Object> before = known.get();
    List<Object> whole = List.of(kind, key);
    Object found = before.get(whole);
    if (found != null) {
      return kind.cast(found);
    }
    T fresh = work.get();
    before.put(whole, fresh);
    return fresh;
  }
}
