// Streams rows out of the activation memories and conditions them on the way to the array.
#pragma once

#include "vitcc_array.hpp"

namespace vitcc {

// The operands of Pm rows for one tile, and what their exponentials add up to so far.
//
// @param step rows of the command, Pm at a time
template <class E>
void stream_rows(Memories<E>& memories, const MatrixCommand& matrix, int tile, int step,
                 Operand (&operands)[E::Pm][E::Pk], ap_uint<20> (&sums)[E::Pm]) {
#pragma HLS INLINE
  const int bank_row = matrix.row / E::Pm + step;
  const int column = (matrix.chunk + tile) * E::Pk;
  const int bits = E::CodeLimits ? matrix.bits : 8;
  const int gain_word = matrix.gain_word + tile;
  const bool gained = E::GainWords > 0 && matrix.need_gains != 0;
StreamRows:
  for (int m = 0; m < E::Pm; ++m) {
#pragma HLS UNROLL factor=E::Pm
    Operand plain[E::Pk];
    Code codes[E::Pk];
    WideCode wide[E::Pk];
#pragma HLS ARRAY_PARTITION variable=plain complete dim=1
#pragma HLS ARRAY_PARTITION variable=codes complete dim=1
#pragma HLS ARRAY_PARTITION variable=wide complete dim=1
    const bool narrow = matrix.source == kSourceQuery || matrix.source == kSourceAttention;
    if (matrix.source == kSourceResidual) {
      read_lanes<E, E::ResidualColumns, E::Pk>(memories.residual_streamed[m], bank_row, column,
                                               wide);
    } else if (matrix.source == kSourceScores) {
      read_lanes<E, E::ScoreColumns, E::Pk>(memories.scores[m], bank_row, column, wide);
    } else if (matrix.source == kSourceQuery) {
      read_lanes<E, E::HeadColumns, E::Pk>(memories.query[m], bank_row, column, codes);
    } else if (matrix.source == kSourceAttention) {
      read_lanes<E, E::HeadColumns, E::Pk>(memories.attention[m], bank_row, column, codes);
    } else {
      read_lanes<E, E::HiddenColumns, E::Pk>(memories.hidden[m], bank_row, column, plain);
    }
    const Normalization norm = memories.normalization[m][bank_row];
    const WideCode maximum = memories.maximum[m][bank_row];
    const bool leading = matrix.source == kSourceImage &&
                         matrix.row + step * E::Pm + m < matrix.leading_rows;
    const ap_uint<20> before = tile == 0 ? ap_uint<20>(0) : memories.exponentials[m][step];
    ap_uint<20> added = 0;
  StreamLanes:
    for (int k = 0; k < E::Pk; ++k) {
#pragma HLS UNROLL factor=E::Pk
      Operand operand = narrow ? Operand(codes[k]) : plain[k];
      if (matrix.source == kSourceResidual) {
        const ap_int<46> from_mean = deviation(wide[k], norm);
        operand = normalize(from_mean, bits);
        if (gained) operand = normalize(from_mean, bits, memories.gains[gain_word][k]);
      }
      if (matrix.source == kSourceScores) {
        const bool key = column + k < matrix.keys;
        operand = key ? exponential(ap_uint<17>(maximum - wide[k]), bits) : Operand(0);
        added += ap_uint<8>(operand);
      }
      if (E::Learns && matrix.source == kSourceUniform) {
        const bool key = column + k >= matrix.leading_rows && column + k < matrix.keys;
        operand = key ? Operand(255) : Operand(0);
        added += ap_uint<8>(operand);
      }
      operands[m][k] = leading ? Operand(0) : operand;
    }
    const ap_uint<20> sum = before + added;
    memories.exponentials[m][step] = sum;
    sums[m] = sum;
  }
}

}  // namespace vitcc
