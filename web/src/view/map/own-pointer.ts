/** Shows the others where the own mouse points, as a fraction of the cell it is over. */
import type { Desk } from "../../actions/desk.ts";
import { presenterOf } from "./presenter.ts";

/** Returns what stops it. */
export function watchPointer(map: HTMLElement, desk: Desk): () => void {
  const ended = new AbortController();
  const { signal } = ended;
  const presenter = presenterOf(desk);
  let shown = false;
  const hide = () => {
    if (shown) presenter.hide("pointer");
    shown = false;
  };
  const onMove = (event: PointerEvent) => {
    if (event.pointerType !== "mouse") return;
    const cell =
      event.target instanceof Element ? event.target.closest<HTMLElement>(".cell") : null;
    const { lane, phase } = cell?.dataset ?? {};
    if (cell === null || lane === undefined || phase === undefined) {
      hide();
      return;
    }
    const box = cell.getBoundingClientRect();
    const x = Math.round(((event.clientX - box.left) / box.width) * 1000) / 1000;
    const y = Math.round(((event.clientY - box.top) / box.height) * 1000) / 1000;
    presenter.show({ pointer: { lane, phase, x, y } });
    shown = true;
  };
  map.addEventListener("pointermove", onMove, { signal, passive: true });
  map.addEventListener("pointerleave", hide, { signal });
  return () => ended.abort();
}
