// What a command line, or a file that it names, is refused with.
#pragma once

#include <string>

namespace vitcc::sim {

// Thrown for a command line or a file that cannot be used.
struct UsageError {
  std::string message;
};

}  // namespace vitcc::sim
