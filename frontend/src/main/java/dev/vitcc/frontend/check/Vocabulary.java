package dev.vitcc.frontend.check;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The words that checks know beside the grammar's, for those who offer or colour them.
public final class Vocabulary {
  private static final Map<String, List<String>> ARGUMENT_WORDS =
      Map.of(
          "activation", Words.ACTIVATIONS,
          "distribution", Words.DISTRIBUTIONS,
          "interpolation", Words.INTERPOLATIONS,
          "transposed", Words.TRUTH);

  private Vocabulary() {}

  /// The functions of a model.
  public static List<String> functions() {
    return Builtin.words();
  }

  /// What may follow the shape of an input.
  public static List<String> modifiers() {
    return InputCheck.MODIFIERS;
  }

  /// The layouts of names of weights.
  public static List<String> layouts() {
    return WeightsCheck.LAYOUTS;
  }

  /// What may have a number format.
  public static List<String> roles() {
    return QuantizeCheck.ROLES;
  }

  /// The number formats.
  public static List<String> formats() {
    return FormatCheck.NAMES;
  }

  /// The functions that the approximate clause speaks of.
  public static List<String> approximated() {
    return ApproximateCheck.FUNCTIONS;
  }

  /// What may stand behind the first word of a clause's line, such as `objective`.
  public static List<String> choices(String line) {
    return switch (line) {
      case "objective" -> TargetCheck.OBJECTIVES;
      case "selector" -> PruneCheck.SELECTORS;
      case "package" -> PruneCheck.PACKAGES;
      case "calibrate", "calibration", "weight_scales" -> CalibrationCheck.METHODS;
      case "requantize" -> QuantizeCheck.REQUANTIZATIONS;
      default -> approximated().contains(line) ? ApproximateCheck.METHODS : List.of();
    };
  }

  /// The units that a number behind the first word of a line may have.
  public static List<String> units(String line) {
    return switch (line) {
      case "clock" -> Unit.MEGAHERTZ.words();
      case "frame_rate" -> Unit.FRAMES_PER_SECOND.words();
      case "latency" -> Unit.MILLISECONDS.words();
      default -> approximated().contains(line) ? Unit.ULPS.words() : List.of();
    };
  }

  /// The words that an argument takes.
  public static List<String> argumentWords(String argument) {
    return ARGUMENT_WORDS.getOrDefault(argument, List.of());
  }

  /// All words that arguments take.
  public static List<String> argumentWords() {
    return List.copyOf(Words.all());
  }

  /// The names of the arguments of what takes any: functions, modifiers, methods.
  public static List<String> arguments(String callee) {
    return callee.equals("engine")
        ? TargetCheck.PARAMETERS
        : signature(callee).stream()
            .flatMap(signature -> signature.formals().stream())
            .map(Signature.Formal::name)
            .toList();
  }

  /// How something is called: `linear(x, features, weights = …)`.
  public static Optional<String> usage(String callee) {
    return signature(callee).map(Signature::toString);
  }

  private static Optional<Signature> signature(String callee) {
    return Stream.concat(
            Arrays.stream(Builtin.values()).map(Builtin::signature),
            Stream.of(
                InputCheck.NORMALIZE,
                InputCheck.RESIZE,
                InputCheck.CROP,
                WeightsCheck.RANDOM,
                CalibrationCheck.PERCENTILE,
                ApproximateCheck.HEATVIT,
                FormatCheck.FIXED,
                FormatCheck.POWER_OF_TWO,
                FormatCheck.ESB))
        .filter(signature -> signature.callee().equals(callee))
        .findFirst();
  }
}
