// Answers of the memory that say error.
#pragma once

#include <cstdint>

#include "stalls.hpp"

namespace vitcc::sim {

// Which answers of a run are errors: none, or one of them and now and then one after it. Reads
// (beats) and writes (bursts) are counted each, over all ports.
class ErrorAnswers {
 public:
  explicit ErrorAnswers(uint64_t seed) : random_(seed) {}

  // A new run, all of whose answers are good.
  void none() {
    armed_ = false;
    reads_ = writes_ = 0;
    read_given_ = write_given_ = false;
  }

  // A new run, with an error at the answer of this number.
  void at(bool write, uint64_t number) {
    none();
    armed_ = true;
    write_ = write;
    number_ = number;
  }

  // The response of the next answer: OKAY, SLVERR or DECERR.
  uint8_t read() {
    const uint64_t number = reads_++;
    return answer(!write_ && number == number_);
  }
  uint8_t write() {
    const uint64_t number = writes_++;
    return answer(write_ && number == number_);
  }

  // An error was taken by the design.
  void given(bool write) { (write ? write_given_ : read_given_) = true; }

  bool any_given() const { return read_given_ || write_given_; }
  bool read_given() const { return read_given_; }
  bool write_given() const { return write_given_; }
  uint64_t reads() const { return reads_; }
  uint64_t writes() const { return writes_; }

 private:
  uint8_t answer(bool first) {
    if (!armed_ || !(first || (any_given() && random_.below(4) == 0))) return 0;
    return random_.below(2) == 0 ? 2 : 3;
  }

  Random random_;
  bool armed_ = false;
  bool write_ = false;
  uint64_t number_ = 0;
  uint64_t reads_ = 0;
  uint64_t writes_ = 0;
  bool read_given_ = false;
  bool write_given_ = false;
};

}  // namespace vitcc::sim
