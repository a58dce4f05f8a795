// Load: from memory to a stream of words in the order in which they are used.
//
// Everything that a frame reads goes down one stream: the first command, the pixels that it asks
// for, then the rest of the memory image. What is read first is used first, so that no depth of any
// FIFO can deadlock, although all of it shares the read channel of gmem0.
#pragma once

#include "vitcc_command.hpp"
#include "vitcc_memories.hpp"

namespace vitcc {

// What a run is about: addresses in bytes, the header of the memory image.
struct Run {
  uint64_t image;
  uint64_t input;
  uint64_t output;
  uint32_t beats;
  uint32_t stride;
  uint32_t input_bytes;
  uint32_t output_bytes;
};

// Beats that the first command takes, and with it perhaps more.
template <class E>
constexpr uint32_t first_beats() {
  return (E::CommandWords * E::Pk + E::BusBytes - 1) / E::BusBytes;
}

// Reads the header of the memory image.
//
// @return the errors of the status register
template <class E>
uint32_t read_header(const Beat<E>* memory, const ap_uint<64>& image, const ap_uint<64>& input,
                     const ap_uint<64>& output, Run& run) {
#pragma HLS INLINE
  uint32_t header[kHeaderWords];
#pragma HLS ARRAY_PARTITION variable=header complete dim=1
  const uint64_t base = uint64_t(image);
HeaderWords:
  for (int i = 0; i < kHeaderWords; ++i) {
    const Beat<E> beat = memory[(base + 4 * i) / E::AxiBytes];
    const int at = 4 * i % E::AxiBytes;
    header[i] = uint32_t(beat.range(8 * at + 31, 8 * at));
  }
  run.image = base;
  run.input = uint64_t(input);
  run.output = uint64_t(output);
  run.beats = header[3];
  run.stride = header[4];
  run.input_bytes = header[5];
  run.output_bytes = header[6];
  if (header[0] != kHeaderMagic || header[1] != kHeaderVersion) return 1u << kStatusFormat;
  if (header[2] != E::Fingerprint) return 1u << kStatusEngine;
  // A stream that has no room for its first command has no End either.
  return run.beats < first_beats<E>() ? 1u << kStatusCommand : 0u;
}

// The words that all beats of a frame make.
template <class E>
uint32_t words_of(const Run& run) {
#pragma HLS INLINE
  return uint32_t(uint64_t(run.beats) * E::BusBytes / E::Pk);
}

// Beats that hold the pixels of a frame once its first byte is at the start of a beat.
template <class E>
uint32_t pixel_beats(const Run& run) {
#pragma HLS INLINE
  return (run.input_bytes + E::AxiBytes - 1) / E::AxiBytes;
}

// Where the stream of a port begins, in beats.
template <class E>
uint64_t stream_of_port(const Run& run, int port) {
#pragma HLS INLINE
  return (run.image + kStreamOffset + uint64_t(port) * run.stride) / E::AxiBytes;
}

// The pixels of a frame, their first byte at the start of a beat.
template <class E>
void read_pixels(const Beat<E>* memory, const Run& run, uint32_t frame,
                 hls::stream<Bus<E>>& bus) {
#pragma HLS INLINE
  const uint64_t address = run.input + uint64_t(frame) * run.input_bytes;
  const uint64_t first = address / E::AxiBytes;
  const int offset = int(address % E::AxiBytes);
  const uint32_t beats = (offset + run.input_bytes + E::AxiBytes - 1) / E::AxiBytes;
  const uint32_t aligned = pixel_beats<E>(run);
  uint32_t written = 0;
  Beat<E> previous = 0;
Pixels:
  for (uint32_t i = 0; i < beats; ++i) {
#pragma HLS PIPELINE II=1
    const Beat<E> beat = memory[first + i];
    Bus<E> out;
    out.port[0] = 0;
  AlignBytes:
    for (int byte = 0; byte < E::AxiBytes; ++byte) {
#pragma HLS UNROLL factor=E::AxiBytes
      const int from = byte + offset;
      const bool later = offset == 0 || from >= E::AxiBytes;
      const int at = from & (E::AxiBytes - 1);
      set_byte(out.port[0], byte, later ? byte_of(beat, at) : byte_of(previous, at));
    }
    if (offset == 0 || i != 0) {
      bus.write(out);
      ++written;
    }
    previous = beat;
  }
  if (written < aligned) {
    Bus<E> out;
    out.port[0] = 0;
  LastBytes:
    for (int byte = 0; byte < E::AxiBytes; ++byte) {
#pragma HLS UNROLL factor=E::AxiBytes
      const int at = (byte + offset) & (E::AxiBytes - 1);
      if (byte + offset < E::AxiBytes) set_byte(out.port[0], byte, byte_of(previous, at));
    }
    bus.write(out);
  }
}

// Words `from` … `to` - 1 of the image: several beats a word, or several words a beat.
//
// @param collected what is there of the word, or of the beat, in hand
template <class E>
void assemble(hls::stream<Bus<E>>& bus, hls::stream<Word<E>>& words, uint32_t from, uint32_t to,
              Byte (&collected)[E::CollectedBytes]) {
#pragma HLS INLINE
Assemble:
  for (uint32_t i = from * E::BeatsPerWord; i < to * E::BeatsPerWord; ++i) {
#pragma HLS PIPELINE II=1
    const int part = int(i % E::WordsPerBeat);
    const int group = int(i % E::BeatsPerWord);
    if (part == 0) {
      const Bus<E> beat = bus.read();
    CollectPorts:
      for (int port = 0; port < E::Ports; ++port) {
#pragma HLS UNROLL factor=E::Ports
      CollectBytes:
        for (int byte = 0; byte < E::AxiBytes; ++byte) {
#pragma HLS UNROLL factor=E::AxiBytes
          const int at = group * E::BusBytes + port * E::AxiBytes + byte;
          collected[at] = byte_of(beat.port[port], byte);
        }
      }
    }
    if (group == E::BeatsPerWord - 1) {
      Word<E> word;
    WordBytes:
      for (int lane = 0; lane < E::Pk; ++lane) {
#pragma HLS UNROLL factor=E::Pk
        word.lane[lane] = collected[part * E::Pk + lane];
      }
      words.write(word);
    }
  }
}

// Words that hold as many pixels as a segment of memory, in their lowest lanes.
template <class E>
uint32_t pixel_words(const Run& run) {
#pragma HLS INLINE
  return pixel_beats<E>(run) * (E::AxiBytes / E::SegmentLanes);
}

template <class E>
void deal_pixels(hls::stream<Bus<E>>& bus, hls::stream<Word<E>>& words, uint32_t beats) {
#pragma HLS INLINE
  constexpr int kParts = E::AxiBytes / E::SegmentLanes;
  Bus<E> beat;
DealPixels:
  for (uint32_t i = 0; i < beats * kParts; ++i) {
#pragma HLS PIPELINE II=1
    const int part = int(i % kParts);
    if (part == 0) beat = bus.read();
    Word<E> word;
  PixelBytes:
    for (int lane = 0; lane < E::Pk; ++lane) {
#pragma HLS UNROLL factor=E::Pk
      const int at = part * E::SegmentLanes + lane;
      word.lane[lane] = lane < E::SegmentLanes ? byte_of(beat.port[0], at & (E::AxiBytes - 1))
                                               : Byte(0);
    }
    words.write(word);
  }
}

// A process: the words of a frame.
template <class E>
void make_words(hls::stream<Bus<E>>& bus, hls::stream<Word<E>>& words, Run run) {
  Byte collected[E::CollectedBytes];
#pragma HLS ARRAY_PARTITION variable=collected complete dim=1
  assemble<E>(bus, words, 0, E::CommandWords, collected);
  deal_pixels<E>(bus, words, pixel_beats<E>(run));
  assemble<E>(bus, words, E::CommandWords, words_of<E>(run), collected);
}

// Takes the pixels and puts patches into the rows of the image matrix.
//
// Where rows of patches are whole segments, a segment a cycle; otherwise a pixel.
template <class E>
void load_image(hls::stream<Word<E>>& words, Memories<E>& memories, const ImageLoad& load,
                const Run& run) {
#pragma HLS INLINE
  const bool whole = load.patch_bytes % E::SegmentLanes == 0;
  const int step = whole ? int(E::SegmentLanes) : 1;
  const uint32_t pixels = pixel_beats<E>(run) * E::AxiBytes;
  Word<E> word;
  int x = 0;                     // byte of the row of the patch
  int patch = 0;                 // of the row of patches
  int y = 0;                     // row of the patch
  int column = 0;                // of the image matrix
  int row = load.leading_rows;   // of the first patch of this row of patches
Gather:
  for (uint32_t at = 0; at < pixels; at += step) {
#pragma HLS PIPELINE II=1
    const int lane = int(at % E::SegmentLanes);
    if (lane == 0) word = words.read();
    const int to_row = row + patch;
    const int to = column + x;
    const int address =
        to_row / E::Pm * (E::HiddenColumns / E::MemoryLanes) + to / E::MemoryLanes;
    const int segment = to % E::MemoryLanes / E::SegmentLanes;
    const int first = to % E::SegmentLanes;
  GatherLanes:
    for (int i = 0; i < E::SegmentLanes; ++i) {
#pragma HLS UNROLL factor=E::SegmentLanes
      // What pads the last beat is no pixel.
      const bool mine = whole || i == first;
      if (mine && at < run.input_bytes) {
        memories.hidden[to_row % E::Pm][segment][address][i] =
            Operand(word.lane[whole ? i : lane]);
      }
    }
    x += step;
    if (x == load.patch_bytes) {
      x = 0;
      ++patch;
      if (patch == load.patch_columns) {
        patch = 0;
        ++y;
        column += load.patch_bytes;
        if (y == load.patch) {
          y = 0;
          column = 0;
          row += load.patch_columns;
        }
      }
    }
  }
}

// Puts the position table into both residual memories.
template <class E>
void load_position(hls::stream<Word<E>>& words, Memories<E>& memories, int count) {
#pragma HLS INLINE
  constexpr int kCodes = E::Pk / 2;
  int row = 0;
  int column = 0;
Position:
  for (int i = 0; i < count; ++i) {
#pragma HLS PIPELINE II=1
    const Word<E> word = words.read();
    WideCode codes[kCodes];
#pragma HLS ARRAY_PARTITION variable=codes complete dim=1
  PositionCodes:
    for (int lane = 0; lane < kCodes; ++lane) {
#pragma HLS UNROLL
      codes[lane] = WideCode(ap_uint<16>(word.lane[2 * lane]) |
                             ap_uint<16>(ap_uint<16>(word.lane[2 * lane + 1]) << 8));
    }
    const int bank = row % E::Pm;
    write_lanes<E, E::ResidualColumns, kCodes>(memories.residual_streamed[bank], row / E::Pm,
                                               column, codes);
    write_lanes<E, E::ResidualColumns, kCodes>(memories.residual_added[bank], row / E::Pm,
                                               column, codes);
    column += kCodes;
    if (column == E::ResidualColumns) {
      column = 0;
      ++row;
    }
  }
}

// Fills all copies of the lookup table, an entry a cycle.
template <class E>
void load_table(hls::stream<Word<E>>& words, Memories<E>& memories) {
#pragma HLS INLINE
  Word<E> word;
Table:
  for (int i = 0; i < E::TableWords * E::Pk; ++i) {
#pragma HLS PIPELINE II=1
    const int lane = i % E::Pk;
    if (lane == 0) word = words.read();
    if (i < E::TableEntries) {
    TableCopies:
      for (int copy = 0; copy < E::TableCopies; ++copy) {
#pragma HLS UNROLL factor=E::TableCopies
        memories.table[copy][i] = Code(word.lane[lane]);
      }
    }
  }
}

// Fills all copies of the lines, one a cycle: its slope in the lower half of 32 bits, its intercept
// in the upper one.
template <class E>
void load_lines(hls::stream<Word<E>>& words, Memories<E>& memories) {
#pragma HLS INLINE
  const int kLinesPerWord = E::Pk / 4;
  Word<E> word;
Lines:
  for (int i = 0; i < E::TableWords * kLinesPerWord; ++i) {
#pragma HLS PIPELINE II=1
    const int lane = i % kLinesPerWord * 4;
    if (lane == 0) word = words.read();
    ap_uint<32> line = 0;
    line.range(7, 0) = word.lane[lane];
    line.range(15, 8) = word.lane[lane + 1];
    line.range(23, 16) = word.lane[lane + 2];
    line.range(31, 24) = word.lane[lane + 3];
    if (i < E::Lines) {
    LineCopies:
      for (int copy = 0; copy < E::LineCopies; ++copy) {
#pragma HLS UNROLL factor=E::LineCopies
        memories.slope[copy][i] = ap_int<E::SlopeBits>(line.range(E::SlopeBits - 1, 0));
        memories.intercept[copy][i] =
            ap_int<E::InterceptBits>(line.range(15 + E::InterceptBits, 16));
      }
    }
  }
}

// Appends the gains of the columns of a layer norm.
template <class E>
void load_gains(hls::stream<Word<E>>& words, Memories<E>& memories, int first, int count) {
#pragma HLS INLINE
Gains:
  for (int i = 0; i < count; ++i) {
#pragma HLS PIPELINE II=1
#pragma HLS LOOP_TRIPCOUNT min=1 max=E::GainDepth
    const Word<E> word = words.read();
  GainBytes:
    for (int lane = 0; lane < E::Pk; ++lane) {
#pragma HLS UNROLL factor=E::Pk
      memories.gains[first + i][lane] = word.lane[lane];
    }
  }
}

// Takes bias and scale of the columns of a group.
template <class E>
void load_parameters(hls::stream<Word<E>>& words, Memories<E>& memories) {
#pragma HLS INLINE
  constexpr int kColumns = E::Pk / 8;
Parameters:
  for (int i = 0; i < E::ParameterWords; ++i) {
#pragma HLS PIPELINE II=1
    const Word<E> word = words.read();
  ParameterColumns:
    for (int n = 0; n < E::Pn; ++n) {
#pragma HLS UNROLL factor=E::Pn
      if (n / kColumns == i) {
        ap_uint<64> both = 0;
      ParameterBytes:
        for (int byte = 0; byte < 8; ++byte) {
#pragma HLS UNROLL
          set_byte(both, byte, word.lane[n % kColumns * 8 + byte]);
        }
        memories.bias[n] = ap_int<32>(ap_uint<32>(both.range(31, 0)));
        memories.scale[n] = Scale(both.range(50, 32));
      }
    }
  }
}

}  // namespace vitcc
