/** The persona that the panel is about, or null when it is gone. */
import type { Target } from "../../actions/target.ts";
import type { Persona } from "../../model/board.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";

export function usePersona(target: Target): Persona | null {
  const personas = useValue(useDesk().session.store.personas);
  return personas.find(({ id }) => target.kind === "persona" && id === target.id) ?? null;
}
