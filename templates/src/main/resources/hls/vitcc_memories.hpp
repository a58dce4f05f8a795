// What stays on the chip between the steps of a program: activation memories and the state of rows.
//
// Row m lies in bank m mod Pm. A word of a bank has MemoryLanes columns in segments, each of which
// is a RAM of its own with one reader and one writer. Values lie skewed, so that the dimensions of
// a token are written and the tokens of a dimension are read at once (docs/engine.md, Memories).
#pragma once

#include "vitcc_numerics.hpp"

namespace vitcc {

template <class E>
struct Memories {
  WideCode residual_streamed[E::Pm][E::Segments][E::ResidualDepth][E::SegmentLanes];
  WideCode residual_added[E::Pm][E::Segments][E::ResidualDepth][E::SegmentLanes];
  WideCode scores[E::Pm][E::Segments][E::ScoreDepth][E::SegmentLanes];
  Code query[E::Pm][E::Segments][E::HeadDepth][E::SegmentLanes];
  Code key[E::Pm][E::Segments][E::HeadDepth][E::SegmentLanes];
  Code attention[E::Pm][E::Segments][E::HeadDepth][E::SegmentLanes];
  Operand hidden[E::Pm][E::Segments][E::HiddenDepth][E::SegmentLanes];
  Code value[E::Pm][E::ValueBanks][E::ValueDepth];

  // By row: the maximum of the scores, the sums of the residual stream, what normalises it, the
  // sum of the exponentials.
  WideCode maximum[E::Pm][E::RowsPerBank];
  ap_int<30> sum[E::Pm][E::RowsPerBank];
  ap_uint<44> squares[E::Pm][E::RowsPerBank];
  Normalization normalization[E::Pm][E::RowsPerBank];
  ap_uint<20> exponentials[E::Pm][E::RowsPerBank];

  ap_int<E::AccumulatorBits> accumulators[E::Pm][E::RowsPerBank][E::Pn];

  // Gains of the columns of layer norms, by stream word.
  Byte gains[E::GainDepth][E::Pk];

  // The lookup table, as often as its two ports ask for.
  Code table[E::TableCopies][E::TableEntries];

  // What an engine may have in its place: lines, a copy for each lane.
  ap_int<E::SlopeBits> slope[E::LineCopies][E::LineDepth];
  ap_int<E::InterceptBits> intercept[E::LineCopies][E::LineDepth];

  // What judges tokens, their scores, and what came of it: those that stay from the front, those
  // that are dropped from the back, and what these weigh.
  ap_uint<8> class_row[E::JudgedTokens];
  ap_uint<8> token_vote[E::VotedTokens][E::MostVoters];
  ap_uint<24> token_score[E::JudgedTokens];
  ap_uint<12> token_order[E::JudgedTokens];
  ap_uint<17> token_weight[E::JudgedTokens];
  int tokens_kept;
  int tokens_dropped;

  // Parameters of the columns of the group in hand.
  ap_int<32> bias[E::Pn];
  Scale scale[E::Pn];

  // The stationary operand, in pairs of columns as one multiplier takes them (vitcc_array.hpp):
  // in use, and the next one.
  Code active_high[E::Pairs][E::Pk];
  Code active_low[E::Pairs][E::Pk];
  Code shadow_high[E::Pairs][E::Pk];
  Code shadow_low[E::Pairs][E::Pk];
  Code even_column[E::Pk];

