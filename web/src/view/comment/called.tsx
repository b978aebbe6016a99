/** The words of a comment, with the names that it calls set apart. */
import { Fragment } from "react";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";

interface Props {
  readonly text: string;
  readonly mentions: readonly string[];
}

const escaped = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

export function Called({ text, mentions }: Props) {
  const members = useValue(useDesk().session.store.members);
  const names = members.filter(({ id, name }) => name !== "" && mentions.includes(id));
  if (names.length === 0) return text;
  const longest = names.map(({ name }) => name).sort((a, b) => b.length - a.length);
  const parts = text.split(new RegExp(`(@(?:${longest.map(escaped).join("|")}))`, "iu"));
  return parts.map((part, at) => {
    const key = `${at} ${part}`;
    return at % 2 === 1 ? <b key={key}>{part}</b> : <Fragment key={key}>{part}</Fragment>;
  });
}
