/** Hands somebody their own work as a file. */
import type { Unsent } from "../../model/session.ts";

export function keepFile({ name, text }: Unsent): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
