package dev.vitcc.passes.manager;

import dev.vitcc.ir.Model;
import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.verify.GraphVerifier;
import dev.vitcc.ir.verify.VerificationException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Runs passes in order; before each, what it requires must hold, and after each the graph is
/// verified along with every property that should hold by then.
public final class PassManager {
  private final List<Pass> passes;
  private final List<PassObserver> observers;
  private final Set<Property> given;

  /// @param given what holds of the models that will be run
  /// @throws PassException if a pass requires what no pass before it establishes, or runs twice
  public PassManager(Set<Property> given, List<Pass> passes, List<PassObserver> observers) {
    this.given = Set.copyOf(given);
    this.passes = List.copyOf(passes);
    this.observers = List.copyOf(observers);
    Set<Property> holding = holding(given);
    Set<String> names = new LinkedHashSet<>();
    for (Pass pass : passes) {
      if (!names.add(pass.name())) {
        throw new PassException(pass.name(), "is in the pipeline twice");
      }
      for (Property required : holding(pass.requires())) {
        if (!holding.contains(required)) {
          throw new PassException(
              pass.name(),
              "requires " + required.label() + ", which no pass before it establishes");
        }
      }
      update(holding, pass);
    }
  }

  /// The model after all passes.
  ///
  /// @throws CompileException if the user's model is at fault
  /// @throws VerificationException if a pass left a wrong graph
  /// @throws PassException if a pass failed in another way
  public Model run(Model model, PassContext context) {
    verify("the front end", model, holding(given));
    observers.forEach(each -> each.started(model));
    Model current = model;
    Set<Property> holding = holding(given);
    for (int i = 0; i < passes.size(); i++) {
      current = step(i + 1, current, holding, context);
    }
    return current;
  }

  private Model step(int index, Model model, Set<Property> holding, PassContext context) {
    Pass pass = passes.get(index - 1);
    observers.forEach(each -> each.before(index, passes.size(), pass));
    long start = System.nanoTime();
    Model result = apply(pass, model, context);
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    PassRun run = new PassRun(index, passes.size(), pass, model, result, time);
    context.diagnostics().throwIfErrors();
    update(holding, pass);
    try {
      verify(pass.name(), result, holding);
    } catch (VerificationException | PassException wrong) {
      observers.forEach(each -> each.failed(run));
      throw wrong;
    }
    observers.forEach(each -> each.after(run));
    return result;
  }

  private static Model apply(Pass pass, Model model, PassContext context) {
    try {
      return pass.run(model, context);
    } catch (CompileException | PassException known) {
      throw known;
    } catch (RuntimeException bug) {
      throw new PassException(pass.name(), bug);
    }
  }

  private static void verify(String pass, Model model, Set<Property> holding) {
    GraphVerifier.verify(pass, model.graph());
    for (Property property : holding) {
      List<String> violations = property.violations(model);
      if (!violations.isEmpty()) {
        throw new PassException(
            pass,
            violations.stream()
                .map(each -> "\n  " + each)
                .collect(Collectors.joining("", "breaks " + property.label() + ":", "")));
      }
    }
  }

  private static void update(Set<Property> holding, Pass pass) {
    holding.removeAll(pass.ends());
    holding.addAll(pass.establishes());
  }

  private static Set<Property> holding(Set<Property> given) {
    Set<Property> holding = EnumSet.noneOf(Property.class);
    holding.addAll(given);
    return holding;
  }
}
