// Random programs for the memory side, and what must come of them.
#pragma once

#include "bench.hpp"

namespace bench {

// What is wrong with a run, on purpose.
enum class Mistake {
  kNone,
  kMagic,
  kVersion,
  kFingerprint,
  kOpcode,
  kLoadKind,
  kNoEnd,
  kReadError,
  kWriteError
};
constexpr int kMistakes = 9;

// Bits of the status register that a mistake sets, once it was met.
uint32_t status_of(Mistake mistake);

struct Image {
  bool loaded = false;
  int patch = 0, patch_bytes = 0, patch_rows = 0, patch_columns = 0, leading_rows = 0;

  int row_bytes() const { return patch_columns * patch_bytes; }
  int columns() const { return patch * patch_bytes; }
  int rows() const { return leading_rows + patch_rows * patch_columns; }
  int bytes() const { return row_bytes() * patch * patch_rows; }
};

struct Word {
  Bytes bytes;
  bool last;
};

struct Program {
  Bytes stream;
  std::vector<Bytes> commands[2];  // for the matrix and the vector unit
  std::vector<Word> payload[4];    // by kind of load
  std::vector<int> table_waits;    // vector commands that each table load waits for
  Image image;
  uint32_t elements = 0;  // that are stored each frame
  uint32_t frames = 1;
  uint32_t input_bytes = 0, output_bytes = 0;
  uint64_t image_base = 0, input_base = 0, output_base = 0;

  static Program any(Mistake mistake);
  // Puts header and streams into memory, and says what may be read and written.
  void place(Mistake mistake) const;

 private:
  void add(Bytes command);
  void load(int kind, int words, int wait_groups);
  void load_image();
  void store();
  void group(int vectors);
};

}  // namespace bench
