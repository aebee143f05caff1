// @ts-check
// The recovery key as it is shown (Bech32m, BIP 350), read back to its 16 bytes: written from the BIP, for tests.

const alphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

/** @param {number[]} values */
function polymod(values) {
  let sum = 1;
  for (const value of values) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    generators.forEach((generator, i) => (sum ^= (top >>> i) & 1 ? generator : 0));
  }
  return sum;
}

/** @param {string} shown @returns {Uint8Array} throws if it is none */
export function recoverySecretIn(shown) {
  const text = shown.replaceAll('-', '').toLowerCase();
  const values = [...text.slice(3)].map((letter) => alphabet.indexOf(letter));
  const prefix = [3, 3, 0, 'r'.charCodeAt(0) & 31, 'k'.charCodeAt(0) & 31];
  if (text.length !== 36 || !text.startsWith('rk1') || values.includes(-1)) throw new Error('This is no recovery key.');
  if (polymod([...prefix, ...values]) !== 0x2bc830a3) throw new Error('Its checksum is wrong.');
  const [version, ...symbols] = values.slice(0, -6);
  const bits = symbols.map((symbol) => symbol.toString(2).padStart(5, '0')).join('');
  if (version !== 0 || Number(bits.slice(128)) !== 0) throw new Error('It has another version or padding.');
  return Uint8Array.from({ length: 16 }, (_, i) => parseInt(bits.slice(8 * i, 8 * i + 8), 2));
}
