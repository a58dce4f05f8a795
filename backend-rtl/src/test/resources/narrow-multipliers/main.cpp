// Multipliers of lookup tables against plain products.
//
// 1. Every product: operands -128 ... 127 and all weights of the format, in one lane after the
//    other, the other lanes at random. What is shifted has no -128.
// 2. Full columns at random and at the extremes.
// 3. Shifted operands again, another row each cycle: signs and magnitudes arrive at their stages.
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <vector>

#include "Vnarrow_multipliers.h"

namespace {

constexpr int kLanes = 8;
constexpr int kCycles = 6;  // from operands to the sum of the slowest column

using Lanes = std::array<int, kLanes>;

struct Format {
  const char* name;
  int bits;
  std::vector<int> weights;
  std::vector<int> codes;  // of each weight, as docs/engine.md has them
};

const Format kBinary{"binary", 1, {1, -1}, {0, 1}};
const Format kTernary{"ternary", 2, {0, 1, -1}, {0, 1, 3}};
const Format kPowers{"power of two",
                     4,
                     {0, 1, 2, 4, 8, 16, 32, 64, -1, -2, -4, -8, -16, -32, -64},
                     {0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15}};

class Bench {
 public:
  // Compares the sums of one set of operands; picks are indices of weights.
  void compare(const Lanes& x, const Lanes& binary, const Lanes& ternary, const Lanes& powers) {
    dut_.binary_i = word(kBinary, binary);
    dut_.ternary_i = word(kTernary, ternary);
    dut_.powers_i = word(kPowers, powers);
    for (int i = 0; i < kCycles; ++i) step(x);
    check(kBinary, x, binary, int32_t(dut_.binary_o << 20) >> 20);
    Lanes low = x;
    for (int& lane : low) lane = int32_t(uint32_t(lane) << 26) >> 26;
    check(kBinary, low, binary, int32_t(dut_.six_bits_o << 22) >> 22);
    check(kTernary, x, ternary, int32_t(dut_.ternary_o << 20) >> 20);
    checkPowers(x, powers);
    ++compared;
  }

  // Rows that follow each other meet the same weights.
  void stream(const Lanes& powers, const std::vector<Lanes>& rows) {
    dut_.powers_i = word(kPowers, powers);
    for (size_t i = 0; i < rows.size(); ++i) {
      step(rows[i]);
      if (i + 1 >= kCycles) checkPowers(rows[i + 1 - kCycles], powers);
    }
  }

  uint64_t compared = 0;

 private:
  static uint64_t word(const Format& format, const Lanes& picks) {
    uint64_t bits = 0;
    for (int k = 0; k < kLanes; ++k) bits |= uint64_t(format.codes[picks[k]]) << (format.bits * k);
    return bits;
  }

  void step(const Lanes& x) {
    uint64_t operands = 0;
    for (int k = 0; k < kLanes; ++k) operands |= uint64_t(x[k] & 0xff) << (8 * k);
    dut_.x_i = operands;
    dut_.clk_i = 0;
    dut_.eval();
    dut_.clk_i = 1;
    dut_.eval();
  }

  void checkPowers(const Lanes& x, const Lanes& powers) {
    if (std::find(x.begin(), x.end(), -128) != x.end()) return;
    check(kPowers, x, powers, int32_t(dut_.powers_o << 14) >> 14);
  }

  static void check(const Format& format, const Lanes& x, const Lanes& picks, int found) {
    int wanted = 0;
    for (int k = 0; k < kLanes; ++k) wanted += x[k] * format.weights[picks[k]];
    if (wanted == found) return;
    std::printf("%s: expected %d, found %d\n", format.name, wanted, found);
    std::exit(1);
  }

  Vnarrow_multipliers dut_;
};

std::mt19937 random_bits(1);

int below(size_t limit) { return int(random_bits() % limit); }

Lanes picks(const Format& format) {
  Lanes lanes;
  for (int& lane : lanes) lane = below(format.weights.size());
  return lanes;
}

Lanes operands(bool extreme) {
  Lanes lanes;
  for (int& lane : lanes) lane = extreme ? (below(2) ? 127 : -127) : below(255) - 127;
  return lanes;
}

}  // namespace

int main() {
  Bench bench;
  for (int lane = 0; lane < kLanes; ++lane) {
    for (int x = -128; x < 128; ++x) {
      for (int weight = 0; weight < int(kPowers.weights.size()); ++weight) {
        Lanes streamed = operands(false);
        Lanes binary = picks(kBinary), ternary = picks(kTernary), powers = picks(kPowers);
        streamed[lane] = x;
        binary[lane] = weight % int(kBinary.weights.size());
        ternary[lane] = weight % int(kTernary.weights.size());
        powers[lane] = weight;
        bench.compare(streamed, binary, ternary, powers);
      }
    }
  }
  for (int i = 0; i < 20000; ++i) {
    bench.compare(operands(i % 2 == 0), picks(kBinary), picks(kTernary), picks(kPowers));
  }
  for (int i = 0; i < 100; ++i) {
    std::vector<Lanes> rows(100);
    for (Lanes& row : rows) row = operands(i % 2 == 0);
    bench.stream(picks(kPowers), rows);
  }
  std::printf("%llu sums of each format\n", (unsigned long long)bench.compared);
}
