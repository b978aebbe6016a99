/** The colour of a tag, beside its title. Decoration: the title says it. */
import { inkOf } from "../kit/ink.ts";

export function TagDot({ color }: { readonly color: string | null }) {
  return (
    <span
      aria-hidden="true"
      className="tag-dot"
      data-color={color === null ? "grey" : inkOf(color)}
    />
  );
}
