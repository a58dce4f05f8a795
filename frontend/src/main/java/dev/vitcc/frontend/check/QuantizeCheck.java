package dev.vitcc.frontend.check;

import dev.vitcc.frontend.ast.Choice;
import dev.vitcc.frontend.ast.Clause;
import dev.vitcc.frontend.ast.Name;
import dev.vitcc.frontend.ast.QuantizeItem;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.ir.request.CalibrateClause;
import dev.vitcc.ir.request.CalibrateClause.Method;
import dev.vitcc.ir.request.NumberFormat;
import dev.vitcc.ir.request.QuantizeClause;
import dev.vitcc.ir.request.QuantizeClause.Requantization;
import dev.vitcc.ir.request.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Resolves the quantize clause.
final class QuantizeCheck {
  static final List<String> ROLES =
      List.of("weights", "activations", "first", "last", "probabilities", "residual");
  static final List<String> REQUANTIZATIONS = List.of("multiply_and_shift", "shift_only");

  private final ClauseValues values;
  private final SourceLocation file;
  private final Map<String, Setting<NumberFormat>> formats = new LinkedHashMap<>();
  private Optional<Setting<Method>> weightScales = Optional.empty();
  private Optional<Setting<Requantization>> requantization = Optional.empty();

  QuantizeCheck(ClauseValues values, SourceLocation file) {
    this.values = values;
    this.file = file;
  }

  QuantizeClause check(Clause.Quantize clause) {
    return check(clause.items(), clause.location());
  }

  /// What holds where there is no such clause.
  QuantizeClause absent() {
    return check(List.of(), file);
  }

  private QuantizeClause check(List<QuantizeItem> items, SourceLocation location) {
    ClauseValues.Lines lines = new ClauseValues.Lines(values.reporter());
    for (QuantizeItem item : items) {
      switch (item) {
        case QuantizeItem.Format line -> format(line, lines);
        case QuantizeItem.Calibration line -> lines.first("calibration", line.location());
        case QuantizeItem.WeightScales line -> {
          if (lines.first("weight_scales", line.location())) {
            weightScales =
                new CalibrationCheck(values, "weight_scales")
                    .method(line.method())
                    .map(method -> new Setting<>(method, line.location()));
          }
        }
        case QuantizeItem.Requantize line -> {
          if (lines.first("requantize", line.location())) {
            requantization =
                requantization(line.choice()).map(choice -> new Setting<>(choice, line.location()));
          }
        }
      }
    }
    Setting<NumberFormat> weights = role("weights", 8, location);
    return new QuantizeClause(
        weights,
        role("activations", 8, location),
        formats.getOrDefault("first", weights),
        formats.getOrDefault("last", weights),
        role("probabilities", 8, location),
        role("residual", 16, location),
        weightScales.orElse(new Setting<>(new CalibrateClause.Max(), location)),
        requantization.orElse(new Setting<>(Requantization.MULTIPLY_AND_SHIFT, location)),
        location);
  }

  private Setting<NumberFormat> role(String role, int bits, SourceLocation location) {
    return formats.getOrDefault(role, new Setting<>(NumberFormat.fixed(bits), location));
  }

  private void format(QuantizeItem.Format line, ClauseValues.Lines lines) {
    Optional<NumberFormat> format = new FormatCheck(values).check(line.format());
    for (Name role : line.roles()) {
      if (!ROLES.contains(role.text())) {
        values.unknownChoice(role.location(), "quantize", role.text(), ROLES);
      } else if (lines.first(role.text(), role.location())) {
        format.ifPresent(f -> formats.put(role.text(), new Setting<>(f, line.format().location())));
      }
    }
  }

  private Optional<Requantization> requantization(Choice choice) {
    return values
        .word(choice, "requantize", REQUANTIZATIONS)
        .map(word -> Requantization.valueOf(word.toUpperCase(Locale.ROOT)));
  }
}
