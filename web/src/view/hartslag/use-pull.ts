/** Pulling a point to another band: what is held is shown, and only letting go changes the board. */
import { type PointerEvent, useRef } from "react";

const LEAST_PIXELS = 4;

interface Pull {
  /** What the height under the hand means. */
  readonly valueAt: (height: number) => number;
  /** Shown while the hand holds it; null when it holds nothing any more. */
  readonly show: (value: number | null) => void;
  readonly drop: (value: number) => void;
}

function heightIn(event: PointerEvent<HTMLElement>): number {
  const box = event.currentTarget.closest(".beat")?.getBoundingClientRect();
  return box === undefined ? 0 : (event.clientY - box.top) / box.height;
}

export function usePull({ valueAt, show, drop }: Pull) {
  const start = useRef<number | null>(null);
  const isFar = ({ clientY }: PointerEvent) =>
    start.current !== null && Math.abs(clientY - start.current) >= LEAST_PIXELS;
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      start.current = event.clientY;
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (isFar(event)) show(valueAt(heightIn(event)));
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      const far = isFar(event);
      start.current = null;
      show(null);
      if (far) drop(valueAt(heightIn(event)));
    },
    onPointerCancel: () => {
      start.current = null;
      show(null);
    },
  };
}
