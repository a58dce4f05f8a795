#include "compute.hpp"

#include "Vvitcc_core__Dpi.h"

namespace bench {

Compute compute;

namespace {
// From a write at the port until the memory has it.
constexpr uint64_t kLandingCycles = 2;
}  // namespace

void Compute::expect(const Program& program) {
  program_ = &program;
  ready_percent_ = 20 + dice.below(81);
  groups_percent_ = dice.percent(50) ? 1 : 20;
  results_.clear();
  reset();
}

void Compute::reset() {
  running_ = false;
  groups_done_ = 0;
  commands_[1] = 0;
  under_way_.clear();
}

void Compute::clear(bool idle) {
  if (!idle) fail("cleared while something is going on");
  if (running_) check_complete();
  begin_frame();
}

void Compute::finish() {
  check_complete();
  running_ = false;
}

void Compute::begin_frame() {
  const Image& image = program_->image;
  const uint64_t base = program_->input_base + results_.size() * uint64_t{program_->input_bytes};
  wanted_.assign(size_t(image.rows()) * image.columns(), 0);
  written_.assign(wanted_.size(), 0);
  for (int row = image.leading_rows; row < image.rows(); ++row) {
    const int patch = row - image.leading_rows;
    const int y = patch / image.patch_columns;
    const int x = patch % image.patch_columns;
    for (int column = 0; column < image.columns(); ++column) {
      const uint64_t line = uint64_t(y) * image.patch + column / image.patch_bytes;
      const uint64_t byte = uint64_t(x) * image.patch_bytes + column % image.patch_bytes;
      wanted_[size_t(row) * image.columns() + column] =
          memory.at(base + line * image.row_bytes() + byte);
    }
  }
  results_.emplace_back();
  for (uint32_t i = 0; i < program_->elements; ++i) {
    results_.back().push_back(static_cast<uint32_t>(dice.bits()));
  }
  commands_[0] = commands_[1] = tables_ = groups_done_ = given_ = 0;
  for (size_t& count : payload_) count = 0;
  columns_ = 0;
  running_ = true;
}

void Compute::check_complete() const {
  for (int i = 0; i < 2; ++i) {
    if (commands_[i] != program_->commands[i].size()) fail("a frame lacks commands");
  }
  for (int kind = 0; kind < 4; ++kind) {
    if (payload_[kind] != program_->payload[kind].size()) fail("a frame lacks payload");
  }
  if (columns_ != program_->image.columns()) fail("a frame lacks columns of its image");
}

void Compute::command(bool vector, const uint8_t* bytes) {
  const auto& expected = program_->commands[vector];
  size_t& count = commands_[vector];
  if (count == expected.size()) return fail("a command too many");
  if (std::memcmp(bytes, expected[count].data(), expected[count].size()) != 0) {
    fail("command %d is another", static_cast<int>(count));
  }
  ++count;
}

void Compute::payload(int kind, bool last, const uint8_t* bytes) {
  const auto& expected = program_->payload[kind];
  size_t& count = payload_[kind];
  if (count == expected.size()) return fail("a word too many for load %d", kind);
  const Word& word = expected[count];
  if (std::memcmp(bytes, word.bytes.data(), kPk) != 0 || last != word.last) {
    fail("word %d for load %d is another", static_cast<int>(count), kind);
  }
  if (kind == 2 && groups_done_ < size_t(program_->table_waits[tables_])) {
    fail("a table came before its time");
  }
  if (kind == 2 && last) ++tables_;
  ++count;
}

void Compute::image(int bank, int address, const uint8_t* enable, const uint8_t* data) {
  under_way_.push_back({now, bank, address, Bytes(enable, enable + (kMemoryLanes + 7) / 8),
                        Bytes(data, data + kMemoryLanes)});
}

void Compute::land(const Write& write) {
  constexpr int kRowWords = kHiddenColumns / kMemoryLanes;
  const Image& image = program_->image;
  const int row = write.address / kRowWords * kPm + write.bank;
  for (int lane = 0; lane < kMemoryLanes; ++lane) {
    if ((write.enable[lane / 8] >> (lane % 8) & 1) == 0) continue;
    const int column = write.address % kRowWords * kMemoryLanes + lane;
    if (row < image.leading_rows || row >= image.rows() || column >= image.columns()) {
      return fail("image: row %d, column %d isn't the image's", row, column);
    }
    const size_t at = size_t(row) * image.columns() + column;
    if (write.data[lane] != wanted_[at]) fail("image: row %d, column %d is wrong", row, column);
    if (written_[at]) fail("image: row %d, column %d is written twice", row, column);
    written_[at] = 1;
  }
}

void Compute::columns(int columns) {
  while (running_ && !under_way_.empty() && under_way_.front().cycle + kLandingCycles <= now) {
    land(under_way_.front());
    under_way_.pop_front();
  }
  const Image& image = program_->image;
  if (!running_ || columns == columns_ || columns == 0) return;
  if (columns < columns_ || columns > image.columns()) return fail("%d image columns", columns);
  for (int row = image.leading_rows; row < image.rows(); ++row) {
    for (int column = columns_; column < columns; ++column) {
      if (!written_[size_t(row) * image.columns() + column]) {
        return fail("image: %d columns are complete, but not in row %d", columns, row);
      }
    }
  }
  columns_ = columns;
}

int Compute::ready() const {
  int bits = 0;
  for (int i = 0; i < 6; ++i) bits |= dice.percent(ready_percent_) << i;
  return bits;
}

int Compute::groups_done() {
  if (groups_done_ < commands_[1] && dice.percent(groups_percent_)) ++groups_done_;
  return static_cast<int>(groups_done_);
}

bool Compute::idle() const {
  return !running_ || (groups_done_ == commands_[1] && given_ == results_.back().size());
}

int Compute::result(uint32_t* data) {
  if (!running_ || given_ == results_.back().size() || !dice.percent(60)) return -1;
  const size_t left = results_.back().size() - given_;
  const size_t count = std::min<size_t>(left, dice.below(kDrainColumns + 1));
  for (size_t i = 0; i < size_t{kDrainColumns}; ++i) {
    data[i] = i < count ? results_.back()[given_ + i] : static_cast<uint32_t>(dice.bits());
  }
  given_ += count;
  return static_cast<int>(count);
}

}  // namespace bench

namespace {
const uint8_t* bytes_of(const svBitVecVal* words) {
  return reinterpret_cast<const uint8_t*>(words);
}
}  // namespace

// What the SystemVerilog stand-in calls.
using bench::compute;
void bench_reset() { compute.reset(); }
void bench_clear(int idle) { compute.clear(idle != 0); }
void bench_command(int unit, const svBitVecVal* command) {
  compute.command(unit != 0, bytes_of(command));
}
void bench_payload(int kind, int last, const svBitVecVal* word) {
  compute.payload(kind, last != 0, bytes_of(word));
}
void bench_image(int bank, int address, const svBitVecVal* enable, const svBitVecVal* data) {
  compute.image(bank, address, bytes_of(enable), bytes_of(data));
}
void bench_columns(int columns) { compute.columns(columns); }
int bench_ready() { return compute.ready(); }
int bench_groups_done() { return compute.groups_done(); }
int bench_idle() { return compute.idle(); }
int bench_result(svBitVecVal* data) { return compute.result(data); }
