#include "program.hpp"

#include <algorithm>

namespace bench {
namespace {

constexpr int kCommandBytes = 32;
constexpr int kLoad = 1, kMatrix = 2, kVector = 3, kStore = 4, kEnd = 5;
constexpr int kParameters = 0, kTiles = 1, kTable = 2, kPosition = 3, kImage = 4;
constexpr uint64_t kAlignment = 4096;

// A command of the fields given, from bit 0 upwards.
Bytes encode(std::initializer_list<std::pair<uint64_t, int>> fields) {
  Bytes command(kCommandBytes, 0);
  int bit = 0;
  for (const auto& field : fields) {
    for (int i = 0; i < field.second; ++i, ++bit) {
      command[bit / 8] |= static_cast<uint8_t>((field.first >> i & 1) << (bit % 8));
    }
  }
  return command;
}

Bytes noise(int bytes) {
  Bytes result(bytes);
  for (uint8_t& byte : result) byte = static_cast<uint8_t>(dice.bits());
  return result;
}

// A command whose fields do not matter to the memory side.
Bytes noise_with_opcode(int opcode) {
  Bytes command = noise(kCommandBytes);
  command[0] = static_cast<uint8_t>((command[0] & 0xf0) | opcode);
  return command;
}

Bytes load_of_unknown_kind() {
  Bytes command = noise_with_opcode(kLoad);
  command[0] = static_cast<uint8_t>((command[0] & 0x8f) | (5 + dice.below(3)) << 4);
  return command;
}

}  // namespace

uint32_t status_of(Mistake mistake) {
  switch (mistake) {
    case Mistake::kNone: return 0;
    case Mistake::kMagic:
    case Mistake::kVersion: return 1 << 0;
    case Mistake::kFingerprint: return 1 << 1;
    case Mistake::kReadError: return 1 << 2;
    case Mistake::kWriteError: return 1 << 3;
    case Mistake::kOpcode:
    case Mistake::kLoadKind:
    case Mistake::kNoEnd: return 1 << 4;
  }
  return 0;
}

void Program::add(Bytes command) {
  stream.insert(stream.end(), command.begin(), command.end());
  stream.resize((stream.size() + kPk - 1) / kPk * kPk, 0);
}

void Program::load(int kind, int words, int wait_groups) {
  add(encode(
      {{kLoad, 4}, {uint64_t(kind), 3}, {uint64_t(words), 24}, {uint64_t(wait_groups), 16}}));
  for (int i = 0; i < words; ++i) {
    const Bytes word = noise(kPk);
    stream.insert(stream.end(), word.begin(), word.end());
    payload[kind].push_back({word, i + 1 == words});
  }
  if (kind == kTable) table_waits.push_back(wait_groups);
}

void Program::load_image() {
  const bool big = dice.percent(15);
  image.loaded = true;
  do {
    image.patch = 1 + dice.below(big ? 16 : 8);
    image.patch_bytes = dice.percent(20) ? 16 * (1 + dice.below(4))
                                           : image.patch * (1 + dice.below(4));
    image.patch_rows = 1 + dice.below(big ? 14 : 5);
    image.patch_columns = 1 + dice.below(big ? 14 : 6);
    image.leading_rows = dice.below(3);
  } while (image.columns() > kHiddenColumns);
  input_bytes = image.bytes();
  add(encode({{kLoad, 4},
              {kImage, 3},
              {0, 24},
              {0, 16},
              {uint64_t(image.patch), 8},
              {uint64_t(image.patch_bytes), 12},
              {uint64_t(image.patch_rows), 12},
              {uint64_t(image.patch_columns), 12},
              {uint64_t(image.leading_rows), 4}}));
}

void Program::store() { add(encode({{kStore, 4}, {elements, 24}})); }

void Program::group(int vectors) {
  if (dice.percent(15)) load(kPosition, 1 + dice.below(20), 0);
  if (dice.percent(20)) load(kTable, (1024 + kPk - 1) / kPk, dice.below(vectors + 1));
  commands[1].push_back(noise_with_opcode(kVector));
  add(commands[1].back());
  for (uint64_t i = 0; i <= dice.below(2); ++i) {
    commands[0].push_back(noise_with_opcode(kMatrix));
    add(commands[0].back());
  }
  load(kParameters, (8 * kPn + kPk - 1) / kPk, 0);
  load(kTiles, dice.below(dice.percent(20) ? 40 : 5) * kPn, 0);
}

Program Program::any(Mistake mistake) {
  Program program;
  const int groups = dice.below(12);
  const int store_at = dice.percent(50) ? 0 : dice.below(groups + 1);
  if (dice.percent(80)) program.elements = dice.below(dice.percent(30) ? 700 : 60);
  program.input_bytes = dice.below(1000);
  if (dice.percent(85)) program.load_image();
  for (int i = 0; i <= groups; ++i) {
    if (i == store_at) program.store();
    if (i == groups / 2 && mistake == Mistake::kOpcode) {
      program.add(noise_with_opcode(dice.percent(50) ? 0 : 6 + dice.below(10)));
    }
    if (i == groups / 2 && mistake == Mistake::kLoadKind) program.add(load_of_unknown_kind());
    if (i < groups) program.group(i);
  }
  if (mistake != Mistake::kNoEnd) {
    program.add(encode({{kEnd, 4}}));
    if (dice.percent(30)) {  // what follows End is nobody's business
      const Bytes rest = noise(dice.below(dice.percent(30) ? 40000 : 2000));
      program.stream.insert(program.stream.end(), rest.begin(), rest.end());
    }
  }
  program.frames = 1 + dice.below(3);
  program.output_bytes = 4 * (program.elements + (dice.percent(30) ? dice.below(5) : 0));
  program.image_base = dice.below(1ull << 40) << 12;
  if (dice.percent(40)) program.image_base += dice.below(4096 / kBeatBytes) * kBeatBytes;
  program.input_base = dice.below(1ull << 50) + (1ull << 53);
  program.output_base = 4 * dice.below(1ull << 48) + (1ull << 54);
  if (dice.percent(30)) {  // shortly before a page ends
    program.output_base = (program.output_base | 4095) + 1 - 4 * (1 + dice.below(40));
  }
  return program;
}

void Program::place(Mistake mistake) const {
  const uint32_t beats = (stream.size() + kBusBytes - 1) / kBusBytes;
  const uint64_t used = (beats * uint64_t{kBeatBytes} + kAlignment - 1) / kAlignment * kAlignment;
  const uint64_t stride = used + (dice.percent(30) ? kAlignment * dice.below(5) : 0);
  uint32_t header[8] = {
      0x43544956,  1,           kFingerprint, beats, static_cast<uint32_t>(stride), input_bytes,
      output_bytes, 0};
  if (mistake == Mistake::kMagic) header[0] ^= 1u << dice.below(32);
  if (mistake == Mistake::kVersion) header[1] += 1 + dice.below(100);
  if (mistake == Mistake::kFingerprint) header[2] ^= 1u << dice.below(32);

  memory.clear();
  for (int i = 0; i < 32; ++i) memory.at(image_base + i) = header[i / 4] >> (8 * (i % 4));
  memory.allow_reads(image_base, image_base + std::max(32, kBeatBytes));
  for (int port = 0; port < kPorts; ++port) {
    const uint64_t base = image_base + kAlignment + port * stride;
    memory.allow_reads(base, base + uint64_t{beats} * kBeatBytes);
    for (uint64_t i = 0; i < uint64_t{beats} * kBeatBytes; ++i) {
      const uint64_t from = i / kBeatBytes * kBusBytes + port * kBeatBytes + i % kBeatBytes;
      memory.at(base + i) = from < stream.size() ? stream[from] : 0;
    }
  }
  const uint64_t input_end = input_base + uint64_t{frames} * input_bytes;
  memory.allow_reads(input_base / kBeatBytes * kBeatBytes,
                     (input_end + kBeatBytes - 1) / kBeatBytes * kBeatBytes);
  memory.allow_writes(output_base, output_base + uint64_t{frames} * output_bytes);
}

}  // namespace bench
