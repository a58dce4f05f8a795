#include "vitcc_accel.h"

#include <string.h>

/* A minute: the slowest design there is needs less for a frame. */
#define DEFAULT_TIMEOUT 60000000u
/* The image begins with these words. */
enum { WORD_MAGIC, WORD_VERSION, WORD_FINGERPRINT, IMAGE_WORDS };

static uint32_t read32(const vitcc_accel *accel, uint32_t offset) {
  return accel->platform->read32(accel->platform->context, offset);
}

static void write32(const vitcc_accel *accel, uint32_t offset, uint32_t value) {
  accel->platform->write32(accel->platform->context, offset, value);
}

static void write_address(const vitcc_accel *accel, uint32_t low, uint64_t address) {
  write32(accel, low, (uint32_t)address);
  write32(accel, low + 4, (uint32_t)(address >> 32));
}

static int take(const vitcc_accel *accel, size_t bytes, vitcc_buffer *buffer) {
  if (accel->platform->alloc(accel->platform->context, bytes, buffer) != 0) {
    memset(buffer, 0, sizeof *buffer);
    return VITCC_NO_MEMORY;
  }
  return buffer->address % VITCC_ALIGNMENT == 0 ? VITCC_OK : VITCC_BAD_ADDRESS;
}

static void give_back(const vitcc_accel *accel, vitcc_buffer *buffer) {
  if (buffer->data != NULL) accel->platform->release(accel->platform->context, buffer);
  memset(buffer, 0, sizeof *buffer);
}

/* Whether so many bytes can be counted on this machine. */
static int is_size(uint64_t bytes) { return (size_t)bytes == bytes; }

static int idle(const vitcc_accel *accel) {
  return (read32(accel, VITCC_CONTROL) & VITCC_CONTROL_IDLE) != 0;
}

int vitcc_open(vitcc_accel *accel, const vitcc_platform *platform, uint32_t frames_per_start) {
  int error;
  if (accel == NULL) return VITCC_BAD_ARGUMENT;
  memset(accel, 0, sizeof *accel);
  if (platform == NULL || frames_per_start == 0) return VITCC_BAD_ARGUMENT;
  if (!is_size((uint64_t)frames_per_start * VITCC_INPUT_BYTES) ||
      !is_size((uint64_t)frames_per_start * VITCC_OUTPUT_BYTES)) {
    return VITCC_NO_MEMORY;
  }
  accel->platform = platform;
  accel->frames_per_start = frames_per_start;
  accel->timeout = DEFAULT_TIMEOUT;
  /* Who used it before may have gone while it ran. */
  if (!idle(accel)) return VITCC_BUSY;
  error = take(accel, VITCC_IMAGE_BYTES, &accel->image);
  if (error == VITCC_OK) {
    error = take(accel, (size_t)frames_per_start * VITCC_INPUT_BYTES, &accel->input);
  }
  if (error == VITCC_OK) {
    error = take(accel, (size_t)frames_per_start * VITCC_OUTPUT_BYTES, &accel->output);
  }
  if (error != VITCC_OK) {
    vitcc_close(accel);
    return error;
  }
  /* What lies dirty in a cache would be written over the logits some day. */
  platform->flush(platform->context, &accel->output, accel->output.bytes);
  return VITCC_OK;
}

int vitcc_close(vitcc_accel *accel) {
  if (accel == NULL || accel->platform == NULL) return VITCC_BAD_ARGUMENT;
  if (accel->running != 0 && !idle(accel)) return VITCC_BUSY;
  write32(accel, VITCC_INTERRUPT_GLOBAL, 0);
  give_back(accel, &accel->output);
  give_back(accel, &accel->input);
  give_back(accel, &accel->image);
  accel->platform = NULL;
  return VITCC_OK;
}

int vitcc_load_image(vitcc_accel *accel, const void *image, size_t bytes) {
  uint32_t words[IMAGE_WORDS];
  if (accel == NULL || accel->platform == NULL || image == NULL) return VITCC_BAD_ARGUMENT;
  if (accel->running != 0) return VITCC_BUSY;
  if (bytes < sizeof words) return VITCC_NOT_AN_IMAGE;
  memcpy(words, image, sizeof words); /* little-endian, as all machines beside such a fabric */
  if (words[WORD_MAGIC] != VITCC_IMAGE_MAGIC || words[WORD_VERSION] != VITCC_IMAGE_VERSION) {
    return VITCC_NOT_AN_IMAGE;
  }
  if (words[WORD_FINGERPRINT] != VITCC_ENGINE_FINGERPRINT) return VITCC_OTHER_ENGINE;
  if (bytes != VITCC_IMAGE_BYTES) return VITCC_BAD_ARGUMENT;
  memcpy(accel->image.data, image, bytes);
  accel->platform->flush(accel->platform->context, &accel->image, bytes);
  accel->loaded = 1;
  return VITCC_OK;
}

