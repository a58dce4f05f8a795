// The expected values of a run, read from disk frame by frame; docs/simulation.md has the format.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace vitcc::sim {

// A file in memory, paged in as it is read.
class MappedFile {
 public:
  // Throws UsageError if it cannot be read.
  explicit MappedFile(const std::string& path);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  const uint8_t* data() const { return data_; }
  uint64_t size() const { return size_; }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
  const uint8_t* data_ = nullptr;
  uint64_t size_ = 0;
};

// The slice of a tensor that one vector command stores: at most, where tokens are dropped.
struct Group {
  uint32_t tensor;
  uint32_t row;            // of activation memory, the first
  uint32_t rows;
  uint32_t columns;        // beyond them the command stores padding; 0: nothing but padding
  uint32_t tensor_head;
  uint32_t tensor_row;     // index in the tensor of the first element
  uint32_t tensor_column;
  uint32_t element_bytes;  // 1 or 2
  uint64_t offset;         // in the values of a frame
};

// What a group has of its rows and columns in one frame; no rows: it is left out.
struct Extent {
  uint32_t rows;
  uint32_t columns;
};

struct Tensor {
  std::string name;
  uint32_t rank;  // 1 … 3: columns; rows, columns; heads, rows, columns
};

class Vectors {
 public:
  // Throws UsageError if the file is missing, damaged, or has nothing to compare.
  explicit Vectors(const std::string& path);

  uint64_t frames() const { return frames_; }
  uint64_t input_bytes() const { return input_bytes_; }
  uint64_t outputs() const { return outputs_; }
  // Columns that the design reports at once.
  uint32_t beat_columns() const { return beat_columns_; }
  const std::vector<Group>& groups() const { return groups_; }
  const std::vector<Tensor>& tensors() const { return tensors_; }

  const uint8_t* frame(uint64_t index) const { return file_.data() + values_ + index * stride_; }
  Extent extent(uint64_t frame, size_t group) const;
  int32_t output(uint64_t frame, uint64_t index) const;

  // An element of a group's tensor, as `name[head,row,column]`.
  std::string element(const Group& group, uint32_t row, uint32_t column) const;

 private:
  uint64_t field(uint64_t offset, unsigned bytes) const;
  void read_groups(uint64_t& at, uint64_t count);
  void read_tensors(uint64_t& at, uint64_t count);
  [[noreturn]] void damaged(const std::string& why) const;

  MappedFile file_;
  uint64_t frames_ = 0;
  uint64_t input_bytes_ = 0;
  uint64_t outputs_ = 0;
  uint32_t beat_columns_ = 0;
  uint64_t values_ = 0;  // where the first frame begins
  uint64_t stride_ = 0;  // bytes of a frame
  uint64_t outputs_at_ = 0;
  std::vector<Group> groups_;
  std::vector<Tensor> tensors_;
};

}  // namespace vitcc::sim
