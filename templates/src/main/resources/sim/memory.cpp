#include "memory.hpp"

#include <algorithm>
#include <cstdio>

namespace vitcc::sim {
namespace {

// What memory holds where nobody put anything: not zero, so that nobody relies on zero.
constexpr uint8_t kNoise = 0xa5;

std::string hex(uint64_t value) {
  char text[20];
  std::snprintf(text, sizeof text, "0x%llx", static_cast<unsigned long long>(value));
  return text;
}

}  // namespace

bool Memory::place(uint64_t image_base, uint64_t input_base, uint64_t output_base,
                   std::string& why) {
  image_.base = image_base;
  input_.base = input_base;
  output_.base = output_base;
  Segment* segments[] = {&image_, &input_, &output_};
  std::sort(std::begin(segments), std::end(segments),
            [](const Segment* a, const Segment* b) { return a->base < b->base; });
  for (const Segment* segment : segments) {
    if (segment->base % beat_bytes_ != 0) {
      why = "base " + hex(segment->base) + " is not a multiple of the port's " +
            std::to_string(beat_bytes_) + " bytes";
      return false;
    }
  }
  for (int i = 0; i < 2; ++i) {
    if (segments[i]->base + segments[i]->bytes.size() > segments[i + 1]->base) {
      why = "the segment at " + hex(segments[i]->base) + " reaches into the one at " +
            hex(segments[i + 1]->base);
      return false;
    }
  }
  return true;
}

void Memory::resize(Segment& segment, uint64_t size) {
  segment.size = size;
  segment.bytes.assign((size + beat_bytes_ - 1) / beat_bytes_ * beat_bytes_, kNoise);
}

void Memory::load_image(std::vector<uint8_t> bytes) {
  image_.size = bytes.size();
  image_.bytes = std::move(bytes);
  image_.bytes.resize((image_.size + beat_bytes_ - 1) / beat_bytes_ * beat_bytes_, kNoise);
}

void Memory::load_input(const uint8_t* bytes, uint64_t count) {
  resize(input_, count);
  std::copy(bytes, bytes + count, input_.bytes.begin());
}

void Memory::clear_output(uint64_t bytes) {
  resize(output_, bytes);
  written_.assign(bytes, false);
}

uint64_t Memory::unwritten() const {
  return static_cast<uint64_t>(std::count(written_.begin(), written_.end(), false));
}

const uint8_t* Memory::find(const Segment& segment, uint64_t address) const {
  const uint64_t offset = address - segment.base;  // wraps below the base, and is then too large
  return offset < segment.bytes.size() ? segment.bytes.data() + offset : nullptr;
}

const uint8_t* Memory::read(uint64_t address) const {
  const uint8_t* found = find(image_, address);
  return found != nullptr ? found : find(input_, address);
}

std::string Memory::write(uint64_t address, const uint8_t* bytes, uint64_t strobe) {
  if (find(output_, address) == nullptr) {
    return "write to " + hex(address) + ", which is not in the output (" + hex(output_.base) +
           ", " + std::to_string(output_.size) + " bytes)";
  }
  for (uint64_t i = 0; i < beat_bytes_; ++i) {
    if ((strobe >> i & 1) == 0) continue;
    const uint64_t offset = address + i - output_.base;
    if (offset >= output_.size) {
      return "write to " + hex(address + i) + ", beyond the end of the output";
    }
    if (written_[offset]) return "second write to " + hex(address + i) + " in one run";
    written_[offset] = true;
    output_.bytes[offset] = bytes[i];
  }
  return "";
}

}  // namespace vitcc::sim
