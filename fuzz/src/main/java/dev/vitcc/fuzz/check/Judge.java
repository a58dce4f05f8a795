package dev.vitcc.fuzz.check;

import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.reference.FloatReference;
import dev.vitcc.reference.IntegerReference;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Says what is wrong with the compiler on a model: whatever it throws but its own diagnostics, and
/// whoever differs from the integer reference.
public record Judge(Interpreter interpreter, Duration patience) {
  /// A model takes some milliseconds.
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final int FACTOR = 10;

  public static final Judge OURS = new Judge(Interpreter.OURS, PATIENCE);

  public Judge(Interpreter interpreter) {
    this(interpreter, PATIENCE);
  }

  /// The same for steps that compile a simulator.
  public Judge patient() {
    return new Judge(interpreter, patience.multipliedBy(FACTOR));
  }

  /// What became of a step: its result, the compiler's refusal, or a finding.
  public sealed interface Verdict<T> {
    /// @param codes of the diagnostics that it was refused with
    record Refused<T>(List<String> codes) implements Verdict<T> {
      public Refused {
        codes = List.copyOf(codes);
      }
    }

    /// It is as it should be.
    record Done<T>(T result) implements Verdict<T> {}

    /// It isn't.
    record Wrong<T>(Finding finding) implements Verdict<T> {}
  }

  /// Runs a step of ours that may fail or never end.
  ///
  /// @throws InterruptedException if this thread is interrupted
  public <T> Verdict<T> attempt(Callable<T> step) throws InterruptedException {
    FutureTask<T> task = new FutureTask<>(step);
    Thread thread = Thread.ofPlatform().daemon().name("fuzz-step").start(task);
    try {
      return new Verdict.Done<>(task.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      StackTraceElement[] trace = thread.getStackTrace();
      String at = trace.length == 0 ? "" : ", in " + trace[0];
      return new Verdict.Wrong<>(
          Finding.of(Finding.Kind.HANG, "after " + patience.toSeconds() + " s" + at));
    } catch (ExecutionException e) {
      return switch (e.getCause()) {
        case CompileException refused -> new Verdict.Refused<>(codes(refused));
        case InterruptedException stopped -> throw stopped;
        case null -> new Verdict.Wrong<>(Finding.crash(e));
        case Throwable bug -> new Verdict.Wrong<>(Finding.crash(bug));
      };
    } finally {
      task.cancel(true);
    }
  }

  private static List<String> codes(CompileException refused) {
    return refused.diagnostics().stream()
        .map(Diagnostic::code)
        .map(c -> c.code())
        .distinct()
        .toList();
  }

  /// Whether all references and the interpreter agree on a model on an engine.
  public Optional<Finding> disagreement(Trial trial) {
    Optional<Finding> notFinite = notFinite(trial.model());
    return notFinite.or(
        () ->
            StoredTensors.difference(
                    trial.groups(),
                    trial.model().images(),
                    new IntegerReference(trial.model().integer()),
                    (image, observer) -> interpreter.run(trial, image, observer))
                .map(text -> Finding.of(Finding.Kind.INTERPRETER, text)));
  }

  private static Optional<Finding> notFinite(Compiled model) {
    FloatReference reference = new FloatReference(model.real());
    for (float logit : reference.logits(model.images().getFirst())) {
      if (!Float.isFinite(logit)) {
        return Optional.of(Finding.of(Finding.Kind.FLOAT, "a logit is " + logit));
      }
    }
    return Optional.empty();
  }
}
