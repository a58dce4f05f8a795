// The token unit: judges tokens by the exponentials of the class token's row, and gathers those
// that stay (docs/numerics.md, Token pruning).
#pragma once

#include "vitcc_vector.hpp"

namespace vitcc {

struct SelectCommand {
  int tokens;
  int heads;
  bool learned;
  int leading;
  int most;
  ap_uint<24> threshold;
  ap_uint<17> share;
  bool searches;
  ap_uint<17> factor;
  bool packaged;
};

inline SelectCommand select_command(const Command& command) {
#pragma HLS INLINE
  SelectCommand select;
  select.tokens = number<fields::SelectTokens>(command);
  select.heads = number<fields::SelectHeads>(command);
  select.learned = field<fields::SelectLearned>(command) == 1;
  select.leading = number<fields::SelectLeading>(command);
  select.most = number<fields::SelectMost>(command);
  select.threshold = field<fields::SelectThreshold>(command);
  select.share = field<fields::SelectShare>(command);
  select.searches = field<fields::SelectSearches>(command) == 1;
  select.factor = field<fields::SelectFactor>(command);
  select.packaged = field<fields::SelectPackaged>(command) == 1;
  return select;
}

// One over a sum that is not 0: entry * 2^(-16 - exponent).
struct Reciprocal {
  ap_uint<16> entry;
  int exponent;
};

inline Reciprocal reciprocal(const ap_uint<32>& sum) {
#pragma HLS INLINE
  Reciprocal result;
  result.exponent = leading_one<32>(sum);
  const ap_uint<32> aligned = sum << (31 - result.exponent);
  result.entry = ap_uint<16>(reciprocal_entry(ap_uint<10>(aligned.range(30, 21))));
  return result;
}

// Keeps the exponentials of the first row of a tile.
template <class E>
void keep_class_row(Memories<E>& memories, int tile, const Operand (&operands)[E::Pk]) {
#pragma HLS INLINE
ClassLanes:
  for (int k = 0; k < E::Pk; ++k) {
#pragma HLS UNROLL factor=E::Pk
    const int token = tile * E::Pk + k;
    if (token < E::JudgedTokens) memories.class_row[token] = ap_uint<8>(operands[k]);
  }
}

// Candidates: how many, and what their scores add up to.
struct Candidates {
  int count;
  ap_uint<32> held;
};

// Those that have at least a score.
template <class E>
Candidates reaching(const Memories<E>& memories, const SelectCommand& select,
                    const ap_uint<25>& score) {
#pragma HLS INLINE off
  Candidates found;
  found.count = 0;
  found.held = 0;
Reaching:
  for (int token = select.leading; token < select.tokens; ++token) {
#pragma HLS PIPELINE II=1
#pragma HLS LOOP_TRIPCOUNT min=1 max=E::JudgedTokens
    if (memories.token_score[token] >= score) {
      ++found.count;
      found.held += memories.token_score[token];
    }
  }
  return found;
}

// Whether no more may stay than these.
inline bool is_full(const SelectCommand& select, const Candidates& staying,
                    const ap_uint<49>& wanted) {
#pragma HLS INLINE
  const bool whole = select.share[16] == 1;
  return staying.count >= select.most || (!whole && (ap_uint<49>(staying.held) << 16) >= wanted);
}

// Finds the least score that stays, bit by bit: the greatest that the threshold reaches, or as many
// as may stay, or those that hold enough; of those that equal it the first stay. Tokens that stay
// are listed from the front, the others from the back.
template <class E>
void decide(Memories<E>& memories, const SelectCommand& select) {
#pragma HLS INLINE off
  ap_uint<25> cut = select.threshold;
  ap_uint<49> wanted = 0;
  Candidates staying;
  staying.count = 0;
  staying.held = 0;
  if (select.searches) {
    cut = 0;
    wanted = reaching<E>(memories, select, ap_uint<25>(0)).held * select.share;
  CutBits:
    for (int bit = 23; bit >= 0; --bit) {
      const ap_uint<25> trial = cut | (ap_uint<25>(1) << bit);
      const Candidates found = reaching<E>(memories, select, trial);
      if (is_full(select, found, wanted) || trial <= select.threshold) cut = trial;
    }
    staying = reaching<E>(memories, select, ap_uint<25>(cut + 1));
  }
  int kept = 0;
  int dropped = 0;
  ap_uint<32> sum = 0;
Decide:
  for (int token = 0; token < select.tokens; ++token) {
#pragma HLS PIPELINE II=1
#pragma HLS LOOP_TRIPCOUNT min=1 max=E::JudgedTokens
    const ap_uint<24> score = memories.token_score[token];
    const bool candidate = token >= select.leading;
    const bool open = !select.searches || !is_full(select, staying, wanted);
    const bool tied = candidate && score == cut && open;
    if (tied) {
      ++staying.count;
      staying.held += score;
    }
    if (!candidate || score > cut || tied) {
      memories.token_order[kept] = ap_uint<12>(token);
      ++kept;
    } else {
      memories.token_order[E::JudgedTokens - 1 - dropped] = ap_uint<12>(token);
      sum += score;
      ++dropped;
    }
  }
  memories.tokens_kept = kept;
  memories.tokens_dropped = select.packaged ? dropped : 0;
  const bool plain = sum == 0;
  const ap_uint<32> whole = plain ? ap_uint<32>(dropped) : sum;
  const Reciprocal share = reciprocal(whole == 0 ? ap_uint<32>(1) : whole);
  const bool summed = select.factor != 0;
Weigh:
  for (int i = 0; i < memories.tokens_dropped; ++i) {
#pragma HLS PIPELINE II=1
#pragma HLS LOOP_TRIPCOUNT min=0 max=E::JudgedTokens
    const ap_uint<24> found = memories.token_score[memories.token_order[E::JudgedTokens - 1 - i]];
    const ap_uint<24> score = plain && !summed ? ap_uint<24>(1) : found;
    const ap_uint<17> factor = summed ? select.factor : ap_uint<17>(share.entry);
    const ap_uint<41> product = score * factor;
    const ap_uint<41> halves = product >> (summed ? 15 : share.exponent);
    memories.token_weight[i] = ap_uint<17>((halves + 1) >> 1);
  }
}

// Adds what one head says of each token, from the exponentials that were kept.
template <class E>
void judge(Memories<E>& memories, const SelectCommand& select, bool first, bool last) {
#pragma HLS INLINE off
  ap_uint<32> sum = 0;
SumShares:
  for (int token = 0; token < select.tokens; ++token) {
#pragma HLS PIPELINE II=1
#pragma HLS LOOP_TRIPCOUNT min=1 max=E::JudgedTokens
    sum += memories.class_row[token];
  }
  const Reciprocal share = reciprocal(sum);
AddShares:
  for (int token = 0; token < select.tokens; ++token) {
#pragma HLS PIPELINE II=1
#pragma HLS LOOP_TRIPCOUNT min=1 max=E::JudgedTokens
    const ap_uint<24> product = memories.class_row[token] * share.entry;
    const ap_uint<24> before = first ? ap_uint<24>(0) : memories.token_score[token];
    memories.token_score[token] = ap_uint<24>(before + (product >> share.exponent));
  }
  if (last) decide<E>(memories, select);
}

// Takes what heads say of tokens, which a group has just stored; or what that counts, and judges.
template <class E>
void hear(Memories<E>& memories, const Group& group, const SelectCommand& select) {
#pragma HLS INLINE off
  const bool weighs = group.vector.role == kRoleWeigh;
HeardTokens:
  for (int token = 0; token < group.rows; ++token) {
#pragma HLS LOOP_TRIPCOUNT min=1 max=E::JudgedTokens
    Operand codes[E::DrainColumns];
#pragma HLS ARRAY_PARTITION variable=codes complete dim=1
    ap_uint<24> sum = 0;
    ap_uint<16> total = 0;
  HeardHeads:
    for (int head = 0; head < select.heads; ++head) {
#pragma HLS PIPELINE II=1
#pragma HLS LOOP_TRIPCOUNT min=1 max=E::MostVoters
      const int lane = head % E::DrainColumns;
      if (lane == 0) {
        read_lanes<E, E::HiddenColumns, E::DrainColumns>(
            memories.hidden[token % E::Pm], token / E::Pm, group.vector.column + head, codes);
      }
      const ap_uint<8> code = ap_uint<8>(codes[lane] + 127);
      const ap_uint<8> weight = code == 0 ? ap_uint<8>(1) : code;
      if (weighs) {
        sum += weight * memories.token_vote[token][head];
        total += weight;
      } else {
        memories.token_vote[token][head] = code;
      }
    }
    if (weighs) {
      const Reciprocal share = reciprocal(total);
      const ap_uint<40> product = sum * share.entry;
      memories.token_score[token] = ap_uint<24>(product >> (share.exponent + 8));
    }
  }
  if (weighs) decide<E>(memories, select);
}

// No image has more tokens.
constexpr int kAllTokens = 4095;

// Tokens that the last selection left.
template <class E>
int tokens_left(const Memories<E>& memories) {
#pragma HLS INLINE
  return memories.tokens_kept + (memories.tokens_dropped > 0 ? 1 : 0);
}

// A matrix command with no more rows and keys than tokens.
template <class E>
MatrixCommand bounded(const MatrixCommand& matrix, int tokens) {
#pragma HLS INLINE
  MatrixCommand result = matrix;
  const int tiles = (tokens + E::Pk - 1) / E::Pk;
  if (result.rows > tokens) result.rows = tokens;
  if (result.keys > tokens) result.keys = tokens;
  if (result.stationary == kStationaryValues && result.tiles > tiles) result.tiles = tiles;
  return result;
}

// A group with no more rows and keys than tokens; without rows if it has keys beyond them only.
inline Group bounded(const Group& group, int tokens) {
#pragma HLS INLINE
  Group result = group;
  if (result.rows > tokens) result.rows = tokens;
  if (result.vector.destination == kDestinationScores) {
    const int left = tokens - result.vector.column;
    if (left <= 0) result.rows = 0;
    if (left <= result.vector.valid_columns) {
      result.vector.valid_columns = left;
      result.vector.first_of_row = true;
    }
  }
  return result;
}

// Beats in which a segment of columns is gathered.
template <class E>
uint32_t gathered_beats(const Memories<E>& memories) {
#pragma HLS INLINE
  return uint32_t(memories.tokens_dropped + tokens_left<E>(memories));
}

// Puts the rows that stay one behind the other, and the package token behind them.
template <class E>
void gather(Memories<E>& memories, const Group& group) {
#pragma HLS INLINE off
  const int column = group.vector.column;
  const int rows = tokens_left<E>(memories);
  ap_int<46> packed[E::DrainColumns];
#pragma HLS ARRAY_PARTITION variable=packed complete dim=1
ClearPackage:
  for (int c = 0; c < E::DrainColumns; ++c) {
#pragma HLS UNROLL factor=E::DrainColumns
    packed[c] = 0;
  }
  WideCode codes[E::DrainColumns];
#pragma HLS ARRAY_PARTITION variable=codes complete dim=1
Package:
  for (int i = 0; i < memories.tokens_dropped; ++i) {
#pragma HLS PIPELINE II=1
#pragma HLS LOOP_TRIPCOUNT min=0 max=E::JudgedTokens
    const int from = memories.token_order[E::JudgedTokens - 1 - i];
    read_lanes<E, E::ResidualColumns, E::DrainColumns>(memories.residual_added[from % E::Pm],
                                                       from / E::Pm, column, codes);
  PackageLanes:
    for (int c = 0; c < E::DrainColumns; ++c) {
#pragma HLS UNROLL factor=E::DrainColumns
      const ap_int<34> product = codes[c] * ap_int<18>(memories.token_weight[i]);
      packed[c] += product;
    }
  }
GatherRows:
  for (int row = 0; row < rows; ++row) {
#pragma HLS LOOP_TRIPCOUNT min=1 max=E::JudgedTokens
    const int m = row % E::Pm;
    if (row < memories.tokens_kept) {
      const int from = memories.token_order[row];
      read_lanes<E, E::ResidualColumns, E::DrainColumns>(memories.residual_added[from % E::Pm],
                                                         from / E::Pm, column, codes);
    } else {
    RoundPackage:
      for (int c = 0; c < E::DrainColumns; ++c) {
#pragma HLS UNROLL factor=E::DrainColumns
        codes[c] = WideCode(clamp(round_shift<15>(packed[c]), 32767));
      }
    }
    ap_int<30> sum = 0;
    ap_uint<44> squares = 0;
    gather_sums<E>(memories, group.vector, m, row / E::Pm, true, true, codes, sum, squares);
    store_codes<E>(memories, group, m, row / E::Pm, 0, codes);
#ifndef __SYNTHESIS__
    int16_t lanes[E::DrainColumns];
    for (int c = 0; c < E::DrainColumns; ++c) lanes[c] = int16_t(codes[c]);
    vitcc_trace(group.sequence, row, 0, lanes);
#endif
  }
}

}  // namespace vitcc
