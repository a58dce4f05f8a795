#include "axi_write.hpp"

#include <utility>

namespace vitcc::sim {

namespace {

// Beats that the memory takes before it has seen their address.
constexpr size_t kEarlyBeats = 16;

}  // namespace

AxiWrite::AxiWrite(unsigned port, const WritePins& pins, AxiShared& shared, uint64_t seed,
                   bool stalls)
    : port_(port),
      pins_(pins),
      shared_(shared),
      address_stalls_(Stalls::when(stalls, seed)),
      data_stalls_(Stalls::when(stalls, seed + 1)),
      answer_stalls_(Stalls::when(stalls, seed + 2)) {}

void AxiWrite::fail(const std::string& what) const {
  shared_.failure.raise("axi", "m_axi_gmem" + std::to_string(port_) + " write: " + what);
}

void AxiWrite::drive() {
  *pins_.awready = bursts_.size() < shared_.outstanding && !address_stalls_.stall();
  *pins_.wready = early_.size() < kEarlyBeats && !data_stalls_.stall() &&
                  shared_.bandwidth.take(*pins_.wvalid ? pins_.wdata.bytes : 0);
  if (!answering_ && !bursts_.empty() && bursts_.front().complete &&
      bursts_.front().due <= shared_.now && !answer_stalls_.stall()) {
    store(bursts_.front());
    *pins_.bresp = 0;
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
      burst.due = shared_.now + shared_.latency;
    }
    if (!burst.complete) return;
  }
}

}  // namespace vitcc::sim
