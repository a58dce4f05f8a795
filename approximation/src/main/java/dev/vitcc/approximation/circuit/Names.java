package dev.vitcc.approximation.circuit;

import java.util.LinkedHashMap;
import java.util.Map;

/// A name for each signal of a circuit, after its operation.
final class Names {
  private final Map<Signal, String> names = new LinkedHashMap<>();

  Names(Circuit circuit) {
    Map<String, Integer> used = new LinkedHashMap<>();
    for (Signal signal : circuit.signals()) {
      String stem =
          switch (signal.op()) {
            case Op.Input _ -> "code";
            case Op.Constant _ -> "constant";
            case Op.Bits _ -> "bits";
            case Op.Centred _ -> "centred";
            case Op.Lifted _ -> "place";
            case Op.Table _ -> "entry";
            case Op.Add _ -> "sum";
            case Op.Subtract _ -> "difference";
            case Op.Multiply _ -> "product";
            case Op.Shift _, Op.ShiftBy _ -> "shifted";
            case Op.Select _ -> "chosen";
            case Op.NegateIf _ -> "turned";
            case Op.Clamp _ -> "limited";
            case Op.AtLeast _ -> "reached";
            case Op.LeadingZeros _ -> "zeros";
            case Op.Normalised _ -> "normal";
          };
      int number = used.merge(stem, 1, Integer::sum);
      names.put(signal, number == 1 ? stem : stem + number);
    }
  }

  String of(Signal signal) {
    return names.getOrDefault(signal, "");
  }
}
