// The testbench of the HLS design: runs frames, compares every stored tensor, and says so.
//
// Exit codes: 0 everything equal; 4 a difference or a failure of the design; 2 wrong usage or
// files. In co-simulation the design is RTL without a trace: --outputs-only compares what lies in
// memory.
#include "../vitcc_accel.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <exception>
#include <vector>

#include "call_design.hpp"
#include "checker.cpp"
#include "json.hpp"
#include "vectors.cpp"

namespace vitcc::csim {
namespace {

using sim::Checker;
using sim::Failure;
using sim::Json;
using sim::UsageError;
using sim::Vectors;

typedef vitcc::Engine E;

constexpr uint64_t kPage = 4096;
constexpr size_t kDifferencesShown = 20;
// What memory holds where nobody put anything: not zero, so that nobody relies on zero.
constexpr uint8_t kNoise = 0xa5;

struct Options {
  std::string image;
  std::string input;
  std::string vectors;
  uint64_t first_frame = 0;
  uint64_t frames = 0;            // 0: all that the vectors have
  uint64_t frames_per_start = 1;  // the frames register
  uint64_t input_offset = 0;      // of the input in its page
  uint64_t output_offset = 0;     // of the output in its page
  bool outputs_only = false;
};

uint64_t number(const std::string& option, const std::string& text) {
  char* end = nullptr;
  const uint64_t value = std::strtoull(text.c_str(), &end, 0);
  if (text.empty() || *end != '\0' || text[0] == '-') {
    throw UsageError{option + " needs a number, not '" + text + "'"};
  }
  return value;
}

std::string hex(uint32_t value) {
  char text[16];
  std::snprintf(text, sizeof text, "0x%08x", static_cast<unsigned>(value));
  return text;
}

Options parse(const std::vector<std::string>& words) {
  Options options;
  for (size_t i = 0; i < words.size(); ++i) {
    const std::string& option = words[i];
    if (option == "--outputs-only") {
      options.outputs_only = true;
      continue;
    }
    if (i + 1 == words.size()) throw UsageError{option + " is unknown, or needs a value"};
    const std::string& value = words[++i];
    if (option == "--image") {
      options.image = value;
    } else if (option == "--input") {
      options.input = value;
    } else if (option == "--vectors") {
      options.vectors = value;
    } else if (option == "--first-frame") {
      options.first_frame = number(option, value);
    } else if (option == "--frames") {
      options.frames = number(option, value);
    } else if (option == "--frames-per-start") {
      options.frames_per_start = number(option, value);
    } else if (option == "--input-offset") {
      options.input_offset = number(option, value);
    } else if (option == "--output-offset") {
      options.output_offset = number(option, value);
    } else {
      throw UsageError{"unknown option '" + option + "'"};
    }
  }
  if (options.image.empty()) throw UsageError{"--image FILE is missing"};
  if (options.input.empty()) throw UsageError{"--input FILE is missing"};
  if (options.vectors.empty()) throw UsageError{"--vectors FILE is missing"};
  if (options.frames_per_start == 0) throw UsageError{"--frames-per-start must be at least 1"};
  return options;
}

uint64_t pages(uint64_t bytes) { return (bytes + kPage - 1) / kPage * kPage; }

// The memory behind all ports: image, input and output, in this order, noise between them.
class Memory {
 public:
  Memory(const sim::MappedFile& image, uint64_t input_bytes, uint64_t output_bytes,
         const Options& options)
      : image_(kPage),
        input_(image_ + pages(image.size()) + options.input_offset),
        output_(pages(input_ + input_bytes) + options.output_offset),
        size_(pages(output_ + output_bytes) + kPage),
        beats_(size_ / E::AxiBytes, MemoryBeat(0)) {
    for (uint64_t at = 0; at < size_; ++at) put(at, kNoise);
    for (uint64_t at = 0; at < image.size(); ++at) put(image_ + at, image.data()[at]);
  }

