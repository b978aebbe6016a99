/** What stickies must carry to be shown: what is there on this map can be chosen, and what was can be let go. */

import { NOTHING_SOUGHT, PICK_KINDS, type PickKind, picked } from "../../actions/finding.ts";
import { memberName } from "../../actions/places.ts";
import { COLORS } from "../../generated/schema.ts";
import { useWords } from "../../i18n/use-words.ts";
import { AnyOfChips, type Chip } from "../kit/chips.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { channelWord, evidenceWord } from "../map/sticky-words.ts";
import type { Finder } from "./finder.ts";

function paper(color: string) {
  return (
    <span className="dyed" data-color={color}>
      <span className="swatch" />
    </span>
  );
}

export function Filters({ finder }: { readonly finder: Finder }) {
  const desk = useDesk();
  const words = useWords();
  const { store } = desk.session;
  const finding = useValue(desk.finding) ?? NOTHING_SOUGHT;
  const carried = useValue(finder.carried);
  const legend = useValue(store.legend);
  const tags = useValue(store.tags);
  const personas = useValue(store.personas);
  const teams = useValue(store.teams);

  const titleIn = (list: readonly { readonly id: string; readonly title: string }[], id: string) =>
    list.find((one) => one.id === id)?.title;
  const nameOf = (kind: PickKind, value: string): string | undefined => {
    switch (kind) {
      case "color": {
        const color = COLORS.find((one) => one === value);
        return color === undefined ? value : (legend[color] ?? words.colors[color]);
      }
      case "evidence":
        return evidenceWord(value, words);
      case "channel":
        return channelWord(value, words);
      case "tag":
        return titleIn(tags, value);
      case "persona":
        return personas.find(({ id }) => id === value)?.name;
      case "team":
        return titleIn(teams, value) ?? value;
      case "author":
        return memberName(desk, value, words);
    }
  };
  const chipsOf = (kind: PickKind): readonly Chip<string>[] =>
    [...new Set([...carried[kind], ...(finding.picks[kind] ?? [])])]
      .flatMap((value) => {
        const label = nameOf(kind, value);
        if (label === undefined) return [];
        return kind === "color" ? { value, label, mark: paper(value) } : { value, label };
      })
      .sort((a, b) => a.label.localeCompare(b.label));

  return (
    <div className="finder-filters">
      {PICK_KINDS.map((kind) => {
        const chips = chipsOf(kind);
        if (chips.length === 0) return null;
        return (
          <AnyOfChips
            chips={chips}
            key={kind}
            label={words.find.kinds[kind]}
            onChange={(value, on) => desk.finding.set(picked(finding, kind, value, on))}
            value={finding.picks[kind] ?? []}
          />
        );
      })}
      <label className="choice">
        <input
          checked={finding.hide}
          onChange={(event) => desk.finding.set({ ...finding, hide: event.target.checked })}
          type="checkbox"
        />
        <span>{words.find.hide}</span>
      </label>
    </div>
  );
}
