package dev.vitcc.approximation.form;

import dev.vitcc.approximation.Problem;
import dev.vitcc.approximation.RealFunction;
import dev.vitcc.approximation.circuit.Inputs;
import dev.vitcc.approximation.circuit.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What papers compute instead of a function, in fixed point.
///
/// Constants are theirs, their binary places chosen here.
public final class PaperForm {
  /// Places of constants and of what is between operations.
  private static final int PLACES = 14;

  private final Problem problem;
  private final Inputs inputs;

  private PaperForm(Problem problem) {
    this.problem = problem;
    inputs = new Inputs(problem.in().bits(), problem.in().isSigned());
  }

  /// The forms that there are for a function of such codes.
  public static List<Candidate> of(Problem problem) {
    return problem.named().map(function -> of(function, problem)).orElse(List.of());
  }

  private static List<Candidate> of(RealFunction function, Problem problem) {
    List<Candidate> forms = new ArrayList<>();
    boolean isCentred = problem.in().isSigned() && problem.in().offset() == 0;
    switch (function) {
      case GELU -> {
        if (isCentred) {
          forms.add(new PaperForm(problem).gelu("I-BERT", 1));
          forms.add(new PaperForm(problem).gelu("HeatViT, delta 0.5", 0.5));
        }
      }
      case SIGMOID -> {
        if (isCentred) {
          forms.add(new PaperForm(problem).plan());
        }
      }
      case EXP -> {
        new PaperForm(problem).exponential().ifPresent(forms::add);
        new PaperForm(problem).shifts().ifPresent(forms::add);
      }
      case SILU, TANH, RECIPROCAL, RSQRT -> {}
    }
    return forms;
  }

  /// x/2 · (1 + L(x/√2)), L(t) = sgn(t) · delta · (a · (min(|t|, -b) + b)² + 1): Kim et al., I-BERT
  /// (ICML 2021); with delta Dong et al., HeatViT (HPCA 2023).
  private Candidate gelu(String name, double delta) {
    double step = problem.in().step() / Math.sqrt(2);
    Signal code = inputs.input();
    Signal sign = inputs.bits(code, problem.in().bits() - 1, 1);
    long end = Math.round(1.769 / step);
    Signal missing = inputs.subtract(inputs.constant(end), inputs.clamp(size(code, sign), 0, end));
    Signal square = inputs.multiply(missing, missing);
    Signal part = times(square, delta * 0.2888 * step * step, PLACES);
    Signal error = inputs.subtract(inputs.constant(Math.round(delta * (1 << PLACES))), part);
    Signal factor = inputs.add(inputs.negateIf(sign, error), inputs.constant(1 << PLACES));
    Signal product = inputs.multiply(code, factor);
    double scale = Math.scalb(problem.in().step() / problem.out().step(), -PLACES - 1);
    return rounded(name, product, scale);
  }

  /// The piecewise linear sigmoid of Amin, Curtis and Hayes-Gill (IEE Proc. 144, 1997), HeatViT's.
  private Candidate plan() {
    Signal code = inputs.input();
    Signal sign = inputs.bits(code, problem.in().bits() - 1, 1);
    Signal size = size(code, sign);
    Signal fine = times(size, problem.in().step(), PLACES);
    Signal line = inputs.select(reaches(size, 1), line(fine, 3, 0.625), line(fine, 2, 0.5));
    line = inputs.select(reaches(size, 2.375), line(fine, 5, 0.84375), line);
    line = inputs.select(reaches(size, 5), inputs.constant(1L << PLACES), line);
    Signal turned =
        inputs.add(
            inputs.negateIf(sign, line),
            inputs.select(sign, inputs.constant(1L << PLACES), inputs.constant(0)));
    return rounded("PLAN", turned, Math.scalb(1 / problem.out().step(), -PLACES));
  }

  private Signal line(Signal fine, int shift, double offset) {
    return inputs.add(
        inputs.shift(fine, shift), inputs.constant(Math.round(Math.scalb(offset, PLACES))));
  }

