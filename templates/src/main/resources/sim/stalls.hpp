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

// How the memory behind the ports behaves; docs/simulation.md describes each.
enum class Pattern { kNone, kRandom, kLate, kPauses, kAddressFirst, kDataFirst, kSlowAnswers };

// Decides, cycle by cycle, whether one channel of one port stalls.
//
// Each channel gets a habit of its own from the seed, so that a few seeds meet many mixtures:
// never, now and then, mostly, in long pauses, or late: only when the other side has waited.
class Stalls {
 public:
  Stalls(Pattern pattern, uint64_t seed) : random_(seed) {
    switch (pattern) {
      case Pattern::kNone:
        habit_ = Habit::kNever;
        break;
      case Pattern::kLate:
        habit_ = Habit::kLate;
        break;
      case Pattern::kPauses:
        habit_ = Habit::kPauses;
        break;
      default:
        habit_ = static_cast<Habit>(random_.below(5));
    }
    patience_ = 1 + random_.below(20);
  }

  // waiting: whether the other side has something to move in this cycle.
  bool stall(bool waiting) {
    switch (habit_) {
      case Habit::kLate:
        if (waiting && left_ == 0) {
          left_ = patience_;
          return false;
        }
        if (waiting) --left_;
        return true;
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
  enum class Habit { kNever, kSeldom, kMostly, kPauses, kLate };

  Random random_;
  Habit habit_ = Habit::kNever;
  bool pausing_ = false;
  uint64_t patience_ = 1;
  uint64_t left_ = 0;
};

}  // namespace vitcc::sim
