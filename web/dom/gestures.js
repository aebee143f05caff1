// @ts-check
// What is done with a drawing by mouse, fingers and keys, and by the buttons beside it.

/**
 * @typedef {import('./pieces.js').Piece} Piece
 * @typedef {import('../painter/scene.js').Scene} Scene
 * @typedef {import('../painter/scene.js').Gesture} Gesture
 * @typedef {{x: number, y: number}} Place
 * @typedef {{point: (number: number) => void, follow: () => void}} Told  -1: at nothing; what was pointed at last is followed
 */

const step = 96;
const nearer = 1.25;
const nearFinger = 20; // pixels: fingers are not as fine as a mouse
const still = 6; // pixels: who moves less presses

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

/** @param {Piece} piece @param {Scene} scene @param {Told} told */
export function gesturesOn({ outer, control }, scene, told) {
  const middle = () => control.clientWidth / 2;
  const place = (/** @type {MouseEvent} */ event) => {
    const { left, top } = control.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };

  control.addEventListener('keydown', (event) => {
    const [kind, amount] = keys[event.key] ?? [];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter') told.follow();
    if (!kind) return;
    event.preventDefault();
    told.point(scene.gesture(kind, { x: middle(), amount }));
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
  fingers(control, scene, told, place);
}

/**
 * One pointer that is down pans, two zoom, none points; one that was down and hardly moved presses.
 * @param {HTMLElement} control @param {Scene} scene @param {Told} told @param {(event: MouseEvent) => Place} place
 */
function fingers(control, scene, told, place) {
  /** @type {Map<number, Place>} */
  const down = new Map();
  /** @type {Place | null} */
  let pressed = null;
  const apart = () => {
    const [one, other] = [...down.values()];
    return { x: (one.x + other.x) / 2, distance: Math.max(8, Math.hypot(one.x - other.x, one.y - other.y)) };
  };
  const point = (/** @type {PointerEvent} */ event) =>
    told.point(scene.gesture('point', { ...place(event), amount: event.pointerType === 'touch' ? nearFinger : 0 }));
  control.addEventListener('pointerdown', (event) => {
    down.set(event.pointerId, place(event));
    pressed = down.size === 1 && event.button === 0 ? place(event) : null;
    if (down.size === 1) point(event);
  });
  control.addEventListener('pointermove', (event) => {
    const before = down.get(event.pointerId);
    if (!before) return point(event);
    const { x, y } = place(event);
    if (pressed && Math.hypot(x - pressed.x, y - pressed.y) < still) return;
    pressed = null;
    const was = down.size > 1 ? apart() : null;
    down.set(event.pointerId, { x, y });
    if (!control.hasPointerCapture(event.pointerId)) control.setPointerCapture(event.pointerId);
    if (!was) return void scene.gesture('pan', { amount: x - before.x });
    const is = apart();
    scene.gesture('zoom', { x: was.x, amount: is.distance / was.distance });
    scene.gesture('pan', { amount: is.x - was.x });
  });
  control.addEventListener('pointerup', ({ pointerId }) => {
    down.delete(pointerId);
    if (pressed) told.follow();
    pressed = null;
  });
  control.addEventListener('pointercancel', ({ pointerId }) => {
    down.delete(pointerId);
    pressed = null;
  });
  control.addEventListener('pointerleave', ({ pointerType }) => {
    if (pointerType === 'mouse' && down.size === 0) told.point(scene.gesture('leave'));
  });
}
