#include "axi_lite.hpp"

#include <string>

namespace vitcc::sim {

AxiLite::AxiLite(const AxiLitePins& pins, Failure& failure, uint64_t seed, Pattern stalls)
    : pins_(pins),
      failure_(failure),
      address_stalls_(stalls, seed),
      data_stalls_(stalls, seed + 1),
      answer_stalls_(stalls, seed + 2) {}

void AxiLite::reset() {
  writing_ = reading_ = address_open_ = data_open_ = address_valid_ = data_valid_ = false;
  settled_ = false;
  drive();
}

void AxiLite::begin_write(uint32_t address, uint32_t value, unsigned strobes) {
  strobes_ = strobes;
  was_read_ = false;
  writing_ = address_open_ = data_open_ = true;
  settled_ = false;
  address_ = address;
  value_ = value;
}

void AxiLite::begin_read(uint32_t address) {
  reading_ = address_open_ = true;
  was_read_ = true;
  settled_ = false;
  address_ = address;
}

void AxiLite::drive() {
  if (settled_) return;
  settled_ = !busy();
  // Once valid it stays so until it is taken; address and data come in either order.
  address_valid_ = address_open_ && (address_valid_ || !address_stalls_.stall(true));
  data_valid_ = data_open_ && (data_valid_ || !data_stalls_.stall(true));
  answer_ready_ = busy() && !answer_stalls_.stall(true);
  pins_.awvalid.set(writing_ && address_valid_);
  pins_.awaddr.set(address_);
  pins_.wvalid.set(writing_ && data_valid_);
  pins_.wdata.set(value_);
  pins_.wstrb.set(strobes_);
  pins_.bready.set(writing_ && answer_ready_);
  pins_.arvalid.set(reading_ && address_valid_);
  pins_.araddr.set(address_);
  pins_.rready.set(reading_ && answer_ready_);
}

void AxiLite::sample() {
  if (writing_) {
    sample_write();
  } else if (reading_) {
    sample_read();
  }
}

void AxiLite::sample_write() {
  const bool answered = pins_.bvalid.get() != 0 && answer_ready_;
  if (pins_.bvalid.get() != 0 && (address_open_ || data_open_)) {
    failure_.raise("control", "s_axi_control: BVALID before address and data were taken");
  }
  if (address_valid_ && pins_.awready.get() != 0) address_open_ = address_valid_ = false;
  if (data_valid_ && pins_.wready.get() != 0) data_open_ = data_valid_ = false;
  if (!answered) return;
  if (pins_.bresp.get() != 0) {
    failure_.raise("control", "s_axi_control: write of register " + std::to_string(address_) +
                                  " answered with an error");
  }
  writing_ = false;
}

void AxiLite::sample_read() {
  if (pins_.rvalid.get() != 0 && address_open_) {
    failure_.raise("control", "s_axi_control: RVALID before the address was taken");
  }
  const bool answered = pins_.rvalid.get() != 0 && answer_ready_;
  if (address_valid_ && pins_.arready.get() != 0) address_open_ = address_valid_ = false;
  if (!answered) return;
  if (pins_.rresp.get() != 0) {
    failure_.raise("control", "s_axi_control: read of register " + std::to_string(address_) +
                                  " answered with an error");
  }
  value_ = static_cast<uint32_t>(pins_.rdata.get());
  reading_ = false;
}

}  // namespace vitcc::sim
