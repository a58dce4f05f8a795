// What all parts of the bench share: the engine it was built for, chance, and the first failure.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <deque>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace bench {

using Bytes = std::vector<uint8_t>;

// The engine, from the command line of the build.
constexpr int kPorts = PORTS;
constexpr int kBeatBytes = AXI_BITS / 8;
constexpr int kBusBytes = kPorts * kBeatBytes;
constexpr int kPm = PM;
constexpr int kPk = PK;
constexpr int kPn = PN;
constexpr int kMemoryLanes = kPk > kPn ? kPk : kPn;
constexpr int kDrainColumns = LANES / PM;
constexpr int kHiddenColumns = HIDDEN_COLUMNS;
constexpr uint32_t kFingerprint = FINGERPRINT;

class Random {
 public:
  void seed(uint64_t seed) { engine_.seed(seed); }
  uint64_t bits() { return engine_(); }
  uint64_t below(uint64_t limit) { return limit == 0 ? 0 : engine_() % limit; }
  bool percent(unsigned chance) { return below(100) < chance; }

 private:
  std::mt19937_64 engine_;
};

extern Random dice;
extern uint64_t now;  // cycle
extern bool failed;

// Reports the first failure of a run; the ones that follow from it are not worth reading.
template <class... Arguments>
void fail(const char* format, Arguments... arguments) {
  if (!failed) {
    std::printf("cycle %llu: ", static_cast<unsigned long long>(now));
    std::printf(format, arguments...);
    std::printf("\n");
  }
  failed = true;
}
inline void fail(const char* message) { fail("%s", message); }

// Bits of a verilated signal of any width: all of them are little-endian words in a row.
template <class Signal>
uint64_t get(const Signal& signal, int lsb, int width) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(&signal);
  uint64_t value = 0;
  for (int i = 0; i < width; ++i) {
    value |= static_cast<uint64_t>(bytes[(lsb + i) / 8] >> ((lsb + i) % 8) & 1) << i;
  }
  return value;
}

template <class Signal>
void set(Signal& signal, int lsb, int width, uint64_t value) {
  auto* bytes = reinterpret_cast<uint8_t*>(&signal);
  for (int i = 0; i < width; ++i) {
    uint8_t& byte = bytes[(lsb + i) / 8];
    const int bit = (lsb + i) % 8;
    byte = static_cast<uint8_t>((byte & ~(1 << bit)) | ((value >> i & 1) << bit));
  }
}

// Memory of 2^64 bytes: noise until somebody writes.
class Memory {
 public:
  uint8_t& at(uint64_t address) {
    Bytes& page = pages_[address >> 12];
    if (page.empty()) {
      page.resize(4096);
      for (uint8_t& byte : page) byte = static_cast<uint8_t>(dice.bits());
    }
    return page[address & 4095];
  }
  void clear() {
    pages_.clear();
    readable_.clear();
    writable_ = {0, 0};
  }
  void allow_reads(uint64_t from, uint64_t to) { readable_.emplace_back(from, to); }
  void allow_writes(uint64_t from, uint64_t to) { writable_ = {from, to}; }
  bool readable(uint64_t from, uint64_t bytes) const {
    for (const auto& range : readable_) {
      if (from >= range.first && from + bytes <= range.second) return true;
    }
    return false;
  }
  bool writable(uint64_t address) const {
    return address >= writable_.first && address < writable_.second;
  }

 private:
  std::map<uint64_t, Bytes> pages_;
  std::vector<std::pair<uint64_t, uint64_t>> readable_;
  std::pair<uint64_t, uint64_t> writable_;
};

extern Memory memory;

}  // namespace bench
