// How a story asks for what the core cannot do, and takes the answer: each is an effect and the step that its
// answer goes to.
#pragma once

#include "shared/wire/codec.h"
#include "wasm/core/core.h"

namespace portal::core {

template <class S, class M>
void Core::call(S* story, const M& message, void (S::*step)(Result<typename M::Reply>)) {
  using Reply = typename M::Reply;
  Bytes body;
  if (std::string_view(M::route.method) != "GET") body = wire::encode(message);
  const EffectId id = expect(story, [story, step](Answer answer) {
    const auto* http = std::get_if<HttpAnswer>(&answer);
    Result<Reply> reply = Fault::unreachable;
    if (http && !wire::is_good<M>(http->status)) reply = fault_of(*http);
    if (http && wire::is_good<M>(http->status)) {
      reply = wire::parse<Reply>(http->body);
      if (!reply || wire::status_of<M>(*reply) != http->status) reply = Fault::incident;
    }
    (story->*step)(std::move(reply));
  });
  std::string authorization = authorization_for(M::route, body);
  perform(Fetch{id, M::route.method, M::route.path, std::move(authorization), std::move(body)});
}

template <class S>
void Core::stretch(S* story, opaque::OprfOutput input, void (S::*step)(Result<opaque::StretchedOutput>)) {
  const EffectId id = expect(story, [story, step](Answer answer) {
    Result<Secret> output = stretched_in(answer, 64);
    (story->*step)(output ? Result<opaque::StretchedOutput>(opaque::StretchedOutput{std::move(*output)})
                          : output.fault());
  });
  perform(Stretch{id, profile_.iterations, profile_.memory_kib, std::move(input.bytes)});
}

template <class S>
void Core::scrypt(S* story, Secret input, Bytes salt, const ScryptCost& cost,
                  void (S::*step)(Result<Secret>)) {
  const EffectId id =
      expect(story, [story, step](Answer answer) { (story->*step)(stretched_in(answer, 32)); });
  perform(Scrypt{id, cost, std::move(salt), std::move(input)});
}

template <class S>
void Core::estimate(S* story, const Secret& password, void (S::*step)(Result<Estimated>)) {
  const EffectId id = expect(story, [story, step](Answer answer) {
    const auto* estimated = std::get_if<Estimated>(&answer);
    (story->*step)(estimated ? Result<Estimated>(*estimated) : Fault::unavailable);
  });
  std::vector<std::string> words;
  if (!model_.login_of_link.empty()) words.push_back(model_.login_of_link);
  if (model_.account) words.push_back(model_.account->login);
  if (model_.place == Place::recovery || model_.place == Place::not_me) {
    words.emplace_back(text_of(model_.value_of(Field::email).reveal()));
  }
  if (model_.site) words.push_back(model_.site->name);
  perform(Estimate{id, std::move(words), password.duplicate()});
}

template <class S>
EffectId Core::wait(S* story, std::uint64_t milliseconds, void (S::*step)()) {
  const EffectId id = expect(story, [story, step](Answer) { (story->*step)(); });
  perform(Wait{id, milliseconds});
  return id;
}

template <class S>
void Core::copy(S* story, Secret text, void (S::*step)(bool)) {
  perform(CopyText{expect_over(story, step), std::move(text)});
}

template <class S>
EffectId Core::expect_over(S* story, void (S::*step)(bool)) {
  return expect(story,
                [story, step](Answer answer) { (story->*step)(std::holds_alternative<Over>(answer)); });
}

template <class S>
EffectId Core::open_file(S* story, std::string name, std::string type, void (S::*step)(FileOpening)) {
  const EffectId id = expect(story, [story, step](Answer answer) {
    const auto* failure = std::get_if<Failure>(&answer);
    if (failure && *failure == Failure::refused) return (story->*step)(FileOpening::refused);
    (story->*step)(std::holds_alternative<Over>(answer) ? FileOpening::open : FileOpening::failed);
  });
  perform(OpenFile{id, std::move(name), std::move(type)});
  return id;
}

template <class S>
void Core::write_file(S* story, EffectId file, Secret content, void (S::*step)(bool)) {
  perform(WriteFile{expect_over(story, step), file, std::move(content)});
}

template <class S>
void Core::read_file(S* story, std::uint64_t from, std::uint64_t size, void (S::*step)(Result<Secret>)) {
  const EffectId id = expect(story, [story, step](Answer answer) {
    auto* piece = std::get_if<Piece>(&answer);
    (story->*step)(piece ? Result<Secret>(std::move(piece->content)) : Fault::unavailable);
  });
  perform(ReadFile{id, from, size});
}

template <class S>
void Core::close_file(S* story, EffectId file, void (S::*step)(bool)) {
  perform(CloseFile{expect_over(story, step), file});
}

template <class M>
void Core::send(const M& message) {
  Bytes body = wire::encode(message);
  std::string authorization = authorization_for(M::route, body);
  perform(Fetch{++last_id_, M::route.method, M::route.path, std::move(authorization), std::move(body)});
}

}  // namespace portal::core
