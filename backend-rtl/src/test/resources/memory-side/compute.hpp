// Stands in for the compute side: checks what it is given, and invents what it says.
#pragma once

#include "program.hpp"

namespace bench {

class Compute {
 public:
  // Before a run.
  void expect(const Program& program);
  // After a run without errors: whether the last frame was complete.
  void finish();
  // What was stored, by frame.
  const std::vector<std::vector<uint32_t>>& results() const { return results_; }

  void reset();
  void clear(bool idle);
  void command(bool vector, const uint8_t* bytes);
  void payload(int kind, bool last, const uint8_t* bytes);
  void image(int bank, int address, const uint8_t* enable, const uint8_t* data);
  void columns(int columns);
  int ready() const;
  int groups_done();
  bool idle() const;
  int result(uint32_t* data);

 private:
  // A write to the hidden memory, and when it was made.
  struct Write {
    uint64_t cycle;
    int bank, address;
    Bytes enable, data;
  };

  void begin_frame();
  void check_complete() const;
  void land(const Write& write);

  const Program* program_ = nullptr;
  unsigned ready_percent_ = 100;
  unsigned groups_percent_ = 100;  // chance that a group ends in a cycle
  bool running_ = false;
  size_t commands_[2] = {0, 0};
  size_t payload_[4] = {0, 0, 0, 0};
  size_t tables_ = 0;
  size_t groups_done_ = 0;
  std::vector<std::vector<uint32_t>> results_;
  size_t given_ = 0;        // results of this frame
  Bytes wanted_, written_;  // of the patch matrix, by row
  std::deque<Write> under_way_;
  int columns_ = 0;  // that were said to be complete
};

extern Compute compute;

}  // namespace bench
