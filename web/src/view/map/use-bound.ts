/** What a sticky is bound to, live: also when the other end goes to the bin or comes back. */
import { useMemo } from "react";
import { type Bound, boundOf } from "../../actions/linking.ts";
import { together } from "../kit/together.ts";
import { useDesk } from "./desk-context.ts";
import { useStill } from "./use-still.ts";

export function useBound(id: string): readonly Bound[] {
  const desk = useDesk();
  const { actions, sticky } = desk.session.store;
  const links = useStill(actions.linksAt(`stickies/${id}`));
  const ends = useMemo(
    () =>
      together(
        links.flatMap(({ from, to }) =>
          [from, to]
            .filter((ref) => ref.startsWith("stickies/"))
            .map((ref) => sticky(ref.slice("stickies/".length))),
        ),
      ),
    [links, sticky],
  );
  const seen = useStill(ends);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is read changes with these two.
  return useMemo(() => boundOf(desk, id), [desk, id, links, seen]);
}
