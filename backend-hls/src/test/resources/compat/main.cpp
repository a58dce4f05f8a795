// Holds ap_int and ap_uint, ours or the vendor's, to arithmetic on 128 bits.
#include <cstdio>
#include <random>

#include "vitcc_types.hpp"

namespace {

typedef __int128 Exact;

std::mt19937_64 dice(1);
long checks = 0;
int failures = 0;

// What an integer of W bits holds of a value.
Exact wrapped(Exact value, int bits, bool is_signed) {
  const Exact modulus = Exact(1) << bits;
  Exact rest = value % modulus;
  if (rest < 0) rest += modulus;
  return is_signed && rest >= modulus / 2 ? rest - modulus : rest;
}

template <class Value>
void expect(const char* what, int width, const Value& found, Exact expected) {
  ++checks;
  if (Exact(found) == expected) return;
  if (++failures < 20) {
    std::printf("%s of %d bits: found %lld, expected %lld\n", what, width,
                static_cast<long long>(Exact(found)), static_cast<long long>(expected));
  }
}

// Corners, and anything.
int64_t draw(int round) {
  const int64_t corners[] = {0, 1, -1, INT64_MAX, INT64_MIN, 127, -128, 255, 32767, -32768};
  return round < 10 ? corners[round] : static_cast<int64_t>(dice() >> (dice() % 64));
}

template <int W1, int W2>
void pair() {
  for (int i = 0; i < 400; ++i) {
    const int64_t x = draw(i % 40);
    const int64_t y = draw(i / 40);
    const ap_int<W1> a = x;
    const ap_uint<W2> b = static_cast<uint64_t>(y);
    const Exact ea = wrapped(x, W1, true);
    const Exact eb = wrapped(y, W2, false);
    expect("assignment", W1, static_cast<int64_t>(a), ea);
    expect("assignment", W2, static_cast<int64_t>(static_cast<uint64_t>(b)), eb);
    expect("sum", W1, static_cast<int64_t>(a + b), ea + eb);
    expect("difference", W1, static_cast<int64_t>(a - b), ea - eb);
    expect("product", W1, static_cast<int64_t>(a * b), ea * eb);
    expect("square", W1, static_cast<int64_t>(a * a), ea * ea);
    expect("sum of unsigned", W2, static_cast<int64_t>(b + b), eb + eb);
    expect("and", W1, static_cast<int64_t>(a & b), ea & eb);
    expect("or", W1, static_cast<int64_t>(a | b), ea | eb);
    expect("comparison", W1, a < b, ea < eb);
    expect("equality", W1, a == b, ea == eb);
    expect("comparison with int", W1, a > -5, ea > -5);
    const int n = static_cast<int>(dice() % W1);
    expect("left shift", W1, static_cast<int64_t>(ap_int<W1>(a << n)),
           wrapped(ea * (Exact(1) << n), W1, true));
    expect("right shift", W1, static_cast<int64_t>(ap_int<W1>(a >> n)), ea >> n);
    const int low = static_cast<int>(dice() % W2);
    const int high = low + static_cast<int>(dice() % (W2 - low));
    ap_uint<W2> c = b;
    const uint64_t part = static_cast<uint64_t>(ap_uint<W2>(c.range(high, low)));
    expect("range", W2, static_cast<int64_t>(part), (eb >> low) & ((Exact(1) << (high - low + 1)) - 1));
    expect("bit", W2, bool(c[low]), (eb >> low) & 1);
    ap_uint<W1> narrow = c;
    expect("narrowing", W1, static_cast<int64_t>(static_cast<uint64_t>(narrow)),
           wrapped(eb, W1, false));
    c += ap_uint<W2>(1);
    expect("increment", W2, static_cast<int64_t>(static_cast<uint64_t>(c)),
           wrapped(eb + 1, W2, false));
  }
}

template <int W>
void wide() {
  ap_uint<W> beat = 0;
  uint8_t bytes[W / 8] = {};
  for (int i = 0; i < 2000; ++i) {
    const int at = static_cast<int>(dice() % (W / 8));
    bytes[at] = static_cast<uint8_t>(dice());
    vitcc::set_byte(beat, at, vitcc::Byte(bytes[at]));
    for (int j = 0; j < W / 8; ++j) {
      expect("byte", W, static_cast<int>(vitcc::byte_of(beat, j)), bytes[j]);
    }
    const int word = static_cast<int>(dice() % (W / 32));
    const uint32_t value = static_cast<uint32_t>(dice());
    beat.range(32 * word + 31, 32 * word) = ap_uint<32>(value);
    for (int j = 0; j < 4; ++j) bytes[4 * word + j] = static_cast<uint8_t>(value >> (8 * j));
    // Fields lie anywhere.
    const int low = static_cast<int>(dice() % (W - 40));
    uint64_t expected = 0;
    for (int bit = 39; bit >= 0; --bit) {
      expected = expected << 1 | (bytes[(low + bit) / 8] >> ((low + bit) % 8) & 1);
    }
    const uint64_t field = static_cast<uint64_t>(ap_uint<40>(beat.range(low + 39, low)));
    expect("field", W, static_cast<int64_t>(field), expected);
  }
}

}  // namespace

int main() {
  pair<1, 1>();
  pair<2, 19>();
  pair<8, 8>();
  pair<9, 8>();
  pair<9, 16>();
  pair<16, 17>();
  pair<19, 26>();
  pair<22, 19>();
  pair<27, 9>();
  pair<30, 25>();
  pair<31, 31>();
  wide<128>();
  wide<256>();
  wide<512>();
  std::printf("%ld checks, %d failures\n", checks, failures);
  return failures == 0 ? 0 : 1;
}
