// Narrow columns: multipliers of lookup tables, for weights of few bits.
//
// A weight of one bit is +1 or -1, of two bits also 0, of four bits 0 or ±2^e, e = 0 … 6. Signs are
// not multiplied but choose between sum and difference all along a tree of adders, each relative to
// the sign on its left; the first sign is applied last.
#pragma once

#include "vitcc_load.hpp"

namespace vitcc {

// Loads word n of those of a tile's narrow columns into the shadow: several columns, whose signs
// become relative. Weight k stands right of the one whose number lacks the lowest one bit of k.
template <class E>
void load_narrow(const Word<E>& word, Memories<E>& memories, int n) {
#pragma HLS INLINE
  typedef ap_uint<E::NarrowBits> Weight;
  constexpr int kColumns = 8 / E::NarrowBits;
PackedColumns:
  for (int c = 0; c < kColumns; ++c) {
#pragma HLS UNROLL
    Weight weights[E::Pk];
#pragma HLS ARRAY_PARTITION variable=weights complete dim=1
  PackedLanes:
    for (int k = 0; k < E::Pk; ++k) {
#pragma HLS UNROLL factor=E::Pk
      const int bit = (c * E::Pk + k) * E::NarrowBits;
      weights[k] = Weight(word.lane[bit / 8] >> (bit % 8));
    }
  RelativeLanes:
    for (int k = 0; k < E::Pk; ++k) {
#pragma HLS UNROLL factor=E::Pk
      const bool left = k != 0 && weights[k & (k - 1)][E::NarrowBits - 1];
      memories.shadow_narrow[n * kColumns + c][k] =
          Weight(weights[k] ^ (Weight(left) << (E::NarrowBits - 1)));
    }
  }
}

// What a narrow column takes of an operand: all of it, or nothing, or a multiple.
template <class E>
ap_int<E::NarrowTermBits> narrow_term(const Operand& operand,
                                      const ap_uint<E::NarrowBits>& weight) {
#pragma HLS INLINE
  typedef ap_int<E::NarrowTermBits> Term;
  const Term term = ap_int<E::ActivationBits>(operand);
  if (E::NarrowBits == 1) return term;
  if (E::NarrowBits == 2) return weight[0] ? term : Term(0);
  // One more than the exponent.
  const ap_uint<3> power = ap_uint<3>(weight);
  return power == 0 ? Term(0) : Term(ap_int<E::NarrowTermBits + 1>(term) << power >> 1);
}

// a + b or a - b in one row of carry logic: -b is ~b + 1, and the 1 is carried out of a bit below.
template <int Bits>
ap_int<Bits + 1> add_or_subtract(const ap_int<Bits>& a, const ap_int<Bits>& b, bool difference) {
#pragma HLS INLINE
  const ap_int<Bits> other = b ^ ap_int<1>(difference);
  const ap_int<Bits + 1> first = ap_int<Bits + 1>(ap_int<Bits + 1>(a) << 1) | ap_uint<1>(1);
  const ap_int<Bits + 1> second =
      ap_int<Bits + 1>(ap_int<Bits + 1>(other) << 1) | ap_uint<1>(difference);
  const ap_int<Bits + 2> sum = first + second;
#pragma HLS BIND_OP variable=sum op=add impl=fabric
  return ap_int<Bits + 1>(sum >> 1);
}

// How many levels a tree of adders has.
constexpr int tree_levels(int terms) {
  return terms == 1 ? 0 : 1 + tree_levels((terms + 1) / 2);
}

// Terms added or subtracted in pairs, pairs of pairs, and so on.
//
// @tparam Bits of a term
// @tparam Stride weights to a term
// @param differs for each weight, whether its sign is not that of the weight on its left
template <int Terms, int Bits, int Stride, int Lanes>
ap_int<Bits + tree_levels(Terms)> sum_of_pairs(const ap_int<Bits> (&terms)[Terms],
                                               const bool (&differs)[Lanes]) {
#pragma HLS INLINE
  if constexpr (Terms == 1) {
    return terms[0];
  } else {
    ap_int<Bits + 1> sums[(Terms + 1) / 2];
#pragma HLS ARRAY_PARTITION variable=sums complete dim=1
  TermPairs:
    for (int n = 0; n < Terms / 2; ++n) {
#pragma HLS UNROLL
      sums[n] = add_or_subtract<Bits>(terms[2 * n], terms[2 * n + 1],
                                      differs[(2 * n + 1) * Stride]);
    }
    if constexpr (Terms % 2 == 1) sums[Terms / 2] = terms[Terms - 1];
    return sum_of_pairs<(Terms + 1) / 2, Bits + 1, 2 * Stride>(sums, differs);
  }
}

// The products of one row with a narrow column, summed.
template <class E>
ap_int<E::AccumulatorBits> narrow_sum(const ap_uint<E::NarrowBits> (&weights)[E::Pk],
                                      const Operand (&operand)[E::Pk]) {
#pragma HLS INLINE
  constexpr int kRootBits = E::NarrowTermBits + tree_levels(E::Pk);
  ap_int<E::NarrowTermBits> terms[E::Pk];
  bool differs[E::Pk];
#pragma HLS ARRAY_PARTITION variable=terms complete dim=1
#pragma HLS ARRAY_PARTITION variable=differs complete dim=1
NarrowLanes:
  for (int k = 0; k < E::Pk; ++k) {
#pragma HLS UNROLL factor=E::Pk
    terms[k] = narrow_term<E>(operand[k], weights[k]);
    differs[k] = weights[k][E::NarrowBits - 1];
  }
  const ap_int<kRootBits> root = sum_of_pairs<E::Pk, E::NarrowTermBits, 1>(terms, differs);
  return ap_int<E::AccumulatorBits>(add_or_subtract<kRootBits>(0, root, differs[0]));
}

}  // namespace vitcc
