// @ts-check
// What is done with a drawing by mouse, fingers and keys, and by the buttons beside it.

/**
 * @typedef {import('./pieces.js').Piece} Piece
 * @typedef {import('../painter/scene.js').Scene} Scene
 * @typedef {import('../painter/scene.js').Gesture} Gesture
 * @typedef {{x: number, y: number}} Place
 */

const step = 96;
const nearer = 1.25;

/** @type {Record<string, [Gesture, number]>} */
const keys = {
  ArrowLeft: ['pan', step],
  ArrowRight: ['pan', -step],
  ArrowUp: ['step', -1],
  ArrowDown: ['step', 1],
  '+': ['zoom', nearer],
  '=': ['zoom', nearer],
  '-': ['zoom', 1 / nearer],
  Home: ['first', 0],
  End: ['last', 0],
  0: ['all', 0],
};

/** @param {Piece} piece @param {Scene} scene @param {(number: number) => void} pointed -1: at nothing */
export function gesturesOn({ outer, control }, scene, pointed) {
  const middle = () => control.clientWidth / 2;
  const place = (/** @type {MouseEvent} */ event) => {
    const { left, top } = control.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };

  control.addEventListener('keydown', (event) => {
    const [kind, amount] = keys[event.key] ?? [];
    if (!kind || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    pointed(scene.gesture(kind, { x: middle(), amount }));
  });
  // A page scrolls by its wheel; with Ctrl, as fingers on a trackpad have it, it comes nearer.
  control.addEventListener(
    'wheel',
    (event) => {
      const isSideways = Math.abs(event.deltaX) > Math.abs(event.deltaY);
      if (!event.ctrlKey && !isSideways) return;
      event.preventDefault();
      if (event.ctrlKey) scene.gesture('zoom', { ...place(event), amount: Math.exp(-event.deltaY / 200) });
      else scene.gesture('pan', { amount: -event.deltaX });
    },
    { passive: false },
  );
  outer.addEventListener('click', (event) => {
    const button = /** @type {Element} */ (event.target).closest('button[data-gesture]');
    if (!(button instanceof HTMLElement)) return;
    const [kind, amount] = (button.dataset.gesture ?? '').split(' ');
    scene.gesture(/** @type {Gesture} */ (kind), { x: middle(), amount: Number(amount ?? 0) });
  });
  fingers(control, scene, pointed, place);
}

/**
 * One pointer that is down pans, two zoom, none points.
 * @param {HTMLElement} control @param {Scene} scene @param {(number: number) => void} pointed
 * @param {(event: MouseEvent) => Place} place
 */
function fingers(control, scene, pointed, place) {
  /** @type {Map<number, Place>} */
  const down = new Map();
  const apart = () => {
    const [one, other] = [...down.values()];
    return { x: (one.x + other.x) / 2, distance: Math.max(8, Math.hypot(one.x - other.x, one.y - other.y)) };
  };
  control.addEventListener('pointerdown', (event) => {
    down.set(event.pointerId, place(event));
    pointed(scene.gesture('point', place(event)));
  });
  control.addEventListener('pointermove', (event) => {
    const before = down.get(event.pointerId);
    if (!before) return pointed(scene.gesture('point', place(event)));
    const was = down.size > 1 ? apart() : null;
    down.set(event.pointerId, place(event));
    if (!control.hasPointerCapture(event.pointerId)) control.setPointerCapture(event.pointerId);
    if (!was) return void scene.gesture('pan', { amount: place(event).x - before.x });
    const is = apart();
    scene.gesture('zoom', { x: is.x, amount: is.distance / was.distance });
    scene.gesture('pan', { amount: is.x - was.x });
  });
  for (const name of /** @type {const} */ (['pointerup', 'pointercancel']))
    control.addEventListener(name, ({ pointerId }) => void down.delete(pointerId));
  control.addEventListener('pointerleave', ({ pointerType }) => {
    if (pointerType === 'mouse' && down.size === 0) pointed(scene.gesture('leave'));
  });
}
