// The memory behind the ports: every rule of AXI4 that the design could break is checked, and every
// freedom that it leaves to a slave is taken.
#pragma once

#include "Vvitcc_core.h"
#include "bench.hpp"

namespace bench {

// How a slave behaves, drawn anew for every run.
struct Manners {
  unsigned take_address = 100;  // chances in percent
  unsigned give_data = 100;
  unsigned take_data = 100;
  unsigned latency = 60;
  unsigned outstanding = 16;  // bursts

  static Manners any() {
    auto chance = [] { return static_cast<unsigned>(30 + dice.below(71)); };
    return {chance(), chance(), chance(), static_cast<unsigned>(dice.below(120)),
            static_cast<unsigned>(1 + dice.below(16))};
  }
};

class ReadPort {
 public:
  // Set by the run: how many beats of all ports until one answers with an error; negative for none.
  static int64_t beats_to_error;
  static bool answered_error;

  void drive(Vvitcc_core& top, int port, const Manners& manners) {
    taking_ = bursts_.size() < manners.outstanding && dice.percent(manners.take_address);
    giving_ = !bursts_.empty() && bursts_.front().due <= now &&
              (giving_ || dice.percent(manners.give_data));
    erring_ = giving_ && beats_to_error == 0;
    const uint64_t noise = dice.bits();
    set(top.ar_ready_i, port, 1, taking_);
    set(top.r_valid_i, port, 1, giving_);
    set(top.r_last_i, port, 1, giving_ ? bursts_.front().left == 1 : noise & 1);
    set(top.r_resp_i, 2 * port, 2,
        giving_ ? (erring_ ? 2 + (noise & 1) : 0) : noise & 3);
    auto* data = reinterpret_cast<uint8_t*>(&top.r_data_i) + port * kBeatBytes;
    for (int i = 0; i < kBeatBytes; ++i) {
      data[i] = giving_ ? memory.at(bursts_.front().address + i) : static_cast<uint8_t>(noise);
    }
    if (giving_ && beats_to_error >= 0) --beats_to_error;
  }

  void sample(const Vvitcc_core& top, int port, const Manners& manners) {
    if (giving_) {  // always accepted
      answered_error = answered_error || erring_;
      bursts_.front().address += kBeatBytes;
      if (--bursts_.front().left == 0) bursts_.pop_front();
      giving_ = false;
    }
    const bool valid = get(top.ar_valid_o, port, 1) != 0;
    const uint64_t address = get(top.ar_address_o, 64 * port, 64);
    const uint64_t beats = get(top.ar_len_o, 8 * port, 8) + 1;
    if (waiting_ && (!valid || address != address_ || beats != beats_)) {
      fail("port %d: an address changed before it was taken", port);
    }
    waiting_ = valid && !taking_;
    address_ = address;
    beats_ = beats;
    if (!valid) return;
    const uint64_t bytes = beats * kBeatBytes;
    if (address % kBeatBytes != 0) fail("port %d: unaligned burst", port);
    if (address >> 12 != (address + bytes - 1) >> 12) fail("port %d: burst crosses 4 KiB", port);
    if (!memory.readable(address, bytes)) fail("port %d: reads what isn't its own", port);
    if (taking_) {
      const uint64_t due = now + 1 + manners.latency / 2 + dice.below(manners.latency + 1);
      bursts_.push_back({address, beats, due});
    }
  }

  bool quiet() const { return bursts_.empty() && !waiting_; }

 private:
  struct Burst {
    uint64_t address, left, due;
  };

  std::deque<Burst> bursts_;
  bool taking_ = false, giving_ = false, erring_ = false, waiting_ = false;
  uint64_t address_ = 0, beats_ = 0;
};

class WritePort {
 public:
  static bool answers_error;
  static bool answered_error;

  void drive(Vvitcc_core& top, const Manners& manners) {
    taking_address_ = dice.percent(manners.take_address);
    taking_data_ = dice.percent(manners.take_data);
    answering_ = !answers_.empty() && answers_.front() <= now;
    top.aw_ready_i = taking_address_;
    top.w_ready_i = taking_data_;
    top.b_valid_i = answering_;
    top.b_resp_i = answering_ ? (answers_error ? 2 : 0) : dice.bits() & 3;
  }

  void sample(const Vvitcc_core& top, const Manners& manners) {
    if (answering_) {
      answered_error = answered_error || answers_error;
      answers_.pop_front();
    }
    sample_address(top);
    sample_data(top);
    while (!bursts_.empty() && beats_.size() >= bursts_.front().beats) {
      store();
      const uint64_t due = now + 1 + dice.below(manners.latency + 1);
      answers_.push_back(answers_.empty() ? due : std::max(due, answers_.back()));
    }
  }

  bool quiet() const {
    return bursts_.empty() && beats_.empty() && answers_.empty() && !address_waiting_ &&
           !data_waiting_;
  }

 private:
  struct Burst {
    uint64_t address, beats;
    bool operator!=(const Burst& other) const {
      return address != other.address || beats != other.beats;
    }
  };
  struct Beat {
    Bytes bytes;
    uint64_t strobes;
    bool last;
    bool operator!=(const Beat& other) const {
      return bytes != other.bytes || strobes != other.strobes || last != other.last;
    }
  };

  void sample_address(const Vvitcc_core& top) {
    const Burst burst{top.aw_address_o, uint64_t{top.aw_len_o} + 1};
    if (address_waiting_ && (!top.aw_valid_o || burst != offered_burst_)) {
      fail("a write address changed before it was taken");
    }
    address_waiting_ = top.aw_valid_o && !taking_address_;
    offered_burst_ = burst;
    if (!top.aw_valid_o) return;
    if (burst.address % kBeatBytes != 0) fail("unaligned write burst");
    if (burst.address >> 12 != (burst.address + burst.beats * kBeatBytes - 1) >> 12) {
      fail("write burst crosses 4 KiB");
    }
    if (taking_address_) bursts_.push_back(burst);
  }

  void sample_data(const Vvitcc_core& top) {
    Beat beat{Bytes(kBeatBytes), get(top.w_strb_o, 0, kBeatBytes), top.w_last_o != 0};
    std::memcpy(beat.bytes.data(), &top.w_data_o, kBeatBytes);
    if (data_waiting_ && (!top.w_valid_o || beat != offered_beat_)) {
      fail("write data changed before they were taken");
    }
    data_waiting_ = top.w_valid_o && !taking_data_;
    offered_beat_ = beat;
    if (top.w_valid_o && taking_data_) beats_.push_back(beat);
  }

  void store() {
    const Burst burst = bursts_.front();
    bursts_.pop_front();
    for (uint64_t i = 0; i < burst.beats; ++i, beats_.pop_front()) {
      const Beat& beat = beats_.front();
      if (beat.last != (i + 1 == burst.beats)) fail("WLAST is in the wrong beat");
      for (int lane = 0; lane < kBeatBytes; ++lane) {
        if ((beat.strobes >> lane & 1) == 0) continue;
        const uint64_t address = burst.address + i * kBeatBytes + lane;
        if (!memory.writable(address)) fail("a write outside the output");
        memory.at(address) = beat.bytes[lane];
      }
    }
  }

  std::deque<Burst> bursts_;
  std::deque<Beat> beats_;
  std::deque<uint64_t> answers_;  // when they are due
  bool taking_address_ = false, taking_data_ = false, answering_ = false;
  bool address_waiting_ = false, data_waiting_ = false;
  Burst offered_burst_{0, 0};
  Beat offered_beat_;
};

}  // namespace bench
