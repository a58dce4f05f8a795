// Disturbances: what a start must survive, or leave a fresh accelerator behind.
#include <optional>

#include "simulation.hpp"

namespace vitcc::sim {
namespace {

enum Kind : unsigned { kError, kReset, kRestart, kAccess, kHeader };

// After done: long enough for anything forgotten to show.
constexpr int kQuietCycles = 100;
// On average, cycles between two register accesses while the accelerator runs.
constexpr uint64_t kAccessPause = 16;
// Of the header of the memory image: magic and version, then the fingerprint.
constexpr uint64_t kFormatBytes = 8;
constexpr uint64_t kFingerprintBytes = 4;
// Words of registers that are accessed half of the time, and all that there are.
constexpr uint64_t kFirstWords = 32;
constexpr uint64_t kWords = 1024;

}  // namespace

void Simulation::disturb(uint64_t first, uint64_t count) {
  std::vector<void (Simulation::*)(uint64_t, uint64_t)> kinds;
  if (options_.errors.wanted) kinds.push_back(&Simulation::run_with_error);
  if (options_.resets.wanted) kinds.push_back(&Simulation::run_with_reset);
  if (options_.restarts) kinds.push_back(&Simulation::run_back_to_back);
  if (options_.headers) kinds.push_back(&Simulation::run_with_wrong_header);
  repeated_ = true;
  for (uint64_t round = 0; round < options_.rounds * kinds.size() && !failed(); ++round) {
    (this->*kinds[round % kinds.size()])(first, count);
    if (!failed()) run_frames(first, count);
  }
  repeated_ = false;
  usual_cycles_ = 0;
}

void Simulation::run_with_error(uint64_t first, uint64_t count) {
  ++disturbances_[kError];
  prepare(first, count);
  usual_cycles_ = 0;  // the end may come at any time
  const Options::Disturbance& chosen = options_.errors;
  // Writes are few: they get a quarter.
  const bool write = chosen.chosen ? chosen.write : chance_.below(4) == 0;
  const uint64_t answers = write ? usual_writes_ : usual_reads_;
  errors_.at(write, chosen.chosen ? chosen.at : chance_.below(answers));
  write_arguments(count);
  begin_frames();
  wait_until_done();
  check_done();
  if (failure_.raised()) return;
  const uint32_t expected = (errors_.read_given() ? kStatusRead : 0) |
                            (errors_.write_given() ? kStatusWrite : 0);
  const uint32_t status = read(kStatus);
  const uint64_t frames = status >> 16;
  if (expected == 0) {
    failure_.raise("control", "the run ended before the answer that was to be an error, of which "
                              "there are only " + std::to_string(answers));
  } else if ((status & 0xffff) != expected) {
    failure_.raise("control", "status " + std::to_string(status & 0xffff) + ", expected " +
                                  std::to_string(expected) + " after an error answer");
  } else if (frames >= count) {
    failure_.raise("control", std::to_string(frames) + " frames done of " +
                                  std::to_string(count) + " in spite of an error answer");
  } else if (read(kCounters[kFrameCounter].address) != frames) {
    failure_.raise("counters", "not as many frames are counted as are done");
  }
  check_stored(first, count, frames);
  check_quiet();
}

// A bit of the fingerprint is wrong, or one of magic and version.
void Simulation::run_with_wrong_header(uint64_t first, uint64_t count) {
  const bool format = ++disturbances_[kHeader] % 2 == 0;
  prepare(first, count);
  usual_cycles_ = 0;
  const uint64_t byte = format ? chance_.below(kFormatBytes)
                               : kFormatBytes + chance_.below(kFingerprintBytes);
  const auto bit = static_cast<uint8_t>(1 << chance_.below(8));
  memory_.flip_image(byte, bit);
  write_arguments(count);
  begin_frames();
  wait_until_done();
  check_done();
  memory_.flip_image(byte, bit);
  if (failure_.raised()) return;
  const uint32_t expected = format ? kStatusFormat : kStatusEngine;
  const uint32_t status = read(kStatus);
  if (status != expected) {
    failure_.raise("control", "status " + std::to_string(status) + ", expected " +
                                  std::to_string(expected) + " for a header with a wrong bit");
  }
  check_stored(first, count, 0);
  check_quiet();
}

void Simulation::run_with_reset(uint64_t first, uint64_t count) {
  ++disturbances_[kReset];
  prepare(first, count);
  write_arguments(count);
  begin_frames();
  const uint64_t cycles =
      options_.resets.chosen ? options_.resets.at : chance_.below(usual_cycles_ + kQuietCycles);
  for (uint64_t i = 0; i < cycles && !failed(); ++i) {
    access();
    cycle();
  }
  if (failed()) return;
  check_stored(first, count, 0);
  reset();
  for (const uint32_t address : {kControl, kInterruptGlobal, kInterruptEnable, kInterruptStatus,
                                 kImageBase, kInputBase, kOutputBase, kFrames, kStatus}) {
    const uint32_t found = read(address);
    const uint32_t expected = address == kControl ? kIdle : 0;
    if (found != expected) {
      failure_.raise("control", "register " + std::to_string(address) + " reads " +
                                    std::to_string(found) + " after a reset");
    }
  }
  check_quiet();
}

// The second start comes as soon as the interrupt of the first is seen, with the same arguments.
void Simulation::run_back_to_back(uint64_t first, uint64_t count) {
  ++disturbances_[kRestart];
  prepare(first, count);
  write_arguments(count);
  usual_cycles_ = 0;  // no start, no argument in between
  begin_frames();
  while (!failure_.raised() && !design_.interrupt()) cycle();
  if (failure_.raised()) return;
  checker_.end();
  collect_outputs(first, count);
  prepare(first, count);
  started_ = shared_.now;
  write(kControl, kStart);
  begun_ = shared_.now;
  write(kInterruptStatus, 1);
  const uint32_t control = read(kControl);
  if ((control & (kStart | kDone | kIdle)) != (kStart | kDone)) {
    failure_.raise("control", "control reads " + std::to_string(control) +
                                  " after done and another start");
  }
  wait_until_done();
  if (failure_.raised()) return;
  checker_.end();
  finish_start(count, ended_ - started_);
  if (!failure_.raised()) collect_outputs(first, count);
}

void Simulation::check_stored(uint64_t first, uint64_t count, uint64_t frames) {
  const uint64_t outputs = vectors_.outputs();
  for (uint64_t i = 0; i < count * outputs && !failure_.raised(); ++i) {
    const auto expected = static_cast<uint32_t>(vectors_.output(first + i / outputs, i % outputs));
    for (unsigned byte = 0; byte < 4; ++byte) {
      const uint64_t at = 4 * i + byte;
      const bool right = memory_.output()[at] == (expected >> 8 * byte & 0xff);
      if (memory_.written(at) ? right : i / outputs >= frames) continue;
      failure_.raise("missing", "output " + std::to_string(i % outputs) + " of frame " +
                                    std::to_string(first + i / outputs) +
                                    (right ? " is missing" : " is wrong") +
                                    " in memory after a run that was cut short");
    }
  }
}

void Simulation::check_quiet() {
  const uint64_t read = shared_.bytes_read;
  const uint64_t written = shared_.bytes_written;
  for (int i = 0; i < kQuietCycles && !failure_.raised(); ++i) {
    cycle();
    bool valid = design_.interrupt();
    for (const AxiPins& pins : pins_) {
      valid |= *pins.read.arvalid != 0;
      if (pins.write.awvalid != nullptr) valid |= *pins.write.awvalid != 0 || *pins.write.wvalid != 0;
    }
    if (valid || shared_.bytes_read != read || shared_.bytes_written != written) {
      failure_.raise("axi", "something moves although nothing runs");
    }
  }
}

void Simulation::check_repeated(const Counters& counters) {
  for (const unsigned i : kWorkCounters) {
    if (counters[i] == usual_[i]) continue;
    failure_.raise("counters", std::string(kCounters[i].name) + " is " +
                                   std::to_string(counters[i]) + ", and was " +
                                   std::to_string(usual_[i]) + " the first time");
  }
}

void Simulation::access() {
  check_access();
  if (!options_.accesses || accessing_ || control_.busy()) return;
  if (shared_.now < begun_ + 4) return;  // the status is still that of the run before
  if (chance_.below(kAccessPause) != 0) return;
  ++disturbances_[kAccess];
  accessing_ = true;
  auto address = static_cast<uint32_t>(4 * chance_.below(chance_.below(2) == 0 ? kFirstWords : kWords));
  const bool early = 4 * (shared_.now - started_) < usual_cycles_;
  const bool control = address == kControl;
  const bool interrupts = address >= kInterruptGlobal && address <= kInterruptStatus;
  if (control && !early) address = kStatus;  // a start or a read may come when it is done
  if (interrupts || chance_.below(2) == 0) return control_.begin_read(address);
  // While it runs nothing is there to be written, and another start means nothing.
  const auto value = static_cast<uint32_t>(control && early ? kStart : chance_.next());
  control_.begin_write(address, value, early ? 0xf : 0);
}

void Simulation::check_access() {
  if (!accessing_ || control_.busy()) return;
  accessing_ = false;
  if (!control_.was_read()) return;
  const uint32_t address = control_.address();
  const uint32_t found = control_.value();
  std::optional<uint32_t> expected;
  if (address == kControl) {
    expected = kStart;
  } else if (address == kStatus && !errors_.any_given()) {
    if ((found & 0xffff) != 0) expected = 0;
  } else if (address == kInterruptGlobal || address == kInterruptEnable) {
    expected = 1;
  } else if (address > kInterruptStatus && address < kCounters[0].address && address != kStatus) {
    const auto argument = arguments_.find(address);
    expected = argument == arguments_.end() ? 0 : argument->second;
  }
  if (expected && found != *expected) {
    failure_.raise("control", "register " + std::to_string(address) + " reads " +
                                  std::to_string(found) + ", expected " +
                                  std::to_string(*expected) + ", while it runs");
  }
}

}  // namespace vitcc::sim
