/** A person's colour as one of the eight inks; a colour we do not know is grey. */
import { COLORS, type Color } from "../../generated/schema.ts";

export function inkOf(color: string): Color {
  return COLORS.find((known) => known === color) ?? "grey";
}
