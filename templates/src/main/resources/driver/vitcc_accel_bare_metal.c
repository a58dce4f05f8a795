#include "vitcc_accel_bare_metal.h"

#include <string.h>

static uint32_t read_register(void *context, uint32_t offset) {
  return ((vitcc_bare_metal *)context)->registers[offset / 4];
}

static void write_register(void *context, uint32_t offset, uint32_t value) {
  ((vitcc_bare_metal *)context)->registers[offset / 4] = value;
}

static int alloc(void *context, size_t bytes, vitcc_buffer *buffer) {
  return vitcc_arena_alloc(&((vitcc_bare_metal *)context)->memory, bytes, buffer);
}

static void release(void *context, vitcc_buffer *buffer) {
  vitcc_arena_release(&((vitcc_bare_metal *)context)->memory, buffer);
}

static void flush(void *context, const vitcc_buffer *buffer, size_t bytes) {
  const vitcc_bare_metal *state = context;
  if (state->flush_range != NULL) state->flush_range((uintptr_t)buffer->data, bytes);
  __sync_synchronize();
}

static void invalidate(void *context, const vitcc_buffer *buffer, size_t bytes) {
  const vitcc_bare_metal *state = context;
  __sync_synchronize();
  if (state->invalidate_range != NULL) state->invalidate_range((uintptr_t)buffer->data, bytes);
}

static uint64_t now(void *context) { return ((vitcc_bare_metal *)context)->microseconds(); }

int vitcc_bare_metal_platform(vitcc_bare_metal *state, vitcc_platform *platform) {
  if (state == NULL || platform == NULL || state->registers == NULL || state->memory.data == NULL ||
      state->microseconds == NULL) {
    return VITCC_BAD_ARGUMENT;
  }
  if ((uintptr_t)state->memory.data % VITCC_ALIGNMENT != 0) return VITCC_BAD_ADDRESS;
  memset(platform, 0, sizeof *platform);
  state->memory.address = (uintptr_t)state->memory.data;
  state->memory.used = 0;
  platform->context = state;
  platform->read32 = read_register;
  platform->write32 = write_register;
  platform->alloc = alloc;
  platform->release = release;
  platform->flush = flush;
  platform->invalidate = invalidate;
  platform->now = now;
  return VITCC_OK;
}
