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
  const { id, lane, phase } = sticky;
  const words = useWords();
  const personas = useStill(store.personas).filter((one) => sticky.personas.includes(one.id));
  const tags = useStill(store.tags).filter((one) => sticky.tags.includes(one.id));
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
      {personas.map(({ id: persona, name, color, marker }) => (
        <li key={persona}>
          <Marker color={color} marker={marker} />
          {name}
        </li>
      ))}
      {tags.map(({ id: tag, title, color }) => (
        <li className="tag" key={tag}>
          <TagDot color={color} />
          {title}
        </li>
      ))}
      {linked ? <BondChips id={id} /> : null}
      {talked ? (
        <li>
          <CommentMark target={{ kind: "sticky", id, lane, phase }} />
        </li>
      ) : null}
    </ul>
  );
});
