/** What a sticky carries beside its text, seen without opening it: channel, evidence, personas, tags. */
import { memo } from "react";
import { EVIDENCE } from "../../generated/schema.ts";
import { useWords } from "../../i18n/use-words.ts";
import type { Sticky } from "../../model/board.ts";
import { CommentMark } from "../comment/comment-mark.tsx";
import { Marker } from "../kit/marker.tsx";
import { BondChips } from "./bond-chips.tsx";
import { useDesk } from "./desk-context.ts";
import { EvidenceMark } from "./evidence-mark.tsx";
import { channelWord, evidenceWord } from "./sticky-words.ts";
import { TagDot } from "./tag-dot.tsx";
import { useStill } from "./use-still.ts";

/** Whether there is anything to show; most stickies carry nothing and draw nothing. */
export function hasMarks({ channel, evidence, personas, tags }: Sticky): boolean {
  return channel !== null || evidence !== null || personas.length > 0 || tags.length > 0;
}

interface Props {
  readonly sticky: Sticky;
  /** Whether anything is bound to it. */
  readonly linked: boolean;
  /** Whether something was said about it that is not dealt with. */
  readonly talked: boolean;
}

export const StickyMarks = memo(function StickyMarks({ sticky, linked, talked }: Props) {
  const { store } = useDesk().session;
  const words = useWords();
  const personas = useStill(store.personas).filter(({ id }) => sticky.personas.includes(id));
  const tags = useStill(store.tags).filter(({ id }) => sticky.tags.includes(id));
  const evidence = EVIDENCE.find((known) => known === sticky.evidence);
  return (
    <ul className="marks">
      {sticky.channel === null ? null : <li>{channelWord(sticky.channel, words)}</li>}
      {sticky.evidence === null ? null : (
        <li>
          {evidence === undefined ? null : <EvidenceMark evidence={evidence} />}
          {evidenceWord(sticky.evidence, words)}
        </li>
      )}
      {personas.map(({ id, name, color, marker }) => (
        <li key={id}>
          <Marker color={color} marker={marker} />
          {name}
        </li>
      ))}
      {tags.map(({ id, title, color }) => (
        <li className="tag" key={id}>
          <TagDot color={color} />
          {title}
        </li>
      ))}
      {linked ? <BondChips id={sticky.id} /> : null}
      {talked ? <CommentMark sticky={sticky} /> : null}
    </ul>
  );
});
