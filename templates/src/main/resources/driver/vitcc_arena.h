/* Memory in one piece, cut into buffers one after the other. For the platforms beside this. */
#ifndef VITCC_ARENA_H
#define VITCC_ARENA_H

#include "vitcc_accel.h"

typedef struct vitcc_arena {
  uint8_t *data;
  uint64_t address; /* of the first byte, for the accelerator */
  size_t bytes, used;
} vitcc_arena;

static inline int vitcc_arena_alloc(vitcc_arena *arena, size_t bytes, vitcc_buffer *buffer) {
  const size_t room = arena->bytes - arena->used;
  const size_t pages = bytes / VITCC_ALIGNMENT + (bytes % VITCC_ALIGNMENT != 0);
  if (pages > room / VITCC_ALIGNMENT) return -1;
  buffer->data = arena->data + arena->used;
  buffer->address = arena->address + arena->used;
  buffer->bytes = bytes;
  arena->used += pages * VITCC_ALIGNMENT;
  return 0;
}

/* The driver gives buffers back in the opposite order, so all behind this one are free. */
static inline void vitcc_arena_release(vitcc_arena *arena, const vitcc_buffer *buffer) {
  const size_t offset = (size_t)((const uint8_t *)buffer->data - arena->data);
  if (offset < arena->used) arena->used = offset;
}

#endif
