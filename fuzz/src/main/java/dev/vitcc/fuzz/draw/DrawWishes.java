package dev.vitcc.fuzz.draw;

import dev.vitcc.ir.generate.VitShape;
import dev.vitcc.ir.program.NarrowFormat;
import dev.vitcc.ir.request.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// Draws what is asked for: formats, tokens, forms of functions.
///
/// What surely is refused is seldom drawn, so that most models compile: learned selectors beside
/// lines, narrow columns without rows for them.
final class DrawWishes {
  private static final int MOST_STAGES = 2;

  private final Random random;
  private final EngineKind engine;
  private final VitShape shape;

  DrawWishes(Random random, EngineKind engine, VitShape shape) {
    this.random = random;
    this.engine = engine;
    this.shape = shape;
  }

  Wishes draw() {
    return new Wishes(engine, quantize(), random.nextInt(5) < 2 ? prune() : List.of(), functions());
  }

  private List<String> quantize() {
    List<String> lines = new ArrayList<>();
    boolean isShiftOnly = engine.narrow() == 0 && random.nextInt(8) == 0;
    if (engine.narrow() > 0) {
      lines.add("weights " + narrow() + ";");
      lines.add("first, last fixed(8);");
    } else if (isShiftOnly) {
      lines.add("weights " + fixed() + ";");
      lines.add("requantize shift_only;");
    } else {
      lines.add("weights " + weights() + ";");
      if (random.nextBoolean()) {
        lines.add((random.nextBoolean() ? "first, last " : "last ") + weights() + ";");
      }
    }
    if (random.nextBoolean()) {
      lines.add("activations " + fixed() + ";");
    }
    if (random.nextInt(3) == 0) {
      lines.add("probabilities " + fixed() + ";");
    }
    if (random.nextInt(3) == 0) {
      lines.add("calibration " + method() + ";");
    }
    if (random.nextInt(3) == 0) {
      lines.add("weight_scales " + method() + ";");
    }
    return lines;
  }

  private String narrow() {
    String format =
        engine.format() == NarrowFormat.POWER_OF_TWO
            ? "power_of_two(" + (2 + random.nextInt(3)) + ")"
            : engine.format().name().toLowerCase(Locale.ROOT);
    return switch (random.nextInt(3)) {
      case 0 -> "mixed { " + format + ", " + fixed() + " }";
      case 1 -> {
        int share = 20 + random.nextInt(70);
        yield "mixed { %d%% %s, %d%% %s }".formatted(share, format, 100 - share, fixed());
      }
      default -> format;
    };
  }

  private String weights() {
    return switch (random.nextInt(6)) {
      case 0 -> {
        int share = 1 + random.nextInt(99);
        yield "mixed { %d%% %s, %d%% %s }".formatted(share, uniform(), 100 - share, uniform());
      }
      case 1 -> "fixed(8)";
      default -> uniform();
    };
  }

  private String uniform() {
    return switch (random.nextInt(6)) {
      case 0 -> "binary";
      case 1 -> "ternary";
      case 2 -> "power_of_two(" + (2 + random.nextInt(3)) + ")";
      case 3 -> elastic();
      default -> fixed();
    };
  }

  /// Those whose greatest value is at most 127 times the least.
  private String elastic() {
    int bits = 3 + random.nextInt(5);
    int significant = random.nextInt(bits);
    NumberFormat.ElasticSignificantBits format =
        new NumberFormat.ElasticSignificantBits(bits, significant);
    return format.greatest() <= Byte.MAX_VALUE ? format.text() : elastic();
  }

  private String fixed() {
    return "fixed(" + (2 + random.nextInt(7)) + ")";
  }

  private String method() {
    return switch (random.nextInt(3)) {
      case 0 -> "max";
      case 1 -> "mse";
      default -> "percentile(" + (90 + random.nextInt(10)) + ".5)";
    };
  }

  private List<String> prune() {
    boolean learned = !engine.lines() && random.nextInt(3) > 0;
    List<String> blocks = new ArrayList<>();
    for (int block = learned ? 0 : 1; block < shape.depth(); block++) {
      if (blocks.size() < MOST_STAGES && random.nextInt(3) > 0) {
        blocks.add(Integer.toString(block));
      }
    }
    if (blocks.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add("selector " + (learned ? "learned" : "class_attention") + ";");
    lines.add("before blocks " + String.join(", ", blocks) + ";");
    boolean isCounted = random.nextInt(3) > 0;
    if (isCounted) {
      List<String> rates = blocks.stream().map(_ -> rate()).toList();
      lines.add("keep " + String.join(", ", rates) + ";");
    }
    boolean hasThreshold = random.nextInt(3) == 0;
    if (hasThreshold) {
      // Scores are means of what heads say, or of probabilities.
      double usual = learned ? 0.5 : 1.0 / shape.tokens();
      lines.add("threshold " + decimal(Math.min(1, 0.001 + 2 * usual * random.nextDouble())) + ";");
    }
    if ((!isCounted && !hasThreshold) || random.nextInt(3) == 0) {
      lines.add("cumulative " + (1 + random.nextInt(100)) + "%;");
    }
    switch (random.nextInt(3)) {
      case 0 -> lines.add("package;");
      case 1 -> lines.add("package summed;");
      default -> {}
    }
    return lines;
  }

  private String rate() {
    return random.nextInt(8) == 0 ? "1" : decimal(0.02 + 0.95 * random.nextDouble());
  }

  private List<String> functions() {
    List<String> lines = new ArrayList<>();
    if (engine.lines()) {
      lines.add("gelu polynomial error <= " + (1 + random.nextInt(8)) + " ulp;");
    } else if (random.nextInt(4) == 0) {
      lines.add("gelu " + (random.nextBoolean() ? "ibert" : heatvit()) + ";");
    }
    switch (engine.exponential()) {
      case EXACT -> {}
      case IBERT -> lines.add("exp " + (random.nextBoolean() ? "ibert" : heatvit()) + ";");
      case IVIT -> lines.add("exp ivit;");
    }
    if (engine.evaluated().rsqrt()) {
      lines.add("rsqrt polynomial;");
    }
    if (engine.evaluated().reciprocal()) {
      lines.add("reciprocal polynomial;");
    }
    return lines;
  }

  private String heatvit() {
    return "heatvit(delta = " + decimal(0.3 + 0.7 * random.nextDouble()) + ")";
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
