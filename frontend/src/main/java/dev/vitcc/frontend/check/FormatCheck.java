package dev.vitcc.frontend.check;

import dev.vitcc.frontend.FrontendCode;
import dev.vitcc.frontend.ast.Argument;
import dev.vitcc.frontend.ast.FormatSyntax;
import dev.vitcc.frontend.ast.FormatSyntax.FormatArgument;
import dev.vitcc.frontend.ast.FormatSyntax.Named;
import dev.vitcc.ir.request.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Resolves a number format.
record FormatCheck(ClauseValues values) {
  private static final int MAX_BITS = 32;
  private static final int MAX_POWER_BITS = 8;
  private static final double SHARE_TOLERANCE = 1e-6;
  static final List<String> NAMES =
      List.of("fixed", "binary", "ternary", "power_of_two", "esb", "mixed");
  static final Signature FIXED = Signature.of("fixed", Signature.required("bits"));
  static final Signature POWER_OF_TWO = Signature.of("power_of_two", Signature.required("bits"));
  static final Signature ESB =
      Signature.of("esb", Signature.required("bits"), Signature.required("significant"));

  /// The format; nothing if it is wrong, which is reported.
  Optional<NumberFormat> check(FormatSyntax syntax) {
    return switch (syntax) {
      case Named named -> named(named);
      case FormatSyntax.Mixed mixed -> mixed(mixed);
    };
  }

  private Optional<NumberFormat> named(Named format) {
    return switch (format.name().text()) {
      case "fixed" -> fixed(format);
      case "binary" -> bind(Signature.of("binary"), format).map(_ -> new NumberFormat.Binary());
      case "ternary" -> bind(Signature.of("ternary"), format).map(_ -> new NumberFormat.Ternary());
      case "power_of_two" ->
          bind(POWER_OF_TWO, format)
              .flatMap(arguments -> arguments.integer("bits", 2, MAX_POWER_BITS))
              .map(NumberFormat.PowerOfTwo::new);
      case "esb" -> bind(ESB, format).flatMap(this::elastic);
      default -> {
        values.unknownChoice(format.name().location(), "format", format.name().text(), NAMES);
        yield Optional.empty();
      }
    };
  }

  private Optional<NumberFormat> elastic(CallArguments arguments) {
    Optional<Integer> bits = arguments.integer("bits", 2, MAX_BITS);
    return arguments
        .integer("significant", 0, bits.orElse(MAX_BITS) - 1)
        .flatMap(
            significant -> bits.map(b -> new NumberFormat.ElasticSignificantBits(b, significant)));
  }

  /// `fixed(8)`, or a range as in `fixed(4..8)`.
  private Optional<NumberFormat> fixed(Named format) {
    boolean range = format.arguments().size() == 1 && format.arguments().get(0).high().isPresent();
    if (!range) {
      return bind(FIXED, format)
          .flatMap(arguments -> arguments.integer("bits", 1, MAX_BITS))
          .map(NumberFormat::fixed);
    }
    FormatArgument bits = format.arguments().get(0);
    Optional<Integer> low = values.integer(bits.low(), "fixed: bits", 1, MAX_BITS);
    Optional<Integer> high =
        values.integer(bits.high().orElseThrow(), "fixed: bits", low.orElse(1), MAX_BITS);
    return low.flatMap(least -> high.map(most -> new NumberFormat.Fixed(least, most)));
  }

  private Optional<CallArguments> bind(Signature signature, Named format) {
    List<Argument> arguments = new ArrayList<>();
    for (FormatArgument argument : format.arguments()) {
      if (argument.high().isPresent()) {
        values
            .reporter()
            .error(
                FrontendCode.WRONG_KIND,
                argument.location(),
                signature.callee() + ": expected a number, found a range",
                "only fixed takes a range of widths");
        return Optional.empty();
      }
      arguments.add(new Argument(argument.name(), argument.low(), argument.location()));
    }
    return values.arguments(signature, arguments, format.location());
  }

  private Optional<NumberFormat> mixed(FormatSyntax.Mixed mixed) {
    for (FormatSyntax.Share share : mixed.shares()) {
      if (share.format() instanceof FormatSyntax.Mixed inner) {
        return inconsistent(inner, "mixed: formats cannot be mixed twice");
      }
    }
    long given = mixed.shares().stream().filter(share -> share.percent().isPresent()).count();
    if (given == 0) {
      return byColumn(mixed);
    }
    return given == mixed.shares().size()
        ? byShare(mixed)
        : inconsistent(mixed, "mixed: expected a share for each format or for none");
  }

  private Optional<NumberFormat> byShare(FormatSyntax.Mixed mixed) {
    List<NumberFormat.Share> shares = new ArrayList<>();
    for (FormatSyntax.Share share : mixed.shares()) {
      Optional<Double> percent =
          share.percent().flatMap(value -> values.positive(value, "mixed", 100));
      check(share.format())
          .ifPresent(
              format -> percent.ifPresent(p -> shares.add(new NumberFormat.Share(p, format))));
    }
    if (shares.size() < mixed.shares().size()) {
      return Optional.empty();
    }
    double total = shares.stream().mapToDouble(NumberFormat.Share::percent).sum();
    return Math.abs(total - 100) > SHARE_TOLERANCE
        ? inconsistent(
            mixed, "mixed: shares must add up to 100%, found " + Value.format(total) + "%")
        : Optional.of(new NumberFormat.Mixed(shares));
  }

  /// Without shares: the engine gives them.
  private Optional<NumberFormat> byColumn(FormatSyntax.Mixed mixed) {
    List<NumberFormat> formats =
        mixed.shares().stream().flatMap(share -> check(share.format()).stream()).toList();
    if (formats.size() < mixed.shares().size()) {
      return Optional.empty();
    }
    Map<Boolean, List<NumberFormat>> byWidth =
        formats.stream().collect(Collectors.partitioningBy(NumberFormat::isNarrow));
    List<NumberFormat> narrow = byWidth.getOrDefault(true, List.of());
    List<NumberFormat> wide = byWidth.getOrDefault(false, List.of());
    return narrow.size() == 1 && wide.size() == 1
        ? Optional.of(new NumberFormat.ByColumn(narrow.getFirst(), wide.getFirst()))
        : inconsistent(
            mixed,
            "mixed: without shares, expected one of binary, ternary and power_of_two(2 to 4),"
                + " and one other format");
  }

  private Optional<NumberFormat> inconsistent(FormatSyntax where, String message) {
    values.reporter().error(FrontendCode.INCONSISTENT_CLAUSE, where.location(), message);
    return Optional.empty();
  }
}
