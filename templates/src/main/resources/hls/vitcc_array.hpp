// The matrix unit: a stationary operand of Pk x Pn codes past which rows stream.
//
// Columns go in pairs: one multiplier computes (w1 * 2^19 + w0) * x, from w0 and w1 - (w0 < 0).
// Products of 8 lanes are added as packed numbers, then split: eight products of ±127 and an
// operand of at most 255 keep the lower field within 18 bits (docs/numerics.md, Principles).
// The last columns can be narrow (vitcc_narrow.hpp); the others are wide.
#pragma once

#include "vitcc_narrow.hpp"

namespace vitcc {

// A column of keys: a token of pk dimensions; zero beyond the keys.
template <class E>
void key_column(const Memories<E>& memories, const MatrixCommand& matrix, int tile, int n,
                Code (&column)[E::Pk]) {
#pragma HLS INLINE
  const int token = matrix.stationary_row + n;
  const int bank = token % E::Pm;
  const bool exists = token < matrix.keys;
  Code lanes[E::Pm][E::Pk];
#pragma HLS ARRAY_PARTITION variable=lanes complete dim=0
KeyBanks:
  for (int m = 0; m < E::Pm; ++m) {
#pragma HLS UNROLL factor=E::Pm
    read_lanes<E, E::HeadColumns, E::Pk>(memories.key[m], exists ? token / E::Pm : 0,
                                         (matrix.stationary_column + tile) * E::Pk, lanes[m]);
  }
KeyLanes:
  for (int k = 0; k < E::Pk; ++k) {
#pragma HLS UNROLL factor=E::Pk
    column[k] = exists ? lanes[bank][k] : Code(0);
  }
}

// A column of values: a dimension of pk tokens; zero beyond the keys.
template <class E>
void value_column(const Memories<E>& memories, const MatrixCommand& matrix, int tile, int n,
                  Code (&column)[E::Pk]) {
#pragma HLS INLINE
  const int token = matrix.stationary_row + tile * E::Pk;
  Code lanes[E::Pm][E::Pk / E::Pm];
#pragma HLS ARRAY_PARTITION variable=lanes complete dim=0
ValueSets:
  for (int m = 0; m < E::Pm; ++m) {
#pragma HLS UNROLL factor=E::Pm
    read_values<E, E::Pk / E::Pm>(memories.value[m], token / E::Pm, matrix.stationary_column + n,
                                  lanes[m]);
  }
ValueLanes:
  for (int k = 0; k < E::Pk; ++k) {
#pragma HLS UNROLL factor=E::Pk
    column[k] = token + k < matrix.keys ? lanes[k % E::Pm][k / E::Pm] : Code(0);
  }
}

// Whether the stationary operand comes in the stream.
inline bool has_weights(const MatrixCommand& matrix) {
#pragma HLS INLINE
  return matrix.stationary == kStationaryWeights || matrix.stationary == kStationaryMixed;
}

// Steps in which a tile is loaded: its wide columns, and words of narrow ones.
template <class E>
int tile_steps(const MatrixCommand& matrix) {
#pragma HLS INLINE
  return matrix.stationary == kStationaryMixed ? int(E::TileWords) : int(E::Wide);
}

// Loads wide column n of a tile into the shadow; two make pairs.
//
// @param word of the stream, where the operand comes from there
template <class E>
void load_column(const Word<E>& word, Memories<E>& memories, const MatrixCommand& matrix,
                 int tile, int n) {
#pragma HLS INLINE
  Code column[E::Pk];
#pragma HLS ARRAY_PARTITION variable=column complete dim=1
  if (has_weights(matrix)) {
  WeightLanes:
    for (int k = 0; k < E::Pk; ++k) {
#pragma HLS UNROLL factor=E::Pk
      column[k] = Code(word.lane[k]);
    }
  } else if (matrix.stationary == kStationaryKeys) {
    key_column<E>(memories, matrix, tile, n, column);
  } else {
    value_column<E>(memories, matrix, tile, n, column);
  }
PairLanes:
  for (int k = 0; k < E::Pk; ++k) {
#pragma HLS UNROLL factor=E::Pk
    if (n % 2 == 0) {
      memories.even_column[k] = column[k];
    } else {
      const Code low = memories.even_column[k];
      memories.shadow_low[n / 2][k] = low;
      memories.shadow_high[n / 2][k] = Code(column[k] - ap_int<2>(low < 0 ? 1 : 0));
    }
  }
}

// Loads what comes n-th of a tile into the shadow.
template <class E>
void load_step(hls::stream<Word<E>>& words, Memories<E>& memories, const MatrixCommand& matrix,
               int tile, int n) {
#pragma HLS INLINE
  Word<E> word;
  if (has_weights(matrix)) word = words.read();
  if (E::Narrow > 0 && n >= E::Wide) {
    load_narrow<E>(word, memories, n - E::Wide);
  } else {
    load_column<E>(word, memories, matrix, tile, n);
  }
}

// Puts the shadow to use.
template <class E>
void swap_tiles(Memories<E>& memories) {
#pragma HLS INLINE
SwapPairs:
  for (int pair = 0; pair < E::Pairs; ++pair) {
#pragma HLS UNROLL factor=E::Pairs
  SwapLanes:
    for (int k = 0; k < E::Pk; ++k) {
#pragma HLS UNROLL factor=E::Pk
      memories.active_low[pair][k] = memories.shadow_low[pair][k];
      memories.active_high[pair][k] = memories.shadow_high[pair][k];
    }
  }
SwapNarrow:
  for (int n = 0; n < E::Narrow; ++n) {
#pragma HLS UNROLL
  SwapNarrowLanes:
    for (int k = 0; k < E::Pk; ++k) {
#pragma HLS UNROLL factor=E::Pk
      memories.active_narrow[n][k] = memories.shadow_narrow[n][k];
    }
  }
}

// The products of one row with all columns, summed.
template <class E>
void multiply(const Memories<E>& memories, const Operand (&operand)[E::Pk],
              ap_int<E::AccumulatorBits> (&sums)[E::Pn]) {
#pragma HLS INLINE
  typedef ap_int<E::AccumulatorBits> Sum;
MultiplyPairs:
  for (int pair = 0; pair < E::Pairs; ++pair) {
#pragma HLS UNROLL factor=E::Pairs
    Sum low = 0;
    Sum high = 0;
  MultiplyChains:
    for (int chain = 0; chain < E::Chains; ++chain) {
#pragma HLS UNROLL factor=E::Chains
      ap_int<39> packed = 0;
    MultiplyLanes:
      for (int lane = 0; lane < kChainLanes; ++lane) {
#pragma HLS UNROLL factor=kChainLanes
        const int k = chain * kChainLanes + lane;
        const ap_int<27> weights =
            ap_int<27>(ap_int<27>(memories.active_high[pair][k]) << kPairSpacing) |
            ap_int<27>(ap_uint<kPairSpacing>(memories.active_low[pair][k]));
        const ap_int<36> product = weights * operand[k];
#pragma HLS BIND_OP variable=product op=mul impl=dsp
        packed += product;
      }
      const ap_int<kPairSpacing> lower = ap_int<kPairSpacing>(packed);
      low += lower;
      // What the lower field borrowed from the upper one goes back to it.
      high += ap_int<20>(packed >> kPairSpacing) + ap_uint<1>(lower < 0 ? 1 : 0);
    }
    sums[2 * pair] = low;
    sums[2 * pair + 1] = high;
  }
MultiplyNarrow:
  for (int n = 0; n < E::Narrow; ++n) {
#pragma HLS UNROLL
    sums[E::Wide + n] = narrow_sum<E>(memories.active_narrow[n], operand);
  }
}

}  // namespace vitcc
