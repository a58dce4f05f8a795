/* The accelerator: load its memory image once, then run frames.
 *
 * C99, no library but the standard one. What differs between bare metal, Linux and a simulation is
 * in vitcc_platform: eight functions. vitcc_accel_hw.h, beside this, has registers and sizes.
 *
 * One accelerator has one driver, which is not for several threads at once. */
#ifndef VITCC_ACCEL_H
#define VITCC_ACCEL_H

#include <stddef.h>
#include <stdint.h>

#include "vitcc_accel_hw.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What functions return: 0, or one of these. */
enum {
  VITCC_OK = 0,
  VITCC_BAD_ARGUMENT = -1,  /* a null pointer, no frames, an image of another size */
  VITCC_NO_MEMORY = -2,     /* the platform has no memory of that size */
  VITCC_BAD_ADDRESS = -3,   /* memory that is not aligned to VITCC_ALIGNMENT */
  VITCC_NOT_AN_IMAGE = -4,  /* wrong magic or version */
  VITCC_OTHER_ENGINE = -5,  /* the image was compiled for another engine */
  VITCC_NO_IMAGE = -6,      /* vitcc_load_image was not called */
  VITCC_BUSY = -7,          /* it runs; after a timeout, until it is done */
  VITCC_TIMEOUT = -8,       /* not done in time */
  VITCC_FAILED = -9,        /* the accelerator says so: vitcc_accel.status */
  VITCC_FRAMES_LOST = -10,  /* done, without an error, after another number of frames */
  VITCC_PLATFORM = -11      /* a function of the platform failed */
};

/* Memory that processor and accelerator both reach. */
typedef struct vitcc_buffer {
  void *data;       /* for the processor */
  uint64_t address; /* for the accelerator */
  size_t bytes;
} vitcc_buffer;

/* What the driver needs of its surroundings. Functions that return int return 0 where all is well,
 * and a negative number otherwise. */
typedef struct vitcc_platform {
  void *context; /* handed to each function */
  uint32_t (*read32)(void *context, uint32_t offset);
  void (*write32)(void *context, uint32_t offset, uint32_t value);
  /* Memory aligned to VITCC_ALIGNMENT. */
  int (*alloc)(void *context, size_t bytes, vitcc_buffer *buffer);
  void (*release)(void *context, vitcc_buffer *buffer);
  /* After this the accelerator sees what the processor wrote. */
  void (*flush)(void *context, const vitcc_buffer *buffer, size_t bytes);
  /* After this the processor sees what the accelerator wrote. */
  void (*invalidate)(void *context, const vitcc_buffer *buffer, size_t bytes);
  /* Time in microseconds, from any origin. */
  uint64_t (*now)(void *context);
  /* Waits for the interrupt, at most so many microseconds: 1 it came, 0 it did not. Null: the
   * driver polls. */
  int (*wait)(void *context, uint64_t microseconds);
} vitcc_platform;

typedef struct vitcc_accel {
  const vitcc_platform *platform;
  uint32_t frames_per_start;
  uint64_t timeout; /* microseconds that a start may take */
  vitcc_buffer image, input, output;
  uint32_t running;         /* frames of the start that is under way, 0: none */
  uint32_t status;          /* the status register after the last start */
  int loaded;
} vitcc_accel;

/* Takes memory for an image, and for input and output of so many frames at once. */
int vitcc_open(vitcc_accel *accel, const vitcc_platform *platform, uint32_t frames_per_start);

/* Gives the memory back, unless the accelerator still writes to it. */
int vitcc_close(vitcc_accel *accel);

/* The memory image of the build, image/vitcc.bin: weights and program. */
int vitcc_load_image(vitcc_accel *accel, const void *image, size_t bytes);

/* Runs frames, VITCC_INPUT_BYTES unsigned bytes each (height, width, channels), back to back.
 * Logits: VITCC_OUTPUTS integers a frame; times VITCC_LOGIT_SCALE they are the model's. */
int vitcc_run(vitcc_accel *accel, const uint8_t *frames, uint32_t count, int32_t *logits);

/* The same in parts, to do something else meanwhile: at most frames_per_start frames. */
int vitcc_start(vitcc_accel *accel, const uint8_t *frames, uint32_t count);
/* 1 done, 0 running, or an error. */
int vitcc_poll(vitcc_accel *accel);
/* Waits for what was started, and fetches its logits. */
int vitcc_finish(vitcc_accel *accel, int32_t *logits);

/* The counters of the last start, in the order of VITCC_COUNTER_NAMES. */
int vitcc_counters(const vitcc_accel *accel, uint64_t counters[VITCC_COUNTERS]);

/* An error as text; of VITCC_FAILED, what the status says is in vitcc_status_text. */
const char *vitcc_error_text(int error);
const char *vitcc_status_text(uint32_t status);

#ifdef __cplusplus
}
#endif

#endif
