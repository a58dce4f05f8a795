/* The driver without an operating system: registers at their address, memory that the program sets
 * aside. Polls; set `wait` of the platform to a function of yours to wait for the interrupt. */
#ifndef VITCC_ACCEL_BARE_METAL_H
#define VITCC_ACCEL_BARE_METAL_H

#include "vitcc_arena.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct vitcc_bare_metal {
  volatile uint32_t *registers;
  vitcc_arena memory; /* aligned to VITCC_ALIGNMENT; its address is that of its data */
  /* Of the cache, for so many bytes from here; null where the memory is not cached.
   * Xil_DCacheFlushRange and Xil_DCacheInvalidateRange of the vendor's xil_cache.h are these. */
  void (*flush_range)(uintptr_t address, size_t bytes);
  void (*invalidate_range)(uintptr_t address, size_t bytes);
  uint64_t (*microseconds)(void); /* any running clock */
} vitcc_bare_metal;

/* 0, or VITCC_BAD_ARGUMENT for what is missing, VITCC_BAD_ADDRESS for memory that is not aligned. */
int vitcc_bare_metal_platform(vitcc_bare_metal *state, vitcc_platform *platform);

#ifdef __cplusplus
}
#endif

#endif
