package dev.vitcc.fuzz.shrink;

import dev.vitcc.fuzz.check.BuildFolder;
import dev.vitcc.fuzz.check.Compiled;
import dev.vitcc.fuzz.check.Finding;
import dev.vitcc.fuzz.check.Judge;
import dev.vitcc.fuzz.check.Judge.Verdict;
import dev.vitcc.fuzz.check.OwnEngine;
import dev.vitcc.fuzz.check.SharedEngine;
import dev.vitcc.fuzz.draw.Draft;
import dev.vitcc.fuzz.draw.Edit;
import dev.vitcc.fuzz.draw.EngineKind;
import dev.vitcc.fuzz.draw.Extents;
import dev.vitcc.fuzz.draw.Subject;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.op.Parameter;
import dev.vitcc.ir.op.ShapeException;
import dev.vitcc.ir.program.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes a model that fails smaller for as long as it fails in the same way: fewer edits, less that
/// is asked for, lesser extents, fewer nodes, the least engine.
public final class Shrink {
  private final Judge judge;
  private final BuildFolder folder;
  private final Finding finding;
  private int triesLeft;

  /// @param folder for what is built on the way
  /// @param finding that is to stay
  /// @param tries at most
  public Shrink(Judge judge, BuildFolder folder, Finding finding, int tries) {
    this.judge = judge;
    this.folder = folder;
    this.finding = finding;
    this.triesLeft = tries;
  }

  /// A draft that fails, on what engine, and how.
  ///
  /// @param isOwn whether the engine is just large enough for the model
  public record Failing(Draft draft, Case found, boolean isOwn, Finding finding) {}

  /// The least that was found of what doesn't get as far as an engine.
  public Failing of(Draft draft) throws InterruptedException {
    Case found = new Case(draft.subject(), Optional.empty());
    return least(new Failing(draft, found, true, finding));
  }

  /// The least that was found.
  ///
  /// @param engine that it fails on
  public Failing of(Draft draft, Engine engine) throws InterruptedException {
    Case found = new Case(draft.subject(), Optional.of(engine));
    return least(own(draft).orElse(new Failing(draft, found, false, finding)));
  }

  private Failing least(Failing from) throws InterruptedException {
    Failing failing = from;
    int at = 0;
    int inVain = 0;
    List<Draft> candidates = candidates(failing);
    while (triesLeft > 0 && inVain < candidates.size()) {
      Draft candidate = candidates.get(at % candidates.size());
      Optional<Failing> smaller =
          failing.isOwn() ? own(candidate) : on(candidate, failing.found().engine());
      if (smaller.isPresent()) {
        failing = smaller.get();
        candidates = candidates(failing);
        inVain = 0; // what follows is tried first: it saves as much as what went before
      } else {
        at++;
        inVain++;
      }
    }
    return failing;
  }

  private static List<Draft> candidates(Failing failing) {
    Draft draft = failing.draft();
    List<Draft> candidates = new ArrayList<>();
    for (int i = draft.edits().size() - 1; i >= 0; i--) {
      candidates.add(draft.without(i));
    }
    draft.wishes().less().forEach(less -> candidates.add(draft.with(less)));
    Extents.of(draft.shape()).less().forEach(shape -> candidates.add(draft.with(shape)));
    if (failing.isOwn()) {
      lesser(draft.wishes().engine())
          .forEach(kind -> candidates.add(draft.with(draft.wishes().on(kind))));
    }
    for (Node node : draft.graph().nodes().reversed()) {
      if (!(node.op() instanceof Parameter)) {
        candidates.add(draft.with(new Edit.Delete(node.name(), node.op().mnemonic())));
      }
    }
    return candidates;
  }

  private static List<EngineKind> lesser(EngineKind kind) {
    return List.of(kind.withArray(EngineKind.LEAST), kind.withoutNarrow(), kind.withoutFunctions())
        .stream()
        .filter(other -> !other.equals(kind))
        .toList();
  }

  /// Whether a draft fails on an engine that is just large enough for it.
  private Optional<Failing> own(Draft draft) throws InterruptedException {
    Optional<Subject> subject = subject(draft);
    if (subject.isEmpty()) {
      return Optional.empty();
    }
    EngineKind kind = draft.wishes().engine();
    triesLeft--;
    return switch (judge.attempt(() -> Compiled.of(subject.get(), kind.sketch()))) {
      case Verdict.Refused<Compiled> _ -> Optional.empty();
      case Verdict.Wrong<Compiled>(Finding found) ->
          found.isLike(finding)
              ? Optional.of(
                  new Failing(draft, new Case(subject.get(), Optional.empty()), true, found))
              : Optional.empty();
      case Verdict.Done<Compiled>(Compiled model) -> {
        Optional<Engine> engine = OwnEngine.of(kind, model);
        yield engine.isPresent() ? run(draft, subject.get(), engine.get(), true) : Optional.empty();
      }
    };
  }

  /// Whether a draft fails on an engine that is given, and has what it needs.
  private Optional<Failing> on(Draft draft, Optional<Engine> given) throws InterruptedException {
    Optional<Subject> subject = subject(draft);
    if (subject.isEmpty() || given.isEmpty()) {
      return Optional.empty();
    }
    triesLeft--;
    Engine engine = given.get();
    boolean isEnough =
        judge.attempt(() -> Compiled.on(subject.get(), engine))
                instanceof Verdict.Done<Compiled>(var model)
            && OwnEngine.of(draft.wishes().engine(), model)
                .filter(own -> SharedEngine.isEnough(engine, own, model.integer().graph()))
                .isPresent();
    return isEnough ? run(draft, subject.get(), engine, false) : Optional.empty();
  }

  private Optional<Failing> run(Draft draft, Subject subject, Engine engine, boolean isOwn)
      throws InterruptedException {
    Case one = new Case(subject, Optional.of(engine));
    Case.Extent extent = Case.Extent.of(finding.kind());
    return switch (one.run(judge, folder, extent)) {
      case Verdict.Wrong<Engine>(Finding found) when found.isLike(finding) ->
          Optional.of(new Failing(draft, one, isOwn, found));
      case Verdict.Wrong<Engine> _, Verdict.Refused<Engine> _, Verdict.Done<Engine> _ ->
          Optional.empty();
    };
  }

  /// What is compiled of a draft; empty if its shape leaves none.
  private static Optional<Subject> subject(Draft draft) {
    try {
      return Optional.of(draft.subject());
    } catch (ShapeException | IllegalArgumentException | CompileException none) {
      return Optional.empty();
    }
  }
}
