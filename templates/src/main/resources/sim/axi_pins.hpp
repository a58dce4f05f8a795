// The pins of one AXI4 port and of the AXI4-Lite port, inside the verilated model.
#pragma once

#include <cstdint>
#include <cstring>

namespace vitcc::sim {

// A pin of up to 64 bits, in whatever integer type Verilator chose for it; reads 0 where absent.
class Pin {
 public:
  Pin() = default;

  template <class T>
  explicit Pin(T& pin) : at_(&pin), bytes_(sizeof(T)) {}

  bool present() const { return at_ != nullptr; }

  uint64_t get() const {
    uint64_t value = 0;
    if (at_ != nullptr) std::memcpy(&value, at_, bytes_);
    return value;
  }

  void set(uint64_t value) const {
    if (at_ != nullptr) std::memcpy(at_, &value, bytes_);
  }

 private:
  void* at_ = nullptr;
  size_t bytes_ = 0;
};

// A data bus: little-endian bytes, whatever its width.
struct DataPins {
  uint8_t* at = nullptr;
  uint64_t bytes = 0;
};

struct ReadPins {
  uint8_t* arvalid = nullptr;
  uint8_t* arready = nullptr;
  uint64_t* araddr = nullptr;
  uint8_t* arlen = nullptr;
  uint8_t* arsize = nullptr;
  uint8_t* arburst = nullptr;
  Pin arid;
  uint8_t* rvalid = nullptr;
  uint8_t* rready = nullptr;
  uint8_t* rlast = nullptr;
  uint8_t* rresp = nullptr;
  DataPins rdata;
  Pin rid;
};

struct WritePins {
  uint8_t* awvalid = nullptr;  // null where the port only reads
  uint8_t* awready = nullptr;
  uint64_t* awaddr = nullptr;
  uint8_t* awlen = nullptr;
  uint8_t* awsize = nullptr;
  uint8_t* awburst = nullptr;
  Pin awid;
  uint8_t* wvalid = nullptr;
  uint8_t* wready = nullptr;
  uint8_t* wlast = nullptr;
  DataPins wdata;
  Pin wstrb;
  uint8_t* bvalid = nullptr;
  uint8_t* bready = nullptr;
  uint8_t* bresp = nullptr;
  Pin bid;
};

struct AxiPins {
  ReadPins read;
  WritePins write;
};

struct AxiLitePins {
  Pin awaddr, awvalid, awready;
  Pin wdata, wstrb, wvalid, wready;
  Pin bvalid, bready, bresp;
  Pin araddr, arvalid, arready;
  Pin rdata, rvalid, rready, rresp;
};

}  // namespace vitcc::sim
