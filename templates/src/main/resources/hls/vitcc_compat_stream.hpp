// Stands in for the vendor's <hls_stream.h> where that is not installed; never seen by synthesis.
//
// A queue without limit, as in the vendor's C simulation. Reading what was never written would be a
// deadlock in hardware, and ends the program here.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <deque>

namespace hls {

template <class T>
class stream {
 public:
  explicit stream(const char* name = "stream") : name_(name) {}
  stream(const stream&) = delete;
  stream& operator=(const stream&) = delete;
  ~stream() {
    if (!queue_.empty()) {
      std::fprintf(stderr, "%s: %zu elements were never read\n", name_, queue_.size());
      std::abort();
    }
  }

  bool empty() const { return queue_.empty(); }
  void write(const T& value) { queue_.push_back(value); }
  T read() {
    if (queue_.empty()) {
      std::fprintf(stderr, "%s: read while empty\n", name_);
      std::abort();
    }
    const T value = queue_.front();
    queue_.pop_front();
    return value;
  }

 private:
  const char* name_;
  std::deque<T> queue_;
};

}  // namespace hls
