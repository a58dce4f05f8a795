package dev.vitcc.fuzz.shrink;

import dev.vitcc.fuzz.check.BuildFolder;
import dev.vitcc.fuzz.check.Compiled;
import dev.vitcc.fuzz.check.Finding;
import dev.vitcc.fuzz.check.Judge;
import dev.vitcc.fuzz.check.Judge.Verdict;
import dev.vitcc.fuzz.check.Trial;
import dev.vitcc.fuzz.draw.EngineKind;
import dev.vitcc.fuzz.draw.Subject;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.testbenches.verilator.Stalls;
import java.util.Optional;

/// A model that can be run again, as it was.
///
/// @param engine that it runs on; absent if it didn't come as far
public record Case(Subject subject, Optional<Engine> engine) {

  /// How far a case is to go.
  public enum Extent {
    INTERPRETER,
    HLS,
    RTL;

    /// What it takes to see a finding of a kind.
    public static Extent of(Finding.Kind kind) {
      return switch (kind) {
        case CRASH, HANG, FLOAT, INTERPRETER -> INTERPRETER;
        case HLS -> HLS;
        case RTL -> RTL;
      };
    }
  }

  /// Everything as far as `extent`, in order, up to the first that is wrong.
  ///
  /// @return what is wrong, a refusal if the compiler has one, or nothing
  /// @throws InterruptedException if this thread is interrupted
  public Verdict<Engine> run(Judge judge, BuildFolder folder, Extent extent)
      throws InterruptedException {
    return switch (judge.attempt(this::compiled)) {
      case Verdict.Refused<Compiled>(var codes) -> new Verdict.Refused<>(codes);
      case Verdict.Wrong<Compiled>(Finding finding) -> new Verdict.Wrong<>(finding);
      case Verdict.Done<Compiled>(Compiled model) -> run(judge, folder, extent, model);
    };
  }

  private Compiled compiled() {
    return engine
        .map(known -> Compiled.on(subject, known))
        .orElseGet(() -> Compiled.of(subject, EngineKind.LEAST.sketch()));
  }

  private static Verdict<Engine> run(Judge judge, BuildFolder folder, Extent extent, Compiled model)
      throws InterruptedException {
    Verdict<Trial> scheduled = judge.attempt(() -> Trial.of(model, model.engine()));
    return switch (scheduled) {
      case Verdict.Refused<Trial>(var codes) -> new Verdict.Refused<>(codes);
      case Verdict.Wrong<Trial>(Finding finding) -> new Verdict.Wrong<>(finding);
      case Verdict.Done<Trial>(Trial trial) -> {
        Optional<Finding> finding = wrong(judge.attempt(() -> judge.disagreement(trial)));
        if (finding.isEmpty() && extent != Extent.INTERPRETER) {
          finding = hardware(judge.patient(), folder, extent, trial);
        }
        yield finding
            .<Verdict<Engine>>map(Verdict.Wrong::new)
            .orElseGet(() -> new Verdict.Done<>(trial.engine()));
      }
    };
  }

  private static Optional<Finding> hardware(
      Judge judge, BuildFolder folder, Extent extent, Trial trial) throws InterruptedException {
    return wrong(
        judge.attempt(
            () -> {
              folder.write(trial);
              if (extent == Extent.HLS) {
                return folder.hls(trial);
              }
              Optional<Finding> plain = folder.rtl(trial, Stalls.NONE);
              return plain.isPresent() ? plain : folder.rtl(trial, Stalls.random(1));
            }));
  }

  /// A step that says itself what is wrong.
  public static Optional<Finding> wrong(Verdict<Optional<Finding>> verdict) {
    return switch (verdict) {
      case Verdict.Done<Optional<Finding>>(var finding) -> finding;
      case Verdict.Wrong<Optional<Finding>>(Finding finding) -> Optional.of(finding);
      case Verdict.Refused<Optional<Finding>>(var codes) ->
          Optional.of(Finding.of(Finding.Kind.CRASH, "refused after it was compiled: " + codes));
    };
  }
}
