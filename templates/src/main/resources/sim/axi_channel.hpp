// What the read and the write channels of the memory model share.
#pragma once

#include <cstdint>
#include <string>

#include "errors.hpp"
#include "failure.hpp"
#include "memory.hpp"
#include "stalls.hpp"

namespace vitcc::sim {

// The bandwidth that all ports share: a bucket that fills every cycle and pays for each beat.
class Bandwidth {
 public:
  // bytes_per_cycle 0: no limit. The bucket holds four cycles, and at least two beats.
  Bandwidth(double bytes_per_cycle, uint64_t beat_bytes)
      : rate_(static_cast<uint64_t>(bytes_per_cycle * kOne)),
        capacity_(4 * rate_ > 2 * beat_bytes * kOne ? 4 * rate_ : 2 * beat_bytes * kOne) {}

  void refill() {
    level_ += rate_;
    if (level_ > capacity_) level_ = capacity_;
  }

  bool take(uint64_t bytes) {
    if (rate_ == 0) return true;
    if (level_ < bytes * kOne) return false;
    level_ -= bytes * kOne;
    return true;
  }

 private:
  static constexpr uint64_t kOne = 1024;
  uint64_t rate_;
  uint64_t capacity_;
  uint64_t level_ = 0;
};

// What every channel of every port works with.
struct AxiShared {
  Memory& memory;
  Bandwidth& bandwidth;
  Failure& failure;
  uint64_t latency;
  uint64_t outstanding;
  Pattern stalls;
  ErrorAnswers& errors;
  uint64_t now = 0;        // cycle
  uint64_t progress = 0;   // beats moved, for the watchdog
  uint64_t bytes_read = 0;
  uint64_t bytes_written = 0;
};

// One accepted or offered address.
struct AxiBurst {
  uint64_t address = 0;
  uint64_t id = 0;
  unsigned length = 0;  // beats - 1
  unsigned size = 0;
  unsigned type = 0;

  bool operator==(const AxiBurst& other) const {
    return address == other.address && id == other.id && length == other.length &&
           size == other.size && type == other.type;
  }

  // What AXI4 and this project forbid; empty if nothing is wrong.
  std::string fault(uint64_t beat_bytes) const {
    const uint64_t bytes = (length + 1) * beat_bytes;
    if (type != 1) return "the burst is not INCR";
    if ((uint64_t{1} << size) != beat_bytes) return "beats are not as wide as the bus";
    if (address % beat_bytes != 0) return "the address is not aligned to the bus";
    if (address / 4096 != (address + bytes - 1) / 4096) return "the burst crosses 4 KiB";
    return "";
  }

  std::string text() const {
    char hex[20];
    std::snprintf(hex, sizeof hex, "0x%llx", static_cast<unsigned long long>(address));
    return std::to_string(length + 1) + " beats at " + hex;
  }
};

}  // namespace vitcc::sim
