// The memory's side of the AR and R channels of one port.
#pragma once

#include <deque>

#include "axi_channel.hpp"
#include "axi_pins.hpp"

namespace vitcc::sim {

class AxiRead {
 public:
  AxiRead(unsigned port, const ReadPins& pins, AxiShared& shared, uint64_t seed);

  // Sets the inputs of the design for this cycle; nothing here depends on its outputs in it.
  void drive();
  // Looks at the handshakes once the design has settled.
  void sample();
  // Forgets what is under way.
  void reset();

  size_t pending() const { return bursts_.size(); }
  uint64_t beats() const { return beats_; }

 private:
  struct Burst {
    AxiBurst burst;
    uint64_t due;   // cycle from which it may be answered
    unsigned beat;  // next
  };

  void present(size_t index);
  // The burst to answer next, or the number of bursts if none is due.
  size_t choose();
  void accept();
  void fail(const std::string& what) const;

  const unsigned port_;
  const ReadPins pins_;
  AxiShared& shared_;
  Random random_;
  Stalls address_stalls_;
  Stalls data_stalls_;
  std::deque<Burst> bursts_;
  size_t presented_ = 0;
  bool presenting_ = false;
  bool waiting_ = false;  // an address was offered and not taken
  AxiBurst offered_;
  unsigned late_ = 0;  // addresses that came after an error
  uint64_t beats_ = 0;
};

}  // namespace vitcc::sim
