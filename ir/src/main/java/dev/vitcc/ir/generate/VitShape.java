package dev.vitcc.ir.generate;

import java.util.List;

/// The choices that make a vision transformer of the standard structure.
///
/// @param height of the image in pixels, a multiple of `patch`, as is `width`
/// @param scale that a byte is multiplied with before mean and deviation
/// @param registerTokens extra tokens between those of the heads and the patches
/// @param distilled whether a distillation token has a head of its own, averaged with the first
/// @param hidden features between the two layers of the perceptron
public record VitShape(
    int height,
    int width,
    int channels,
    double scale,
    int patch,
    int registerTokens,
    boolean distilled,
    boolean position,
    int heads,
    int headDim,
    int hidden,
    int depth,
    int classes,
    double epsilon) {
  public VitShape {
    require(channels >= 1 && patch >= 1 && heads >= 1 && headDim >= 1 && hidden >= 1, "positive");
    require(depth >= 0 && registerTokens >= 0 && classes >= 1, "not negative");
    require(height % patch == 0 && width % patch == 0, "multiples of the patch");
  }

  private static void require(boolean condition, String what) {
    if (!condition) {
      throw new IllegalArgumentException("extents must be " + what);
    }
  }

  /// DeiT, or ViT of the same sizes: 224 x 224 pixels, patches of 16, 1000 classes, 12 blocks.
  public static VitShape deit(int heads, boolean distilled) {
    int dim = 64 * heads;
    return new VitShape(
        224, 224, 3, 1 / 255., 16, 0, distilled, true, heads, 64, 4 * dim, 12, 1000, 1e-6);
  }

  /// Features of a token.
  public int dim() {
    return heads * headDim;
  }

  public int patches() {
    return (height / patch) * (width / patch);
  }

  /// Tokens in all.
  public int tokens() {
    return 1 + (distilled ? 1 : 0) + registerTokens + patches();
  }

  /// The tokens that heads read, first to last.
  List<String> headTokens() {
    return distilled ? List.of("cls_token", "dist_token") : List.of("cls_token");
  }
}
