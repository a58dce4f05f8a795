// What went wrong in the design under test: the first cause is kept, since it explains the rest.
#pragma once

#include <string>

namespace vitcc::sim {

// Collects failures without throwing, because some are found inside the verilated model.
class Failure {
 public:
  // kind is one of: axi, control, counters, deadlock, assertion, order, missing, mismatch.
  void raise(const char* kind, const std::string& message) {
    if (!kind_.empty()) return;
    kind_ = kind;
    message_ = message;
  }

  bool raised() const { return !kind_.empty(); }
  const std::string& kind() const { return kind_; }
  const std::string& message() const { return message_; }

 private:
  std::string kind_;
  std::string message_;
};

}  // namespace vitcc::sim
