/* The bare-metal platform on an array in place of registers: a clock that is asked for the time
 * does the accelerator's work. Exits with the number of the line that does not hold. */
#include <string.h>

#include "vitcc_accel_bare_metal.h"

#define CHECK(holds) \
  if (!(holds)) return __LINE__ & 0xff

static uint8_t memory[1 << 20] __attribute__((aligned(VITCC_ALIGNMENT)));
static volatile uint32_t registers[VITCC_REGISTER_BYTES / 4];
static int stuck, flushed, invalidated;
static uint64_t time;

static int32_t *output(void) {
  return (int32_t *)(uintptr_t)(registers[10] | (uint64_t)registers[11] << 32);
}

static uint64_t microseconds(void) {
  if ((registers[0] & 1) != 0 && !stuck) {
    uint32_t i;
    for (i = 0; i < VITCC_OUTPUTS * registers[13]; i++) output()[i] = (int32_t)(7 * i) - 5;
    registers[0] = 4;
    registers[15] = registers[13] << 16;
  }
  return time += 100;
}

static void flush(uintptr_t address, size_t bytes) {
  (void)address;
  flushed += bytes != 0;
}

static void invalidate(uintptr_t address, size_t bytes) {
  invalidated += bytes != 0 && address == (uintptr_t)output();
}

int main(void) {
  vitcc_bare_metal board = {registers, {memory, 0, sizeof memory, 0}, flush, invalidate, microseconds};
  static uint8_t image[VITCC_IMAGE_BYTES], frames[3 * VITCC_INPUT_BYTES];
  const uint32_t words[3] = {VITCC_IMAGE_MAGIC, VITCC_IMAGE_VERSION, VITCC_ENGINE_FINGERPRINT};
  int32_t logits[3 * VITCC_OUTPUTS];
  vitcc_platform platform;
  vitcc_accel accel;
  board.memory.data = memory + 1;
  CHECK(vitcc_bare_metal_platform(&board, &platform) == VITCC_BAD_ADDRESS);
  board.memory.data = memory;
  CHECK(vitcc_bare_metal_platform(&board, &platform) == VITCC_OK);
  CHECK(vitcc_open(&accel, &platform, 2) == VITCC_BUSY); /* the register says: not idle */
  registers[0] = 4;
  CHECK(vitcc_open(&accel, &platform, 1000000) == VITCC_NO_MEMORY);
  CHECK(board.memory.used == 0);
  CHECK(vitcc_open(&accel, &platform, 2) == VITCC_OK);
  CHECK(accel.input.address == accel.image.address + 8192);
  memcpy(image, words, sizeof words);
  CHECK(vitcc_load_image(&accel, image, sizeof image) == VITCC_OK);
  CHECK(memcmp((void *)(uintptr_t)accel.image.address, image, sizeof image) == 0);
  CHECK(vitcc_run(&accel, frames, 3, logits) == VITCC_OK);
  CHECK(logits[0] == -5 && logits[2 * VITCC_OUTPUTS - 1] == 7 * (2 * (int)VITCC_OUTPUTS - 1) - 5);
  CHECK(logits[2 * VITCC_OUTPUTS] == -5); /* the third frame took a start of its own */
  CHECK(flushed == 4 && invalidated == 2); /* output once, image once, frames twice; logits twice */
  stuck = 1;
  accel.timeout = 1000;
  CHECK(vitcc_run(&accel, frames, 1, logits) == VITCC_TIMEOUT);
  CHECK(vitcc_close(&accel) == VITCC_BUSY);
  stuck = 0;
  CHECK(vitcc_finish(&accel, logits) == VITCC_OK);
  registers[15] = 1 << 16 | 1 << 2;
  stuck = 1;
  CHECK(vitcc_start(&accel, frames, 1) == VITCC_OK);
  registers[0] = 4;
  CHECK(vitcc_finish(&accel, logits) == VITCC_FAILED && accel.status == (1 << 16 | 1 << 2));
  CHECK(strcmp(vitcc_status_text(accel.status), "read error response") == 0);
  registers[15] = 7 << 16;
  CHECK(vitcc_start(&accel, frames, 1) == VITCC_OK);
  registers[0] = 4;
  CHECK(vitcc_finish(&accel, logits) == VITCC_FRAMES_LOST);
  CHECK(vitcc_close(&accel) == VITCC_OK && board.memory.used == 0);
  return 0;
}