  private Signal reaches(Signal size, double threshold) {
    return inputs.atLeast(size, (long) Math.ceil(threshold / problem.in().step()));
  }

  /// (0.3585 · (p + 1.353)² + 0.344) · 2^-z, z = ⌊-x / ln 2⌋, p = x + z · ln 2: I-BERT; HeatViT's
  /// softmax has it too.
  private Optional<Candidate> exponential() {
    return below()
        .map(
            size -> {
              Signal octaves = octaves(size, Math.log(2));
              Signal rest = rest(size, octaves, Math.log(2));
              Signal sum =
                  inputs.subtract(inputs.constant(Math.round(Math.scalb(1.353, PLACES))), rest);
              Signal square = inputs.shift(inputs.multiply(sum, sum), PLACES);
              Signal scaled = times(square, 0.3585, 0);
              Signal value =
                  inputs.add(scaled, inputs.constant(Math.round(Math.scalb(0.344, PLACES))));
              return rounded(
                  "I-BERT",
                  inputs.shiftBy(value, octaves),
                  Math.scalb(1 / problem.out().step(), -PLACES));
            });
  }

  /// 2^(x · 1.4375), with 1 - p/2 for the power of the fraction p: Li and Gu, I-ViT (ICCV 2023). `x
  /// + x/2 - x/16` stands for x · log2(e).
  private Optional<Candidate> shifts() {
    return below()
        .map(
            size -> {
              Signal whole =
                  inputs.subtract(inputs.add(size, inputs.shift(size, 1)), inputs.shift(size, 4));
              Signal octaves = octaves(whole, 1);
              Signal rest = rest(whole, octaves, 1);
              Signal value = inputs.subtract(inputs.constant(1L << PLACES), inputs.shift(rest, 1));
              return rounded(
                  "I-ViT",
                  inputs.shiftBy(value, octaves),
                  Math.scalb(1 / problem.out().step(), -PLACES));
            });
  }

  /// How far an operand is below zero, in steps, if none is above.
  private Optional<Signal> below() {
    double zero = problem.in().of(0);
    if (zero != Math.rint(zero) || zero < problem.in().greatest()) {
      return Optional.empty();
    }
    return Optional.of(inputs.subtract(inputs.constant((long) zero), inputs.input()));
  }

  private Signal octaves(Signal size, double octave) {
    Signal fine = times(size, problem.in().step() / octave, PLACES);
    return inputs.shift(fine, PLACES);
  }

  /// What is left of a size after whole octaves, at least 0, with so many places.
  private Signal rest(Signal size, Signal octaves, double octave) {
    Signal fine = times(size, problem.in().step(), PLACES);
    Signal whole =
        inputs.multiply(octaves, inputs.constant(Math.round(Math.scalb(octave, PLACES))));
    return inputs.subtract(fine, whole);
  }

  private Signal size(Signal code, Signal sign) {
    return inputs.negateIf(sign, code);
  }

  /// A signal times a real constant, with binary places; the constant has enough bits for the
  /// signal's range.
  private Signal times(Signal signal, double factor, int places) {
    double scaled = Math.scalb(factor, places);
    int exponent = Math.getExponent(scaled);
    if (scaled == Math.scalb(1.0, exponent)) {
      return inputs.shift(signal, -exponent);
    }
    int more =
        Math.max(0, signal.bits() + 2 - Math.max(0, exponent + signal.bits() - PLACES) - exponent);
    long constant = Math.round(Math.scalb(scaled, more));
    return inputs.shift(inputs.multiply(signal, inputs.constant(constant)), more);
  }

  /// Scaled to ulps of the output, rounded and limited.
  private Candidate rounded(String name, Signal signal, double scale) {
    int places = 2;
    Signal ulps = times(signal, scale, places);
    Signal sum = inputs.add(ulps, inputs.constant(1L << (places - 1)));
    Signal whole = inputs.shift(sum, places);
    Signal limited = inputs.clamp(whole, problem.out().least(), problem.out().greatest());
    return new Forms(problem).candidate(name, limited);
  }
}
