/* Runs frames of a file on the board, under Linux: vitcc_example IMAGE FRAMES [LOGITS]
 *
 * IMAGE: image/vitcc.bin of the build. FRAMES: VITCC_INPUT_BYTES bytes each, such as
 * sim/input.bin. LOGITS: integers of 32 bits go there. Devices are /dev/uio0 and udmabuf0, or what
 * VITCC_UIO and VITCC_MEMORY name. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vitcc_accel_linux.h"

#define FRAMES_PER_START 16u

typedef struct content {
  uint8_t *data;
  size_t bytes;
} content;

static int read_file(const char *name, content *file) {
  FILE *in = fopen(name, "rb");
  long bytes;
  if (in == NULL) return -1;
  if (fseek(in, 0, SEEK_END) != 0 || (bytes = ftell(in)) < 0 || fseek(in, 0, SEEK_SET) != 0) {
    fclose(in);
    return -1;
  }
  file->bytes = (size_t)bytes;
  file->data = malloc(file->bytes + 1);
  if (file->data == NULL || fread(file->data, 1, file->bytes, in) != file->bytes) {
    fclose(in);
    return -1;
  }
  return fclose(in);
}

static void print_logits(const int32_t *logits, uint32_t frames) {
  uint32_t frame, i;
  for (frame = 0; frame < frames; frame++) {
    uint32_t best = 0;
    for (i = 1; i < VITCC_OUTPUTS; i++) {
      if (logits[i] > logits[best]) best = i;
    }
    printf("frame %u: class %u, logit %g\n", (unsigned)frame, (unsigned)best,
           logits[best] * VITCC_LOGIT_SCALE);
    logits += VITCC_OUTPUTS;
  }
}

static void print_counters(const vitcc_accel *accel) {
  static const char *const names[] = {VITCC_COUNTER_NAMES};
  uint64_t counters[VITCC_COUNTERS];
  uint32_t i;
  if (vitcc_counters(accel, counters) != VITCC_OK) return;
  for (i = 0; i < VITCC_COUNTERS; i++) {
    printf("%-16s %llu\n", names[i], (unsigned long long)counters[i]);
  }
}

static int write_logits(const char *name, const int32_t *logits, size_t count) {
  FILE *out = fopen(name, "wb");
  if (out == NULL) return -1;
  if (fwrite(logits, sizeof *logits, count, out) != count) {
    fclose(out);
    return -1;
  }
  return fclose(out);
}

static const char *setting(const char *name, const char *fallback) {
  const char *value = getenv(name);
  return value != NULL ? value : fallback;
}

int main(int argc, char **argv) {
  content image, input;
  uint32_t frames;
  int32_t *logits;
  vitcc_linux devices;
  vitcc_platform platform;
  vitcc_accel accel;
  int error;
  if (argc < 3) {
    fprintf(stderr, "usage: %s IMAGE FRAMES [LOGITS]\n", argv[0]);
    return 2;
  }
  if (read_file(argv[1], &image) != 0 || read_file(argv[2], &input) != 0) {
    fprintf(stderr, "%s or %s: %s\n", argv[1], argv[2], strerror(errno));
    return 2;
  }
  frames = (uint32_t)(input.bytes / VITCC_INPUT_BYTES);
  logits = malloc((size_t)frames * VITCC_OUTPUT_BYTES + 1);
  if (frames == 0 || logits == NULL || input.bytes % VITCC_INPUT_BYTES != 0) {
    fprintf(stderr, "%s: frames have %u bytes\n", argv[2], VITCC_INPUT_BYTES);
    return 2;
  }
  if (vitcc_linux_open(&devices, setting("VITCC_UIO", "/dev/uio0"),
                       setting("VITCC_MEMORY", "udmabuf0"), &platform) != 0) {
    fprintf(stderr, "devices: %s\n", strerror(errno));
    return 5;
  }
  error = vitcc_open(&accel, &platform, FRAMES_PER_START);
  if (error == VITCC_OK) error = vitcc_load_image(&accel, image.data, image.bytes);
  if (error == VITCC_OK) error = vitcc_run(&accel, input.data, frames, logits);
  if (error == VITCC_OK) {
    print_logits(logits, frames);
    print_counters(&accel);
    if (argc > 3 && write_logits(argv[3], logits, (size_t)frames * VITCC_OUTPUTS) != 0) {
      fprintf(stderr, "%s: %s\n", argv[3], strerror(errno));
    }
  } else {
    fprintf(stderr, "%s%s%s\n", vitcc_error_text(error), error == VITCC_FAILED ? ": " : "",
            error == VITCC_FAILED ? vitcc_status_text(accel.status) : "");
  }
  vitcc_close(&accel);
  vitcc_linux_close(&devices);
  free(logits);
  free(input.data);
  free(image.data);
  return error == VITCC_OK ? 0 : 1;
}
