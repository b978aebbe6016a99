/** A role in words; one we do not know is shown as it is. */
import { ROLES } from "../../generated/schema.ts";
import type { Words } from "../../i18n/words.ts";

export function roleName(role: string, words: Words): string {
  const known = ROLES.find((one) => one === role);
  return known === undefined ? role : words.roles[known];
}
