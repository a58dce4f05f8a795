package dev.vitcc.passes.assign;

import dev.vitcc.passes.quantize.Range;
import dev.vitcc.passes.quantize.RangeCache;
import java.util.Map;
import java.util.Optional;

/// A cache of ranges that notes what was looked for last, and what was found last.
public final class NotedRanges implements RangeCache {
  private final RangeCache cache;
  private String key = "";
  private String found = "";
  private Map<String, Range> ranges = Map.of();

  public NotedRanges(RangeCache cache) {
    this.cache = cache;
  }

  /// What identifies the model that was calibrated last.
  String key() {
    return key;
  }

  /// A cache that has the ranges noted here for every model.
  public NotedRanges forAll() {
    Map<String, Range> noted = ranges;
    return new NotedRanges(
        new RangeCache() {
          @Override
          public Optional<Map<String, Range>> find(String wanted) {
            return Optional.of(noted);
          }

          @Override
          public void keep(String wanted, Map<String, Range> found) {
            // they are another model's
          }
        });
  }

  @Override
  public synchronized Optional<Map<String, Range>> find(String wanted) {
    key = wanted;
    return wanted.equals(found) ? Optional.of(ranges) : cache.find(wanted);
  }

  @Override
  public synchronized void keep(String wanted, Map<String, Range> kept) {
    found = wanted;
    ranges = kept;
    cache.keep(wanted, kept);
  }
}
