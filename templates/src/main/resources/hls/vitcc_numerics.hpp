// The arithmetic of docs/numerics.md: feed-forward functions without state.
#pragma once

#include "vitcc_constants.hpp"
#include "vitcc_functions.hpp"
#include "vitcc_types.hpp"

namespace vitcc {

// Saturation at ±limit.
template <class Wide>
Wide clamp(const Wide& value, int limit) {
#pragma HLS INLINE
  if (value > limit) return Wide(limit);
  if (value < -limit) return Wide(-limit);
  return value;
}

// Round half up of value / 2^Shift.
template <int Shift, class Wide>
Wide round_shift(const Wide& value) {
#pragma HLS INLINE
  return Wide((value + Wide(Wide(1) << (Shift - 1))) >> Shift);
}

// Index of the leading one of a positive value.
template <int Bits, class Unsigned>
int leading_one(const Unsigned& value) {
#pragma HLS INLINE
  int leading = 0;
LeadingOne:
  for (int bit = 0; bit < Bits; ++bit) {
#pragma HLS UNROLL
    if (value[bit]) leading = bit;
  }
  return leading;
}

// A biased accumulator, requantised and saturated at ±limit.
//
// @tparam Bits of the accumulator
template <int Bits>
WideCode requantize(const ap_int<Bits>& accumulator, const Scale& scale, int limit) {
#pragma HLS INLINE
  const ap_uint<17> mantissa = ap_uint<17>(scale.range(16, 0));
  const ap_uint<2> level = ap_uint<2>(scale.range(18, 17));
  const ap_int<Bits + 18> product = accumulator * mantissa;
#pragma HLS BIND_OP variable=product op=mul impl=dsp
  ap_int<Bits + 18> shifted = round_shift<14>(product);
  if (level == 1) shifted = round_shift<20>(product);
  if (level == 2) shifted = round_shift<26>(product);
  if (level == 3) shifted = round_shift<32>(product);
  return WideCode(clamp(shifted, limit));
}

// What a finished row of the residual stream is normalised with.
struct Normalization {
  ap_int<18> mean2;
  ap_uint<26> factor;
};

// The constants of a layer norm, as a vector command has them.
struct NormConstants {
  ap_uint<13> dimension;
  ap_uint<25> mean_factor;
  ap_uint<6> mean_shift;
  ap_uint<40> epsilon;
  ap_uint<16> gain;
  ap_int<8> shift;
};

// @param sum of the row, exactly
// @param squares the sum of its squares
inline Normalization normalization(const ap_int<30>& sum, const ap_uint<44>& squares,
                                   const NormConstants& constants) {
#pragma HLS INLINE
  Normalization result;
  const ap_int<57> scaled_sum = sum * constants.mean_factor;
  // R is 0 where nothing normalises the stream, and t with it.
  const ap_int<57> half =
      constants.mean_shift == 0 ? ap_int<57>(0)
                                : ap_int<57>(ap_int<57>(1) << (constants.mean_shift - 1));
  result.mean2 = ap_int<57>(scaled_sum + half) >> constants.mean_shift;

  const ap_int<62> variance =
      constants.dimension * squares - sum * sum + ap_int<42>(constants.epsilon);
  result.factor = 0;
  if (variance > 0) {
    const int leading = leading_one<62>(variance);
    // The leading one comes to bit 61, the 9 bits below it are the fraction.
    const ap_uint<62> aligned = ap_uint<62>(variance) << (61 - leading);
    const ap_uint<9> fraction = ap_uint<9>(aligned.range(60, 52));
    const int index = (leading & 1) * 512 + int(fraction);
    const ap_uint<33> product = ap_uint<17>(rsqrt_entry(ap_uint<10>(index))) * constants.gain;
    const int down = int(constants.shift) + (leading >> 1);
    const ap_uint<26> most = (1 << 26) - 1;
    const ap_uint<33> factor = down > 31 ? ap_uint<33>(0) : ap_uint<33>(product >> (down & 31));
    result.factor = down < 0 || factor > most ? most : ap_uint<26>(factor);
  }
  return result;
}

// The greatest code of so many bits.
inline int code_limit(int bits) {
#pragma HLS INLINE
  return (1 << (bits - 1)) - 1;
}

// A code of the residual stream, less the mean and times the factor of its row.
inline ap_int<46> deviation(const WideCode& code, const Normalization& row) {
#pragma HLS INLINE
  const ap_int<19> centered = ap_int<17>(code * ap_int<3>(2)) - row.mean2;
  const ap_int<46> product = centered * row.factor;
#pragma HLS BIND_OP variable=product op=mul impl=dsp
  return product;
}

// A deviation, normalised to a code of so many bits.
inline Operand normalize(const ap_int<46>& deviation, int bits) {
#pragma HLS INLINE
  return Operand(clamp(round_shift<25>(deviation), code_limit(bits)));
}

// The same in a column that has a gain, in 1/256.
inline Operand normalize(const ap_int<46>& deviation, int bits, const Byte& gain) {
#pragma HLS INLINE
  const ap_int<16> fine = clamp(round_shift<21>(deviation), 32767);
  const ap_int<25> product = fine * gain;
#pragma HLS BIND_OP variable=product op=mul impl=fabric
  return Operand(clamp(round_shift<12>(product), code_limit(bits)));
}

// (2^bits - 1) / 2^(distance / 64), where distance is the row's maximum less the score.
inline Operand exponential(const ap_uint<17>& distance, int bits) {
#pragma HLS INLINE
  const int octaves = int(distance >> 6);
  const ap_uint<13> mantissa = kExp2[int(distance & 63)];
  const int down = (octaves < 9 ? octaves : 9) + 12 - bits;
  const ap_uint<20> rounded = ap_uint<20>(mantissa + (ap_uint<20>(1) << (down - 1))) >> down;
  const ap_uint<20> most = (1 << bits) - 1;
  if (octaves >= 9) return Operand(0);
  return rounded > most ? Operand(most) : Operand(rounded);
}

// The scale of a row whose exponentials add up to `sum`. If that is 0, all that it scales is, too.
inline Scale row_scale(const ap_uint<20>& sum, const ap_uint<16>& gain, const ap_int<8>& shift) {
#pragma HLS INLINE
  const int leading = leading_one<20>(sum);
  const ap_uint<20> aligned = sum << (19 - leading);
  const ap_uint<10> fraction = ap_uint<10>(aligned.range(18, 9));
  const ap_uint<33> product = ap_uint<17>(reciprocal_entry(fraction)) * gain;
  const ap_uint<18> mantissa = product >> 15;
  const int steps = int(shift) + leading;
  int level = 0;
  if (steps >= 6) level = 1;
  if (steps >= 12) level = 2;
  if (steps >= 18) level = 3;
  const int down = steps - 6 * level;
  if (steps < 0) return Scale((1 << 17) - 1);
  const ap_uint<17> shifted = down > 16 ? ap_uint<17>(0) : ap_uint<17>(mantissa >> (down & 31));
  return Scale(ap_uint<19>(shifted) + ap_uint<19>(level << 17));
}

}  // namespace vitcc
