/** What the panel is about, in words: its kind, its name, and whether it is still there. */
import { brief } from "../../actions/places.ts";
import type { Target } from "../../actions/target.ts";
import { useWords } from "../../i18n/late/side.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";

export interface Subject {
  readonly kind: string;
  readonly title: string;
  readonly there: boolean;
}

export function useSubject(target: Target): Subject {
  const desk = useDesk();
  const words = useWords();
  const { store } = desk.session;
  const id = "id" in target ? target.id : "";
  const sticky = useValue(store.sticky(target.kind === "sticky" ? id : ""));
  const { phases, lanes } = useValue(store.structure(useValue(desk.layer)));
  const personas = useValue(store.personas);
  const { kinds } = words.panel;
  const named = (kind: string, title: string | undefined): Subject => ({
    kind,
    title: title?.trim() || words.board.untitled,
    there: title !== undefined,
  });
  switch (target.kind) {
    case "sticky": {
      const there = sticky !== null && sticky.gone === null;
      return { kind: kinds.sticky, title: brief(sticky?.text ?? "", words), there };
    }
    case "phase": {
      const all = phases.flatMap((phase) => [phase, ...phase.steps]);
      const phase = all.find((one) => one.id === id);
      return named(phase?.parent == null ? kinds.phase : kinds.step, phase?.title);
    }
    case "lane":
      return named(kinds.lane, lanes.find((lane) => lane.id === id)?.title);
    case "persona":
      return named(kinds.persona, personas.find((persona) => persona.id === id)?.name);
    case "cell":
    case "nothing":
      return named("", undefined);
  }
}