  uint64_t image() const { return image_; }
  uint64_t input() const { return input_; }
  uint64_t output() const { return output_; }
  MemoryBeat* beats() { return beats_.data(); }
  uint64_t count() const { return beats_.size(); }

  void put(uint64_t at, uint8_t byte) {
    set_byte(beats_[at / E::AxiBytes], int(at % E::AxiBytes), Byte(byte));
  }
  uint8_t get(uint64_t at) const {
    return uint8_t(byte_of(beats_[at / E::AxiBytes], int(at % E::AxiBytes)));
  }

 private:
  uint64_t image_;
  uint64_t input_;
  uint64_t output_;
  uint64_t size_;
  std::vector<MemoryBeat> beats_;
};

class Run {
 public:
  explicit Run(const Options& options)
      : options_(options),
        vectors_(options.vectors),
        image_(options.image),
        input_(options.input),
        checker_(vectors_, failure_) {
    const uint64_t have = vectors_.frames();
    if (options.first_frame >= have) throw UsageError{"--first-frame is beyond the vectors"};
    const uint64_t frames = options.frames == 0 ? have - options.first_frame : options.frames;
    if (frames > have - options.first_frame) {
      throw UsageError{"the vectors have " + std::to_string(have) + " frames"};
    }
    last_ = options.first_frame + frames;
    if (input_.size() != have * vectors_.input_bytes()) {
      throw UsageError{options.input + ": " + std::to_string(input_.size()) + " bytes, where " +
                       std::to_string(have) + " frames take " +
                       std::to_string(have * vectors_.input_bytes())};
    }
  }

  bool all() {
    const auto began = std::chrono::steady_clock::now();
    Json::event("start")
        .number("first_frame", options_.first_frame)
        .number("frames", last_ - options_.first_frame)
        .number("ports", int(E::Ports))
        .number("bus_bytes", int(E::BusBytes))
        .print();
    for (uint64_t frame = options_.first_frame; frame < last_ && !failed();) {
      const uint64_t count = std::min(options_.frames_per_start, last_ - frame);
      start(frame, count);
      frame += count;
      if (!failed()) done_ += count;
      Json::event("progress").number("frames", done_).number("seconds", since(began)).print();
    }
    report(since(began));
    return !failed();
  }

  void tap(const sim::TapBeat& beat) { checker_.tap(beat); }

 private:
  static double since(std::chrono::steady_clock::time_point began) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  }

  bool failed() const { return failure_.raised() || checker_.mismatches() != 0; }

  // One start of the accelerator.
  void start(uint64_t first, uint64_t count) {
    const uint64_t frame_input = vectors_.input_bytes();
    const uint64_t output_bytes = 4 * vectors_.outputs() * count;
    Memory memory(image_, frame_input * count, output_bytes, options_);
    if (options_.outputs_only && memory.count() > kCosimulatedBeats) {
      throw UsageError{"co-simulation has memory for " + std::to_string(kCosimulatedBeats) +
                       " beats, not " + std::to_string(memory.count())};
    }
    for (uint64_t at = 0; at < frame_input * count; ++at) {
      memory.put(memory.input() + at, input_.data()[first * frame_input + at]);
    }
    checker_.begin(first, count);
    ap_uint<32> status = 0;
    ap_uint<64> counters[kCounters];
    call_design(memory.beats(), ap_uint<64>(memory.image()), ap_uint<64>(memory.input()),
                ap_uint<64>(memory.output()), ap_uint<32>(uint32_t(count)), status, counters);
    const uint32_t expected = uint32_t(count) << 16;
    if (uint32_t(status) != expected) {
      failure_.raise("control", "status " + hex(uint32_t(status)) + ", expected " + hex(expected) +
                                    " (docs/engine.md, Registers)");
    }
    if (!options_.outputs_only) checker_.end();
    if (uint64_t(counters[kCounterFrames]) != count) {
      failure_.raise("counters", "the frames that were counted are not those that ran");
    }
    for (int i = 0; i < kCounters; ++i) totals_[i] += uint64_t(counters[i]);
    compare_outputs(memory, first, count);
    compare_surroundings(memory, frame_input * count, output_bytes);
  }

