// Packed multipliers against plain products.
//
// 1. Every product that numerics.md allows: weights -127 ... 127 twice, operands -128 ... 255,
//    in one lane after the other of a chain, zeros in the others.
// 2. Chains at the extremes: each of the eight lanes takes each of the least and greatest operands
//    and weights, in all combinations of operands and of one column, the other column at random.
// 3. Full chains at random.
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <random>

#include "Vvitcc_dot.h"

namespace {

constexpr int kLanes = 8;
constexpr int kLatency = 10;

class Bench {
 public:
  // Operands of one sum, each a cycle after the lane before it; what they should give is compared
  // when it comes out.
  void step(const int (&x)[kLanes], const int (&w0)[kLanes], const int (&w1)[kLanes]) {
    uint64_t low = 0, high = 0;
    uint32_t operands[3] = {0, 0, 0};
    int64_t sum0 = 0, sum1 = 0;
    started_.push_front({});
    if (started_.size() > kLanes) started_.pop_back();
    for (int k = 0; k < kLanes; ++k) {
      started_.front()[k] = {x[k], w0[k], w1[k]};
      sum0 += x[k] * w0[k];
      sum1 += x[k] * w1[k];
    }
    for (int k = 0; k < int(started_.size()); ++k) {
      const Lane& lane = started_[k][k];
      low |= uint64_t(lane.w0 & 0xff) << (8 * k);
      high |= uint64_t((lane.w1 - (lane.w0 < 0)) & 0xff) << (8 * k);
      for (int b = 0; b < 9; ++b) {
        operands[(9 * k + b) / 32] |= ((lane.x >> b) & 1u) << (9 * k + b) % 32;
      }
    }
    for (int i = 0; i < 3; ++i) dut_.x_i[i] = operands[i];
    dut_.low_i = low;
    dut_.high_i = high;
    expected_.push_back({sum0, sum1});
    clock();
  }

  void clock() {
    dut_.enable_i = 1023;
    dut_.clk_i = 0;
    dut_.eval();
    dut_.clk_i = 1;
    dut_.eval();
    if (expected_.size() < kLatency) return;
    Sums wanted = expected_.front();
    expected_.pop_front();
    check("low", wanted.low, dut_.low_o);
    check("high", wanted.high, dut_.high_o);
    ++compared;
  }

  uint64_t compared = 0;

 private:
  struct Sums {
    int64_t low, high;
  };
  struct Lane {
    int x, w0, w1;
  };

  void check(const char* column, int64_t wanted, uint32_t found) {
    int64_t value = int32_t(found << 13) >> 13;
    if (value == wanted) return;
    std::printf("%s column after %llu: expected %lld, found %lld\n", column,
                (unsigned long long)compared, (long long)wanted, (long long)value);
    std::exit(1);
  }

  Vvitcc_dot dut_;
  std::deque<Sums> expected_;
  std::deque<std::array<Lane, kLanes>> started_;  // the latest first
};

void products(Bench& bench) {
  int lane = 0;
  for (int a = -127; a <= 127; ++a) {
    for (int b = -127; b <= 127; ++b) {
      for (int v = -128; v <= 255; ++v) {
        int x[kLanes] = {}, w0[kLanes] = {}, w1[kLanes] = {};
        x[lane] = v;
        w0[lane] = a;
        w1[lane] = b;
        bench.step(x, w0, w1);
        lane = (lane + 1) % kLanes;
      }
    }
  }
}

void extremes(Bench& bench, std::mt19937& random) {
  const int operands[][2] = {{-128, 127}, {0, 255}, {-128, 255}};
  for (const auto& operand : operands) {
    for (int xs = 0; xs < 1 << kLanes; ++xs) {
      for (int ws = 0; ws < 1 << kLanes; ++ws) {
        unsigned others[] = {0u, 255u, unsigned(ws), unsigned(~ws), unsigned(random())};
        for (unsigned other : others) {
          int x[kLanes], w0[kLanes], w1[kLanes];
          for (int k = 0; k < kLanes; ++k) {
            x[k] = operand[xs >> k & 1];
            w0[k] = ws >> k & 1 ? 127 : -127;
            w1[k] = other >> k & 1 ? 127 : -127;
          }
          bench.step(x, w0, w1);
          bench.step(x, w1, w0);
        }
      }
    }
  }
}

void chains(Bench& bench, std::mt19937& random) {
  for (int i = 0; i < 1000000; ++i) {
    int x[kLanes], w0[kLanes], w1[kLanes];
    for (int k = 0; k < kLanes; ++k) {
      x[k] = int(random() % 384) - 128;
      w0[k] = int(random() % 255) - 127;
      w1[k] = int(random() % 255) - 127;
    }
    bench.step(x, w0, w1);
  }
}

}  // namespace

int main() {
  Bench bench;
  std::mt19937 random(1);
  products(bench);
  std::printf("%llu products\n", (unsigned long long)bench.compared);
  extremes(bench, random);
  chains(bench, random);
  for (int i = 1; i < kLatency; ++i) {
    int zero[kLanes] = {};
    bench.step(zero, zero, zero);
  }
  std::printf("%llu sums compared\n", (unsigned long long)bench.compared);
  return 0;
}
