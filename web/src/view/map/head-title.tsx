/** The title of a phase, step or lane: words, or a field while somebody here renames it. */
import { useSyncExternalStore } from "react";
import { useWords } from "../../i18n/use-words.ts";
import { useDesk } from "./desk-context.ts";
import { TitleInput } from "./title-input.tsx";

interface Props {
  readonly kind: "phase" | "lane";
  readonly of: string;
  readonly title: string;
}

export function HeadTitle({ kind, of, title }: Props) {
  const desk = useDesk();
  const words = useWords();
  const writing = useSyncExternalStore(desk.writing.subscribe, () => {
    const now = desk.writing.get();
    return now?.kind === "title" && now.of.kind === kind && "id" in now.of && now.of.id === of;
  });
  if (writing) return <TitleInput kind={kind} of={of} title={title} />;
  return (
    <span className={kind === "phase" ? "phase-title" : "lane-title"}>
      <span>{title.trim() || words.board.untitled}</span>
    </span>
  );
}
