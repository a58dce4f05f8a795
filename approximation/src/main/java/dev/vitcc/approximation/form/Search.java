package dev.vitcc.approximation.form;

import dev.vitcc.approximation.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Looks for the cheapest circuit whose error is proven to stay within a bound.
public final class Search {
  private static final int MOST_DEGREE = 3;
  private static final int MOST_GUARD = 6;
  private static final int MOST_SEGMENTS = 1 << 10;

  /// log2 of the segments of an octave, and one.
  private static final int MOST_PLACES = 7;

  /// What rounding to codes alone may do.
  private static final double HALF = 0.5;

  private final Problem problem;
  private final double bound;
  private final Forms forms;
  private final List<Candidate> found = new ArrayList<>();

  private Search(Problem problem, double bound) {
    this.problem = problem;
    this.bound = bound;
    forms = new Forms(problem);
  }

  /// The candidates within the bound, the cheapest first; the table of all codes is one of them,
  /// unless the bound is less than rounding allows.
  public static List<Candidate> within(Problem problem, double bound) {
    Search search = new Search(problem, bound);
    search.run();
    return search.found;
  }

  /// The table of all codes, than which nothing is nearer.
  public static Candidate table(Problem problem) {
    return new Forms(problem).table();
  }

  public static boolean isTable(Candidate candidate) {
    return candidate.form().equals(Forms.TABLE);
  }

  private void run() {
    keep(forms.table());
    for (Reduction reduction : Reduction.of(problem)) {
      int last = forms.last(reduction);
      int countBits = Segments.bitsOf(last);
      if (reduction != Reduction.NONE) {
        guarded(reduction, fit(reduction, new Segments.Uniform(last, 0)), 0);
      }
      for (int degree = 1; degree <= MOST_DEGREE; degree++) {
        finer(reduction, degree, countBits - 1, i -> new Segments.Uniform(last, countBits - i));
        finer(reduction, degree, MOST_PLACES, i -> new Segments.Octaves(last, i));
      }
    }
    found.sort(
        Comparator.<Candidate>comparingDouble(Search::lut)
            .thenComparingDouble(candidate -> candidate.proof().ulps()));
  }

  private Fit fit(Reduction reduction, Segments segments) {
    return new Fit(count -> reduction.core(problem, count), segments);
  }

  /// Tries ever finer segments.
  private void finer(Reduction reduction, int degree, int steps, IntFunction<Segments> segmentsOf) {
    for (int step = 0; step < steps; step++) {
      Segments segments = segmentsOf.apply(step);
      boolean isTooFine = segments.count() > MOST_SEGMENTS || segments.zBits() < 2;
      if (isTooFine || fits(reduction, fit(reduction, segments), degree)) {
        return;
      }
    }
  }

  /// Tries a polynomial; says whether finer segments would only make tables larger.
  private boolean fits(Reduction reduction, Fit fit, int degree) {
    double error = fit.error(degree);
    int before = found.size();
    if (error + HALF < bound) {
      guarded(reduction, fit, degree);
    }
    if (error < HALF) {
      correctedOf(reduction, fit, degree);
    }
    return error < HALF / 64 || (found.size() > before && isDear());
  }

  /// Whether what was found last costs far more than what there is.
  private boolean isDear() {
    double least = found.stream().mapToDouble(Search::lut).min().orElse(Double.POSITIVE_INFINITY);
    return lut(found.getLast()) > 3 * least;
  }

  private static double lut(Candidate candidate) {
    return candidate.circuit().cost().lut();
  }

  private void guarded(Reduction reduction, Fit fit, int degree) {
    for (int guard = 0; guard <= MOST_GUARD; guard++) {
      int[] units = Forms.units(degree, guard);
      Candidate candidate = forms.polynomial(reduction, fit, units);
      if (candidate.proof().isWithin(bound)) {
        keep(coarsened(reduction, fit, units, candidate));
        return;
      }
    }
  }

  /// Fewer places for each coefficient above the constant, as long as the error allows.
  private Candidate coarsened(Reduction reduction, Fit fit, int[] units, Candidate start) {
    Candidate best = start;
    for (int power = units.length - 1; power > 0; power--) {
      for (int places = units[power] - 1; places > -fit.segments().zBits(); places--) {
        int[] fewer = units.clone();
        fewer[power] = places;
        Candidate next = forms.polynomial(reduction, fit, fewer);
        if (!isWithin(next)) {
          break;
        }
        units[power] = places;
        best = next;
      }
    }
    return best;
  }

  private void correctedOf(Reduction reduction, Fit fit, int degree) {
    IntStream.rangeClosed(0, MOST_GUARD)
        .mapToObj(guard -> forms.corrected(reduction, fit, Forms.units(degree, guard)))
        .filter(this::isWithin)
        .min(Comparator.comparingDouble(Search::lut))
        .ifPresent(found::add);
  }

  private boolean isWithin(Candidate candidate) {
    return candidate.proof().isWithin(bound);
  }

  private void keep(Candidate candidate) {
    if (isWithin(candidate)) {
      found.add(candidate);
    }
  }
}
