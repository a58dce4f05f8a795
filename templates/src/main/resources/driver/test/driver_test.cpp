// The C driver on the simulated accelerator: frames give the reference's logits, registers hold
// what the map says, and what goes wrong is said.
//
// Exit codes: 0 all as it should be; 4 a difference; 2 wrong usage or files.
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <stdexcept>

#include "simulated_board.hpp"
#include "usage_error.hpp"
#include "vectors.hpp"
#include "vitcc_accel.h"

namespace {

using vitcc::sim::BoardOptions;
using vitcc::sim::MappedFile;
using vitcc::sim::SimulatedBoard;
using vitcc::sim::Vectors;

int checks = 0;

void check(bool holds, const std::string& what) {
  ++checks;
  if (!holds) throw std::runtime_error(what);
}

void check_error(int found, int expected, const char* what) {
  check(found == expected, std::string(what) + ": expected '" + vitcc_error_text(expected) +
                               "', found '" + vitcc_error_text(found) + "'");
}

// The platform of the driver: the board, and the processor's side of memory.
struct Platform {
  SimulatedBoard board;
  bool interrupts_work = true;

  static Platform& of(void* context) { return *static_cast<Platform*>(context); }

  vitcc_platform functions(bool poll) {
    vitcc_platform f{};
    f.context = this;
    f.read32 = [](void* c, uint32_t offset) { return of(c).board.read32(offset); };
    f.write32 = [](void* c, uint32_t offset, uint32_t value) { of(c).board.write32(offset, value); };
    f.alloc = [](void* c, size_t bytes, vitcc_buffer* buffer) {
      if (bytes > (size_t{1} << 32)) return -1;
      buffer->data = new uint8_t[bytes]();
      buffer->address = of(c).board.alloc(bytes);
      buffer->bytes = bytes;
      return 0;
    };
    f.release = [](void* c, vitcc_buffer* buffer) {
      of(c).board.release(buffer->address);
      delete[] static_cast<uint8_t*>(buffer->data);
    };
    f.flush = [](void* c, const vitcc_buffer* buffer, size_t bytes) {
      of(c).board.flush(buffer->address, static_cast<uint8_t*>(buffer->data), bytes);
    };
    f.invalidate = [](void* c, const vitcc_buffer* buffer, size_t bytes) {
      of(c).board.invalidate(buffer->address, static_cast<uint8_t*>(buffer->data), bytes);
    };
    f.now = [](void* c) { return of(c).board.microseconds(); };
    if (!poll) {
      f.wait = [](void* c, uint64_t microseconds) {
        return of(c).interrupts_work ? static_cast<int>(of(c).board.wait(microseconds)) : -1;
      };
    }
    return f;
  }
};

void refuses_what_is_wrong(Platform& platform, const vitcc_platform& functions,
                           const MappedFile& image, const MappedFile& input) {
  vitcc_accel accel;
  int32_t logits[VITCC_OUTPUTS];
  check_error(vitcc_open(&accel, &functions, 0), VITCC_BAD_ARGUMENT, "no frames");
  check_error(vitcc_open(&accel, nullptr, 1), VITCC_BAD_ARGUMENT, "no platform");
  check_error(vitcc_open(&accel, &functions, UINT32_MAX), VITCC_NO_MEMORY, "too many frames");
  check(platform.board.buffers() == 0, "a failed open keeps memory");
  check_error(vitcc_open(&accel, &functions, 1), VITCC_OK, "open");
  check_error(vitcc_run(&accel, input.data(), 1, logits), VITCC_NO_IMAGE, "run without an image");
  std::vector<uint8_t> wrong(image.data(), image.data() + image.size());
  wrong[0] ^= 1;
  check_error(vitcc_load_image(&accel, wrong.data(), wrong.size()), VITCC_NOT_AN_IMAGE, "magic");
  wrong[0] ^= 1;
  wrong[8] ^= 1;
  check_error(vitcc_load_image(&accel, wrong.data(), wrong.size()), VITCC_OTHER_ENGINE, "engine");
  check_error(vitcc_load_image(&accel, image.data(), image.size() - 1), VITCC_BAD_ARGUMENT,
              "an image that is cut off");
  check_error(vitcc_load_image(&accel, image.data(), image.size()), VITCC_OK, "image");
  check_error(vitcc_start(&accel, input.data(), 2), VITCC_BAD_ARGUMENT, "more than there is room");
  check_error(vitcc_finish(&accel, logits), VITCC_BAD_ARGUMENT, "finish without a start");
  accel.timeout = 1;
  check_error(vitcc_run(&accel, input.data(), 1, logits), VITCC_TIMEOUT, "no time");
  check_error(vitcc_start(&accel, input.data(), 1), VITCC_BUSY, "start while it runs");
  check_error(vitcc_close(&accel), VITCC_BUSY, "close while it runs");
  accel.timeout = 1000000;
  check_error(vitcc_finish(&accel, logits), VITCC_OK, "finish after a timeout");
  check_error(vitcc_close(&accel), VITCC_OK, "close");
  check(platform.board.buffers() == 0, "close keeps memory");
}

// An image that the driver takes and the hardware does not: its engine check is tried, too.
void reports_errors_of_the_hardware(const vitcc_platform& functions, const MappedFile& image,
                                    const MappedFile& input) {
  vitcc_accel accel;
  int32_t logits[VITCC_OUTPUTS];
  check_error(vitcc_open(&accel, &functions, 1), VITCC_OK, "open");
  check_error(vitcc_load_image(&accel, image.data(), image.size()), VITCC_OK, "image");
  static_cast<uint8_t*>(accel.image.data)[8] ^= 1;
  functions.flush(functions.context, &accel.image, accel.image.bytes);
  check_error(vitcc_run(&accel, input.data(), 1, logits), VITCC_FAILED, "another engine");
  check((accel.status & VITCC_STATUS_ERRORS) == VITCC_STATUS_ENGINE, "the status names the engine");
  check(std::strcmp(vitcc_status_text(accel.status), "no error") != 0, "and has a text");
  check_error(vitcc_load_image(&accel, image.data(), image.size()), VITCC_OK, "image again");
  check_error(vitcc_run(&accel, input.data(), 1, logits), VITCC_OK, "run after an error");
  check_error(vitcc_close(&accel), VITCC_OK, "close");
}

void gives_the_logits_of_the_reference(const vitcc_platform& functions, const MappedFile& image,
                                       const MappedFile& input, const Vectors& vectors,
                                       uint32_t frames) {
  vitcc_accel accel;
  // Two frames a start, so that an odd number leaves one over.
  check_error(vitcc_open(&accel, &functions, 2), VITCC_OK, "open");
  check_error(vitcc_load_image(&accel, image.data(), image.size()), VITCC_OK, "image");
  std::vector<int32_t> logits(size_t{frames} * VITCC_OUTPUTS);
  check_error(vitcc_run(&accel, input.data(), frames, logits.data()), VITCC_OK, "run");
  for (uint32_t frame = 0; frame < frames; ++frame) {
    for (uint32_t i = 0; i < VITCC_OUTPUTS; ++i) {
      const int32_t expected = vectors.output(frame, i);
      const int32_t found = logits[frame * VITCC_OUTPUTS + i];
      check(found == expected, "frame " + std::to_string(frame) + ", logit " + std::to_string(i) +
                                   ": expected " + std::to_string(expected) + ", found " +
                                   std::to_string(found));
    }
  }
  uint64_t counters[VITCC_COUNTERS];
  check_error(vitcc_counters(&accel, counters), VITCC_OK, "counters");
  const uint32_t last = frames % 2 == 0 ? 2 : 1;
  check(counters[VITCC_COUNTER_FRAMES] == last, "the counters are of the last start");
  check(counters[VITCC_COUNTER_CYCLES] > 0, "it took cycles");
  std::printf("%u frames, %llu cycles in the last start of %u\n", frames,
              static_cast<unsigned long long>(counters[VITCC_COUNTER_CYCLES]), last);
  check_error(vitcc_close(&accel), VITCC_OK, "close");
}

void run(const BoardOptions& options) {
  const MappedFile image(options.image);
  const MappedFile input(options.input);
  const Vectors vectors(options.vectors);
  const uint32_t frames =
      static_cast<uint32_t>(std::min<uint64_t>(options.frames, vectors.frames()));
  check(frames > 0, "no frames to run");
  Platform platform;
  const vitcc_platform functions = platform.functions(options.poll);
  refuses_what_is_wrong(platform, functions, image, input);
  reports_errors_of_the_hardware(functions, image, input);
  gives_the_logits_of_the_reference(functions, image, input, vectors, frames);
  check(platform.board.fault().empty(), platform.board.fault());
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const BoardOptions options = BoardOptions::parse(argc, argv);
    run(options);
    std::printf("C driver, %s: %d checks passed\n", options.poll ? "polling" : "interrupt", checks);
    return 0;
  } catch (const vitcc::sim::UsageError& error) {
    std::fprintf(stderr, "%s\n", error.message.c_str());
    return 2;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "C driver: %s\n", error.what());
    return 4;
  }
}
