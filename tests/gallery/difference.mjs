// @ts-check
// How much two pictures of the same screen differ.
import { decode } from './small-png.mjs';

const barely = 48; // of 765: the edges of letters, which two painters never draw alike

/** The share of pixels that somebody could tell apart, from 0 to 1. @param {Buffer} one @param {Buffer} other PNGs */
export function difference(one, other) {
  const [a, b] = [decode(one), decode(other)];
  if (a.width !== b.width || a.height !== b.height) return 1;
  let count = 0;
  for (let at = 0; at < a.pixels.length; ++at) if (apart(a.pixels[at], b.pixels[at]) > barely) ++count;
  return count / a.pixels.length;
}

/** @param {number} one @param {number} other as 0xrrggbb */
const apart = (one, other) =>
  one === other ? 0 : Math.abs((one >> 16) - (other >> 16)) + Math.abs(((one >> 8) & 255) - ((other >> 8) & 255)) + Math.abs((one & 255) - (other & 255));
