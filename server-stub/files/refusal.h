// A value, or the sentence that tells the operator why the server does not start.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace portal::server {

struct Refusal {
  std::string sentence;
};

template <class T>
class [[nodiscard]] OrRefusal {
 public:
  OrRefusal(T value) : held_(std::in_place_index<0>, std::move(value)) {}
  OrRefusal(Refusal refusal) : held_(std::in_place_index<1>, std::move(refusal)) {}

  explicit operator bool() const { return held_.index() == 0; }
  const Refusal& refusal() const { return *std::get_if<1>(&held_); }
  const std::string& sentence() const { return refusal().sentence; }

  T& operator*() & { return *std::get_if<0>(&held_); }
  const T& operator*() const& { return *std::get_if<0>(&held_); }
  T&& operator*() && { return std::move(*std::get_if<0>(&held_)); }
  T* operator->() { return std::get_if<0>(&held_); }
  const T* operator->() const { return std::get_if<0>(&held_); }

 private:
  std::variant<T, Refusal> held_;
};

}  // namespace portal::server
