package dev.vitcc.ir.generate;

import java.util.Random;

/// How large random models may become; each extent is drawn up to its limit, the limit included.
///
/// @param grid patches along a side of the image
public record VitLimits(
    int channels,
    int patch,
    int grid,
    int registerTokens,
    int heads,
    int headDim,
    int expansion,
    int depth,
    int classes) {
  /// A few milliseconds in a reference, some ten thousand cycles of RTL.
  public static final VitLimits SMALL = new VitLimits(4, 8, 5, 2, 4, 32, 4, 3, 20);

  /// One or two blocks of few features, for whole sweeps of RTL.
  public static final VitLimits TINY = new VitLimits(3, 4, 3, 1, 2, 12, 2, 2, 6);

  /// Draws a shape: image not always square, head size odd as often as not.
  VitShape draw(Random random) {
    int p = upTo(random, 1, patch);
    int h = upTo(random, 1, heads);
    int d = upTo(random, Math.min(4, headDim), headDim);
    int dim = h * d;
    boolean multiple = random.nextInt(4) > 0;
    int hidden =
        multiple
            ? dim * upTo(random, 1, expansion)
            : upTo(random, dim, Math.max(dim, dim * expansion));
    double[] epsilons = {1e-6, 1e-5, 1e-12};
    return new VitShape(
        p * upTo(random, 1, grid),
        p * upTo(random, 1, grid),
        upTo(random, 1, channels),
        random.nextInt(4) == 0 ? 1 / 16. : 1 / 255.,
        p,
        random.nextInt(3) == 0 ? upTo(random, 0, registerTokens) : 0,
        random.nextInt(3) == 0,
        random.nextInt(6) > 0,
        h,
        d,
        hidden,
        upTo(random, 1, depth),
        upTo(random, Math.min(2, classes), classes),
        epsilons[random.nextInt(epsilons.length)]);
  }

  private static int upTo(Random random, int least, int most) {
    return least + random.nextInt(most - least + 1);
  }
}
