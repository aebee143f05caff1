// @ts-check
// What the list of sessions calls this device: coarse, so that it tells nothing that the person would not say.

/** @param {string} agent the browser's user agent text */
export function deviceName(agent) {
  const browsers = [
    ['Edg/', 'Edge'],
    ['OPR/', 'Opera'],
    ['Firefox/', 'Firefox'],
    ['Chrome/', 'Chrome'],
    ['Safari/', 'Safari'],
  ];
  const systems = [
    ['Android', 'Android'],
    ['iPhone', 'iPhone'],
    ['iPad', 'iPad'],
    ['Windows', 'Windows'],
    ['Mac OS', 'macOS'],
    ['CrOS', 'ChromeOS'],
    ['Linux', 'Linux'],
  ];
  const first = (/** @type {string[][]} */ list) => list.find(([mark]) => agent.includes(mark))?.[1];
  return `${first(browsers) ?? 'A browser'} on ${first(systems) ?? 'an unknown system'}`;
}
