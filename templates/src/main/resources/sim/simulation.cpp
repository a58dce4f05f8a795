#include "simulation.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace vitcc::sim {
namespace {

// A pause between polls of the control register, in cycles.
constexpr uint64_t kPollPause = 64;
// Cycles of reset in the beginning; one is enough later on.
constexpr uint64_t kPowerUpCycles = 16;
// Cycles by which the design's own count may differ from the harness's: the register write before
// it and the interrupt after it.
constexpr uint64_t kCounterTolerance = 64;

std::vector<uint8_t> read_file(const std::string& path) {
  const MappedFile file(path);
  return {file.data(), file.data() + file.size()};
}

uint64_t last_frame(const Options& options, const Vectors& vectors) {
  const uint64_t all = vectors.frames();
  if (options.first_frame >= all || options.frames > all - options.first_frame) {
    throw UsageError{options.vectors + " has " + std::to_string(all) + " frames, too few for " +
                     std::to_string(options.frames) + " from " +
                     std::to_string(options.first_frame)};
  }
  return options.frames == 0 ? all : options.first_frame + options.frames;
}

}  // namespace

Simulation::Simulation(const Options& options)
    : options_(options),
      vectors_(options.vectors),
      input_(options.input),
      last_frame_(last_frame(options, vectors_)),
      checker_(vectors_, failure_),
      design_({[this](const TapBeat& beat) {
                 if (listening_ && !errors_.any_given()) checker_.tap(beat);
               },
               [this](const std::string& message) {
                 // Behind an error anything may be in the stream.
                 if (listening_ && !errors_.any_given()) failure_.raise("assertion", message);
               }},
              options.seed, options.trace),
      pins_(design_.memory_ports()),
      memory_(pins_.at(0).read.rdata.bytes),
      bandwidth_(options.bandwidth, pins_[0].read.rdata.bytes),
      shared_{memory_,           bandwidth_,          failure_,
              options.latency, options.outstanding, options.stalls,
              errors_},
      control_(design_.control_port(), failure_, Random(options.seed).next() + 100,
               options.stalls),
      bases_(options),
      errors_(options.stress_seed),
      chance_(options.stress_seed) {
  if (input_.size() < last_frame_ * vectors_.input_bytes()) {
    throw UsageError{options.input + " has " + std::to_string(input_.size()) + " bytes, where " +
                     std::to_string(last_frame_) + " frames take " +
                     std::to_string(last_frame_ * vectors_.input_bytes())};
  }
  if (!options.output.empty()) {
    outputs_ = std::fopen(options.output.c_str(), "wb");
    if (outputs_ == nullptr) throw UsageError{"cannot write " + options.output};
  }
  Random seeds(options.seed);
  for (unsigned port = 0; port < pins_.size(); ++port) {
    reads_.push_back(std::make_unique<AxiRead>(port, pins_[port].read, shared_, seeds.next()));
    if (pins_[port].write.awvalid == nullptr) continue;
    writes_.push_back(std::make_unique<AxiWrite>(port, pins_[port].write, shared_, seeds.next()));
  }
  memory_.load_image(read_file(options.image));
}

void Simulation::place_memory() {
  if (options_.stalls != Pattern::kNone && !options_.bases_given) {
    // Anywhere in its own quarter of 1 TiB, on a beat: no design may count on more.
    Random random(options_.seed + 1);
    const uint64_t beat = pins_[0].read.rdata.bytes;
    uint64_t quarter = random.below(4);
    for (uint64_t* base : {&bases_.image_base, &bases_.input_base, &bases_.output_base}) {
      *base = ((quarter++ % 4) << 38) + random.below((uint64_t{1} << 37) / beat) * beat;
    }
  }
  std::string why;
  if (!memory_.place(bases_.image_base, bases_.input_base, bases_.output_base, why)) {
    throw UsageError{why};
  }
}

void Simulation::cycle() {
  bandwidth_.refill();
  // Who comes first to the shared bandwidth changes every cycle.
  for (size_t i = 0; i < reads_.size(); ++i) reads_[(i + turn_) % reads_.size()]->drive();
  ++turn_;
  for (const auto& write : writes_) write->drive();
  control_.drive();
  design_.fall();
  for (const auto& read : reads_) read->sample();
  for (const auto& write : writes_) write->sample();
  control_.sample();
  design_.rise();
  ++shared_.now;
  if ((shared_.now & 0xfff) == 0) watch();
}

