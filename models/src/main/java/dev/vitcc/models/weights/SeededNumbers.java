package dev.vitcc.models.weights;

import java.nio.charset.StandardCharsets;

/// A stream of random numbers of mean 0 and deviation 1 that is the same on every machine.
///
/// SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, OOPSLA 2014)
/// with Marsaglia's polar method over `StrictMath`, whose results are fixed by the language.
final class SeededNumbers {
  private long state;
  private double spare;
  private boolean hasSpare;

  /// The stream that belongs to a seed and a name, whatever was drawn before.
  SeededNumbers(long seed, String name) {
    long hash = 0xcbf29ce484222325L; // FNV-1a, 64 bits
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    state = mix(seed + 0x9e3779b97f4a7c15L) ^ mix(hash);
  }

  /// A draw from N(0, 1).
  double nextNormal() {
    if (hasSpare) {
      hasSpare = false;
      return spare;
    }
    double u;
    double v;
    double s;
    do {
      u = uniform();
      v = uniform();
      s = u * u + v * v;
    } while (s >= 1 || s == 0);
    double factor = StrictMath.sqrt(-2 * StrictMath.log(s) / s);
    spare = v * factor;
    hasSpare = true;
    return u * factor;
  }

  /// A draw from the uniform distribution of deviation 1.
  double nextUniform() {
    return Math.sqrt(3) * uniform();
  }

  /// A draw from [-1, 1).
  private double uniform() {
    state += 0x9e3779b97f4a7c15L;
    return (mix(state) >> 11) * 0x1p-52;
  }

  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
    return b ^ (b >>> 31);
  }
}
