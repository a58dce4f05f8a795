package dev.vitcc.cli.load;

import dev.vitcc.ir.Model;
import dev.vitcc.models.images.ImageSet;
import dev.vitcc.passes.quantize.Ranges;
import dev.vitcc.reference.FloatReference;
import dev.vitcc.reference.IntegerReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Real-valued logits of images, by either reference.
public final class References {
  private final BiConsumer<Integer, Integer> progress;

  /// @param progress hears how many images of how many are done; from several threads
  public References(BiConsumer<Integer, Integer> progress) {
    this.progress = progress;
  }

  /// Logits of the trained network.
  public List<float[]> real(LoadedModel model, ImageSet images) {
    FloatReference reference = new FloatReference(model.pruned());
    return switch (images) {
      case ImageSet.Raw raw -> all(raw.count(), i -> reference.logits(raw.image(i)));
      case ImageSet.Normalized normalized ->
          all(normalized.count(), i -> reference.runNormalized(hwc(normalized, i), (n, v) -> {}));
    };
  }

  /// Logits of the integer graph, in real units.
  public List<float[]> integer(Model integer, ImageSet.Raw images) {
    IntegerReference reference = new IntegerReference(integer);
    double scale = Ranges.scaleOf(integer, integer.graph().outputs().getFirst());
    return all(images.count(), i -> toReals(reference.logits(images.image(i)), scale));
  }

  private List<float[]> all(int count, IntFunction<float[]> logits) {
    AtomicInteger done = new AtomicInteger();
    List<float[]> results = new ArrayList<>();
    IntStream.range(0, count)
        .parallel()
        .mapToObj(
            i -> {
              float[] result = logits.apply(i);
              progress.accept(done.incrementAndGet(), count);
              return result;
            })
        .forEachOrdered(results::add);
    return results;
  }

  /// Codes times the real value of one.
  public static float[] toReals(int[] codes, double scale) {
    float[] reals = new float[codes.length];
    for (int i = 0; i < codes.length; i++) {
      reals[i] = (float) (codes[i] * scale);
    }
    return reals;
  }

  /// From channels first, as files have it, to channels last, as the graph has it.
  private static float[] hwc(ImageSet.Normalized images, int index) {
    float[] chw = images.image(index);
    int area = images.height() * images.width();
    float[] hwc = new float[chw.length];
    for (int i = 0; i < chw.length; i++) {
      hwc[i % area * images.channels() + i / area] = chw[i];
    }
    return hwc;
  }
}
