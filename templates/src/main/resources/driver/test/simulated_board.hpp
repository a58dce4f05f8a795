// A board that is simulated: the verilated accelerator, its register port, and memory behind its
// ports, as a driver sees them.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "accelerator.hpp"
#include "axi_lite.hpp"
#include "axi_read.hpp"
#include "axi_write.hpp"
#include "vitcc_accel_hw.h"

namespace vitcc::sim {

// What a test is told: where files are, and how many frames to run.
struct BoardOptions {
  std::string image, input, vectors;
  uint32_t frames = 1;
  bool poll = false;  // the driver polls, and is never told of an interrupt

  // Throws UsageError for what it does not know.
  static BoardOptions parse(int argc, char** argv);
};

class SimulatedBoard {
 public:
  SimulatedBoard();

  uint32_t read32(uint32_t offset);
  void write32(uint32_t offset, uint32_t value);

  // Memory has two sides: what the processor wrote reaches the accelerator with `flush` only, and
  // what that wrote reaches the processor with `invalidate` only. Until then there is noise.
  uint64_t alloc(size_t bytes);
  void release(uint64_t address);
  void flush(uint64_t address, const uint8_t* data, size_t bytes);
  void invalidate(uint64_t address, uint8_t* data, size_t bytes);

  // Lets time pass until the interrupt, or so many microseconds; whether it came.
  bool wait(uint64_t microseconds);
  uint64_t microseconds() const { return shared_.now / VITCC_CYCLES_PER_MICROSECOND; }

  // What the memory, the ports or checks in the design found wrong, or empty.
  std::string fault() const;
  size_t buffers() const { return buffers_.size(); }

 private:
  static constexpr uint64_t VITCC_CYCLES_PER_MICROSECOND = 100;

  struct Buffer {
    uint64_t address;
    std::vector<uint8_t> device;
  };

  void cycle();
  void finish_access();
  // Gives the memory model the buffers that the registers point to.
  void start();
  // Puts what was written into the buffer of the output.
  void collect();
  Buffer& find(uint64_t address, size_t bytes);
  uint64_t pointer(uint32_t low) const;

  Failure failure_;
  Accelerator design_;
  const std::vector<AxiPins> pins_;
  Memory memory_;
  Bandwidth bandwidth_;
  ErrorAnswers errors_{0};  // none
  AxiShared shared_;
  std::vector<std::unique_ptr<AxiRead>> reads_;
  std::vector<std::unique_ptr<AxiWrite>> writes_;
  AxiLite control_;
  bool listening_ = false;
  bool running_ = false;
  uint32_t registers_[VITCC_REGISTER_BYTES / 4] = {};  // as written
  std::deque<Buffer> buffers_;
  uint64_t next_address_ = UINT64_C(0x840000000);  // above 4 GiB: both halves of addresses count
};

}  // namespace vitcc::sim
