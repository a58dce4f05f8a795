// The DDR behind the ports: three segments, and nothing else.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace vitcc::sim {

class Memory {
 public:
  // Bytes of one beat; segments begin on a multiple of it and are padded to one with noise.
  explicit Memory(uint64_t beat_bytes) : beat_bytes_(beat_bytes) {}

  // Places the segments; false if a base is not on a beat or they overlap.
  bool place(uint64_t image_base, uint64_t input_base, uint64_t output_base, std::string& why);

  void load_image(std::vector<uint8_t> bytes);
  void load_input(const uint8_t* bytes, uint64_t count);
  // Forgets what was written.
  void clear_output(uint64_t bytes);

  const std::vector<uint8_t>& output() const { return output_.bytes; }
  // How many bytes of the output were never written.
  uint64_t unwritten() const;
  // Turns bits of a byte of the image over.
  void flip_image(uint64_t offset, uint8_t bits) { image_.bytes[offset] ^= bits; }
  // Whether this byte of the output was written.
  bool written(uint64_t offset) const { return written_[offset]; }

  // The bytes of the beat at an address, or null if it may not be read.
  const uint8_t* read(uint64_t address) const;

  // Writes the bytes whose strobe is set; empty, or what is wrong.
  std::string write(uint64_t address, const uint8_t* bytes, uint64_t strobe);

 private:
  struct Segment {
    uint64_t base = 0;
    uint64_t size = 0;
    std::vector<uint8_t> bytes;  // size, rounded up to a beat
  };

  const uint8_t* find(const Segment& segment, uint64_t address) const;
  void resize(Segment& segment, uint64_t size);

  uint64_t beat_bytes_;
  Segment image_;
  Segment input_;
  Segment output_;
  std::vector<bool> written_;
};

}  // namespace vitcc::sim
