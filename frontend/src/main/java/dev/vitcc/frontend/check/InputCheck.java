package dev.vitcc.frontend.check;

import dev.vitcc.frontend.FrontendCode;
import dev.vitcc.frontend.ast.Expression;
import dev.vitcc.frontend.ast.Statement;
import dev.vitcc.ir.request.InputFormat;
import dev.vitcc.ir.request.InputFormat.Interpolation;
import dev.vitcc.ir.request.InputFormat.Resize;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Resolves `input image : [3, 224, 224] normalize(…) resize(…) crop(…);`.
final class InputCheck {
  private static final int MAX_CHANNELS = 16;
  private static final int MAX_SIDE = 8192;
  private static final double BYTE_TO_UNIT = 1 / 255.0;

  static final List<String> MODIFIERS = List.of("normalize", "resize", "crop");
  static final Signature NORMALIZE =
      Signature.of(
          "normalize", Signature.named("scale"), Signature.named("mean"), Signature.named("std"));
  static final Signature RESIZE =
      Signature.of("resize", Signature.required("size"), Signature.optional("interpolation"));
  static final Signature CROP = Signature.of("crop", Signature.required("size"));

  private record Normalization(double scale, List<Double> mean, List<Double> std) {}

  private final ClauseValues values;
  private Optional<Normalization> normalization = Optional.empty();
  private Optional<Resize> resize = Optional.empty();
  private Optional<Integer> crop = Optional.empty();

  InputCheck(ClauseValues values) {
    this.values = values;
  }

  /// The format of the image; nothing if its shape is wrong, which is reported.
  Optional<InputFormat> check(Statement.Input input) {
    Optional<List<Integer>> shape = shape(input);
    if (shape.isEmpty()) {
      return Optional.empty();
    }
    int channels = shape.orElseThrow().get(0);
    normalization =
        Optional.of(
            new Normalization(
                BYTE_TO_UNIT,
                Collections.nCopies(channels, 0.0),
                Collections.nCopies(channels, 1.0)));
    ClauseValues.Lines lines = new ClauseValues.Lines(values.reporter());
    for (Statement.Modifier modifier : input.modifiers()) {
      if (lines.first(modifier.name().text(), modifier.location())) {
        modify(modifier, channels);
      }
    }
    Normalization normalize = normalization.orElseThrow();
    return Optional.of(
        new InputFormat(
            input.name().text(),
            channels,
            shape.orElseThrow().get(1),
            shape.orElseThrow().get(2),
            normalize.scale(),
            normalize.mean(),
            normalize.std(),
            resize,
            crop,
            input.location()));
  }

  private Optional<List<Integer>> shape(Statement.Input input) {
    List<Expression> extents = input.shape().elements();
    if (extents.size() != 3) {
      values
          .reporter()
          .error(
              FrontendCode.BAD_INPUT,
              input.shape().location(),
              "input: expected 3 extents, [channels, height, width], found " + extents.size());
      return Optional.empty();
    }
    List<Integer> shape = new ArrayList<>();
    values.integer(extents.get(0), "channels", 1, MAX_CHANNELS).ifPresent(shape::add);
    values.integer(extents.get(1), "height", 1, MAX_SIDE).ifPresent(shape::add);
    values.integer(extents.get(2), "width", 1, MAX_SIDE).ifPresent(shape::add);
    return shape.size() == 3 ? Optional.of(shape) : Optional.empty();
  }

  private void modify(Statement.Modifier modifier, int channels) {
    switch (modifier.name().text()) {
      case "normalize" ->
          bind(NORMALIZE, modifier)
              .ifPresent(arguments -> normalize(arguments, modifier, channels));
      case "resize" -> bind(RESIZE, modifier).ifPresent(this::resize);
      case "crop" ->
          crop = bind(CROP, modifier).flatMap(arguments -> arguments.integer("size", 1, MAX_SIDE));
      default ->
          values.unknownChoice(
              modifier.name().location(), "input", modifier.name().text(), MODIFIERS);
    }
  }

  private Optional<CallArguments> bind(Signature signature, Statement.Modifier modifier) {
    return values.arguments(signature, modifier.arguments(), modifier.location());
  }

  private void normalize(CallArguments arguments, Statement.Modifier modifier, int channels) {
    Optional<Double> scale = arguments.positive("scale", 1e6, BYTE_TO_UNIT);
    Optional<List<Double>> mean = arguments.numbers("mean", channels, 0);
    Optional<List<Double>> std = arguments.numbers("std", channels, 1);
    if (std.stream().flatMap(List::stream).anyMatch(deviation -> deviation <= 0)) {
      values
          .reporter()
          .error(
              FrontendCode.VALUE_OUT_OF_RANGE,
              modifier.location(),
              "normalize: std: expected numbers above 0");
    } else if (scale.isPresent() && mean.isPresent() && std.isPresent()) {
      normalization =
          Optional.of(
              new Normalization(scale.orElseThrow(), mean.orElseThrow(), std.orElseThrow()));
    }
  }

  private void resize(CallArguments arguments) {
    Optional<Integer> size = arguments.integer("size", 1, MAX_SIDE);
    Optional<String> interpolation =
        arguments.word("interpolation", Words.INTERPOLATIONS, "bicubic");
    if (size.isPresent() && interpolation.isPresent()) {
      String name = interpolation.orElseThrow().toUpperCase(Locale.ROOT);
      resize = Optional.of(new Resize(size.orElseThrow(), Interpolation.valueOf(name)));
    }
  }
}
