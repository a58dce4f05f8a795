#define _POSIX_C_SOURCE 200809L

#include "vitcc_accel_linux.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

static uint32_t read_register(void *context, uint32_t offset) {
  return ((vitcc_linux *)context)->registers[offset / 4];
}

static void write_register(void *context, uint32_t offset, uint32_t value) {
  ((vitcc_linux *)context)->registers[offset / 4] = value;
}

static int alloc(void *context, size_t bytes, vitcc_buffer *buffer) {
  return vitcc_arena_alloc(&((vitcc_linux *)context)->memory, bytes, buffer);
}

static void release(void *context, vitcc_buffer *buffer) {
  vitcc_arena_release(&((vitcc_linux *)context)->memory, buffer);
}

/* The memory is mapped uncached (O_SYNC): only the order of accesses has to be kept. */
static void order(void *context, const vitcc_buffer *buffer, size_t bytes) {
  (void)context;
  (void)buffer;
  (void)bytes;
  __sync_synchronize();
}

static uint64_t now(void *context) {
  struct timespec time;
  (void)context;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (uint64_t)time.tv_sec * 1000000u + (uint64_t)time.tv_nsec / 1000u;
}

/* UIO disables the interrupt when it comes; writing 1 enables it again. It is level-sensitive, so
 * one that came before is not lost. */
static int wait_for_interrupt(void *context, uint64_t microseconds) {
  vitcc_linux *state = context;
  struct pollfd poll_for = {state->uio, POLLIN, 0};
  uint32_t word = 1;
  const uint64_t milliseconds = microseconds / 1000u + 1u;
  int found;
  if (write(state->uio, &word, sizeof word) != (ssize_t)sizeof word) return -1;
  found = poll(&poll_for, 1, milliseconds > 1000000u ? 1000000 : (int)milliseconds);
  if (found < 0) return errno == EINTR ? 0 : -1;
  if (found == 0) return 0;
  return read(state->uio, &word, sizeof word) == (ssize_t)sizeof word ? 1 : -1;
}

/* A number that u-dma-buf publishes about a buffer. */
static int attribute(const char *name, const char *what, uint64_t *value) {
  char path[256];
  FILE *file;
  int found;
  snprintf(path, sizeof path, "/sys/class/u-dma-buf/%s/%s", name, what);
  file = fopen(path, "r");
  if (file == NULL) return -1;
  found = fscanf(file, "%" SCNi64, (int64_t *)value);
  fclose(file);
  if (found != 1) errno = EIO;
  return found == 1 ? 0 : -1;
}

static int map(vitcc_linux *state, const char *uio, const char *memory) {
  char path[256];
  uint64_t bytes = 0;
  void *at;
  state->uio = open(uio, O_RDWR | O_SYNC);
  if (state->uio < 0) return -1;
  at = mmap(NULL, VITCC_REGISTER_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED, state->uio, 0);
  if (at == MAP_FAILED) return -1;
  state->registers = at;
  if (attribute(memory, "phys_addr", &state->memory.address) != 0) return -1;
  if (attribute(memory, "size", &bytes) != 0) return -1;
  snprintf(path, sizeof path, "/dev/%s", memory);
  state->memory_file = open(path, O_RDWR | O_SYNC);
  if (state->memory_file < 0) return -1;
  at = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, state->memory_file, 0);
  if (at == MAP_FAILED) return -1;
  state->memory.data = at;
  state->memory.bytes = bytes;
  return 0;
}

int vitcc_linux_open(vitcc_linux *state, const char *uio, const char *memory,
                     vitcc_platform *platform) {
  memset(state, 0, sizeof *state);
  state->uio = state->memory_file = -1;
  if (map(state, uio, memory) != 0) {
    const int why = errno;
    vitcc_linux_close(state);
    errno = why;
    return -1;
  }
  memset(platform, 0, sizeof *platform);
  platform->context = state;
  platform->read32 = read_register;
  platform->write32 = write_register;
  platform->alloc = alloc;
  platform->release = release;
  platform->flush = order;
  platform->invalidate = order;
  platform->now = now;
  platform->wait = wait_for_interrupt;
  return 0;
}

void vitcc_linux_close(vitcc_linux *state) {
  if (state->memory.data != NULL) munmap(state->memory.data, state->memory.bytes);
  if (state->registers != NULL) munmap((void *)state->registers, VITCC_REGISTER_BYTES);
  if (state->memory_file >= 0) close(state->memory_file);
  if (state->uio >= 0) close(state->uio);
  memset(state, 0, sizeof *state);
  state->uio = state->memory_file = -1;
}
