// What can fail returns a Result: a value, or the Fault that stopped it.
#pragma once

#include <utility>
#include <variant>

#include "shared/base/fault.h"

namespace portal {

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}
  Result(Fault fault) : held_(std::in_place_index<1>, fault) {}

  explicit operator bool() const { return held_.index() == 0; }
  Fault fault() const { return *std::get_if<1>(&held_); }

  T& operator*() & { return *std::get_if<0>(&held_); }
  const T& operator*() const& { return *std::get_if<0>(&held_); }
  T&& operator*() && { return std::move(*std::get_if<0>(&held_)); }
  T* operator->() { return std::get_if<0>(&held_); }
  const T* operator->() const { return std::get_if<0>(&held_); }

 private:
  std::variant<T, Fault> held_;
};

struct Done {};
using Status = Result<Done>;

}  // namespace portal

// The value of `expression`, or an early return of its fault.
#define TRY(expression)               \
  __extension__({                     \
    auto tried = (expression);        \
    if (!tried) return tried.fault(); \
    std::move(*tried);                \
  })
