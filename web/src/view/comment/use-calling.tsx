/** The list of people that `@` brings up in a field: who fits, which one is meant, and taking it. */
import { type KeyboardEvent, type ReactNode, type RefObject, useId, useState } from "react";
import { flushSync } from "react-dom";
import type { Member } from "../../model/board.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";

const SHOWN_MAX = 6;

interface Open {
  /** Where the `@` stands. */
  readonly at: number;
  readonly fits: readonly Member[];
  readonly chosen: number;
}

interface Calling {
  readonly field: {
    readonly "aria-autocomplete": "list";
    readonly "aria-controls": string | undefined;
    readonly "aria-activedescendant": string | undefined;
  };
  readonly look: (area: HTMLTextAreaElement) => void;
  /** Whether the key was for the list. */
  readonly onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => boolean;
  readonly close: () => void;
  readonly list: (label: string) => ReactNode;
}

/** What stands between an `@` and the caret, if a name may be growing there. */
function growing(text: string, caret: number): { at: number; letters: string } | null {
  const found = /(?:^|[^\p{L}\p{N}])@(\p{L}[\p{L}\p{N} .'’-]{0,30}|)$/u.exec(text.slice(0, caret));
  return found === null
    ? null
    : { at: caret - (found[1] ?? "").length - 1, letters: found[1] ?? "" };
}

export function useCalling(
  area: RefObject<HTMLTextAreaElement | null>,
  setText: (text: string) => void,
): Calling {
  const { store, me } = useDesk().session;
  const { member: mine } = useValue(me);
  const members = useValue(store.members);
  const id = useId();
  const [open, setOpen] = useState<Open | null>(null);

  const look = ({ value, selectionEnd }: HTMLTextAreaElement) => {
    const now = growing(value, selectionEnd);
    const letters = now?.letters.toLowerCase() ?? "";
    const fits = members
      .filter(({ id: of, name, left }) => of !== mine && left === null && name !== "")
      .filter(({ name }) => name.toLowerCase().startsWith(letters))
      .slice(0, SHOWN_MAX);
    setOpen(now === null || fits.length === 0 ? null : { at: now.at, fits, chosen: 0 });
  };
  const take = (member: Member | undefined) => {
    const { current } = area;
    if (current === null || open === null || member === undefined) return;
    const before = `${current.value.slice(0, open.at)}@${member.name} `;
    const after = current.value.slice(current.selectionEnd).trimStart();
    flushSync(() => {
      setText(before + after);
      setOpen(null);
    });
    current.focus();
    current.setSelectionRange(before.length, before.length);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): boolean => {
    if (open === null) return false;
    const { fits, chosen } = open;
    const choose = (step: number) => setOpen({ ...open, chosen: (chosen + step) % fits.length });
    const keys: Readonly<Record<string, () => void>> = {
      ArrowDown: () => choose(1),
      ArrowUp: () => choose(fits.length - 1),
      Escape: () => setOpen(null),
      Enter: () => take(fits[chosen]),
      Tab: () => take(fits[chosen]),
    };
    const run = event.ctrlKey || event.metaKey ? undefined : keys[event.key];
    if (run === undefined) return false;
    run();
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  return {
    field: {
      "aria-autocomplete": "list",
      "aria-controls": open === null ? undefined : id,
      "aria-activedescendant": open === null ? undefined : `${id}-${open.chosen}`,
    },
    look,
    onKeyDown,
    close: () => setOpen(null),
    list: (label) =>
      open === null ? null : <Callable id={id} label={label} onTake={take} open={open} />,
  };
}

interface CallableProps {
  readonly id: string;
  readonly label: string;
  readonly open: Open;
  readonly onTake: (member: Member) => void;
}

function Callable({ id, label, open, onTake }: CallableProps) {
  return (
    <div aria-label={label} className="callable" id={id} role="listbox">
      {open.fits.map((member, at) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's.
        <div
          aria-selected={at === open.chosen}
          id={`${id}-${at}`}
          key={member.id}
          onClick={() => onTake(member)}
          // The field keeps the focus, or the list would be gone before the click.
          onMouseDown={(event) => event.preventDefault()}
          role="option"
          tabIndex={-1}
        >
          {member.name}
        </div>
      ))}
    </div>
  );
}
