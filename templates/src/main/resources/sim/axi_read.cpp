#include "axi_read.hpp"

#include <vector>

namespace vitcc::sim {
namespace {

constexpr uint8_t kOkay = 0;
constexpr uint8_t kDecodeError = 3;

}  // namespace

AxiRead::AxiRead(unsigned port, const ReadPins& pins, AxiShared& shared, uint64_t seed, bool stalls)
    : port_(port),
      pins_(pins),
      shared_(shared),
      random_(seed),
      address_stalls_(Stalls::when(stalls, random_.next())),
      data_stalls_(Stalls::when(stalls, random_.next())) {}

void AxiRead::fail(const std::string& what) const {
  shared_.failure.raise("axi", "m_axi_gmem" + std::to_string(port_) + " read: " + what);
}

size_t AxiRead::choose() {
  if (bursts_.empty()) return 0;
  if (!shared_.reorder) return bursts_[0].due <= shared_.now ? 0 : bursts_.size();
  std::vector<size_t> due;
  for (size_t i = 0; i < bursts_.size(); ++i) {
    bool first_of_id = bursts_[i].due <= shared_.now;
    for (size_t j = 0; j < i && first_of_id; ++j) {
      first_of_id = bursts_[j].burst.id != bursts_[i].burst.id;
    }
    if (first_of_id) due.push_back(i);
  }
  return due.empty() ? bursts_.size() : due[random_.below(due.size())];
}

void AxiRead::present(size_t index) {
  const Burst& burst = bursts_[index];
  const uint64_t bytes = pins_.rdata.bytes;
  const uint64_t address = burst.burst.address + burst.beat * bytes;
  const uint8_t* data = shared_.memory.read(address);
  if (data != nullptr) {
    std::memcpy(pins_.rdata.at, data, bytes);
  } else {
    fail("no data at " + burst.burst.text() + ", beat " + std::to_string(burst.beat));
    std::memset(pins_.rdata.at, 0xee, bytes);
  }
  *pins_.rresp = data != nullptr ? kOkay : kDecodeError;
  *pins_.rlast = burst.beat == burst.burst.length;
  pins_.rid.set(burst.burst.id);
  presented_ = index;
  presenting_ = true;
}

void AxiRead::drive() {
  *pins_.arready = bursts_.size() < shared_.outstanding && !address_stalls_.stall();
  if (!presenting_ && !data_stalls_.stall()) {
    const size_t index = choose();
    if (index < bursts_.size() && shared_.bandwidth.take(pins_.rdata.bytes)) present(index);
  }
  *pins_.rvalid = presenting_;
}

void AxiRead::accept() {
  Burst& burst = bursts_[presented_];
  presenting_ = false;
  ++beats_;
  ++shared_.progress;
  shared_.bytes_read += pins_.rdata.bytes;
  if (burst.beat++ == burst.burst.length) {
    bursts_.erase(bursts_.begin() + static_cast<std::ptrdiff_t>(presented_));
  }
}

void AxiRead::sample() {
  if (presenting_ && *pins_.rready) accept();
  if (!*pins_.arvalid) {
    if (waiting_) fail("ARVALID fell before ARREADY");
    waiting_ = false;
    return;
  }
  AxiBurst burst;
  burst.address = *pins_.araddr;
  burst.id = pins_.arid.get();
  burst.length = *pins_.arlen;
  burst.size = *pins_.arsize;
  burst.type = *pins_.arburst;
  if (waiting_ && !(burst == offered_)) fail("the address changed before ARREADY");
  waiting_ = !*pins_.arready;
  offered_ = burst;
  if (waiting_) return;
  const std::string fault = burst.fault(pins_.rdata.bytes);
  if (!fault.empty()) fail(fault + ": " + burst.text());
  bursts_.push_back({burst, shared_.now + shared_.latency, 0});
}

}  // namespace vitcc::sim
