// Runs frames through the design and watches everything that it does.
#pragma once

#include <array>
#include <chrono>
#include <cstdio>
#include <map>
#include <memory>
#include <vector>

#include "accelerator.hpp"
#include "axi_lite.hpp"
#include "axi_read.hpp"
#include "axi_write.hpp"
#include "checker.hpp"
#include "errors.hpp"
#include "json.hpp"
#include "options.hpp"
#include "registers.hpp"

namespace vitcc::sim {

// Kinds of disturbances, as they are counted and reported.
constexpr const char* kDisturbances[] = {"errors", "resets", "restarts", "accesses", "headers"};
constexpr unsigned kDisturbanceKinds = sizeof kDisturbances / sizeof kDisturbances[0];

class Simulation {
 public:
  // Throws UsageError for files that are missing or do not fit.
  explicit Simulation(const Options& options);

  // Runs all frames, or up to the first failure; true if everything was as it should be.
  bool run();

 private:
  using Counters = std::array<uint64_t, kCounterCount>;

  void place_memory();
  void reset();
  void cycle();
  bool failed() const { return failure_.raised() || checker_.mismatches() != 0; }

  void write(uint32_t address, uint32_t value);
  uint32_t read(uint32_t address);
  void write_base(uint32_t address, uint64_t base);

  // One start of the accelerator, with `count` frames from `first`.
  void run_frames(uint64_t first, uint64_t count);
  // Makes memory and checker ready for it.
  void prepare(uint64_t first, uint64_t count);
  void write_arguments(uint64_t count);
  void write_argument(uint32_t address, uint32_t value);
  void begin_frames();
  void wait_until_done();
  // What holds after done, however it came to that: idle, the interrupt, nothing under way.
  void check_done();
  void finish_start(uint64_t count, uint64_t measured);
  Counters read_counters();
  void check_counters(const Counters& counters, uint64_t count, uint64_t measured);
  void collect_outputs(uint64_t first, uint64_t count);

  // Runs frames again and disturbs them, then once more and does not.
  void disturb(uint64_t first, uint64_t count);
  void run_with_error(uint64_t first, uint64_t count);
  void run_with_wrong_header(uint64_t first, uint64_t count);
  void run_with_reset(uint64_t first, uint64_t count);
  void run_back_to_back(uint64_t first, uint64_t count);
  // That what was stored is right, as far as it goes, and all of the first `frames`.
  void check_stored(uint64_t first, uint64_t count, uint64_t frames);
  void check_quiet();
  // That the frames took the same work as the first time.
  void check_repeated(const Counters& counters);
  // A register access now and then, while the accelerator runs.
  void access();
  void check_access();

  void watch();
  Json state();
  void report_failures();
  void report_result() const;

  const Options options_;
  const Vectors vectors_;
  const MappedFile input_;
  const uint64_t last_frame_;  // one beyond
  Failure failure_;
  Checker checker_;
  Accelerator design_;
  const std::vector<AxiPins> pins_;
  Memory memory_;
  Bandwidth bandwidth_;
  AxiShared shared_;
  std::vector<std::unique_ptr<AxiRead>> reads_;
  std::vector<std::unique_ptr<AxiWrite>> writes_;
  AxiLite control_;
  Options bases_;  // with the bases in use
  std::FILE* outputs_ = nullptr;

  bool listening_ = false;  // whether what the design says counts
  ErrorAnswers errors_;
  Random chance_;                // what is disturbed, and where
  std::array<uint64_t, kDisturbanceKinds> disturbances_{};  // of each kind, so far
  uint64_t started_ = 0;         // cycle of the last start
  uint64_t begun_ = 0;           // cycle in which that was answered
  uint64_t ended_ = 0;           // cycle in which its end was noticed
  bool repeated_ = false;        // these frames ran before
  uint64_t usual_cycles_ = 0;    // of an undisturbed run of these frames; 0: not known yet
  uint64_t usual_reads_ = 0;
  uint64_t usual_writes_ = 0;
  Counters usual_{};
  std::map<uint32_t, uint32_t> arguments_;  // what their registers were given
  bool accessing_ = false;       // what is under way at the registers is a disturbance
  uint64_t turn_ = 0;  // which port comes first
  uint64_t seen_progress_ = 0;
  uint64_t seen_taps_ = 0;
  uint64_t progress_at_ = 0;
  uint64_t tap_at_ = 0;
  uint64_t frames_done_ = 0;
  uint64_t least_cycles_ = UINT64_MAX;
  uint64_t most_cycles_ = 0;
  Counters totals_{};
  std::chrono::steady_clock::time_point began_;
};

}  // namespace vitcc::sim
