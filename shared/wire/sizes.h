// The sizes of everything that has a fixed one, in bytes (PROTOCOL.md, "Sizes").
#pragma once

#include "shared/wire/codec.h"

namespace portal::wire {

using AccountId = Fixed<16>;
using SessionId = Fixed<16>;
using AttemptId = Fixed<16>;
using ChangeId = Fixed<16>;
using ChallengeId = Fixed<16>;
using LinkToken = Fixed<16>;   // mailed; the server keeps its SHA-256
using KnownToken = Fixed<32>;  // made by a device; the server keeps its SHA-256
using Hash = Fixed<32>;        // SHA-256
using PublicKey = Fixed<32>;   // Ed25519 or X25519
using Challenge = Fixed<32>;   // random, to be signed
using Signature = Fixed<64>;   // Ed25519, raw
using Seed = Fixed<32>;        // k32: a session's key where there was no OPAQUE run
using Wrap = Fixed<73>;        // version ‖ nonce ‖ sealed 32-byte key

// RFC 9807, ristretto255-SHA512.
using RegistrationRequest = Fixed<32>;
using RegistrationResponse = Fixed<64>;
using RegistrationRecord = Fixed<192>;
using Ke1 = Fixed<96>;
using Ke2 = Fixed<320>;
using Ke3 = Fixed<64>;

}  // namespace portal::wire
