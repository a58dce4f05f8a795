// The command line of the simulator; docs/simulation.md lists it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "stalls.hpp"
#include "usage_error.hpp"

namespace vitcc::sim {

struct Options {
  std::string image;
  std::string input;
  std::string vectors;
  std::string output;  // file for the outputs found in memory; empty: not kept
  std::string trace;   // waveform file; empty: none

  uint64_t first_frame = 0;
  uint64_t frames = 0;            // 0: all that the vectors have
  uint64_t frames_per_start = 1;  // the frames register of the accelerator

  uint64_t image_base = 0x10000000;
  uint64_t input_base = 0x40000000;
  uint64_t output_base = 0x60000000;
  bool bases_given = false;

  uint64_t latency = 40;      // cycles from an accepted address to the first beat
  double bandwidth = 64;      // bytes per cycle of all ports together; 0: no limit
  uint64_t outstanding = 16;  // bursts per port and direction

  Pattern stalls = Pattern::kNone;
  uint64_t seed = 0;
  bool poll = false;  // wait by reading the control register, not for the interrupt

  // What disturbs the accelerator; after each disturbance a frame must be right again.
  struct Disturbance {
    bool wanted = false;
    bool chosen = false;  // `at` is given; else at random
    bool write = false;   // of errors: the answer to a write
    uint64_t at = 0;
  };
  Disturbance errors;      // at: which answer of the run, from 0
  Disturbance resets;      // at: which cycle of the run
  bool restarts = false;   // a start as soon as the one before is done
  bool headers = false;    // a wrong bit in the header of the image
  bool accesses = false;   // of registers, while it runs
  uint64_t rounds = 1;     // disturbances of each start
  uint64_t stress_seed = 0;

  uint64_t watchdog = 1000000;  // cycles without progress that count as a deadlock
};

// Reads the arguments; `@FILE` stands for the words of that file.
Options parse_options(const std::vector<std::string>& arguments);

}  // namespace vitcc::sim
