// Stands in for the vendor's <ap_int.h> where that is not installed; never seen by synthesis.
//
// ap_int<W> and ap_uint<W> up to 64 bits are a native integer each, so that loops over them
// vectorise. Results of operators have the vendor's widths, so nothing is lost in an expression;
// what does not fit 64 bits does not compile. Values wrap where they are assigned. Wider ones (bus
// beats, commands) know ranges of bits only.
#pragma once

#include <cstdint>
#include <type_traits>

namespace vitcc_compat {

template <int W, bool S>
class Integer;

template <int W, bool S>
using storage_t = std::conditional_t<
    (W <= 8), std::conditional_t<S, int8_t, uint8_t>,
    std::conditional_t<
        (W <= 16), std::conditional_t<S, int16_t, uint16_t>,
        std::conditional_t<(W <= 32), std::conditional_t<S, int32_t, uint32_t>,
                           std::conditional_t<S, int64_t, uint64_t>>>>;

constexpr int max(int a, int b) { return a > b ? a : b; }

// Bits that hold both of two operands.
constexpr int both(int w1, bool s1, int w2, bool s2) {
  return max(w1 + (s2 && !s1 ? 1 : 0), w2 + (s1 && !s2 ? 1 : 0));
}

template <class I>
using if_integral = std::enable_if_t<std::is_integral<I>::value, int>;

// The type that a native integer is in an expression.
template <class I>
using integer_of = Integer<std::is_same<I, bool>::value ? 1 : 8 * int(sizeof(I)),
                           std::is_signed<I>::value>;

// Bits `high` … `low` of an integer, to read or to assign to.
template <class Owner>
class Range {
 public:
  Range(Owner& owner, int high, int low) : owner_(owner), high_(high), low_(low) {}
  operator uint64_t() const { return owner_.bits(high_, low_); }
  template <class Value>
  Range& operator=(const Value& value) {
    owner_.set_bits(high_, low_, static_cast<uint64_t>(value));
    return *this;
  }

 private:
  Owner& owner_;
  int high_;
  int low_;
};

template <int W, bool S>
class Integer {
  static_assert(W > 0 && W <= 64, "an expression of more than 64 bits");
  typedef storage_t<W, S> Storage;
  typedef std::make_unsigned_t<Storage> Unsigned;
  static constexpr int kSpare = 8 * int(sizeof(Storage)) - W;

  template <class I>
  static constexpr Storage wrap(I value) {
    return kSpare == 0
               ? static_cast<Storage>(value)
               : static_cast<Storage>(static_cast<Storage>(static_cast<Unsigned>(
                                          static_cast<Unsigned>(value) << kSpare)) >>
                                      kSpare);
  }

 public:
  static constexpr int width = W;

  Integer() = default;
  template <class I, if_integral<I> = 0>
  constexpr Integer(I value) : value_(wrap(value)) {}
  template <int W2, bool S2>
  constexpr Integer(const Integer<W2, S2>& other) : value_(wrap(other.native())) {}
  template <class Owner>
  Integer(const Range<Owner>& range) : value_(wrap(static_cast<uint64_t>(range))) {}

  constexpr Storage native() const { return value_; }
  constexpr operator Storage() const { return value_; }

  uint64_t bits(int high, int low) const {
    return (static_cast<uint64_t>(value_) >> low) & (~uint64_t{0} >> (63 - high + low));
  }
  void set_bits(int high, int low, uint64_t value) {
    const uint64_t mask = (~uint64_t{0} >> (63 - high + low)) << low;
    value_ = wrap((static_cast<uint64_t>(value_) & ~mask) | ((value << low) & mask));
  }
  Range<Integer> range(int high, int low) { return {*this, high, low}; }
  Range<const Integer> range(int high, int low) const { return {*this, high, low}; }
  bool operator[](int bit) const { return bits(bit, bit) != 0; }

  template <class V>
  Integer& operator+=(const V& other) {
    return *this = *this + other;
  }
  template <class V>
  Integer& operator-=(const V& other) {
    return *this = *this - other;
  }
  Integer& operator++() { return *this += 1; }

  // As the vendor's, shifts keep the type; the amount must be less than the width.
  template <class N>
  constexpr Integer operator<<(const N& amount) const {
    return Integer(static_cast<uint64_t>(value_) << static_cast<unsigned>(amount));
  }
  template <class N>
  constexpr Integer operator>>(const N& amount) const {
    return Integer(value_ >> static_cast<unsigned>(amount));
  }
  constexpr Integer<W + 1, true> operator-() const { return Integer<W + 1, true>(0) - *this; }

