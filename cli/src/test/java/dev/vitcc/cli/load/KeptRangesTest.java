package dev.vitcc.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.passes.approximate.Approximations;
import dev.vitcc.passes.manager.PassContext;
import dev.vitcc.passes.manager.Quantization;
import dev.vitcc.passes.quantize.Range;
import dev.vitcc.passes.quantize.RangeCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ranges that an earlier compile kept stand for a calibration, if there is one for every value.
class KeptRangesTest {
  @TempDir private Path folder;

  /// Has ranges for whatever is asked, and remembers with which calibration ended.
  private static final class Kept implements RangeCache {
    private final Map<String, Range> before;
    private Map<String, Range> after = Map.of();

    Kept(Map<String, Range> before) {
      this.before = before;
    }

    @Override
    public Optional<Map<String, Range>> find(String key) {
      return before.isEmpty() ? Optional.empty() : Optional.of(before);
    }

    @Override
    public void keep(String key, Map<String, Range> ranges) {
      after = new TreeMap<>(ranges);
    }
  }

  private Map<String, Range> calibrated(Map<String, Range> before) throws IOException {
    String eight = "weights fixed(8); activations fixed(8);";
    Path file = Files.writeString(folder.resolve("m.vit"), DigitsModel.text("zcu102;", eight, ""));
    LoadedModel loaded = new LoadModel(new Diagnostics()).run(file, asked -> asked, images -> {});
    Kept cache = new Kept(before);
    new Quantization(
            loaded.model(),
            loaded.images().calibration(),
            loaded.request().calibrate().method(),
            loaded.request().prune(),
            Approximations.of(loaded.request().approximate()),
            PassContext.quiet())
        .integers(loaded.formats(), cache, List.of());
    return cache.after;
  }

  @Test
  void areTakenIfTheyAreWhole() throws IOException {
    Map<String, Range> found = calibrated(Map.of());
    assertThat(found).isNotEmpty();
    Map<String, Range> others = new TreeMap<>(found);
    others.replaceAll((name, range) -> new Range(range.low() * 1.5, range.high() * 1.5));
    assertThat(calibrated(others)).isEqualTo(others);

    others.remove(others.keySet().iterator().next());
    assertThat(calibrated(others)).as("found anew").isEqualTo(found);
  }
}
