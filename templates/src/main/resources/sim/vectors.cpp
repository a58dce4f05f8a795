#include "vectors.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "usage_error.hpp"

namespace vitcc::sim {
namespace {

constexpr uint64_t kHeaderBytes = 64;
constexpr uint64_t kGroupBytes = 32;
constexpr uint64_t kVersion = 2;
constexpr uint64_t kExtentBytes = 4;

}  // namespace

MappedFile::MappedFile(const std::string& path) : path_(path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) throw UsageError{"cannot open " + path + ": " + std::strerror(errno)};
  struct stat status {};
  const bool known = fstat(file, &status) == 0 && S_ISREG(status.st_mode);
  size_ = known ? static_cast<uint64_t>(status.st_size) : 0;
  void* mapped = MAP_FAILED;
  if (size_ != 0) mapped = mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file, 0);
  close(file);
  if (mapped == MAP_FAILED) throw UsageError{path + " is empty or cannot be read"};
  data_ = static_cast<const uint8_t*>(mapped);
}

MappedFile::~MappedFile() { munmap(const_cast<uint8_t*>(data_), size_); }

void Vectors::damaged(const std::string& why) const {
  throw UsageError{file_.path() + ": " + why};
}

uint64_t Vectors::field(uint64_t offset, unsigned bytes) const {
  if (offset + bytes > file_.size()) damaged("the file ends within its header");
  uint64_t value = 0;
  std::memcpy(&value, file_.data() + offset, bytes);
  return value;
}

Vectors::Vectors(const std::string& path) : file_(path) {
  if (file_.size() < kHeaderBytes || std::memcmp(file_.data(), "VITCCVEC", 8) != 0) {
    damaged("not a file of test vectors");
  }
  if (field(8, 4) != kVersion) {
    damaged("version " + std::to_string(field(8, 4)) + ", not " + std::to_string(kVersion));
  }
  const uint64_t groups = field(12, 4);
  const uint64_t tensors = field(16, 4);
  beat_columns_ = static_cast<uint32_t>(field(20, 4));
  input_bytes_ = field(24, 8);
  outputs_ = field(32, 8);
  frames_ = field(40, 8);
  values_ = field(48, 8);
  stride_ = field(56, 8);
  if (groups == 0 || frames_ == 0 || outputs_ == 0) damaged("there is nothing to compare");

  uint64_t at = kHeaderBytes;
  read_groups(at, groups);
  read_tensors(at, tensors);
  for (const Group& group : groups_) {
    if (group.tensor >= tensors_.size()) damaged("a group names no tensor");
  }
  if (at > values_) damaged("the values begin within the header");
  if (outputs_at_ + 4 * outputs_ > stride_) damaged("a frame is larger than the file says");
  const uint64_t whole = values_ + frames_ * stride_;
  if (file_.size() != whole) {
    damaged(std::to_string(file_.size()) + " bytes, where " + std::to_string(frames_) +
            " frames take " + std::to_string(whole));
  }
}

void Vectors::read_groups(uint64_t& at, uint64_t count) {
  uint64_t offset = kExtentBytes * count;
  for (uint64_t i = 0; i < count; ++i, at += kGroupBytes) {
    Group group{};
    uint32_t* const members[] = {&group.tensor,      &group.row,        &group.rows,
                                 &group.columns,     &group.tensor_head, &group.tensor_row,
                                 &group.tensor_column, &group.element_bytes};
    for (unsigned m = 0; m < 8; ++m) *members[m] = static_cast<uint32_t>(field(at + 4 * m, 4));
    if (group.rows == 0) damaged("a group has no rows");
    if (group.element_bytes != 1 && group.element_bytes != 2) {
      damaged("elements of " + std::to_string(group.element_bytes) + " bytes");
    }
    group.offset = offset;
    offset += uint64_t{group.rows} * group.columns * group.element_bytes;
    groups_.push_back(group);
  }
  outputs_at_ = (offset + 3) / 4 * 4;
}

void Vectors::read_tensors(uint64_t& at, uint64_t count) {
  for (uint64_t i = 0; i < count; ++i) {
    const auto rank = static_cast<uint32_t>(field(at, 4));
    const uint64_t length = field(at + 4, 4);
    at += 8;
    if (at + length > file_.size()) damaged("the file ends within its header");
    const auto* name = reinterpret_cast<const char*>(file_.data() + at);
    tensors_.push_back({std::string(name, length), rank});
    at += (length + 3) / 4 * 4;
  }
}

Extent Vectors::extent(uint64_t index, size_t group) const {
  uint16_t both[2];
  std::memcpy(both, frame(index) + kExtentBytes * group, sizeof both);
  return {std::min<uint32_t>(both[0], groups_[group].rows),
          std::min<uint32_t>(both[1], groups_[group].columns)};
}

int32_t Vectors::output(uint64_t index, uint64_t element) const {
  int32_t value = 0;
  std::memcpy(&value, frame(index) + outputs_at_ + 4 * element, sizeof value);
  return value;
}

std::string Vectors::element(const Group& group, uint32_t row, uint32_t column) const {
  const Tensor& tensor = tensors_[group.tensor];
  std::string index;
  if (tensor.rank > 2) index += std::to_string(group.tensor_head) + ",";
  if (tensor.rank > 1) index += std::to_string(group.tensor_row + row) + ",";
  return tensor.name + "[" + index + std::to_string(group.tensor_column + column) + "]";
}

}  // namespace vitcc::sim
