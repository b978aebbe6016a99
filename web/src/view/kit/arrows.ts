/** Arrows choose among the radio buttons of a row, as in a native group. */
import type { KeyboardEvent } from "react";

const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowUp: -1,
  ArrowRight: 1,
  ArrowDown: 1,
};

export function onArrows(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key];
  if (step === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
  const radios: HTMLElement[] = [
    ...event.currentTarget.querySelectorAll<HTMLElement>("[role=radio]"),
  ];
  const { activeElement } = document;
  const index = activeElement instanceof HTMLElement ? radios.indexOf(activeElement) : -1;
  const next = radios[(index + step + radios.length) % radios.length];
  if (index < 0 || next === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  next.focus();
  next.click();
}
