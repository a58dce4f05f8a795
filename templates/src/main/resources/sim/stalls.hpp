// Random numbers and stall patterns; the same seed gives the same run on every machine.
#pragma once

#include <cstdint>

namespace vitcc::sim {

// splitmix64: small, fast, and good enough to shake a handshake.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}

  uint64_t next() {
    state_ += 0x9e3779b97f4a7c15ULL;
    uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }

  uint64_t below(uint64_t bound) { return next() % bound; }

 private:
  uint64_t state_;
};

// Decides, cycle by cycle, whether one channel of one port stalls.
//
// Each channel gets a habit of its own from the seed, so that a few seeds meet many mixtures:
// never, now and then, mostly, or in long pauses.
class Stalls {
 public:
  static Stalls none() { return Stalls(0, Habit::kNever); }

  // Stalls of this seed, or none.
  static Stalls when(bool enabled, uint64_t seed) { return enabled ? Stalls(seed) : none(); }

  explicit Stalls(uint64_t seed) : Stalls(seed, Habit::kNever) {
    habit_ = static_cast<Habit>(random_.below(4));
  }

  bool stall() {
    switch (habit_) {
      case Habit::kNever:
        return false;
      case Habit::kSeldom:
        return random_.below(8) == 0;
      case Habit::kMostly:
        return random_.below(4) != 0;
      case Habit::kPauses:
        break;
    }
    if (left_ == 0) {
      pausing_ = !pausing_;
      left_ = 1 + random_.below(pausing_ ? 100 : 200);
    }
    --left_;
    return pausing_;
  }

 private:
  enum class Habit { kNever, kSeldom, kMostly, kPauses };

  Stalls(uint64_t seed, Habit habit) : random_(seed), habit_(habit) {}

  Random random_;
  Habit habit_;
  bool pausing_ = false;
  uint64_t left_ = 0;
};

}  // namespace vitcc::sim
