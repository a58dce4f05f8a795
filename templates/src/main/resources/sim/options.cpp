#include "options.hpp"

#include <fstream>
#include <functional>
#include <map>

namespace vitcc::sim {
namespace {

std::vector<std::string> expand(const std::vector<std::string>& arguments) {
  std::vector<std::string> words;
  for (const std::string& argument : arguments) {
    if (argument.empty() || argument[0] != '@') {
      words.push_back(argument);
      continue;
    }
    std::ifstream file(argument.substr(1));
    if (!file) throw UsageError{"cannot read the options in " + argument.substr(1)};
    for (std::string word; file >> word;) words.push_back(word);
  }
  return words;
}

uint64_t number(const std::string& option, const std::string& text) {
  try {
    size_t used = 0;
    const uint64_t value = std::stoull(text, &used, 0);
    if (used == text.size() && text[0] != '-') return value;
  } catch (const std::exception&) {
    // Falls through to the message that says which option it was.
  }
  throw UsageError{option + " needs a number, not '" + text + "'"};
}

double real(const std::string& option, const std::string& text) {
  try {
    size_t used = 0;
    const double value = std::stod(text, &used);
    if (used == text.size() && value >= 0) return value;
  } catch (const std::exception&) {
    // As above.
  }
  throw UsageError{option + " needs a number that is not negative, not '" + text + "'"};
}

// Splits `word:number`; false if there is no colon.
bool split(const std::string& option, const std::string& text, std::string& word, uint64_t& value) {
  const size_t colon = text.find(':');
  word = text.substr(0, colon);
  if (colon == std::string::npos) return false;
  value = number(option + " " + word + ":", text.substr(colon + 1));
  return true;
}

void set_stalls(Options& options, const std::string& text) {
  static const std::map<std::string, Pattern> patterns = {
      {"random", Pattern::kRandom},
      {"late", Pattern::kLate},
      {"pauses", Pattern::kPauses},
      {"address-first", Pattern::kAddressFirst},
      {"data-first", Pattern::kDataFirst},
      {"slow-answers", Pattern::kSlowAnswers},
  };
  std::string word;
  const bool seeded = split("--stalls", text, word, options.seed);
  const auto pattern = patterns.find(word);
  if (seeded && pattern != patterns.end()) {
    options.stalls = pattern->second;
  } else if (text == "none") {
    options.stalls = Pattern::kNone;
  } else {
    throw UsageError{"--stalls needs none or PATTERN:SEED, not '" + text + "'"};
  }
}

void set_errors(Options& options, const std::string& text) {
  std::string word;
  uint64_t value = 0;
  const bool with_number = split("--errors", text, word, value);
  const bool random = word == "random";
  if (!with_number || !(random || word == "read" || word == "write")) {
    throw UsageError{"--errors needs random:SEED, read:N or write:N, not '" + text + "'"};
  }
  options.errors = {true, !random, word == "write", random ? 0 : value};
  if (random) options.stress_seed = value;
}

void set_resets(Options& options, const std::string& text) {
  std::string word;
  uint64_t value = 0;
  const bool with_number = split("--resets", text, word, value);
  if (!with_number || (word != "random" && word != "cycle")) {
    throw UsageError{"--resets needs random:SEED or cycle:N, not '" + text + "'"};
  }
  const bool random = word == "random";
  options.resets = {true, !random, false, random ? 0 : value};
  if (random) options.stress_seed = value;
}

uint64_t random_seed(const std::string& option, const std::string& text) {
  std::string word;
  uint64_t value = 0;
  if (!split(option, text, word, value) || word != "random") {
    throw UsageError{option + " needs random:SEED, not '" + text + "'"};
  }
  return value;
}

void set_stress(Options& options, const std::string& text) {
  options.stress_seed = random_seed("--stress", text);
  options.errors = options.resets = {true, false, false, 0};
  options.restarts = options.headers = options.accesses = true;
}

void set_wait(Options& options, const std::string& text) {
  if (text != "interrupt" && text != "poll") {
    throw UsageError{"--wait needs interrupt or poll, not '" + text + "'"};
  }
  options.poll = text == "poll";
}

using Setter = std::function<void(Options&, const std::string& option, const std::string& text)>;

Setter text(std::string Options::*member) {
  return [member](Options& o, const std::string&, const std::string& t) { o.*member = t; };
}

Setter count(uint64_t Options::*member, uint64_t least) {
  return [member, least](Options& o, const std::string& option, const std::string& t) {
    o.*member = number(option, t);
    if (o.*member < least) throw UsageError{option + " must be at least " + std::to_string(least)};
  };
}

Setter base(uint64_t Options::*member) {
  return [member](Options& o, const std::string& option, const std::string& t) {
    o.*member = number(option, t);
    o.bases_given = true;
  };
}

const std::map<std::string, Setter>& setters() {
  static const std::map<std::string, Setter> table = {
      {"--image", text(&Options::image)},
      {"--input", text(&Options::input)},
      {"--vectors", text(&Options::vectors)},
      {"--output", text(&Options::output)},
      {"--trace", text(&Options::trace)},
      {"--first-frame", count(&Options::first_frame, 0)},
      {"--frames", count(&Options::frames, 1)},
      {"--frames-per-start", count(&Options::frames_per_start, 1)},
      {"--image-base", base(&Options::image_base)},
      {"--input-base", base(&Options::input_base)},
      {"--output-base", base(&Options::output_base)},
      {"--latency", count(&Options::latency, 1)},
      {"--outstanding", count(&Options::outstanding, 1)},
      {"--watchdog", count(&Options::watchdog, 1)},
      {"--bandwidth", [](Options& o, const std::string& option,
                         const std::string& t) { o.bandwidth = real(option, t); }},
      {"--stalls",
       [](Options& o, const std::string&, const std::string& t) { set_stalls(o, t); }},
      {"--errors",
       [](Options& o, const std::string&, const std::string& t) { set_errors(o, t); }},
      {"--resets",
       [](Options& o, const std::string&, const std::string& t) { set_resets(o, t); }},
      {"--accesses",
       [](Options& o, const std::string& option, const std::string& t) {
         o.stress_seed = random_seed(option, t);
         o.accesses = true;
       }},
      {"--stress",
       [](Options& o, const std::string&, const std::string& t) { set_stress(o, t); }},
      {"--rounds", count(&Options::rounds, 1)},
      {"--wait", [](Options& o, const std::string&, const std::string& t) { set_wait(o, t); }},
  };
  return table;
}

}  // namespace

Options parse_options(const std::vector<std::string>& arguments) {
  Options options;
  const std::vector<std::string> words = expand(arguments);
  for (size_t i = 0; i < words.size(); i += 2) {
    const auto setter = setters().find(words[i]);
    if (setter == setters().end()) throw UsageError{"unknown option '" + words[i] + "'"};
    if (i + 1 == words.size()) throw UsageError{words[i] + " needs a value"};
    setter->second(options, words[i], words[i + 1]);
  }
  if (options.image.empty()) throw UsageError{"--image FILE is missing"};
  if (options.input.empty()) throw UsageError{"--input FILE is missing"};
  if (options.vectors.empty()) throw UsageError{"--vectors FILE is missing"};
  return options;
}

}  // namespace vitcc::sim
