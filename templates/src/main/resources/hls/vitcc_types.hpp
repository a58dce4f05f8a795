// Types of the whole design: the vendor's arbitrary-precision integers and streams, or ours.
//
// Vitis HLS has <ap_int.h> and <hls_stream.h>. Where a plain compiler does not find them, the
// headers beside this one stand in for them: the same results from plain integers.
#pragma once

#include <cstdint>

#if defined(__has_include)
#if __has_include(<ap_int.h>)
#include <ap_int.h>
#define VITCC_HAS_AP_INT
#endif
#if __has_include(<hls_stream.h>)
#include <hls_stream.h>
#define VITCC_HAS_HLS_STREAM
#endif
#endif

#ifndef VITCC_HAS_AP_INT
#include "vitcc_compat_int.hpp"
#endif
#ifndef VITCC_HAS_HLS_STREAM
#include "vitcc_compat_stream.hpp"
#endif

// Loops are named by labels, for the reports of the tools; nothing jumps to them.
#if defined(__GNUC__)
#pragma GCC diagnostic ignored "-Wunused-label"
#endif

namespace vitcc {

typedef ap_uint<8> Byte;

// What the array multiplies by: i8 codes, u8 exponentials and u8 pixels alike.
typedef ap_int<9> Operand;

// Codes of queries, keys, values, attention outputs and weights.
typedef ap_int<8> Code;

// Codes of the residual stream and of scores.
typedef ap_int<16> WideCode;

// Level and mantissa of a scale (docs/numerics.md, Requantisation).
typedef ap_uint<19> Scale;

// One beat of one memory port.
//
// @tparam E the engine's constants; all kernels take them from there
template <class E>
using Beat = ap_uint<E::AxiBits>;

// One beat of all ports that bring the memory image.
template <class E>
struct Bus {
  Beat<E> port[E::Ports];
};

// A word of the linear stream: Pk bytes.
template <class E>
struct Word {
  Byte lane[E::Pk];
};

// Results on their way to memory: `count` of the lanes are logits.
template <class E>
struct Results {
  WideCode lane[E::DrainColumns];
  ap_uint<8> count;
};

// A byte of a beat.
template <class Bits>
Byte byte_of(const Bits& beat, int index) {
#pragma HLS INLINE
  return Byte(beat.range(8 * index + 7, 8 * index));
}

template <class Bits>
void set_byte(Bits& beat, int index, Byte value) {
#pragma HLS INLINE
  beat.range(8 * index + 7, 8 * index) = value;
}

}  // namespace vitcc
