#include "axi_write.hpp"

#include <algorithm>
#include <utility>

namespace vitcc::sim {

namespace {

// Beats that the memory takes before it has seen their address.
constexpr size_t kEarlyBeats = 16;
// The same, where it waits for a whole burst of data: the longest there is.
constexpr size_t kBurstBeats = 256;
constexpr uint64_t kSlowAnswer = 3000;
// A write that was begun before the error may still be announced.
constexpr unsigned kWritesOnTheWay = 1;

Pattern order(Pattern pattern, Random random) {
  if (pattern != Pattern::kRandom) return pattern;
  constexpr Pattern kOrders[] = {Pattern::kNone, Pattern::kAddressFirst, Pattern::kDataFirst};
  return kOrders[random.below(3)];
}

uint64_t answer_late(Pattern pattern, Random random) {
  if (pattern == Pattern::kSlowAnswers) return kSlowAnswer;
  return pattern == Pattern::kRandom && random.below(4) == 0 ? random.below(kSlowAnswer) : 0;
}

}  // namespace

AxiWrite::AxiWrite(unsigned port, const WritePins& pins, AxiShared& shared, uint64_t seed)
    : port_(port),
      pins_(pins),
      shared_(shared),
      order_(order(shared.stalls, Random(seed + 3))),
      answer_late_(answer_late(shared.stalls, Random(seed + 4))),
      address_stalls_(shared.stalls, seed),
      data_stalls_(shared.stalls, seed + 1),
      answer_stalls_(shared.stalls, seed + 2) {}

void AxiWrite::reset() {
  bursts_.clear();
  early_.clear();
  answering_ = address_waiting_ = data_waiting_ = false;
  late_ = 0;
  *pins_.awready = 0;
  *pins_.wready = 0;
  *pins_.bvalid = 0;
}

bool AxiWrite::takes_address() const {
  if (bursts_.size() >= shared_.outstanding) return false;
  if (order_ != Pattern::kDataFirst) return true;
  return std::any_of(early_.begin(), early_.end(), [](const Beat& beat) { return beat.last; });
}

bool AxiWrite::takes_data() const {
  switch (order_) {
    case Pattern::kAddressFirst:
      return !bursts_.empty() && !bursts_.back().complete;
    case Pattern::kDataFirst:
      return early_.size() < kBurstBeats;
    default:
      return early_.size() < kEarlyBeats;
  }
}

void AxiWrite::fail(const std::string& what) const {
  shared_.failure.raise("axi", "m_axi_gmem" + std::to_string(port_) + " write: " + what);
}

void AxiWrite::drive() {
  *pins_.awready = takes_address() && !address_stalls_.stall(*pins_.awvalid);
  *pins_.wready = takes_data() && !data_stalls_.stall(*pins_.wvalid) &&
                  shared_.bandwidth.take(*pins_.wvalid ? pins_.wdata.bytes : 0);
  if (!answering_ && !bursts_.empty() && bursts_.front().complete &&
      bursts_.front().due <= shared_.now && !answer_stalls_.stall(true)) {
    store(bursts_.front());
    *pins_.bresp = shared_.errors.write();
    pins_.bid.set(bursts_.front().burst.id);
    answering_ = true;
  }
  *pins_.bvalid = answering_;
}

void AxiWrite::store(const Burst& burst) {
  for (size_t i = 0; i < burst.beats.size(); ++i) {
    const Beat& beat = burst.beats[i];
    const std::string fault = shared_.memory.write(
        burst.burst.address + i * pins_.wdata.bytes, beat.bytes.data(), beat.strobe);
    if (!fault.empty()) return fail(fault + ": " + burst.burst.text());
  }
}

void AxiWrite::sample() {
  if (answering_ && *pins_.bready) {
    answering_ = false;
    if (*pins_.bresp != 0) shared_.errors.given(true);
    bursts_.pop_front();
    ++shared_.progress;
  }
  sample_address();
  sample_data();
}

void AxiWrite::sample_address() {
  if (!*pins_.awvalid) {
    if (address_waiting_) fail("AWVALID fell before AWREADY");
    address_waiting_ = false;
    return;
  }
  AxiBurst burst;
  burst.address = *pins_.awaddr;
  burst.id = pins_.awid.get();
  burst.length = *pins_.awlen;
  burst.size = *pins_.awsize;
  burst.type = *pins_.awburst;
  if (address_waiting_ && !(burst == offered_address_)) fail("the address changed before AWREADY");
  address_waiting_ = !*pins_.awready;
  offered_address_ = burst;
  if (address_waiting_) return;
  const std::string fault = burst.fault(pins_.wdata.bytes);
  if (!fault.empty()) fail(fault + ": " + burst.text());
  if (!shared_.errors.any_given()) late_ = 0;
  if (shared_.errors.any_given() && ++late_ > kWritesOnTheWay) {
    fail("an address long after an error: " + burst.text());
  }
  bursts_.push_back({burst, {}, false, 0});
  match();
}

void AxiWrite::sample_data() {
  if (!*pins_.wvalid) {
    if (data_waiting_) fail("WVALID fell before WREADY");
    data_waiting_ = false;
    return;
  }
  Beat beat;
  beat.bytes.assign(pins_.wdata.at, pins_.wdata.at + pins_.wdata.bytes);
  beat.strobe = pins_.wstrb.get();
  beat.last = *pins_.wlast != 0;
  if (data_waiting_ && !(beat == offered_data_)) {
    fail("data, strobes or WLAST changed before WREADY");
  }
  data_waiting_ = !*pins_.wready;
  if (data_waiting_) {
    offered_data_ = std::move(beat);
    return;
  }
  ++beats_;
  ++shared_.progress;
  shared_.bytes_written += pins_.wdata.bytes;
  early_.push_back(std::move(beat));
  match();
}

void AxiWrite::match() {
  for (Burst& burst : bursts_) {
    while (!burst.complete && !early_.empty()) {
      const bool last = burst.beats.size() == burst.burst.length;
      if (early_.front().last != last) {
        fail((last ? "WLAST is missing in beat " : "WLAST came too early, in beat ") +
             std::to_string(burst.beats.size()) + " of " + burst.burst.text());
      }
      burst.beats.push_back(std::move(early_.front()));
      early_.pop_front();
      burst.complete = last;
      burst.due = shared_.now + shared_.latency + answer_late_;
    }
    if (!burst.complete) return;
  }
}

}  // namespace vitcc::sim