  void compare_outputs(const Memory& memory, uint64_t first, uint64_t count) {
    std::vector<uint8_t> bytes(4 * vectors_.outputs());
    for (uint64_t frame = 0; frame < count; ++frame) {
      for (uint64_t i = 0; i < bytes.size(); ++i) {
        bytes[i] = memory.get(memory.output() + frame * bytes.size() + i);
      }
      checker_.outputs(first + frame, bytes.data());
    }
  }

  // Beside the outputs nothing may be written: the noise up to the input and to the end is there.
  void compare_surroundings(const Memory& memory, uint64_t input_bytes, uint64_t output_bytes) {
    bool same = true;
    for (uint64_t at = memory.input() + input_bytes; at < memory.output(); ++at) {
      same = same && memory.get(at) == kNoise;
    }
    for (uint64_t at = memory.output() + output_bytes; at < memory.count() * E::AxiBytes; ++at) {
      same = same && memory.get(at) == kNoise;
    }
    if (!same) failure_.raise("axi", "something was written beside the outputs");
  }

  void report(double seconds) {
    size_t shown = 0;
    for (const sim::Difference& difference : checker_.differences()) {
      if (shown++ == kDifferencesShown) break;
      Json::event("mismatch")
          .number("frame", difference.frame)
          .text("element", difference.element)
          .number("expected", difference.expected)
          .number("found", difference.found)
          .number("count", difference.count)
          .print();
    }
    if (failure_.raised()) {
      Json::event("failure")
          .text("kind", failure_.kind())
          .text("message", failure_.message())
          .print();
    }
    Json counters;
    counters.number("matrix_rows", totals_[kCounterRows])
        .number("stream_words", totals_[kCounterStreamWords])
        .number("vector_drain", totals_[kCounterDrain])
        .number("tiles", totals_[kCounterTiles])
        .number("frames", totals_[kCounterFrames]);
    for (int i = 0; i < kSelections; ++i) {
      const uint64_t tokens = totals_[kCounterTokens1 + i];
      if (tokens != 0) counters.number(("tokens_" + std::to_string(i + 1)).c_str(), tokens);
    }
    Json::event("result")
        .flag("passed", !failed())
        .number("first_frame", options_.first_frame)
        .number("frames", done_)
        .number("tensors", vectors_.tensors().size())
        .number("elements", checker_.elements())
        .number("outputs", checker_.output_elements())
        .number("mismatches", checker_.mismatches())
        .object("counters", counters)
        .number("seconds", seconds)
        .print();
  }

  const Options options_;
  const Vectors vectors_;
  const sim::MappedFile image_;
  const sim::MappedFile input_;
  uint64_t last_ = 0;  // one beyond
  Failure failure_;
  Checker checker_;
  uint64_t done_ = 0;
  uint64_t totals_[kCounters] = {};
};

// Whom the trace speaks to.
Run* listener = nullptr;

}  // namespace
}  // namespace vitcc::csim

#ifndef __SYNTHESIS__
void vitcc_trace(int group, int row, int column, const int16_t* lanes) {
  if (vitcc::csim::listener != nullptr) vitcc::csim::listener->tap({group, row, column, lanes});
}
#endif

int main(int argc, char** argv) {
  using vitcc::sim::Json;
  try {
    vitcc::csim::Run run(
        vitcc::csim::parse(std::vector<std::string>(argv + 1, argv + argc)));
    vitcc::csim::listener = &run;
    return run.all() ? 0 : 4;
  } catch (const vitcc::sim::UsageError& error) {
    Json::event("error").text("message", error.message).print();
  } catch (const std::exception& error) {
    Json::event("error").text("message", error.what()).print();
  }
  return 2;
}
