/** One sticky as a line of the outline. */
import { memo } from "react";
import { useWords } from "../../i18n/use-words.ts";
import { inkOf } from "../kit/ink.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";

export const Item = memo(function Item({ id }: { readonly id: string }) {
  const { store } = useDesk().session;
  const words = useWords();
  const sticky = useValue(store.sticky(id));
  if (sticky === null) return null;
  return (
    <li className="outline-item" data-color={inkOf(sticky.color)}>
      <span aria-hidden="true" className="swatch" />
      <p>{sticky.text || words.board.emptySticky}</p>
    </li>
  );
});
