/** What a sticky carries, for who may only look. */
import { useWords } from "../../i18n/late/side.ts";
import type { Sticky } from "../../model/board.ts";
import { inkOf } from "../kit/ink.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { channelWord, evidenceWord } from "../map/sticky-words.ts";

export function StickyFacts({ sticky }: { readonly sticky: Sticky }) {
  const { store } = useDesk().session;
  const words = useWords();
  const ink = inkOf(sticky.color);
  const legend = useValue(store.legend);
  const tags = useValue(store.tags).filter(({ id }) => sticky.tags.includes(id));
  const personas = useValue(store.personas).filter(({ id }) => sticky.personas.includes(id));
  const facts: readonly (readonly [string, string])[] = [
    [words.panel.color, legend[ink] ?? words.colors[ink]],
    [words.panel.evidence, evidenceWord(sticky.evidence, words)],
    [words.panel.channel, channelWord(sticky.channel, words)],
    [words.panel.personas, personas.map(({ name }) => name).join(", ")],
    [words.panel.tags, tags.map(({ title }) => title).join(", ")],
  ];
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value || words.panel.none}</dd>
        </div>
      ))}
    </dl>
  );
}