void Simulation::watch() {
  const uint64_t progress = shared_.progress + checker_.progress();
  if (progress != seen_progress_) progress_at_ = shared_.now;
  if (checker_.progress() != seen_taps_) tap_at_ = shared_.now;
  seen_progress_ = progress;
  seen_taps_ = checker_.progress();
  const bool dead = shared_.now - progress_at_ >= options_.watchdog;
  // Traffic without a result is no progress either, but it may take longer.
  const bool idle = shared_.now - tap_at_ >= 20 * options_.watchdog;
  if (dead || idle) {
    failure_.raise("deadlock", "no progress in " + std::to_string(options_.watchdog) +
                                   " cycles, at " + checker_.position());
  }
}

void Simulation::reset() {
  for (const auto& read : reads_) read->reset();
  for (const auto& write : writes_) write->reset();
  control_.reset();
  accessing_ = false;
  const bool first = !listening_;
  design_.reset(true);
  const uint64_t cycles = first ? kPowerUpCycles : 1 + chance_.below(kPowerUpCycles);
  for (uint64_t i = 0; i < cycles; ++i) {
    // The first cycles after power-up show what the registers happened to hold.
    listening_ = i >= (first ? kPowerUpCycles / 2 : 1);
    design_.fall();
    for (const AxiPins& pins : pins_) {
      const bool writes = pins.write.awvalid != nullptr;
      const bool valid = *pins.read.arvalid != 0 ||
                         (writes && (*pins.write.awvalid != 0 || *pins.write.wvalid != 0));
      if (listening_ && valid) {
        failure_.raise("axi", "a port is valid during reset");
      }
    }
    design_.rise();
  }
  design_.reset(false);
}

void Simulation::write(uint32_t address, uint32_t value) {
  control_.begin_write(address, value);
  while (control_.busy() && !failure_.raised()) cycle();
}

uint32_t Simulation::read(uint32_t address) {
  control_.begin_read(address);
  while (control_.busy() && !failure_.raised()) cycle();
  return control_.value();
}

void Simulation::write_base(uint32_t address, uint64_t base) {
  write_argument(address, static_cast<uint32_t>(base));
  write_argument(address + 4, static_cast<uint32_t>(base >> 32));
}

void Simulation::write_argument(uint32_t address, uint32_t value) {
  arguments_[address] = value;
  if (!options_.accesses) return write(address, value);
  // Half by half, over what else may be there: only bytes with a strobe are written.
  write(address, ~value);
  for (const unsigned strobes : {0x3U, 0xcU, 0x0U}) {
    const uint32_t kept = strobes == 0x3 ? 0xffff : strobes == 0xc ? 0xffff0000 : 0;
    control_.begin_write(address, (value & kept) | (~value & ~kept), strobes);
    while (control_.busy() && !failure_.raised()) cycle();
  }
  if (!failure_.raised() && read(address) != value) {
    failure_.raise("control", "register " + std::to_string(address) + " reads " +
                                  std::to_string(control_.value()) + ", and was given " +
                                  std::to_string(value));
  }
}

void Simulation::run_frames(uint64_t first, uint64_t count) {
  prepare(first, count);
  write_arguments(count);
  begin_frames();
  wait_until_done();
  if (failure_.raised()) return;
  const uint64_t measured = ended_ - started_;
  checker_.end();
  finish_start(count, measured);
  if (!failure_.raised()) collect_outputs(first, count);
  usual_cycles_ = measured;
  usual_reads_ = errors_.reads();
  usual_writes_ = errors_.writes();
}

void Simulation::prepare(uint64_t first, uint64_t count) {
  const uint64_t bytes = vectors_.input_bytes();
  memory_.load_input(input_.data() + first * bytes, count * bytes);
  memory_.clear_output(4 * count * vectors_.outputs());
  place_memory();
  checker_.begin(first, count);
  errors_.none();
}

void Simulation::write_arguments(uint64_t count) {
  write_base(kImageBase, bases_.image_base);
  write_base(kInputBase, bases_.input_base);
  write_base(kOutputBase, bases_.output_base);
  write_argument(kFrames, static_cast<uint32_t>(count));
  write(kInterruptGlobal, 1);
  write(kInterruptEnable, 1);
}

