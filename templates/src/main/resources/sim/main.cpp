// The simulator of a generated accelerator: runs frames, compares every stored tensor, and says so.
//
// Exit codes: 0 everything equal; 4 a difference or a failure of the design; 2 wrong usage or
// files.

#include <cstdio>
#include <exception>

#include "json.hpp"
#include "options.hpp"
#include "simulation.hpp"

int main(int argc, char** argv) {
  using vitcc::sim::Json;
  try {
    const vitcc::sim::Options options =
        vitcc::sim::parse_options(std::vector<std::string>(argv + 1, argv + argc));
    vitcc::sim::Simulation simulation(options);
    return simulation.run() ? 0 : 4;
  } catch (const vitcc::sim::UsageError& error) {
    Json::event("error").text("message", error.message).print();
  } catch (const std::exception& error) {
    Json::event("error").text("message", error.what()).print();
  }
  return 2;
}
