// The vector unit: drains accumulators into what the destination of a group asks for.
#pragma once

#include "vitcc_operands.hpp"

#ifndef __SYNTHESIS__
// Sees every beat of every row as it is stored, and belongs to the testbench.
//
// @param group vector command of the frame
// @param row of activation memory
// @param column of the group
// @param lanes as many as are drained a cycle
void vitcc_trace(int group, int row, int column, const int16_t* lanes);
#endif

namespace vitcc {

// What a row of a group carries from beat to beat.
template <class E>
struct DrainState {
  ap_int<E::AccumulatorBits> held[E::Pm][E::Pn];
  Scale scale[E::Pm];
  WideCode maximum[E::Pm];
  ap_int<30> sum[E::Pm];
  ap_uint<44> squares[E::Pm];
};

// A group of columns in hand.
struct Group {
  VectorCommand vector;
  int rows;
  int beats;     // of a row
  int sequence;  // among the vector commands of the frame
};

// Beats in which a row is drained: with narrow columns only those that have any of the group's.
template <class E>
int beats_of(const VectorCommand& vector) {
#pragma HLS INLINE
  if (E::Narrow == 0) return E::BeatsPerRow;
  return (vector.valid_columns + E::DrainColumns - 1) / E::DrainColumns;
}

template <class E>
struct Beats {
  WideCode code[E::Pm][E::DrainColumns];
};

// Where codes saturate.
template <class E>
int limit_of(const VectorCommand& vector) {
#pragma HLS INLINE
  if (vector.destination == kDestinationHidden) return 511;
  const bool wide = vector.destination == kDestinationScores ||
                    vector.destination == kDestinationResidual ||
                    vector.destination == kDestinationOutput;
  return wide ? 32767 : code_limit(E::CodeLimits ? vector.bits : 8);
}

// Bias, multiply, shift, saturate.
template <class E>
void requantize_beat(const Memories<E>& memories, const Group& group, int beat,
                     const DrainState<E>& state, Beats<E>& out) {
#pragma HLS INLINE
  typedef ap_int<E::AccumulatorBits> Sum;
  const int limit = limit_of<E>(group.vector);
RequantizeRows:
  for (int m = 0; m < E::Pm; ++m) {
#pragma HLS UNROLL factor=E::Pm
  RequantizeLanes:
    for (int c = 0; c < E::DrainColumns; ++c) {
#pragma HLS UNROLL factor=E::DrainColumns
      const int n = beat * E::DrainColumns + c;
      const Sum biased = Sum(state.held[m][n] + memories.bias[n]);
      const Scale scale = group.vector.row_scale ? state.scale[m] : memories.scale[n];
      const WideCode code = requantize<E::AccumulatorBits>(biased, scale, limit);
      out.code[m][c] = code;
    }
  }
}

// Looks codes up; each copy of the table serves two lanes.
template <class E>
void look_up(const Memories<E>& memories, Beats<E>& beats) {
#pragma HLS INLINE
LookUpRows:
  for (int m = 0; m < E::Pm; ++m) {
#pragma HLS UNROLL factor=E::Pm
  LookUpLanes:
    for (int c = 0; c < E::DrainColumns; ++c) {
#pragma HLS UNROLL factor=E::DrainColumns
      const int copy = (m * E::DrainColumns + c) / 2 % E::TableCopies;
      const int index = int(beats.code[m][c]) & (E::TableEntries - 1);
      beats.code[m][c] = WideCode(memories.table[copy][index]);
    }
  }
}

// Finds the points of codes on their lines, of which each lane has a copy.
template <class E>
void find_points(const Memories<E>& memories, int limit, Beats<E>& beats) {
#pragma HLS INLINE
  typedef ap_int<E::SlopeBits + E::InterceptBits + 11> Point;
PointRows:
  for (int m = 0; m < E::Pm; ++m) {
#pragma HLS UNROLL factor=E::Pm
  PointLanes:
    for (int c = 0; c < E::DrainColumns; ++c) {
#pragma HLS UNROLL factor=E::DrainColumns
      const int copy = (m * E::DrainColumns + c) % E::LineCopies;
      const int index = int(beats.code[m][c]) & (E::LineDepth * E::LineSteps - 1);
      const int line = index / E::LineSteps;
      const ap_uint<10> z = index % E::LineSteps;
      const Point product = memories.slope[copy][line] * z;
      const Point point = (product + memories.intercept[copy][line]) >> E::LineFraction;
      beats.code[m][c] = WideCode(clamp(point, limit));
    }
  }
}

// Gathers the sums of a residual row from the codes of a beat; the last beat of a row that ends
// here says what it is normalised with.
template <class E>
void gather_sums(Memories<E>& memories, const VectorCommand& vector, int m, int bank_row,
                 bool first_beat, bool last_beat, const WideCode (&codes)[E::DrainColumns],
                 ap_int<30>& row_sum, ap_uint<44>& row_squares) {
#pragma HLS INLINE
  if (first_beat) {
    row_sum = vector.first_of_row ? ap_int<30>(0) : memories.sum[m][bank_row];
    row_squares = vector.first_of_row ? ap_uint<44>(0) : memories.squares[m][bank_row];
  }
  // What a beat adds is summed apart, so that only one addition leads from beat to beat.
  ap_int<30> beat_sum = 0;
  ap_uint<44> beat_squares = 0;
SumLanes:
  for (int c = 0; c < E::DrainColumns; ++c) {
#pragma HLS UNROLL factor=E::DrainColumns
    beat_sum += codes[c];
    const ap_int<32> square = codes[c] * codes[c];
#pragma HLS BIND_OP variable=square op=mul impl=dsp
    beat_squares += ap_uint<32>(square);
  }
  const ap_int<30> sum = row_sum + beat_sum;
  const ap_uint<44> squares = row_squares + beat_squares;
  row_sum = sum;
  row_squares = squares;
  if (last_beat) {
    memories.sum[m][bank_row] = sum;
    memories.squares[m][bank_row] = squares;
    if (vector.last_of_row) {
      memories.normalization[m][bank_row] = normalization(sum, squares, vector.norm);
    }
  }
}

// Adds to the residual stream.
template <class E>
void add_residual(Memories<E>& memories, const Group& group, int m, int step, int beat,
                  DrainState<E>& state, WideCode (&codes)[E::DrainColumns]) {
#pragma HLS INLINE
  const VectorCommand& vector = group.vector;
  const int bank_row = vector.row / E::Pm + step;
  WideCode old[E::DrainColumns];
#pragma HLS ARRAY_PARTITION variable=old complete dim=1
  read_lanes<E, E::ResidualColumns, E::DrainColumns>(
      memories.residual_added[m], bank_row, vector.column + beat * E::DrainColumns, old);
AddLanes:
  for (int c = 0; c < E::DrainColumns; ++c) {
#pragma HLS UNROLL factor=E::DrainColumns
    const ap_int<17> added = old[c] + codes[c];
    codes[c] = WideCode(clamp(added, 32767));
  }
  gather_sums<E>(memories, vector, m, bank_row, beat == 0, beat == group.beats - 1, codes,
                 state.sum[m], state.squares[m]);
}

// Keeps the maximum of the row's valid columns.
template <class E>
void keep_maximum(Memories<E>& memories, const Group& group, int m, int step, int beat,
                  DrainState<E>& state, const WideCode (&codes)[E::DrainColumns]) {
#pragma HLS INLINE
  const int bank_row = group.vector.row / E::Pm + step;
  if (beat == 0) {
    state.maximum[m] =
        group.vector.first_of_row ? WideCode(-32768) : memories.maximum[m][bank_row];
  }
  WideCode greatest[E::DrainColumns];
#pragma HLS ARRAY_PARTITION variable=greatest complete dim=1
ValidLanes:
  for (int c = 0; c < E::DrainColumns; ++c) {
#pragma HLS UNROLL factor=E::DrainColumns
    const bool valid = beat * E::DrainColumns + c < group.vector.valid_columns;
    greatest[c] = valid ? codes[c] : WideCode(-32768);
  }
  // A tree: pairs, then pairs of pairs.
MaximumStages:
  for (int stride = 1; stride < E::DrainColumns; stride *= 2) {
#pragma HLS UNROLL
  MaximumLanes:
    for (int c = 0; c + stride < E::DrainColumns; c += 2 * stride) {
#pragma HLS UNROLL
      if (greatest[c + stride] > greatest[c]) greatest[c] = greatest[c + stride];
    }
  }
  const WideCode maximum = greatest[0] > state.maximum[m] ? greatest[0] : state.maximum[m];
  state.maximum[m] = maximum;
  if (beat == group.beats - 1) memories.maximum[m][bank_row] = maximum;
}

// Stores what one row of a beat has come to.
template <class E>
void store_codes(Memories<E>& memories, const Group& group, int m, int step, int beat,
                 const WideCode (&codes)[E::DrainColumns]) {
#pragma HLS INLINE
  const int bank_row = group.vector.row / E::Pm + step;
  const int column = group.vector.column + beat * E::DrainColumns;
  Code narrow[E::DrainColumns];
  Operand operands[E::DrainColumns];
#pragma HLS ARRAY_PARTITION variable=narrow complete dim=1
#pragma HLS ARRAY_PARTITION variable=operands complete dim=1
StoreLanes:
  for (int c = 0; c < E::DrainColumns; ++c) {
#pragma HLS UNROLL factor=E::DrainColumns
    narrow[c] = Code(codes[c]);
    operands[c] = Operand(codes[c]);
  }
  if (group.vector.destination == kDestinationQuery) {
    write_lanes<E, E::HeadColumns, E::DrainColumns>(memories.query[m], bank_row, column, narrow);
  } else if (group.vector.destination == kDestinationKey) {
    write_lanes<E, E::HeadColumns, E::DrainColumns>(memories.key[m], bank_row, column, narrow);
  } else if (group.vector.destination == kDestinationValue) {
    write_values<E, E::DrainColumns>(memories.value[m], bank_row, column, narrow);
  } else if (group.vector.destination == kDestinationAttention) {
    write_lanes<E, E::HeadColumns, E::DrainColumns>(memories.attention[m], bank_row, column,
                                                    narrow);
  } else if (group.vector.destination == kDestinationHidden) {
    write_lanes<E, E::HiddenColumns, E::DrainColumns>(memories.hidden[m], bank_row, column,
                                                      operands);
  } else if (group.vector.destination == kDestinationScores) {
    write_lanes<E, E::ScoreColumns, E::DrainColumns>(memories.scores[m], bank_row, column, codes);
  } else if (group.vector.destination == kDestinationResidual) {
    write_lanes<E, E::ResidualColumns, E::DrainColumns>(memories.residual_streamed[m], bank_row,
                                                        column, codes);
    write_lanes<E, E::ResidualColumns, E::DrainColumns>(memories.residual_added[m], bank_row,
                                                        column, codes);
  }
}

// The logits of a beat; they are of one row, the first of its Pm.
template <class E>
Results<E> results_of(const Group& group, int beat, const WideCode (&codes)[E::DrainColumns]) {
#pragma HLS INLINE
  Results<E> results;
  const int left = group.vector.valid_columns - beat * E::DrainColumns;
  const int count = left > E::DrainColumns ? int(E::DrainColumns) : left;
  results.count = ap_uint<8>(count);
ResultLanes:
  for (int c = 0; c < E::DrainColumns; ++c) {
#pragma HLS UNROLL factor=E::DrainColumns
    results.lane[c] = codes[c];
  }
  return results;
}

// One beat of Pm rows.
template <class E>
void drain(Memories<E>& memories, const Group& group, int step, int beat, DrainState<E>& state,
           hls::stream<Results<E>>& results) {
#pragma HLS INLINE
  const int destination = group.vector.destination;
  Beats<E> beats;
#pragma HLS ARRAY_PARTITION variable=beats.code complete dim=0
  requantize_beat<E>(memories, group, beat, state, beats);
  if (destination == kDestinationHidden) {
    if (E::Lines > 0) {
      find_points<E>(memories, code_limit(E::CodeLimits ? group.vector.bits : 8), beats);
    } else {
      look_up<E>(memories, beats);
    }
  }
DrainRows:
  for (int m = 0; m < E::Pm; ++m) {
#pragma HLS UNROLL factor=E::Pm
    if (step * E::Pm + m < group.rows) {
      if (destination == kDestinationResidual) {
        add_residual<E>(memories, group, m, step, beat, state, beats.code[m]);
      }
      if (destination == kDestinationScores) {
        keep_maximum<E>(memories, group, m, step, beat, state, beats.code[m]);
      }
      store_codes<E>(memories, group, m, step, beat, beats.code[m]);
#ifndef __SYNTHESIS__
      int16_t lanes[E::DrainColumns];
      for (int c = 0; c < E::DrainColumns; ++c) lanes[c] = int16_t(beats.code[m][c]);
      vitcc_trace(group.sequence, group.vector.row + step * E::Pm + m, beat * E::DrainColumns,
                  lanes);
#endif
    }
  }
  if (destination == kDestinationOutput &&
      beat * E::DrainColumns < group.vector.valid_columns) {
    results.write(results_of<E>(group, beat, beats.code[0]));
  }
}

}  // namespace vitcc
