#include "checker.hpp"

#include <algorithm>
#include <cstring>

namespace vitcc::sim {

Checker::Checker(const Vectors& vectors, Failure& failure) : vectors_(vectors), failure_(failure) {}

void Checker::begin(uint64_t first, uint64_t count) {
  frame_ = first;
  last_frame_ = first + count - 1;
  group_ = 0;
  open();
}

void Checker::open() {
  extent_ = vectors_.extent(frame_, group_);
  next_column_.assign(extent_.rows, 0);
  missing_ = uint64_t{extent_.rows} * extent_.columns;
}

bool Checker::next(uint64_t& frame, size_t& group) const {
  do {
    ++group;
    if (group == vectors_.groups().size()) {
      if (frame == last_frame_) return false;
      ++frame;
      group = 0;
    }
  } while (vectors_.extent(frame, group).rows == 0);
  return true;
}

std::string Checker::position() const {
  if (next_column_.empty()) return "no frame";
  const Group& group = vectors_.groups()[group_];
  std::string text = "frame " + std::to_string(frame_) + ", vector command " +
                     std::to_string(group_) + " (" + vectors_.element(group, 0, 0) + " …), ";
  return text + std::to_string(missing_) + " of its " +
         std::to_string(uint64_t{extent_.rows} * extent_.columns) + " elements missing";
}

// Makes `number` the current group; false, with a failure, if it cannot be.
bool Checker::advance(int number) {
  if (number == static_cast<int>(group_)) return true;
  uint64_t frame = frame_;
  size_t group = group_;
  if (missing_ != 0 || !next(frame, group) || number != static_cast<int>(group)) {
    failure_.raise("order",
                   "vector command " + std::to_string(number) + " stored while at " + position());
    return false;
  }
  group_ = group;
  frame_ = frame;
  open();
  return true;
}

void Checker::tap(const TapBeat& beat) {
  if (failure_.raised()) return;
  if (next_column_.empty()) return failure_.raise("order", "something was stored before the start");
  ++taps_;
  // A program of a single group can only tell its frames apart by their being complete.
  const bool again = beat.group == 0 && group_ == 0 && missing_ == 0 &&
                     vectors_.groups().size() == 1 && beat.column == 0 && frame_ < last_frame_;
  if (again) {
    ++frame_;
    open();
  }
  if (!advance(beat.group)) return;
  const Group& group = vectors_.groups()[group_];
  const auto row = static_cast<uint32_t>(beat.row) - group.row;
  if (row >= extent_.rows) {
    failure_.raise("order", "row " + std::to_string(beat.row) + " stored, which is not among the " +
                                std::to_string(extent_.rows) + " of " + position());
    return;
  }
  const auto column = static_cast<uint32_t>(beat.column);
  const bool padding = column >= extent_.columns;
  if (padding ? next_column_[row] != extent_.columns : next_column_[row] != column) {
    const uint32_t next = next_column_[row];
    failure_.raise("order", vectors_.element(group, row, column) + " stored, expected " +
                                (next == extent_.columns ? "nothing more of that row"
                                                       : vectors_.element(group, row, next)) +
                                ", at " + position());
    return;
  }
  if (padding) return;
  const uint32_t count = std::min(vectors_.beat_columns(), extent_.columns - column);
  next_column_[row] += count;
  missing_ -= count;
  elements_ += count;
  if (group.element_bytes == 1) {
    compare<int8_t>(group, row, column, count, beat.lanes);
  } else {
    compare<int16_t>(group, row, column, count, beat.lanes);
  }
}

template <class Element>
void Checker::compare(const Group& group, uint32_t row, uint32_t column, uint32_t count,
                      const int16_t* found) {
  const uint8_t* at = vectors_.frame(frame_) + group.offset +
                      (uint64_t{row} * group.columns + column) * sizeof(Element);
  for (uint32_t i = 0; i < count; ++i) {
    Element expected;
    std::memcpy(&expected, at + i * sizeof expected, sizeof expected);
    if (expected != found[i]) differ(group, row, column + i, expected, found[i]);
  }
}

void Checker::differ(const Group& group, uint32_t row, uint32_t column, int32_t expected,
                     int32_t found) {
  ++mismatches_;
  for (Difference& difference : differences_) {
    if (difference.tensor == group.tensor && difference.frame == frame_) {
      ++difference.count;
      return;
    }
  }
  differences_.push_back(
      {frame_, group.tensor, vectors_.element(group, row, column), expected, found, 1});
}

void Checker::outputs(uint64_t frame, const uint8_t* bytes) {
  const auto tensor = static_cast<uint32_t>(vectors_.tensors().size());  // stands for the memory
  for (uint64_t i = 0; i < vectors_.outputs(); ++i) {
    int32_t found = 0;
    std::memcpy(&found, bytes + 4 * i, sizeof found);
    const int32_t expected = vectors_.output(frame, i);
    ++output_elements_;
    if (found == expected) continue;
    ++mismatches_;
    if (!differences_.empty() && differences_.back().tensor == tensor &&
        differences_.back().frame == frame) {
      ++differences_.back().count;
    } else {
      differences_.push_back(
          {frame, tensor, "output in memory[" + std::to_string(i) + "]", expected, found, 1});
    }
  }
}

void Checker::end() {
  if (failure_.raised()) return;
  uint64_t frame = frame_;
  size_t group = group_;
  if (missing_ != 0 || next(frame, group)) {
    failure_.raise("missing", "done, but not everything was stored: at " + position() + ", of " +
                                  std::to_string(vectors_.groups().size()) +
                                  " vector commands and frames up to " +
                                  std::to_string(last_frame_));
  }
}

}  // namespace vitcc::sim
