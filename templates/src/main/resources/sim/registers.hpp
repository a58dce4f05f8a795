// The registers of `s_axi_control` (docs/engine.md, Registers).
#pragma once

#include <cstdint>

namespace vitcc::sim {

constexpr uint32_t kControl = 0x00;
constexpr uint32_t kInterruptGlobal = 0x04;
constexpr uint32_t kInterruptEnable = 0x08;
constexpr uint32_t kInterruptStatus = 0x0c;
constexpr uint32_t kImageBase = 0x10;
constexpr uint32_t kInputBase = 0x1c;
constexpr uint32_t kOutputBase = 0x28;
constexpr uint32_t kFrames = 0x34;
constexpr uint32_t kStatus = 0x3c;

constexpr uint32_t kStart = 1;
constexpr uint32_t kDone = 2;
constexpr uint32_t kStatusFormat = 1;
constexpr uint32_t kStatusEngine = 2;
constexpr uint32_t kStatusRead = 4;
constexpr uint32_t kStatusWrite = 8;
constexpr uint32_t kIdle = 4;
constexpr uint32_t kReady = 8;

struct Counter {
  uint32_t address;
  const char* name;
};

// The first is the cycles from start to done, the six after it add up to the same.
constexpr Counter kCounters[] = {
    {0x80, "cycles"},          {0x88, "matrix_rows"},
    {0x90, "idle_weights"},    {0x98, "idle_stationary"},
    {0xa0, "idle_operand"},    {0xa8, "idle_credit"},
    {0xb0, "idle_command"},    {0xb8, "stream_words"},
    {0xc0, "stream_blocked"},  {0xc8, "stream_starved"},
    {0xd0, "vector_drain"},    {0xd8, "vector_blocked"},
    {0xe0, "tiles"},           {0xe8, "frames"},
    {0xf0, "tokens_1"},        {0xf8, "tokens_2"},
    {0x100, "tokens_3"},       {0x108, "tokens_4"},
    {0x110, "tokens_5"},       {0x118, "tokens_6"},
    {0x120, "tokens_7"},       {0x128, "tokens_8"},
};
constexpr unsigned kCounterCount = sizeof kCounters / sizeof kCounters[0];
constexpr unsigned kMatrixCounters = 6;
constexpr unsigned kFrameCounter = 13;
// Counters of work, not of time: the same under any stall.
constexpr unsigned kWorkCounters[] = {1, 7, 10, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21};
// From here on: tokens left by each selection; 0 where their number is always the same.
constexpr unsigned kTokenCounter = 14;

}  // namespace vitcc::sim
