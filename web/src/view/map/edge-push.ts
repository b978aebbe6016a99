/** Scrolls a box while a hand is near its edge: faster the nearer it comes. Called once a frame. */

const EDGE_PIXELS = 48;
const SPEED_MAX = 18;

function push(at: number, start: number, end: number): number {
  const near = Math.max(0, start + EDGE_PIXELS - at);
  const far = Math.max(0, at - (end - EDGE_PIXELS));
  const depth = Math.min(EDGE_PIXELS, far) - Math.min(EDGE_PIXELS, near);
  return Math.round((depth / EDGE_PIXELS) * SPEED_MAX);
}

export function edgePush(
  box: HTMLElement,
  { x, y }: { readonly x: number; readonly y: number },
): void {
  const { left, right, top, bottom } = box.getBoundingClientRect();
  box.scrollLeft += push(x, left, right);
  box.scrollTop += push(y, top, bottom);
}
