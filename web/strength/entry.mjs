// @ts-check
// The password strength estimator, bundled into build/client/strength.js: loaded only where a password is chosen.
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import * as common from '@zxcvbn-ts/language-common';
import * as english from '@zxcvbn-ts/language-en';

// The estimate takes time quadratic in the length, and nothing beyond this would change it.
const longest = 64;

// A whole password that is one familiar thing (a listed password, a repeated word, a row of keys) is a common one.
const commonGuesses = 1e5;

const estimator = new ZxcvbnFactory({
  dictionary: { ...common.dictionary, ...english.dictionary },
  graphs: common.adjacencyGraphs,
  maxLength: longest,
});

/**
 * @param {string} password
 * @param {string[]} words what is easily guessed about this person and site
 * @returns {{score: number, common: boolean}} score 0 (weak) to 4 (strong)
 */
export function estimate(password, words) {
  const text = [...password].slice(0, longest).join('');
  const parts = words.flatMap((word) => [word, ...word.split(/[^\p{L}\p{N}]+/u)]).filter((part) => part.length > 2);
  const { score, guesses, sequence } = estimator.check(text, parts);
  const isOneThing = sequence.length === 1 && sequence[0].pattern !== 'bruteforce';
  return { score, common: isOneThing && guesses < commonGuesses };
}
