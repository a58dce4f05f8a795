package dev.vitcc.frontend.check;

import dev.vitcc.frontend.FrontendCode;
import dev.vitcc.frontend.SourceModel;
import dev.vitcc.frontend.SourceText;
import dev.vitcc.frontend.ValueObserver;
import dev.vitcc.frontend.ast.Clause;
import dev.vitcc.frontend.ast.ConstantDeclaration;
import dev.vitcc.frontend.ast.Item;
import dev.vitcc.frontend.ast.ModelDeclaration;
import dev.vitcc.frontend.ast.SourceFile;
import dev.vitcc.frontend.ast.Statement;
import dev.vitcc.ir.Graph;
import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.ir.request.CompileRequest;
import dev.vitcc.ir.request.InputFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Checks a whole file, and resolves it if it is right.
public final class ModelCheck {
  private final SourceText source;
  private final Diagnostics diagnostics;
  private final Reporter reporter;
  private final Environment constants = Environment.empty();
  private final Names names = Names.empty();
  private final List<ConstantDeclaration> fileConstants = new ArrayList<>();
  private final List<ModelDeclaration> models = new ArrayList<>();
  private final List<Clause> clauses = new ArrayList<>();

  public ModelCheck(SourceText source, Diagnostics diagnostics, ValueObserver observer) {
    this.source = source;
    this.diagnostics = diagnostics;
    this.reporter = new Reporter(diagnostics, observer);
  }

  /// The model.
  ///
  /// @throws dev.vitcc.ir.diagnostic.CompileException with all that is wrong, if anything is
  public SourceModel check(SourceFile file) {
    for (Item item : file.items()) {
      switch (item) {
        case ModelDeclaration model -> models.add(model);
        case ConstantDeclaration constant -> fileConstants.add(constant);
        case Clause clause -> clauses.add(clause);
      }
    }
    countModels();
    defineFileConstants();
    Optional<ModelDeclaration> model = models.stream().findFirst();
    Optional<InputFormat> input = Optional.empty();
    Optional<Graph> graph = Optional.empty();
    if (model.isPresent()) {
      boolean expandable = new NameCheck(reporter).check(model.orElseThrow(), names);
      Environment inModel = modelConstants(model.orElseThrow());
      input = input(model.orElseThrow(), inModel);
      if (expandable) {
        graph = expand(model.orElseThrow(), input, inModel);
      }
    }
    CompileRequest request =
        new ClauseCheck(ClauseValues.of(reporter, constants, true), source.file())
            .check(clauses, input.orElseGet(this::noInput));
    new SupportedFeatures(reporter).check(request);
    warnUnusedConstants();
    diagnostics.throwIfErrors();
    // A file that an editor is at may have a hole where the output would get its value.
    return new SourceModel(
        model.orElseThrow().name().text(),
        NamedFunctions.put(
            graph.orElseThrow(() -> new CompileException(diagnostics.all())),
            request.approximate()),
        request,
        diagnostics.all());
  }

  private void countModels() {
    if (models.isEmpty()) {
      reporter.error(
          FrontendCode.NO_MODEL,
          new SourceLocation(source.file(), 1, 1, 1),
          "the file has no model",
          "write model name { … }");
    }
    models.stream()
        .skip(1)
        .forEach(
            second ->
                reporter.error(
                    FrontendCode.NO_MODEL,
                    second.name().location(),
                    "the file has a second model, '" + second.name() + "': expected one",
                    "put it into a file of its own"));
  }

  private void defineFileConstants() {
    ClauseValues values = ClauseValues.of(reporter, constants, true);
    for (ConstantDeclaration constant : fileConstants) {
      Value value = values.value(constant.value());
      reporter.saw(constant.name().location(), value);
      constants.define(constant.name().text(), value);
      names.define(constant.name(), Names.Kind.CONSTANT, reporter);
    }
  }

  private Environment modelConstants(ModelDeclaration model) {
    Environment inModel = constants.nested();
    ClauseValues values = ClauseValues.of(reporter, inModel, false);
    for (Statement statement : model.body()) {
      if (statement instanceof ConstantDeclaration constant) {
        Value value = values.value(constant.value());
        reporter.saw(constant.name().location(), value);
        inModel.define(constant.name().text(), value);
      }
    }
    return inModel;
  }

  private Optional<InputFormat> input(ModelDeclaration model, Environment inModel) {
    InputCheck check = new InputCheck(ClauseValues.of(reporter, inModel, false));
    return model.body().stream()
        .filter(Statement.Input.class::isInstance)
        .map(Statement.Input.class::cast)
        .findFirst()
        .flatMap(check::check);
  }

  /// Expands twice: first to find the layers that have weights, then under their names.
  private Optional<Graph> expand(
      ModelDeclaration model, Optional<InputFormat> input, Environment inModel) {
    String name = model.name().text();
    Expander first = new Expander(name, WeightNames.provisional(), reporter);
    input.ifPresent(first::takeInput);
    first.expand(model, inModel);
    WeightNames weights = WeightNames.resolve(first.owners(), reporter);
    if (reporter.hasErrors()) {
      return Optional.empty();
    }
    Expander second = new Expander(name, weights, reporter);
    input.ifPresent(second::takeInput);
    return second.expand(model, inModel);
  }

  private InputFormat noInput() {
    return new InputFormat(
        "none",
        1,
        1,
        1,
        1,
        List.of(0.0),
        List.of(1.0),
        Optional.empty(),
        Optional.empty(),
        SourceLocation.ofFile(source.file()));
  }

  private void warnUnusedConstants() {
    for (ConstantDeclaration constant : fileConstants) {
      String name = constant.name().text();
      if (!constants.isRead(name) && !names.isUsed(name)) {
        Names.warnUnused(constant.name(), Names.Kind.CONSTANT, reporter);
      }
    }
  }
}
