// Compares everything that the design stores with what it should, each element exactly once.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "failure.hpp"
#include "tap.hpp"
#include "vectors.hpp"

namespace vitcc::sim {

// Where a tensor first differs in a frame, and in how many elements.
struct Difference {
  uint64_t frame;
  uint32_t tensor;
  std::string element;
  int32_t expected;
  int32_t found;
  uint64_t count;
};

class Checker {
 public:
  Checker(const Vectors& vectors, Failure& failure);

  // The frames that the next start runs.
  void begin(uint64_t first, uint64_t count);
  void tap(const TapBeat& beat);
  // The outputs of a frame, as they lie in memory.
  void outputs(uint64_t frame, const uint8_t* bytes);
  // After done: raises a failure if a frame, a tensor or an element did not come.
  void end();

  uint64_t progress() const { return taps_; }
  uint64_t elements() const { return elements_; }
  uint64_t output_elements() const { return output_elements_; }
  uint64_t mismatches() const { return mismatches_; }
  const std::vector<Difference>& differences() const { return differences_; }
  // Where the comparison stands, for a message.
  std::string position() const;

 private:
  bool advance(int group);
  // The group that is stored next, and its frame; none behind the last frame.
  bool next(uint64_t& frame, size_t& group) const;
  void open();
  void differ(const Group& group, uint32_t row, uint32_t column, int32_t expected, int32_t found);
  template <class Element>
  void compare(const Group& group, uint32_t row, uint32_t column, uint32_t count,
               const int16_t* found);

  const Vectors& vectors_;
  Failure& failure_;
  uint64_t frame_ = 0;
  uint64_t last_frame_ = 0;
  size_t group_ = 0;
  Extent extent_{};  // of the group in the frame
  std::vector<uint32_t> next_column_;  // of each row of the group
  uint64_t missing_ = 0;               // elements of the group
  uint64_t taps_ = 0;
  uint64_t elements_ = 0;
  uint64_t output_elements_ = 0;
  uint64_t mismatches_ = 0;
  std::vector<Difference> differences_;
};

}  // namespace vitcc::sim
