#include "shared/crypto/labels.h"

namespace portal {

std::string_view label_text(KeyLabel label) {
  switch (label) {
    case KeyLabel::kek_password:
      return "kek-password";
    case KeyLabel::recovery_kek:
      return "recovery-kek";
    case KeyLabel::recovery_auth:
      return "recovery-auth";
    case KeyLabel::sign_ed25519:
      return "sign-ed25519";
    case KeyLabel::box_x25519:
      return "box-x25519";
    case KeyLabel::collection_wrap:
      return "collection-wrap";
    case KeyLabel::blind_index:
      return "blind-index";
    case KeyLabel::local_cache:
      return "local-cache";
    case KeyLabel::device_unlock:
      return "device-unlock";
    case KeyLabel::device_token:
      return "device-token";
    case KeyLabel::session_mac:
      return "session-mac";
    case KeyLabel::network_day:
      return "network-day";
  }
  return "";
}

std::string_view label_text(DataLabel label) {
  switch (label) {
    case DataLabel::wrap:
      return "portal/v1 wrap";
    case DataLabel::device_amk:
      return "portal/v1 device-amk";
    case DataLabel::device_token:
      return "portal/v1 device-token";
    case DataLabel::device_x:
      return "portal/v1 device-x";
    case DataLabel::session:
      return "portal/v1 session";
    case DataLabel::pending:
      return "portal/v1 pending";
    case DataLabel::outbox:
      return "portal/v1 outbox";
    case DataLabel::budget:
      return "portal/v1 budget";
    case DataLabel::ckey:
      return "portal/v1 ckey";
    case DataLabel::record:
      return "portal/v1 record";
    case DataLabel::suppress:
      return "portal/v1 suppress";
  }
  return "";
}

}  // namespace portal
