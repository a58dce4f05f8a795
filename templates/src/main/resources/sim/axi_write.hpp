// The memory's side of the AW, W and B channels of one port.
#pragma once

#include <deque>
#include <vector>

#include "axi_channel.hpp"
#include "axi_pins.hpp"

namespace vitcc::sim {

class AxiWrite {
 public:
  AxiWrite(unsigned port, const WritePins& pins, AxiShared& shared, uint64_t seed);

  void drive();
  void sample();
  // Forgets what is under way.
  void reset();

  // Bursts that were announced and not yet answered, and beats that belong to none.
  size_t pending() const { return bursts_.size() + early_.size(); }
  uint64_t beats() const { return beats_; }

 private:
  struct Beat {
    std::vector<uint8_t> bytes;
    uint64_t strobe = 0;
    bool last = false;

    bool operator==(const Beat& other) const {
      return bytes == other.bytes && strobe == other.strobe && last == other.last;
    }
  };

  struct Burst {
    AxiBurst burst;
    std::vector<Beat> beats;
    bool complete;
    uint64_t due;  // cycle from which it may be answered, once complete
  };

  bool takes_address() const;
  bool takes_data() const;
  void sample_address();
  void sample_data();
  // Gives the beats that arrived to the bursts that wait for them, in order.
  void match();
  // Puts the burst's bytes into memory: no earlier than the answer, so that nobody relies on it.
  void store(const Burst& burst);
  void fail(const std::string& what) const;

  const unsigned port_;
  const WritePins pins_;
  AxiShared& shared_;
  Pattern order_;         // kAddressFirst, kDataFirst, or neither
  uint64_t answer_late_;  // cycles, beyond the latency
  Stalls address_stalls_;
  Stalls data_stalls_;
  Stalls answer_stalls_;
  std::deque<Burst> bursts_;
  std::deque<Beat> early_;
  bool answering_ = false;
  bool address_waiting_ = false;
  bool data_waiting_ = false;
  unsigned late_ = 0;  // addresses that came after an error
  AxiBurst offered_address_;
  Beat offered_data_;
  uint64_t beats_ = 0;
};

}  // namespace vitcc::sim
