package dev.vitcc.fuzz;

import dev.vitcc.fuzz.check.Compiled;
import dev.vitcc.fuzz.check.Finding;
import dev.vitcc.fuzz.check.Judge;
import dev.vitcc.fuzz.check.Judge.Verdict;
import dev.vitcc.fuzz.draw.Draft;
import dev.vitcc.fuzz.draw.DrawEdit;
import dev.vitcc.fuzz.draw.EngineKind;
import dev.vitcc.fuzz.draw.Steering;
import dev.vitcc.ir.generate.RandomModels;
import java.util.Optional;
import java.util.Random;

/// A model of a run: drawn, edited as far as the compiler goes along, and compiled.
///
/// @param index in the run
/// @param outcome compiled, refused in spite of several tries, or a finding
record Drawn(int index, Draft draft, Verdict<Compiled> outcome) {
  private static final int MOST_DRAFTS = 4;
  private static final int MOST_EDITS = 5;

  /// Draws the models of one engine, one after the other: what was refused before is tried less.
  static final class Drawer {
    private final Judge judge;
    private final EngineKind kind;
    private final Steering steering;
    private final Tally tally;

    Drawer(Judge judge, EngineKind kind, Steering steering, Tally tally) {
      this.judge = judge;
      this.kind = kind;
      this.steering = steering;
      this.tally = tally;
    }

    Drawn draw(int index, long seed) throws InterruptedException {
      Drawn drawn = first(index, seed);
      Random random = new Random(RandomModels.mix(~seed));
      DrawEdit edits = new DrawEdit(random, steering);
      for (int left = random.nextInt(MOST_EDITS); left > 0; left--) {
        Optional<Draft> edited =
            drawn.outcome instanceof Verdict.Done<Compiled>
                ? drawn.draft.edited(edits)
                : Optional.empty();
        if (edited.isPresent()) {
          Verdict<Compiled> outcome = compile(edited.get());
          boolean isRefused = outcome instanceof Verdict.Refused<Compiled>;
          steering.note(edited.get().edits().getLast(), !isRefused);
          if (!isRefused) {
            drawn = new Drawn(index, edited.get(), outcome);
          }
        }
      }
      return drawn;
    }

    private Drawn first(int index, long seed) throws InterruptedException {
      Drawn drawn = plain(index, seed);
      for (int i = 1; i < MOST_DRAFTS && drawn.outcome instanceof Verdict.Refused<Compiled>; i++) {
        drawn = plain(index, seed + i);
      }
      return drawn;
    }

    private Drawn plain(int index, long seed) throws InterruptedException {
      Draft draft = Draft.draw(seed, kind);
      return new Drawn(index, draft, compile(draft));
    }

    private Verdict<Compiled> compile(Draft draft) throws InterruptedException {
      Verdict<Compiled> outcome = judge.attempt(() -> Compiled.of(draft.subject(), kind.sketch()));
      tally.drawn(outcome);
      return outcome;
    }
  }

  /// What it compiled to.
  Optional<Compiled> compiled() {
    return outcome instanceof Verdict.Done<Compiled>(Compiled model)
        ? Optional.of(model)
        : Optional.empty();
  }

  Optional<Finding> finding() {
    return outcome instanceof Verdict.Wrong<Compiled>(Finding finding)
        ? Optional.of(finding)
        : Optional.empty();
  }
}
