/** For beheer: the boards of everybody, or only one's own. */
import { useWords } from "../../i18n/late/doors.ts";
import { onArrows } from "../kit/arrows.ts";

interface Props {
  readonly all: boolean;
  readonly onChange: (all: boolean) => void;
}

export function ScopeSwitch({ all, onChange }: Props) {
  const words = useWords();
  return (
    <div
      aria-label={words.boards.scope}
      className="segments"
      onKeyDown={onArrows}
      role="radiogroup"
      tabIndex={-1}
    >
      {[true, false].map((scope) => (
        <button
          aria-checked={scope === all}
          key={String(scope)}
          onClick={() => onChange(scope)}
          role="radio"
          tabIndex={scope === all ? 0 : -1}
          type="button"
        >
          {scope ? words.boards.all : words.boards.mine}
        </button>
      ))}
    </div>
  );
}
