package dev.vitcc.passes.sparsity;

import java.util.ArrayList;
import java.util.List;

/// Schedules that one number tells apart: the tokens that are left at the end.
public enum Family {
  /// Every stage keeps the same share of the tokens that it sees, as in HeatViT's and SPViT's.
  EQUAL_SHARES {
    @Override
    double left(double all, double last, double progress) {
      return all * Math.pow(last / all, progress);
    }
  },
  /// Every stage drops the same number.
  EQUAL_NUMBERS {
    @Override
    double left(double all, double last, double progress) {
      return all - (all - last) * progress;
    }
  },
  /// The first stage drops as many as it can, each other one more.
  AT_ONCE {
    @Override
    double left(double all, double last, double progress) {
      return last;
    }
  };

  /// @param progress stages up to here as a share of all stages
  abstract double left(double all, double last, double progress);

  /// Tokens that go on at each stage: fewer at each, from fewer than all down to the last.
  ///
  /// @param last at most as many as there are tokens less one for each stage
  List<Integer> tokens(int all, int last, int stages) {
    List<Integer> tokens = new ArrayList<>();
    int before = all;
    for (int stage = 1; stage <= stages; stage++) {
      int wanted = (int) Math.round(left(all, last, (double) stage / stages));
      int least = last + stages - stage;
      before = Math.clamp(wanted, least, before - 1);
      tokens.add(before);
    }
    return tokens;
  }
}