  // The same of narrow columns, the sign of each weight relative (vitcc_narrow.hpp).
  ap_uint<E::NarrowBits> active_narrow[E::NarrowSlots][E::Pk];
  ap_uint<E::NarrowBits> shadow_narrow[E::NarrowSlots][E::Pk];
};

#ifndef __SYNTHESIS__
// Noise for what was never written, so that nobody relies on zero.
template <class T>
void fill(T& element) {
  element = T(0x25a5);
}

inline void fill(Normalization& row) {
  row.mean2 = 0x25a5;
  row.factor = 0x25a5;
}

template <class T, int Count>
void fill(T (&elements)[Count]) {
  for (T& element : elements) fill(element);
}

// Memories as they are after power-on.
template <class E>
bool fill_all(Memories<E>& memories) {
  fill(memories.residual_streamed);
  fill(memories.residual_added);
  fill(memories.scores);
  fill(memories.query);
  fill(memories.key);
  fill(memories.attention);
  fill(memories.hidden);
  fill(memories.value);
  fill(memories.maximum);
  fill(memories.sum);
  fill(memories.squares);
  fill(memories.normalization);
  fill(memories.exponentials);
  fill(memories.accumulators);
  fill(memories.gains);
  fill(memories.table);
  fill(memories.slope);
  fill(memories.intercept);
  fill(memories.class_row);
  fill(memories.token_vote);
  fill(memories.token_score);
  fill(memories.token_order);
  fill(memories.token_weight);
  return true;
}
#endif

// `Lanes` columns of a row, from a column that is a multiple of Lanes.
//
// @tparam Lanes a multiple of SegmentLanes and a divisor of MemoryLanes
// @param bank row mod Pm
// @param bank_row row div Pm
template <class E, int Columns, int Lanes, class T, int Depth>
void read_lanes(const T (&memory)[E::Segments][Depth][E::SegmentLanes], int bank_row, int column,
                T (&lanes)[Lanes]) {
#pragma HLS INLINE
  const int address = bank_row * (Columns / E::MemoryLanes) + column / E::MemoryLanes;
  const int first = column % E::MemoryLanes / E::SegmentLanes;
  T word[E::MemoryLanes];
#pragma HLS ARRAY_PARTITION variable=word complete dim=1
ReadSegments:
  for (int segment = 0; segment < E::Segments; ++segment) {
#pragma HLS UNROLL factor=E::Segments
  ReadLanes:
    for (int lane = 0; lane < E::SegmentLanes; ++lane) {
#pragma HLS UNROLL factor=E::SegmentLanes
      word[segment * E::SegmentLanes + lane] = memory[segment][address][lane];
    }
  }
SelectLanes:
  for (int lane = 0; lane < Lanes; ++lane) {
#pragma HLS UNROLL factor=Lanes
    lanes[lane] = word[first * E::SegmentLanes + lane];
  }
}

// The same way back; segments beside these lanes keep what they have.
template <class E, int Columns, int Lanes, class T, int Depth>
void write_lanes(T (&memory)[E::Segments][Depth][E::SegmentLanes], int bank_row, int column,
                 const T (&lanes)[Lanes]) {
#pragma HLS INLINE
  const int address = bank_row * (Columns / E::MemoryLanes) + column / E::MemoryLanes;
  const int first = column % E::MemoryLanes / E::SegmentLanes;
WriteSegments:
  for (int segment = 0; segment < E::Segments; ++segment) {
#pragma HLS UNROLL factor=E::Segments
    const int from = (segment - first) * E::SegmentLanes;
    if (from >= 0 && from < Lanes) {
    WriteLanes:
      for (int lane = 0; lane < E::SegmentLanes; ++lane) {
#pragma HLS UNROLL factor=E::SegmentLanes
        memory[segment][address][lane] = lanes[from + lane];
      }
    }
  }
}

// Dimension `column` of tokens `bank_row`, `bank_row` + 1, … of one set, Lanes of them.
template <class E, int Lanes>
void read_values(const Code (&set)[E::ValueBanks][E::ValueDepth], int bank_row, int column,
                 Code (&lanes)[Lanes]) {
#pragma HLS INLINE
  Code banks[E::ValueBanks];
#pragma HLS ARRAY_PARTITION variable=banks complete dim=1
ReadBanks:
  for (int bank = 0; bank < E::ValueBanks; ++bank) {
#pragma HLS UNROLL factor=E::ValueBanks
    // Which of these tokens the bank has: (token + column) mod banks = bank.
    const int token = bank_row + ((bank - column - bank_row) & (E::ValueBanks - 1));
    const int address = token / E::ValueBanks * E::HeadColumns + column;
    // Tokens beyond the memory are beyond the keys too, where nothing is read for good.
    banks[bank] = address < E::ValueDepth ? set[bank][address] : Code(0);
  }
RotateBanks:
  for (int lane = 0; lane < Lanes; ++lane) {
#pragma HLS UNROLL factor=Lanes
    lanes[lane] = banks[(bank_row + lane + column) & (E::ValueBanks - 1)];
  }
}

// Dimensions `column`, `column` + 1, … of one token, Lanes of them.
template <class E, int Lanes>
void write_values(Code (&set)[E::ValueBanks][E::ValueDepth], int bank_row, int column,
                  const Code (&lanes)[Lanes]) {
#pragma HLS INLINE
WriteBanks:
  for (int bank = 0; bank < E::ValueBanks; ++bank) {
#pragma HLS UNROLL factor=E::ValueBanks
    const int lane = (bank - bank_row - column) & (E::ValueBanks - 1);
    if (lane < Lanes) {
      const int address = bank_row / E::ValueBanks * E::HeadColumns + column + lane;
      set[bank][address] = lanes[lane];
    }
  }
}

}  // namespace vitcc
