// One JSON object a line on standard output: how the simulator speaks to whoever started it.
#pragma once

#include <cstdint>
#include <cstdio>
#include <string>

namespace vitcc::sim {

// Builds one flat or nested JSON object, member by member.
class Json {
 public:
  Json& text(const char* name, const std::string& value) {
    key(name);
    body_ += '"';
    for (const char c : value) {
      if (c == '"' || c == '\\') {
        body_ += '\\';
        body_ += c;
      } else if (static_cast<unsigned char>(c) < 0x20) {
        char code[8];
        std::snprintf(code, sizeof code, "\\u%04x", static_cast<unsigned>(c));
        body_ += code;
      } else {
        body_ += c;
      }
    }
    body_ += '"';
    return *this;
  }

  template <class Integer>
  Json& number(const char* name, Integer value) {
    key(name);
    body_ += std::to_string(value);
    return *this;
  }

  Json& flag(const char* name, bool value) {
    key(name);
    body_ += value ? "true" : "false";
    return *this;
  }

  Json& object(const char* name, const Json& value) {
    key(name);
    body_ += value.str();
    return *this;
  }

  std::string str() const { return "{" + body_ + "}"; }

  // Prints the object as one line, at once.
  void print() const {
    std::printf("%s\n", str().c_str());
    std::fflush(stdout);
  }

  static Json event(const char* name) { return Json().text("event", name); }

 private:
  void key(const char* name) {
    if (!body_.empty()) body_ += ',';
    body_ += '"';
    body_ += name;
    body_ += "\":";
  }

  std::string body_;
};

}  // namespace vitcc::sim
