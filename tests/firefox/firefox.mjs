// @ts-check
// Debian's Firefox ESR over WebDriver BiDi, with its strict protection against tracking.
import { firefox } from 'playwright-core';

/** What "Strict" in Firefox's settings turns on. */
const strict = {
  'browser.contentblocking.category': 'strict',
  'network.cookie.cookieBehavior': 5,
  'privacy.trackingprotection.enabled': true,
  'privacy.trackingprotection.socialtracking.enabled': true,
  'privacy.trackingprotection.emailtracking.enabled': true,
  'privacy.trackingprotection.cryptomining.enabled': true,
  'privacy.trackingprotection.fingerprinting.enabled': true,
  'privacy.fingerprintingProtection': true,
  'privacy.query_stripping.enabled': true,
  'network.http.referer.disallowCrossSiteRelaxingDefault': true,
};

/**
 * @param {{downloads?: string, headless?: boolean, inOneProcess?: boolean}} [how]
 *   `downloads`: the folder in which what is saved comes to lie, by its name; `inOneProcess`: a page and its frames of other sites,
 *   because the keys and clicks of WebDriver BiDi do not get into another process
 */
export const openFirefox = ({ downloads, headless = !process.env.DISPLAY, inOneProcess = false } = {}) =>
  firefox.launch({
    channel: 'moz-firefox',
    executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
    headless,
    downloadsPath: downloads,
    firefoxUserPrefs: { ...strict, 'fission.autostart': !inOneProcess },
  });
