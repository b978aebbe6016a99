/**
 * The lines themselves: bands with their names at the side, a place per column to tap in, the drawing
 * over them, and on top the points, which are sliders. What a hand holds is shown before it is let go.
 */
import { useRef, useState } from "react";
import { layerTitle, phaseTitle } from "../../actions/places.ts";
import { useWords } from "../../i18n/use-words.ts";
import type { Column, Persona } from "../../model/board.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { Beat } from "./beat.tsx";
import { Drawing } from "./drawing.tsx";
import { LineNames } from "./line-names.tsx";
import { levelsOf } from "./scale.ts";
import { ScaleHead } from "./scale-head.tsx";
import { useCentres } from "./use-centres.ts";
import { type Held, useLines } from "./use-lines.ts";

interface Props {
  readonly layer: string;
  readonly columns: readonly Column[];
  readonly personas: readonly Persona[];
  readonly chosen: Persona;
  readonly hint: string;
  readonly span: number;
}

export function Beats({ layer, columns, personas, chosen, hint, span }: Props) {
  const desk = useDesk();
  const words = useWords();
  const row = useRef<HTMLDivElement>(null);
  const [held, hold] = useState<Held | null>(null);
  const { map } = useValue(desk.session.me).rights;
  const levels = levelsOf(useValue(desk.session.store.meta).scale);
  const lines = useLines(personas, columns, layer, held);
  const centres = useCentres(row, columns);
  const known = lines.filter(({ values }) => values.some((value) => value !== null));
  const wide = { gridColumn: `2 / span ${Math.max(1, columns.length * span)}` };

  return (
    <div className="line beats" ref={row} role="row">
      <ScaleHead levels={levels} />
      <div aria-hidden="true" className="bands">
        {levels.map((level) => (
          <div className={level === 0 ? "band zero" : "band"} key={level} />
        ))}
      </div>
      {columns.map(({ phase }, index) => (
        <Beat
          chosen={chosen}
          column={index}
          hint={known.length === 0 && index === 0 ? [hint, map ? words.hartslag.how : ""] : null}
          hold={hold}
          key={phase}
          layer={layer}
          levels={levels}
          lines={lines}
          phase={phase}
          span={span}
          phaseTitle={phaseTitle(desk, phase, words)}
        />
      ))}
      <div aria-hidden="true" className="drawing" style={wide}>
        <Drawing centres={centres} chosen={chosen} levels={levels} lines={known} />
        <LineNames
          centres={centres}
          chosen={chosen}
          levels={levels}
          lines={known}
          nameOf={({ persona, layer: of }) =>
            of === "current"
              ? persona.name
              : words.hartslag.end(persona.name, layerTitle(desk, of, words).toLowerCase())
          }
        />
      </div>
    </div>
  );
}
