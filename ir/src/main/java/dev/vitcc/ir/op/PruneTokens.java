package dev.vitcc.ir.op;

import dev.vitcc.ir.TensorType;
import java.util.List;

/// Keeps the tokens of the highest scores, in their order: `(x [n,d], scores [n,1]) → [m,d]`. Real,
/// or 16-bit codes with integer scores.
///
/// The leading tokens always stay; all others are candidates. Those of the highest scores stay, of
/// equal ones the first: as many as all three bounds allow. If any candidate is dropped, the
/// package token follows those that stay. So m depends on the image; the type of the result has the
/// greatest m there can be.
///
/// @param leading tokens in front, such as the class token
/// @param most candidates that may stay
/// @param threshold the least score with which a candidate may stay
/// @param share only so many stay as it takes to hold this share of all candidates' scores; 1 for
///   no bound
/// @param packageToken what becomes of those that are dropped
/// @param unit what a score of one stands for: 1, or less where scores are integers
public record PruneTokens(
    int leading, int most, double threshold, double share, PackageToken packageToken, double unit)
    implements TensorOp {
  @Override
  public String mnemonic() {
    return "prune_tokens";
  }

  @Override
  public TensorType infer(List<TensorType> in) {
    Infer.arity(this, in, 2);
    TensorType x = in.get(0);
    TensorType scores = in.get(1);
    Infer.rank(this, "the tokens", x, 2);
    Infer.rank(this, "the scores", scores, 2);
    Infer.extent(this, "numbers of tokens and of scores", x.dim(0), scores.dim(0));
    Infer.extent(this, "columns of the scores", scores.dim(1), 1);
    Infer.candidates(this, x.dim(0), leading);
    return TensorType.of(x.element(), greatest(x.dim(0)), x.dim(1));
  }

  /// Whether how many tokens stay is the same for all images.
  public boolean isFixed() {
    return threshold <= 0 && share >= 1;
  }

  /// The same for scores in another unit.
  public PruneTokens in(double other) {
    return new PruneTokens(leading, most, threshold, share, packageToken, other);
  }

  /// The same with so many candidates that may stay.
  public PruneTokens keeping(int candidates) {
    return new PruneTokens(leading, candidates, threshold, share, packageToken, unit);
  }

  /// Tokens that can be left of so many.
  private int greatest(int tokens) {
    int extra = packageToken == PackageToken.NONE ? 0 : 1;
    return Math.min(tokens, leading + most + extra);
  }
}
