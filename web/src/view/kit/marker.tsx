/** The shape of a persona, in its ink: beside its name, in its card and on its line. */
import type { CSSProperties } from "react";
import { inkOf } from "./ink.ts";
import { shapeOf } from "./shapes.ts";

interface Props {
  readonly marker: string;
  readonly color: string;
}

export function Marker({ marker, color }: Props) {
  return (
    <svg
      aria-hidden="true"
      className="marker"
      data-color={inkOf(color)}
      focusable="false"
      height="16"
      style={{ fill: "var(--rb-ink)" } as CSSProperties}
      viewBox="-8 -8 16 16"
      width="16"
    >
      <path d={shapeOf(marker)} />
    </svg>
  );
}