int vitcc_start(vitcc_accel *accel, const uint8_t *frames, uint32_t count) {
  const size_t bytes = (size_t)count * VITCC_INPUT_BYTES;
  if (accel == NULL || accel->platform == NULL || frames == NULL) return VITCC_BAD_ARGUMENT;
  if (count == 0 || count > accel->frames_per_start) return VITCC_BAD_ARGUMENT;
  if (!accel->loaded) return VITCC_NO_IMAGE;
  if (accel->running != 0 || !idle(accel)) return VITCC_BUSY;
  memcpy(accel->input.data, frames, bytes);
  accel->platform->flush(accel->platform->context, &accel->input, bytes);
  write_address(accel, VITCC_IMAGE_LOW, accel->image.address);
  write_address(accel, VITCC_INPUT_LOW, accel->input.address);
  write_address(accel, VITCC_OUTPUT_LOW, accel->output.address);
  write32(accel, VITCC_FRAMES, count);
  /* What is still pending from before would be taken for this start. */
  write32(accel, VITCC_INTERRUPT_STATUS, read32(accel, VITCC_INTERRUPT_STATUS));
  write32(accel, VITCC_INTERRUPT_ENABLE, VITCC_INTERRUPT_ENABLE_DONE);
  write32(accel, VITCC_INTERRUPT_GLOBAL, accel->platform->wait != NULL);
  accel->running = count;
  write32(accel, VITCC_CONTROL, VITCC_CONTROL_START);
  return VITCC_OK;
}

int vitcc_poll(vitcc_accel *accel) {
  if (accel == NULL || accel->platform == NULL || accel->running == 0) return VITCC_BAD_ARGUMENT;
  return idle(accel);
}

static int wait_until_done(vitcc_accel *accel) {
  const vitcc_platform *platform = accel->platform;
  const uint64_t begin = platform->now(platform->context);
  uint64_t passed = 0;
  while (!idle(accel)) {
    passed = platform->now(platform->context) - begin;
    if (passed >= accel->timeout) return idle(accel) ? VITCC_OK : VITCC_TIMEOUT;
    if (platform->wait != NULL &&
        platform->wait(platform->context, accel->timeout - passed) < 0) {
      return VITCC_PLATFORM;
    }
  }
  return VITCC_OK;
}

int vitcc_finish(vitcc_accel *accel, int32_t *logits) {
  int error;
  uint32_t count;
  size_t bytes;
  if (accel == NULL || accel->platform == NULL || logits == NULL) return VITCC_BAD_ARGUMENT;
  if (accel->running == 0) return VITCC_BAD_ARGUMENT;
  error = wait_until_done(accel);
  if (error != VITCC_OK) return error;
  count = accel->running;
  accel->running = 0;
  write32(accel, VITCC_INTERRUPT_STATUS, read32(accel, VITCC_INTERRUPT_STATUS));
  accel->status = read32(accel, VITCC_STATUS);
  if ((accel->status & VITCC_STATUS_ERRORS) != 0) return VITCC_FAILED;
  if (accel->status >> VITCC_STATUS_FRAMES_DONE_LSB != (count & 0xffffu)) {
    return VITCC_FRAMES_LOST;
  }
  bytes = (size_t)count * VITCC_OUTPUT_BYTES;
  accel->platform->invalidate(accel->platform->context, &accel->output, bytes);
  memcpy(logits, accel->output.data, bytes);
  return VITCC_OK;
}

int vitcc_run(vitcc_accel *accel, const uint8_t *frames, uint32_t count, int32_t *logits) {
  int error;
  if (accel == NULL || frames == NULL || logits == NULL || count == 0) return VITCC_BAD_ARGUMENT;
  while (count != 0) {
    const uint32_t now = count < accel->frames_per_start ? count : accel->frames_per_start;
    error = vitcc_start(accel, frames, now);
    if (error == VITCC_OK) error = vitcc_finish(accel, logits);
    if (error != VITCC_OK) return error;
    frames += (size_t)now * VITCC_INPUT_BYTES;
    logits += (size_t)now * VITCC_OUTPUTS;
    count -= now;
  }
  return VITCC_OK;
}

int vitcc_counters(const vitcc_accel *accel, uint64_t counters[VITCC_COUNTERS]) {
  uint32_t i;
  if (accel == NULL || accel->platform == NULL || counters == NULL) return VITCC_BAD_ARGUMENT;
  if (accel->running != 0) return VITCC_BUSY;
  for (i = 0; i < VITCC_COUNTERS; i++) {
    const uint32_t offset = VITCC_FIRST_COUNTER + VITCC_COUNTER_BYTES * i;
    const uint64_t low = read32(accel, offset);
    counters[i] = low | (uint64_t)read32(accel, offset + 4) << 32;
  }
  return VITCC_OK;
}

const char *vitcc_error_text(int error) {
  switch (error) {
    case VITCC_OK: return "done";
    case VITCC_BAD_ARGUMENT: return "an argument is missing or out of range";
    case VITCC_NO_MEMORY: return "no memory that the accelerator reaches, of that size";
    case VITCC_BAD_ADDRESS: return "memory is not aligned as the accelerator needs it";
    case VITCC_NOT_AN_IMAGE: return "not a memory image, or one of another version of vitcc";
    case VITCC_OTHER_ENGINE: return "the memory image is for another engine than this driver";
    case VITCC_NO_IMAGE: return "no memory image was loaded";
    case VITCC_BUSY: return "the accelerator runs";
    case VITCC_TIMEOUT: return "the accelerator was not done in time";
    case VITCC_FAILED: return "the accelerator stopped with an error in its status";
    case VITCC_FRAMES_LOST: return "the accelerator did another number of frames";
    case VITCC_PLATFORM: return "waiting for the interrupt failed";
    default: return "unknown error";
  }
}

const char *vitcc_status_text(uint32_t status) {
  static const struct {
    uint32_t bit;
    const char *text;
  } errors[] = {VITCC_STATUS_TEXTS};
  size_t i;
  for (i = 0; i < sizeof errors / sizeof errors[0]; i++) {
    if ((status & errors[i].bit) != 0) return errors[i].text;
  }
  return "no error";
}
