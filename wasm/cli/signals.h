// SIGINT, SIGTERM and SIGHUP as something to be read: the first asks to stop, the second ends the program.
#pragma once

namespace portal::cli {

class Signals {
 public:
  Signals();  // from here on they no longer end the program by themselves
  ~Signals();
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  int descriptor() const { return descriptor_; }  // readable when one has come
  int count();                                    // how many have come since the beginning

 private:
  int descriptor_;
  int count_ = 0;
};

}  // namespace portal::cli
