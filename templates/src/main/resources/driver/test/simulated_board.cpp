#include "simulated_board.hpp"

#include <algorithm>
#include <stdexcept>

#include "usage_error.hpp"

// What the harness of ../../sim is made of, but for its own main.
#include "accelerator.cpp"
#include "axi_lite.cpp"
#include "axi_read.cpp"
#include "axi_write.cpp"
#include "memory.cpp"
#include "vectors.cpp"

namespace vitcc::sim {
namespace {

constexpr uint64_t kSeed = 7;
constexpr uint64_t kLatency = 40;
constexpr uint64_t kOutstanding = 16;
constexpr double kBandwidth = 64;
constexpr uint8_t kNeverFlushed = 0x5a;

}  // namespace

BoardOptions BoardOptions::parse(int argc, char** argv) {
  BoardOptions options;
  for (int i = 1; i < argc; ++i) {
    const std::string name = argv[i];
    if (name == "--poll") {
      options.poll = true;
      continue;
    }
    if (++i == argc) throw UsageError{name + " needs a value"};
    if (name == "--image") {
      options.image = argv[i];
    } else if (name == "--input") {
      options.input = argv[i];
    } else if (name == "--vectors") {
      options.vectors = argv[i];
    } else if (name == "--frames") {
      options.frames = static_cast<uint32_t>(std::stoul(argv[i]));
    } else {
      throw UsageError{"unknown option " + name};
    }
  }
  return options;
}

SimulatedBoard::SimulatedBoard()
    : design_({[](const TapBeat&) {},
               [this](const std::string& message) {
                 if (listening_) failure_.raise("assertion", message);
               }},
              kSeed, ""),
      pins_(design_.memory_ports()),
      memory_(pins_.at(0).read.rdata.bytes),
      bandwidth_(kBandwidth, pins_[0].read.rdata.bytes),
      shared_{memory_, bandwidth_, failure_, kLatency, kOutstanding, Pattern::kRandom, errors_},
      control_(design_.control_port(), failure_, kSeed, Pattern::kRandom) {
  Random seeds(kSeed);
  for (unsigned port = 0; port < pins_.size(); ++port) {
    reads_.push_back(
        std::make_unique<AxiRead>(port, pins_[port].read, shared_, seeds.next()));
    writes_.push_back(
        std::make_unique<AxiWrite>(port, pins_[port].write, shared_, seeds.next()));
  }
  design_.reset(true);
  for (int i = 0; i < 16; ++i) {
    design_.fall();
    design_.rise();
  }
  design_.reset(false);
  listening_ = true;
}

void SimulatedBoard::cycle() {
  bandwidth_.refill();
  for (const auto& read : reads_) read->drive();
  for (const auto& write : writes_) write->drive();
  control_.drive();
  design_.fall();
  for (const auto& read : reads_) read->sample();
  for (const auto& write : writes_) write->sample();
  control_.sample();
  design_.rise();
  ++shared_.now;
  if (failure_.raised()) {
    throw std::runtime_error(failure_.kind() + ": " + failure_.message());
  }
}

void SimulatedBoard::finish_access() {
  while (control_.busy()) cycle();
}

uint32_t SimulatedBoard::read32(uint32_t offset) {
  control_.begin_read(offset);
  finish_access();
  if (offset == VITCC_CONTROL && (control_.value() & VITCC_CONTROL_IDLE) != 0) collect();
  return control_.value();
}

void SimulatedBoard::write32(uint32_t offset, uint32_t value) {
  registers_[offset / 4] = value;
  if (offset == VITCC_CONTROL && (value & VITCC_CONTROL_START) != 0) start();
  control_.begin_write(offset, value);
  finish_access();
}

uint64_t SimulatedBoard::pointer(uint32_t low) const {
  return registers_[low / 4] | uint64_t{registers_[low / 4 + 1]} << 32;
}

void SimulatedBoard::start() {
  const uint64_t frames = std::max<uint32_t>(1, registers_[VITCC_FRAMES / 4]);
  const uint64_t image = pointer(VITCC_IMAGE_LOW);
  const uint64_t input = pointer(VITCC_INPUT_LOW);
  const uint64_t output = pointer(VITCC_OUTPUT_LOW);
  memory_.load_image(find(image, VITCC_IMAGE_BYTES).device);
  const size_t input_bytes = frames * VITCC_INPUT_BYTES;
  memory_.load_input(find(input, input_bytes).device.data(), input_bytes);
  find(output, frames * VITCC_OUTPUT_BYTES);
  memory_.clear_output(frames * VITCC_OUTPUT_BYTES);
  std::string why;
  if (!memory_.place(image, input, output, why)) throw std::runtime_error(why);
  running_ = true;
}

void SimulatedBoard::collect() {
  if (!running_) return;
  running_ = false;
  const std::vector<uint8_t>& found = memory_.output();
  Buffer& buffer = find(pointer(VITCC_OUTPUT_LOW), 0);
  std::copy_n(found.begin(), std::min(found.size(), buffer.device.size()), buffer.device.begin());
}

uint64_t SimulatedBoard::alloc(size_t bytes) {
  const uint64_t address = next_address_;
  next_address_ += (bytes / VITCC_ALIGNMENT + 2) * VITCC_ALIGNMENT;
  buffers_.push_back({address, std::vector<uint8_t>(bytes, kNeverFlushed)});
  return address;
}

void SimulatedBoard::release(uint64_t address) {
  if (running_) throw std::runtime_error("memory was given back while the accelerator uses it");
  const auto found = std::find_if(buffers_.begin(), buffers_.end(),
                                  [&](const Buffer& b) { return b.address == address; });
  if (found == buffers_.end()) throw std::runtime_error("memory was given back that is not there");
  buffers_.erase(found);
}

SimulatedBoard::Buffer& SimulatedBoard::find(uint64_t address, size_t bytes) {
  for (Buffer& buffer : buffers_) {
    if (buffer.address == address && bytes <= buffer.device.size()) return buffer;
  }
  throw std::runtime_error("no buffer of " + std::to_string(bytes) + " bytes at " +
                           std::to_string(address));
}

void SimulatedBoard::flush(uint64_t address, const uint8_t* data, size_t bytes) {
  std::copy_n(data, bytes, find(address, bytes).device.begin());
}

void SimulatedBoard::invalidate(uint64_t address, uint8_t* data, size_t bytes) {
  std::copy_n(find(address, bytes).device.begin(), bytes, data);
}

bool SimulatedBoard::wait(uint64_t microseconds) {
  const uint64_t end = shared_.now + microseconds * VITCC_CYCLES_PER_MICROSECOND;
  while (shared_.now < end) {
    if (design_.interrupt()) return true;
    cycle();
  }
  return design_.interrupt();
}

std::string SimulatedBoard::fault() const {
  for (const auto& port : reads_) {
    if (port->pending() != 0) return "reads are outstanding";
  }
  for (const auto& port : writes_) {
    if (port->pending() != 0) return "writes are outstanding";
  }
  return failure_.raised() ? failure_.message() : "";
}

}  // namespace vitcc::sim