 private:
  Storage value_;
};

#define VITCC_COMPAT_OPERATOR(op, result_width, result_signed)                                 \
  template <int W1, bool S1, int W2, bool S2>                                                  \
  constexpr auto operator op(const Integer<W1, S1>& a, const Integer<W2, S2>& b) {             \
    typedef Integer<result_width, result_signed> Result;                                       \
    typedef storage_t<result_width, result_signed> Wide;                                       \
    typedef std::make_unsigned_t<decltype(Wide{} op Wide{})> Modular;                          \
    return Result(static_cast<Modular>(static_cast<Wide>(a.native()))                          \
                      op static_cast<Modular>(static_cast<Wide>(b.native())));                 \
  }                                                                                            \
  template <int W1, bool S1, class I, if_integral<I> = 0>                                      \
  constexpr auto operator op(const Integer<W1, S1>& a, I b) {                                  \
    return a op integer_of<I>(b);                                                              \
  }                                                                                            \
  template <int W1, bool S1, class I, if_integral<I> = 0>                                      \
  constexpr auto operator op(I a, const Integer<W1, S1>& b) {                                  \
    return integer_of<I>(a) op b;                                                              \
  }

VITCC_COMPAT_OPERATOR(+, (both(W1, S1, W2, S2) + 1), (S1 || S2))
VITCC_COMPAT_OPERATOR(-, (both(W1, S1, W2, S2) + 1), true)
VITCC_COMPAT_OPERATOR(*, (W1 + W2), (S1 || S2))
VITCC_COMPAT_OPERATOR(&, (both(W1, S1, W2, S2)), (S1 || S2))
VITCC_COMPAT_OPERATOR(|, (both(W1, S1, W2, S2)), (S1 || S2))
VITCC_COMPAT_OPERATOR(^, (both(W1, S1, W2, S2)), (S1 || S2))
#undef VITCC_COMPAT_OPERATOR

#define VITCC_COMPAT_COMPARISON(op)                                                            \
  template <int W1, bool S1, int W2, bool S2>                                                  \
  constexpr bool operator op(const Integer<W1, S1>& a, const Integer<W2, S2>& b) {             \
    typedef storage_t<both(W1, S1, W2, S2), S1 || S2> Wide;                                    \
    static_assert(both(W1, S1, W2, S2) <= 64, "a comparison of more than 64 bits");            \
    return static_cast<Wide>(a.native()) op static_cast<Wide>(b.native());                     \
  }                                                                                            \
  template <int W1, bool S1, class I, if_integral<I> = 0>                                      \
  constexpr bool operator op(const Integer<W1, S1>& a, I b) {                                  \
    return a op integer_of<I>(b);                                                              \
  }                                                                                            \
  template <int W1, bool S1, class I, if_integral<I> = 0>                                      \
  constexpr bool operator op(I a, const Integer<W1, S1>& b) {                                  \
    return integer_of<I>(a) op b;                                                              \
  }

VITCC_COMPAT_COMPARISON(==)
VITCC_COMPAT_COMPARISON(!=)
VITCC_COMPAT_COMPARISON(<)
VITCC_COMPAT_COMPARISON(<=)
VITCC_COMPAT_COMPARISON(>)
VITCC_COMPAT_COMPARISON(>=)
#undef VITCC_COMPAT_COMPARISON

// More than 64 bits: ranges of at most 64 of them.
template <int W>
class WideBits {
  static constexpr int kWords = (W + 63) / 64;

 public:
  static constexpr int width = W;

  WideBits() = default;
  WideBits(int value) : words_{static_cast<uint64_t>(value)} {}

  uint64_t bits(int high, int low) const {
    const int word = low / 64;
    const int shift = low % 64;
    uint64_t value = words_[word] >> shift;
    if (shift != 0 && word + 1 < kWords) value |= words_[word + 1] << (64 - shift);
    return value & (~uint64_t{0} >> (63 - high + low));
  }
  void set_bits(int high, int low, uint64_t value) {
    for (int bit = low; bit <= high; bit = (bit / 8 + 1) * 8) {
      const int last = bit / 8 * 8 + 7 < high ? bit / 8 * 8 + 7 : high;
      const uint64_t mask = (~uint64_t{0} >> (63 - last + bit)) << (bit % 64);
      uint64_t& word = words_[bit / 64];
      word = (word & ~mask) | (((value >> (bit - low)) << (bit % 64)) & mask);
    }
  }
  Range<WideBits> range(int high, int low) { return {*this, high, low}; }
  Range<const WideBits> range(int high, int low) const { return {*this, high, low}; }

 private:
  uint64_t words_[kWords];
};

template <int W, bool S>
using choose_t = std::conditional_t<(W <= 64), Integer<(W <= 64 ? W : 64), S>, WideBits<W>>;

}  // namespace vitcc_compat

template <int W>
using ap_int = vitcc_compat::choose_t<W, true>;
template <int W>
using ap_uint = vitcc_compat::choose_t<W, false>;