void Simulation::begin_frames() {
  if (!failure_.raised() && (read(kControl) & kIdle) == 0) {
    failure_.raise("control", "not idle before start");
  }
  progress_at_ = tap_at_ = shared_.now;
  turn_ = 0;  // so that the cycles of a frame do not depend on those before it
  started_ = shared_.now;
  write(kControl, kStart);
  begun_ = shared_.now;
}

void Simulation::wait_until_done() {
  while (!failure_.raised()) {
    if (!options_.poll) {
      if (design_.interrupt()) break;
      access();
      cycle();
      continue;
    }
    // Done is cleared by the read that sees it.
    if ((read(kControl) & kDone) != 0) break;
    for (uint64_t i = 0; i < kPollPause; ++i) cycle();
  }
  ended_ = shared_.now;
  while (accessing_ && !failure_.raised()) {
    cycle();
    check_access();
  }
}

void Simulation::check_done() {
  for (const auto& port : reads_) {
    if (port->pending() != 0) failure_.raise("axi", "done while reads are outstanding");
  }
  for (const auto& port : writes_) {
    if (port->pending() != 0) failure_.raise("axi", "done while writes are outstanding");
  }
  const uint32_t control = read(kControl);
  if (!options_.poll && (control & kDone) == 0) {
    failure_.raise("control", "interrupt without done");
  }
  if ((control & kIdle) == 0) failure_.raise("control", "done, but not idle");
  if ((read(kControl) & (kDone | kReady)) != 0) {
    failure_.raise("control", "done was read, and is still there");
  }
  if ((read(kInterruptStatus) & 1) == 0) failure_.raise("control", "done without its interrupt");
  write(kInterruptStatus, 1);
  if (!failure_.raised() && design_.interrupt()) {
    failure_.raise("control", "the interrupt was cleared and is still there");
  }
}

void Simulation::finish_start(uint64_t count, uint64_t measured) {
  check_done();
  const uint32_t status = read(kStatus);
  if ((status & 0xffff) != 0) {
    failure_.raise("control", "status " + std::to_string(status & 0xffff) + " (docs/engine.md)");
  }
  if (status >> 16 != (count & 0xffff)) {
    failure_.raise("control", std::to_string(status >> 16) + " frames done of " +
                                  std::to_string(count));
  }
  check_counters(read_counters(), count, measured);
}

Simulation::Counters Simulation::read_counters() {
  Counters counters{};
  for (unsigned i = 0; i < kCounterCount; ++i) {
    const uint64_t low = read(kCounters[i].address);
    counters[i] = low | uint64_t{read(kCounters[i].address + 4)} << 32;
  }
  return counters;
}

void Simulation::check_counters(const Counters& counters, uint64_t count, uint64_t measured) {
  if (failure_.raised()) return;
  uint64_t matrix = 0;
  for (unsigned i = 1; i <= kMatrixCounters; ++i) matrix += counters[i];
  const uint64_t cycles = counters[0];
  if (matrix != cycles) {
    failure_.raise("counters", "the matrix counters add up to " + std::to_string(matrix) +
                                   ", not to the " + std::to_string(cycles) + " cycles");
  }
  const uint64_t slack = kCounterTolerance + (options_.poll || options_.stalls != Pattern::kNone ? 2000 : 0);
  if (cycles > measured || measured - cycles > slack) {
    failure_.raise("counters", std::to_string(cycles) + " cycles counted, " +
                                   std::to_string(measured) + " measured");
  }
  if (counters[kFrameCounter] != count) {
    failure_.raise("counters", std::to_string(counters[kFrameCounter]) +
                                   " frames counted, not " + std::to_string(count));
  }
  if (repeated_) return check_repeated(counters);
  usual_ = counters;
  for (unsigned i = 0; i < kCounterCount; ++i) totals_[i] += counters[i];
  least_cycles_ = std::min(least_cycles_, cycles / count);
  most_cycles_ = std::max(most_cycles_, cycles / count);
}

void Simulation::collect_outputs(uint64_t first, uint64_t count) {
  if (memory_.unwritten() != 0) {
    failure_.raise("missing", std::to_string(memory_.unwritten()) +
                                  " bytes of the output were never written");
    return;
  }
  const uint64_t bytes = 4 * vectors_.outputs();
  for (uint64_t i = 0; i < count; ++i) {
    checker_.outputs(first + i, memory_.output().data() + i * bytes);
  }
  if (outputs_ != nullptr && !repeated_) std::fwrite(memory_.output().data(), 1, count * bytes, outputs_);
}

}  // namespace vitcc::sim
