package dev.vitcc.approximation.form;

import dev.vitcc.approximation.Problem;
import dev.vitcc.approximation.Proof;
import dev.vitcc.approximation.circuit.Circuit;
import dev.vitcc.approximation.circuit.Inputs;
import dev.vitcc.approximation.circuit.Signal;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Straight lines for a function of a signed index, whose coefficients are loaded at run time.
///
/// The upper bits of an index, as they are, say which line it is on, and z is what is below them:
/// `clamp((intercept + slope · z) >> fraction)`, half a code being part of the intercept.
public final class FittedLines {
  private final long[] slopes;
  private final long[] intercepts;
  private final Candidate candidate;

  private FittedLines(Problem problem, int fraction, long[] slopes, long[] intercepts) {
    this.slopes = slopes.clone();
    this.intercepts = intercepts.clone();
    candidate = prove(problem, fraction);
  }

  /// The nearest lines.
  ///
  /// @param segmentBits log2 of the lines
  /// @param fraction binary places of intercepts and slopes
  public static FittedLines fit(Problem problem, int segmentBits, int fraction) {
    int zBits = problem.in().bits() - segmentBits;
    Fit fit =
        new Fit(
            count -> core(problem, zBits, count),
            new Segments.Uniform(problem.inputs() - 1, zBits));
    long[][] coefficients = fit.coefficients(new int[] {fraction, fraction - (zBits - 1)});
    long[] slopes = new long[1 << segmentBits];
    long[] intercepts = new long[slopes.length];
    for (int segment = 0; segment < slopes.length; segment++) {
      // Codes below zero come first, but their upper bits last.
      int at = segment ^ (slopes.length / 2);
      slopes[at] = coefficients[1][segment];
      long middle = coefficients[0][segment] + (fraction > 0 ? 1L << (fraction - 1) : 0);
      intercepts[at] = middle - (slopes[at] << (zBits - 1));
    }
    return of(problem, fraction, slopes, intercepts);
  }

  /// Lines whose coefficients are given, by the upper bits of the index.
  public static FittedLines of(Problem problem, int fraction, long[] slopes, long[] intercepts) {
    return new FittedLines(problem, fraction, slopes, intercepts);
  }

  /// The function in codes, limited to them only on lines that are beyond them altogether, for the
  /// others are limited after the line was taken.
  private static double core(Problem problem, int zBits, double count) {
    int first = (int) count >> zBits << zBits;
    boolean isBeyond =
        IntStream.range(first, first + (1 << zBits))
            .allMatch(i -> problem.isBeyond(problem.code(i)));
    double code = problem.in().least() + count;
    return isBeyond ? problem.exact(code) : problem.unlimited(code);
  }

  private Candidate prove(Problem problem, int fraction) {
    int segmentBits = Integer.numberOfTrailingZeros(slopes.length);
    int zBits = problem.in().bits() - segmentBits;
    Inputs inputs = new Inputs(problem.in().bits(), true);
    Signal segment = inputs.bits(inputs.input(), zBits, segmentBits);
    Signal z = inputs.bits(inputs.input(), 0, zBits);
    Signal product = inputs.multiply(inputs.table(segment, slopes), z);
    Signal sum = inputs.add(inputs.table(segment, intercepts), product);
    int limit = problem.out().greatest();
    Signal result = inputs.clamp(inputs.shift(sum, fraction), -limit, limit);
    Circuit circuit = new Circuit(problem.in().bits(), true, result);
    String form = "%d lines".formatted(slopes.length);
    return new Candidate(form, circuit, Proof.of(problem, circuit));
  }

  public Candidate candidate() {
    return candidate;
  }

  /// By the upper bits of the index.
  public long slope(int line) {
    return slopes[line];
  }

  /// Of the point with z = 0.
  public long intercept(int line) {
    return intercepts[line];
  }

  /// The bits that all slopes fit.
  public int slopeBits() {
    return bits(slopes);
  }

  public int interceptBits() {
    return bits(intercepts);
  }

  private static int bits(long[] values) {
    return Arrays.stream(values)
        .mapToInt(v -> 1 + Long.SIZE - Long.numberOfLeadingZeros(v < 0 ? ~v : v))
        .max()
        .orElse(1);
  }
}
