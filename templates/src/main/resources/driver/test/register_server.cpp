// The simulated accelerator for drivers of other languages: a command a line on standard input, an
// answer a line on standard output. Numbers are decimal, bytes hexadecimal.
//
//   read OFFSET            VALUE
//   write OFFSET VALUE     ok
//   alloc BYTES            ADDRESS
//   free ADDRESS           ok
//   put ADDRESS HEX        ok: the accelerator sees these bytes
//   get ADDRESS BYTES      HEX: what the accelerator has there
//   frames                 how many there are
//   expected FRAME         logits of the reference
//   input FRAME            HEX
#include <cstdio>
#include <iostream>
#include <sstream>

#include "simulated_board.hpp"
#include "usage_error.hpp"
#include "vectors.hpp"

namespace {

using vitcc::sim::BoardOptions;
using vitcc::sim::MappedFile;
using vitcc::sim::SimulatedBoard;
using vitcc::sim::Vectors;

std::string hex(const uint8_t* bytes, size_t count) {
  static const char digits[] = "0123456789abcdef";
  std::string text;
  for (size_t i = 0; i < count; ++i) {
    text += digits[bytes[i] >> 4];
    text += digits[bytes[i] & 15];
  }
  return text;
}

std::vector<uint8_t> bytes(const std::string& text) {
  std::vector<uint8_t> found;
  for (size_t i = 0; i + 1 < text.size(); i += 2) {
    found.push_back(static_cast<uint8_t>(std::stoul(text.substr(i, 2), nullptr, 16)));
  }
  return found;
}

std::string answer(SimulatedBoard& board, const MappedFile& input, const Vectors& vectors,
                   const std::string& line) {
  std::istringstream words(line);
  std::string verb;
  uint64_t first = 0;
  words >> verb >> first;
  if (verb == "read") return std::to_string(board.read32(static_cast<uint32_t>(first)));
  if (verb == "frames") return std::to_string(vectors.frames());
  if (verb == "alloc") return std::to_string(board.alloc(first));
  if (verb == "input") {
    return hex(input.data() + first * vectors.input_bytes(), vectors.input_bytes());
  }
  if (verb == "expected") {
    std::string text;
    for (uint64_t i = 0; i < vectors.outputs(); ++i) {
      text += (i == 0 ? "" : " ") + std::to_string(vectors.output(first, i));
    }
    return text;
  }
  if (verb == "get") {
    size_t count = 0;
    words >> count;
    std::vector<uint8_t> found(count);
    board.invalidate(first, found.data(), count);
    return hex(found.data(), count);
  }
  if (verb == "write") {
    uint64_t value = 0;
    words >> value;
    board.write32(static_cast<uint32_t>(first), static_cast<uint32_t>(value));
  } else if (verb == "put") {
    std::string text;
    words >> text;
    const std::vector<uint8_t> content = bytes(text);
    board.flush(first, content.data(), content.size());
  } else if (verb == "free") {
    board.release(first);
  } else {
    throw std::runtime_error("unknown command " + verb);
  }
  return "ok";
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const BoardOptions options = BoardOptions::parse(argc, argv);
    const MappedFile input(options.input);
    const Vectors vectors(options.vectors);
    SimulatedBoard board;
    for (std::string line; std::getline(std::cin, line);) {
      std::cout << answer(board, input, vectors, line) << std::endl;
    }
    return 0;
  } catch (const vitcc::sim::UsageError& error) {
    std::cerr << error.message << std::endl;
    return 2;
  } catch (const std::exception& error) {
    std::cerr << "register server: " << error.what() << std::endl;
    return 4;
  }
}
