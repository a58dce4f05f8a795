// The processor's side of the AXI4-Lite port: one register access at a time.
#pragma once

#include <cstdint>

#include "axi_pins.hpp"
#include "failure.hpp"
#include "stalls.hpp"

namespace vitcc::sim {

class AxiLite {
 public:
  AxiLite(const AxiLitePins& pins, Failure& failure, uint64_t seed, Pattern stalls);

  // strobes: the bytes that are written.
  void begin_write(uint32_t address, uint32_t value, unsigned strobes = 0xf);
  void begin_read(uint32_t address);

  bool busy() const { return writing_ || reading_; }
  // What the last read found, and where.
  uint32_t value() const { return value_; }
  uint32_t address() const { return address_; }
  bool was_read() const { return was_read_; }

  // Forgets what is under way.
  void reset();

  void drive();
  void sample();

 private:
  void sample_write();
  void sample_read();

  const AxiLitePins pins_;
  Failure& failure_;
  Stalls address_stalls_;
  Stalls data_stalls_;
  Stalls answer_stalls_;
  bool writing_ = false;
  bool reading_ = false;
  bool was_read_ = false;  // the last access
  bool address_open_ = false;  // the address was not taken yet
  bool data_open_ = false;     // nor the data
  bool address_valid_ = false;
  bool data_valid_ = false;
  bool answer_ready_ = false;
  bool settled_ = true;  // no pin needs to change
  uint32_t address_ = 0;
  uint32_t value_ = 0;
  unsigned strobes_ = 0;
};

}  // namespace vitcc::sim
