package dev.vitcc.frontend.check;

import dev.vitcc.frontend.FrontendCode;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.ir.request.ApproximateClause;
import dev.vitcc.ir.request.CalibrateClause;
import dev.vitcc.ir.request.CalibrateClause.Method;
import dev.vitcc.ir.request.CompileRequest;
import dev.vitcc.ir.request.NumberFormat;
import dev.vitcc.ir.request.QuantizeClause;
import dev.vitcc.ir.request.Setting;
import java.util.stream.Stream;

/// The one place where parts of the language are refused because nothing implements them yet.
///
/// Whoever implements one deletes its lines here, its `E09xx` code, and its cases under
/// `frontend/src/test/cases/unsupported`.
record SupportedFeatures(Reporter reporter) {
  private static final int MOST_BITS = 8;
  private static final int MOST_POWER_BITS = 4;
  private static final int MOST_CODE = 127;

  void check(CompileRequest request) {
    formats(request.quantize());
    requantization(request);
    weightScales(request);
    approximations(request.approximate());
  }

  private void formats(QuantizeClause quantize) {
    weights(quantize.weights(), "weights");
    // Unless they are given themselves, first and last are what the weights are.
    if (!quantize.first().equals(quantize.weights())) {
      weights(quantize.first(), "first");
    }
    if (!quantize.last().equals(quantize.weights())) {
      weights(quantize.last(), "last");
    }
    codes(quantize.activations(), "activations", true);
    codes(quantize.probabilities(), "probabilities", false);
    if (!quantize.residual().value().equals(NumberFormat.fixed(16))) {
      refuse(quantize.residual(), "residual", "write residual fixed(16);");
    }
  }

  /// The formats of a training run have their rule.
  private void weightScales(CompileRequest request) {
    Setting<Method> scales = request.quantize().weightScales();
    if (request.scales().isPresent() && !(scales.value() instanceof CalibrateClause.Max)) {
      refuse(
          FrontendCode.FORMAT_UNSUPPORTED,
          scales.location(),
          "weight_scales with scales of a training run",
          "remove one of the two");
    }
  }

  /// Scales that training found, and those of other formats, are no powers of two.
  private void requantization(CompileRequest request) {
    QuantizeClause quantize = request.quantize();
    if (quantize.requantization().value() != QuantizeClause.Requantization.SHIFT_ONLY) {
      return;
    }
    boolean fixed =
        Stream.of(quantize.weights(), quantize.first(), quantize.last())
            .allMatch(format -> format.value() instanceof NumberFormat.Fixed);
    if (!fixed || request.scales().isPresent()) {
      refuse(
          FrontendCode.REQUANTIZE_UNSUPPORTED,
          quantize.requantization().location(),
          "requantisation by shifts alone (requantize shift_only) with "
              + (fixed ? "scales of a training run" : "weights that are not fixed"),
          "write fixed(…) for weights, first and last without a scales clause, or remove the line");
    }
  }

  private void codes(Setting<NumberFormat> setting, String role, boolean range) {
    boolean fixed =
        setting.value() instanceof NumberFormat.Fixed(int least, int most)
            && (range || least == most)
            && least >= 2
            && most <= MOST_BITS;
    if (!fixed) {
      refuse(setting, role, "write " + role + " fixed(8);");
    }
  }

  private void weights(Setting<NumberFormat> setting, String role) {
    if (!isWhole(setting.value())) {
      refuse(setting, role, "write " + role + " fixed(8);");
    }
  }

  /// Whether all values are whole numbers within ±127 times a scale, which the array takes.
  private static boolean isWhole(NumberFormat format) {
    return switch (format) {
      case NumberFormat.Fixed(int least, int most) ->
          least == most && least >= 2 && most <= MOST_BITS;
      case NumberFormat.Binary(), NumberFormat.Ternary() -> true;
      case NumberFormat.PowerOfTwo(int bits) -> bits <= MOST_POWER_BITS;
      case NumberFormat.ElasticSignificantBits elastic -> elastic.greatest() <= MOST_CODE;
      case NumberFormat.Mixed(var shares) ->
          shares.stream().allMatch(share -> isWhole(share.format()));
      case NumberFormat.ByColumn(var narrow, var wide) -> isWhole(narrow) && isWhole(wide);
    };
  }

  private void refuse(Setting<NumberFormat> setting, String role, String hint) {
    refuse(
        FrontendCode.FORMAT_UNSUPPORTED,
        setting.location(),
        describe(setting.value()) + " for " + role + " (quantize clause)",
        hint);
  }

  private static String describe(NumberFormat format) {
    return switch (format) {
      case NumberFormat.Fixed(int min, int max) ->
          min == max ? "the width fixed(" + min + ")" : "the range fixed(" + min + ".." + max + ")";
      case NumberFormat.Binary() -> "the format binary";
      case NumberFormat.Ternary() -> "the format ternary";
      case NumberFormat.PowerOfTwo(int bits) -> "the format power_of_two(" + bits + ")";
      case NumberFormat.ElasticSignificantBits(int bits, int significant) ->
          "the format esb(" + bits + ", " + significant + ")";
      case NumberFormat.Mixed _, NumberFormat.ByColumn _ -> "mixed formats";
    };
  }

  private void approximations(ApproximateClause approximate) {
    for (ApproximateClause.Approximation line : approximate.approximations()) {
      String method =
          switch (line.method()) {
            case ApproximateClause.Table() -> "a table";
            case ApproximateClause.Polynomial() -> "polynomial";
            case ApproximateClause.HeatVit(double _) -> "heatvit";
            case ApproximateClause.IBert() -> "ibert";
            case ApproximateClause.IVit() -> "ivit";
          };
      boolean isSupported =
          switch (line.method()) {
            case ApproximateClause.Table() -> true;
            case ApproximateClause.Polynomial() ->
                line.function() != ApproximateClause.Function.SIGMOID;
            case ApproximateClause.HeatVit(double _),
                ApproximateClause.IBert(),
                ApproximateClause.IVit() ->
                NamedFunctions.named(line).isPresent();
          };
      if (!isSupported) {
        refuse(
            FrontendCode.APPROXIMATION_UNSUPPORTED,
            line.location(),
            "approximation by " + method + " (approximate clause)",
            "write table, or remove the line");
      } else if (line.maxUlps().isPresent()
          && !(line.method() instanceof ApproximateClause.Polynomial)) {
        refuse(
            FrontendCode.APPROXIMATION_UNSUPPORTED,
            line.location(),
            "a bound on the error of " + method + " (approximate clause)",
            "remove error <= …");
      }
    }
  }

  private void refuse(FrontendCode code, SourceLocation where, String what, String hint) {
    reporter.error(code, where, "not supported yet: " + what, hint);
  }
}
