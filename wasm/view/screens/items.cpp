#include "wasm/view/screens/items.h"

#include "wasm/view/moments.h"
#include "wasm/view/names.h"

namespace portal::view {
namespace {

std::string_view reason_of(Item item) {
  switch (item) {
    case Item::name:
      return "to address you, on invoices too";
    case Item::phone:
      return "to call you back when you ask for it";
    case Item::street_address:
    case Item::city:
    case Item::region:
    case Item::postal_code:
      return "to send you something on paper";
    case Item::country:
      return "to charge the right tax";
    case Item::billing_name:
      return "the invoice is made out to it";
    case Item::company:
      return "it stands on the invoice, if you buy for a company";
    case Item::tax_number:
      return "it stands on the invoice, if your company needs it there";
    case Item::billing_address:
      return "it has to stand on the invoice";
    case Item::notes:
      return "what you want to have at hand when you ask us something";
  }
  return {};
}

std::string_view print_source(core::Source source) {
  switch (source) {
    case core::Source::web:
      return "Given here";
    case core::Source::phone:
      return "Given by phone";
    case core::Source::in_person:
      return "Given in person";
    case core::Source::import:
      return "Imported";
  }
  return {};
}

}  // namespace

Use use_of(Item item) {
  switch (item) {
    case Item::name:
    case Item::country:
    case Item::billing_name:
    case Item::company:
    case Item::tax_number:
    case Item::billing_address:
      return Use::accounting;
    case Item::phone:
    case Item::street_address:
    case Item::city:
    case Item::region:
    case Item::postal_code:
    case Item::notes:
      return Use::customer_service;
  }
  return Use::customer_service;
}

std::string_view print_use(Use use) {
  switch (use) {
    case Use::accounting:
      return "For accounting";
    case Use::customer_service:
      return "For customer service";
  }
  return {};
}

ItemInput input_of(Item item) {
  switch (item) {
    case Item::name:
      return {"name", "text"};
    case Item::phone:
      return {"tel", "text"};
    case Item::street_address:
      return {"street-address", "text"};
    case Item::city:
      return {"address-level2", "text"};
    case Item::region:
      return {"address-level1", "text"};
    case Item::postal_code:
      return {"postal-code", "text"};
    case Item::country:
      return {"country-name", "text"};
    case Item::billing_name:
      return {"billing name", "text"};
    case Item::company:
      return {"organization", "text"};
    case Item::tax_number:
      return {"off", "text"};
    case Item::billing_address:
      return {"billing street-address", "text"};
    case Item::notes:
      return {"off", "text"};
  }
  return {};
}

std::string describe(Item item, const std::optional<core::Kept>& kept) {
  std::string text = core::is_required(item) ? "Required when you buy. " : "Voluntary. ";
  text += std::string(print_use(use_of(item))) + ": " + std::string(reason_of(item)) + ".";
  if (kept) text += " " + std::string(print_source(kept->source)) + " on " + print_date(kept->changed) + ".";
  return text;
}

std::string readers_of(Item item) {
  return std::string(item_name(item)) +
         ": only you. It is encrypted on this device before it is sent, with a key that your password opens. "
         "We see "
         "that you keep something here, about how long all of it is, and when you changed it.";
}

}  // namespace portal::view
