/* The driver on Linux: registers through UIO, memory from u-dma-buf. See vitcc_accel.dtsi. */
#ifndef VITCC_ACCEL_LINUX_H
#define VITCC_ACCEL_LINUX_H

#include "vitcc_arena.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct vitcc_linux {
  int uio, memory_file;
  volatile uint32_t *registers;
  vitcc_arena memory;
} vitcc_linux;

/* uio: such as "/dev/uio0"; memory: the name of a u-dma-buf, such as "udmabuf0".
 * 0, or -1 with errno set and nothing left open. */
int vitcc_linux_open(vitcc_linux *state, const char *uio, const char *memory,
                     vitcc_platform *platform);
void vitcc_linux_close(vitcc_linux *state);

#ifdef __cplusplus
}
#endif

#endif
