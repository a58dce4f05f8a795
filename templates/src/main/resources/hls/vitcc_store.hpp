// Store: logits to memory, as signed 32-bit integers in whole beats.
//
// The first and the last beat of a run may hold bytes of others: what they held before the run is
// given, and written back. Nothing is read from memory while a frame is under way.
#pragma once

#include "vitcc_execute.hpp"

namespace vitcc {

// Where the outputs of a frame begin and end, counted in bytes from the beat in which those of the
// run begin.
template <class E>
struct OutputRange {
  uint64_t begin;
  uint64_t end;
};

template <class E>
OutputRange<E> output_range(const Run& run, uint32_t frame) {
#pragma HLS INLINE
  OutputRange<E> range;
  range.begin = run.output % E::AxiBytes + uint64_t(frame) * run.output_bytes;
  range.end = range.begin + run.output_bytes;
  return range;
}

// What the first and the last beat of a run hold before it.
template <class E>
void read_edges(const Beat<E>* memory, const Run& run, uint32_t frames, Beat<E>& before,
                Beat<E>& after) {
#pragma HLS INLINE
  const OutputRange<E> last = output_range<E>(run, frames - 1);
  const uint64_t first_beat = run.output / E::AxiBytes;
  before = memory[first_beat];
  after = memory[first_beat + (last.end - 1) / E::AxiBytes];
}

// Beats that are complete once a frame is; after the last frame all are.
template <class E>
uint32_t complete_beats(const OutputRange<E>& range, bool last) {
#pragma HLS INLINE
  const uint64_t until = last ? (range.end + E::AxiBytes - 1) / E::AxiBytes
                              : range.end / E::AxiBytes;
  return uint32_t(until - range.begin / E::AxiBytes);
}

// A process: logits to beats. What a program stores beyond its outputs is dropped, what it lacks
// is 0; either is reported by the process that executes it.
//
// @param before what the first beat of the run held
// @param after what the last one held
template <class E>
void pack_results(hls::stream<Results<E>>& results, hls::stream<Beat<E>>& beats, Run run,
                  uint32_t frame, bool last, Beat<E> before, Beat<E> after) {
  static Beat<E> partial;
  const OutputRange<E> range = output_range<E>(run, frame);
  const uint32_t logits = run.output_bytes / 4;
  if (frame == 0) partial = before;
  int at = int(range.begin % E::AxiBytes);
  bool ended = false;
  int lane = 0;
  Results<E> taken;
  taken.count = 0;
Logits:
  for (uint32_t i = 0; i < logits; ++i) {
#pragma HLS PIPELINE II=1
    if (!ended && lane == int(taken.count)) {
      taken = results.read();
      lane = 0;
      ended = taken.count == kEndOfResults;
    }
    const ap_int<32> value = ended ? ap_int<32>(0) : ap_int<32>(taken.lane[lane]);
    partial.range(8 * at + 31, 8 * at) = ap_uint<32>(value);
    ++lane;
    at += 4;
    if (at == E::AxiBytes) {
      beats.write(partial);
      at = 0;
    }
  }
Drop:
  while (!ended) {
    taken = results.read();
    ended = taken.count == kEndOfResults;
  }
  if (last && at != 0) {
  RestBytes:
    for (int byte = 0; byte < E::AxiBytes; ++byte) {
#pragma HLS UNROLL factor=E::AxiBytes
      if (byte >= at) set_byte(partial, byte, byte_of(after, byte));
    }
    beats.write(partial);
  }
}

// A process: beats to memory.
template <class E>
void write_beats(hls::stream<Beat<E>>& beats, Beat<E>* memory, Run run, uint32_t frame,
                 bool last) {
  const OutputRange<E> range = output_range<E>(run, frame);
  const uint64_t first = run.output / E::AxiBytes + range.begin / E::AxiBytes;
  const uint32_t count = complete_beats<E>(range, last);
WriteBeats:
  for (uint32_t i = 0; i < count; ++i) {
#pragma HLS PIPELINE II=1
    memory[first + i] = beats.read();
  }
}

}  // namespace vitcc
