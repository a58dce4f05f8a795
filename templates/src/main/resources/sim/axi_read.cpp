#include "axi_read.hpp"

#include <vector>

namespace vitcc::sim {
namespace {

constexpr uint8_t kOkay = 0;
constexpr uint8_t kDecodeError = 3;
// Addresses that may still come after an error: one in the same cycle, those of both readers, and
// that of what joins them.
constexpr unsigned kReadsOnTheWay = 4;

}  // namespace

AxiRead::AxiRead(unsigned port, const ReadPins& pins, AxiShared& shared, uint64_t seed)
    : port_(port),
      pins_(pins),
      shared_(shared),
      random_(seed),
      address_stalls_(shared.stalls, random_.next()),
      data_stalls_(shared.stalls, random_.next()) {}

void AxiRead::reset() {
  bursts_.clear();
  presenting_ = waiting_ = false;
  late_ = 0;
  *pins_.arready = 0;
  *pins_.rvalid = 0;
}

void AxiRead::fail(const std::string& what) const {
  shared_.failure.raise("axi", "m_axi_gmem" + std::to_string(port_) + " read: " + what);
}

size_t AxiRead::choose() {
  if (bursts_.empty()) return 0;
  if (shared_.stalls == Pattern::kNone) return bursts_[0].due <= shared_.now ? 0 : bursts_.size();
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
  const uint8_t error = shared_.errors.read();
  if (error != kOkay) std::memset(pins_.rdata.at, 0x5a ^ error, bytes);
  *pins_.rresp = data != nullptr ? error : kDecodeError;
  *pins_.rlast = burst.beat == burst.burst.length;
  pins_.rid.set(burst.burst.id);
  presented_ = index;
  presenting_ = true;
}

void AxiRead::drive() {
  *pins_.arready = bursts_.size() < shared_.outstanding && !address_stalls_.stall(*pins_.arvalid);
  if (!presenting_ && !data_stalls_.stall(!bursts_.empty())) {
    const size_t index = choose();
    if (index < bursts_.size() && shared_.bandwidth.take(pins_.rdata.bytes)) present(index);
  }
  *pins_.rvalid = presenting_;
}

void AxiRead::accept() {
  Burst& burst = bursts_[presented_];
  presenting_ = false;
  if (*pins_.rresp != kOkay) shared_.errors.given(false);
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
  if (!shared_.errors.any_given()) late_ = 0;
  if (shared_.errors.any_given() && ++late_ > kReadsOnTheWay) {
    fail("an address long after an error: " + burst.text());
  }
  bursts_.push_back({burst, shared_.now + shared_.latency, 0});
}

}  // namespace vitcc::sim
