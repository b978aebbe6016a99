/** Somebody's initials on their own ink. Decoration: the name stands in words beside or around it. */
import { inkOf } from "./ink.ts";

interface Props {
  readonly initials: string;
  readonly color: string;
}

export function Avatar({ initials, color }: Props) {
  return (
    <span aria-hidden="true" className="avatar" data-color={inkOf(color)}>
      {initials}
    </span>
  );
}
