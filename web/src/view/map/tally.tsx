/** A cell of a folded lane or phase: how many stickies it holds. Going in unfolds it. */
import { memo } from "react";
import { flushSync } from "react-dom";
import { detailOf } from "../../actions/zooming.ts";
import { useWords } from "../../i18n/use-words.ts";
import { useDesk } from "./desk-context.ts";
import { cellId } from "./element.ts";
import { useStill } from "./use-still.ts";

interface Props {
  readonly layer: string;
  readonly lane: string;
  readonly phase: string;
}

export const Tally = memo(function Tally({ layer, lane, phase }: Props) {
  const desk = useDesk();
  const words = useWords();
  const { length } = useStill(desk.session.store.cell(layer, lane, phase));
  const open = () => {
    desk.layer.set(layer);
    if (detailOf(desk.zoom.get()) === "counts") flushSync(() => desk.zoom.set(1));
    desk.focus({ kind: "cell", lane, phase });
  };
  return (
    <div
      aria-label={words.structure.tally(length)}
      className="tally roam"
      data-of={lane}
      id={cellId(layer, lane, phase)}
      onClick={open}
      onKeyDown={(event) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        event.stopPropagation();
        open();
      }}
      role="gridcell"
      tabIndex={-1}
    >
      {length === 0 ? "" : length}
    </div>
  );
});
