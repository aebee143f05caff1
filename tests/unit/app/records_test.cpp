#include "server-stub/store/records.h"

#include "shared/wire/records.h"
#include "tests/unit/app/portal.h"

namespace portal::test {
namespace {

using server::kDay;

struct Keeping : Portal {
  Keeping() : anna(*sign_up("anna@example.org", "a good long password")), session(*log_in(anna)) {}
  Person anna;
  Session session;

  static wire::Record record(std::uint8_t id, std::uint64_t revision, std::size_t size = 297) {
    Bytes blob(size, id);
    blob[0] = 1;
    return {.id = {id}, .revision = revision, .ck_version = 1, .flags = wire::Standing::live, .blob = blob};
  }
  static wire::NewCollection creates(std::uint32_t others) { return {others, {1, 1, wire::Wrap{7}}}; }
  wire::RecordsWrite first{.collection = {1}, .creates = creates(0), .records = {record(1, 1)}};

  Result<wire::RecordsWritten> write(std::vector<wire::Record> records) {
    return ask(wire::RecordsWrite{{1}, {}, std::move(records)}, &session);
  }
  std::vector<wire::Record> all() {
    const auto shown = ask(wire::RecordsShow{{1}, {}}, &session);
    return shown ? shown->records : std::vector<wire::Record>{};
  }
};

TEST_CASE_FIXTURE(Keeping, "what was written is what is shown, and to nobody else") {
  CHECK(ask(wire::CollectionsShow{}, &session)->collections.empty());
  const auto written = ask(first, &session);
  REQUIRE(written);
  CHECK(written->written == now / 1000);
  const auto shown = ask(wire::CollectionsShow{}, &session);
  REQUIRE(shown->collections.size() == 1);
  CHECK(shown->collections[0].id == first.collection);
  CHECK(shown->collections[0].ck_current == 1);
  REQUIRE(shown->collections[0].keys.size() == 1);
  CHECK(shown->collections[0].keys[0].blob == wire::Wrap{7});
  REQUIRE(all().size() == 1);
  CHECK(all()[0].blob == first.records[0].blob);

  const auto berta = *sign_up("berta@example.org", "another long password");
  Session hers = *log_in(berta);
  CHECK(ask(wire::CollectionsShow{}, &hers)->collections.empty());
  CHECK(ask(wire::RecordsShow{{1}, {}}, &hers).fault() == Fault::not_found);
  CHECK(ask(wire::RecordsWrite{{1}, {}, {record(1, 2)}}, &hers).fault() == Fault::not_found);
  CHECK(all()[0].revision == 1);
}

TEST_CASE_FIXTURE(Keeping, "a record goes from one revision to the next and no other way") {
  REQUIRE(ask(first, &session));
  for (const std::uint64_t revision : {1, 3, 4}) {
    CHECK(write({record(1, revision, 300)}).fault() == Fault::conflict);
  }
  CHECK(write({record(2, 2)}).fault() == Fault::conflict);
  CHECK(write({record(1, 2)}));
  CHECK(write({record(1, 2, 300)}).fault() == Fault::conflict);
  CHECK(write({record(1, 0)}).fault() == Fault::malformed);
  wire::Record gone = record(1, 3);
  gone.flags = wire::Standing::tombstone;
  CHECK(write({gone}));
  REQUIRE(all().size() == 1);
  CHECK(all()[0].flags == wire::Standing::tombstone);
}

TEST_CASE_FIXTURE(Keeping, "a write happens in whole or not at all") {
  REQUIRE(ask(first, &session));
  CHECK(write({record(2, 1), record(1, 3)}).fault() == Fault::conflict);
  CHECK(all().size() == 1);
  CHECK(write({record(2, 1), record(1, 2)}));
  CHECK(all().size() == 2);
  wire::RecordsWrite second{.collection = {2}, .creates = creates(1), .records = {record(1, 2)}};
  CHECK(ask(second, &session).fault() == Fault::conflict);
  CHECK(ask(wire::CollectionsShow{}, &session)->collections.size() == 1);
}

TEST_CASE_FIXTURE(Keeping, "the same write again is the same write, for a day") {
  const auto written = ask(first, &session);
  REQUIRE(written);
  REQUIRE(write({record(1, 2)}));
  now += 5000;
  const auto again = ask(first, &session);
  REQUIRE(again);
  CHECK(again->written == written->written);
  CHECK(all()[0].revision == 2);
  now += kDay;
  REQUIRE(app->tidy());
  session = *log_in(anna);
  CHECK(ask(first, &session).fault() == Fault::conflict);
  CHECK(all()[0].revision == 2);
}

TEST_CASE_FIXTURE(Keeping, "of two devices that make the first collection, the later one is told") {
  REQUIRE(ask(first, &session));
  wire::RecordsWrite second{.collection = {2}, .creates = creates(0), .records = {record(1, 1)}};
  CHECK(ask(second, &session).fault() == Fault::conflict);
  second.creates = creates(1);
  CHECK(ask(second, &session));
  wire::RecordsWrite same_again{.collection = {2}, .creates = creates(2), .records = {record(9, 1)}};
  CHECK(ask(same_again, &session).fault() == Fault::conflict);
}

TEST_CASE_FIXTURE(Keeping,
                  "keys are the ones that count: of this master key, and the collection's current one") {
  wire::RecordsWrite wrong = first;
  wrong.creates->key.amk_version = 2;
  CHECK(ask(wrong, &session).fault() == Fault::conflict);
  wrong = first;
  wrong.creates->key.ck_version = 2;
  CHECK(ask(wrong, &session).fault() == Fault::malformed);
  REQUIRE(ask(first, &session));
  wire::Record other = record(1, 2);
  other.ck_version = 2;
  CHECK(write({other}).fault() == Fault::conflict);
}

TEST_CASE_FIXTURE(Keeping, "blobs have a smallest and a largest size, and a write has records, each once") {
  REQUIRE(ask(first, &session));
  CHECK(write({}).fault() == Fault::malformed);
  CHECK(write({record(2, 1, 296)}).fault() == Fault::malformed);
  CHECK(write({record(2, 1, wire::kLargestBlob + 1)}).fault() == Fault::too_large);
  CHECK(write({record(2, 1, wire::kLargestBlob)}));
  CHECK(write({record(3, 1), record(3, 2)}).fault() == Fault::malformed);
  wire::Record other_form = record(4, 1);
  other_form.blob[0] = 2;
  CHECK(write({other_form}).fault() == Fault::malformed);
  std::vector<wire::Record> many;
  for (std::size_t i = 0; i <= wire::kMostRecordsInWrite; ++i) {
    many.push_back(record(1, 1));
    many.back().id = {9, static_cast<std::uint8_t>(i), static_cast<std::uint8_t>(i >> 8)};
  }
  CHECK(write(many).fault() == Fault::too_large);
  many.pop_back();
  CHECK(write(many));
}

TEST_CASE_FIXTURE(Keeping, "an account has room for 64 MiB, and not for a byte more") {
  REQUIRE(ask(first, &session));
  constexpr std::size_t kBlobs = server::kMostRecordBytes / wire::kLargestBlob;
  for (std::size_t i = 0; i + 1 < kBlobs; ++i) {
    REQUIRE(write({record(static_cast<std::uint8_t>(i + 2), 1, wire::kLargestBlob)}));
  }
  CHECK(write({record(250, 1, wire::kLargestBlob - 296)}).fault() == Fault::too_large);
  CHECK(write({record(250, 1, wire::kLargestBlob - 297)}));
  CHECK(write({record(251, 1)}).fault() == Fault::too_large);
}

TEST_CASE_FIXTURE(Keeping, "an account has room for 10,000 records and 64 collections, and no more") {
  REQUIRE(ask(first, &session));
  std::uint16_t next = 0;
  const auto some = [&](std::size_t count) {
    std::vector<wire::Record> records;
    for (std::size_t i = 0; i < count; ++i, ++next) {
      records.push_back(record(7, 1));
      records.back().id = {7, static_cast<std::uint8_t>(next), static_cast<std::uint8_t>(next >> 8)};
    }
    return records;
  };
  for (std::size_t left = server::kMostRecords - 1; left > 0;) {
    const std::size_t count = std::min(left, wire::kMostRecordsInWrite);
    REQUIRE(write(some(count)));
    left -= count;
  }
  CHECK(write(some(1)).fault() == Fault::too_large);
  CHECK(write({record(1, 2)}));
  const auto berta = *sign_up("berta@example.org", "another long password");
  session = *log_in(berta);
  for (std::uint8_t i = 0; i < server::kMostCollections; ++i) {
    REQUIRE(ask(wire::RecordsWrite{{i}, creates(i), {record(1, 1)}}, &session));
  }
  CHECK(ask(wire::RecordsWrite{{99}, creates(64), {record(1, 1)}}, &session).fault() == Fault::too_large);
}

TEST_CASE_FIXTURE(Keeping, "what is large comes in pieces that a client takes") {
  REQUIRE(ask(first, &session));
  for (std::uint8_t id = 2; id < 8; ++id) REQUIRE(write({record(id, 1, wire::kLargestBlob / 2)}));
  std::optional<wire::RecordId> after;
  std::vector<wire::RecordId> seen;
  do {
    const auto response = respond(wire::RecordsShow{{1}, after}, &session);
    CHECK(response.body.size() <= wire::kLargestJson);
    const auto shown = wire::parse<wire::Records>(response.body);
    REQUIRE(shown);
    for (const auto& each : shown->records) seen.push_back(each.id);
    after = shown->after;
  } while (after);
  REQUIRE(seen.size() == 7);
  CHECK(std::is_sorted(seen.begin(), seen.end()));
}

TEST_CASE("records are for sessions of their owner, opened by the password") {
  Portal portal(server::Limits::normal, ":memory:", true);
  const auto anna = portal.sign_up("anna@example.org", "a good long password");
  REQUIRE(anna);
  auto embedded = portal.log_in(*anna, {}, {}, wire::Scope::embedded);
  REQUIRE(embedded);
  const wire::RecordsWrite write{{1}, Keeping::creates(0), {Keeping::record(1, 1)}};
  CHECK(portal.ask(wire::CollectionsShow{}, &*embedded).fault() == Fault::out_of_scope);
  CHECK(portal.ask(wire::RecordsShow{{1}, {}}, &*embedded).fault() == Fault::out_of_scope);
  CHECK(portal.ask(write, &*embedded).fault() == Fault::out_of_scope);
  CHECK(portal.ask(write).fault() == Fault::session_ended);
}

}  // namespace
}  // namespace portal::test
