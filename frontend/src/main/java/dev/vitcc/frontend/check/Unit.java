package dev.vitcc.frontend.check;

import java.util.List;
import java.util.Optional;

/// What a quantity measures, and the units that it may be written in.
enum Unit {
  MEGAHERTZ(
      "150 MHz",
      List.of(
          new Factor("MHz", 1),
          new Factor("GHz", 1e3),
          new Factor("kHz", 1e-3),
          new Factor("Hz", 1e-6))),
  FRAMES_PER_SECOND("60 fps", List.of(new Factor("fps", 1))),
  MILLISECONDS("16 ms", List.of(new Factor("ms", 1), new Factor("us", 1e-3), new Factor("s", 1e3))),
  PERCENT("85%", List.of(new Factor("%", 1))),
  ULPS("1 ulp", List.of(new Factor("ulp", 1)));

  /// A way to write the unit.
  private record Factor(String unit, double factor) {}

  private final String example;
  private final List<Factor> factors;

  Unit(String example, List<Factor> factors) {
    this.example = example;
    this.factors = factors;
  }

  String example() {
    return example;
  }

  /// What a number in that unit is multiplied by.
  Optional<Double> factor(String unit) {
    return factors.stream().filter(f -> f.unit().equals(unit)).map(Factor::factor).findFirst();
  }

  List<String> words() {
    return factors.stream().map(Factor::unit).toList();
  }
}
