// Lets a test stop the store at a chosen verb, as a crash would.
#pragma once

#include <cstddef>
#include <functional>

namespace portal::server {

enum class Interruption {
  none,
  before_commit,  // Fault::unavailable, and nothing has happened
  after_commit,   // Fault::unavailable, and everything has
};

// Asked once for each verb, numbered from 0; reading verbs know no difference between before and after.
using Interrupt = std::function<Interruption(std::size_t verb)>;

}  // namespace portal::server
