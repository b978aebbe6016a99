/** The table of shortcuts holds: spelled as typed, no two meanings in one place, off when asked. */
import { describe, expect, it } from "vitest";
import { nl } from "../i18n/nl.ts";
import { bare, composes, printable, readable, spell } from "./keys.ts";
import { actions } from "./table.ts";

const press = (
  key: string,
  held: Partial<Record<"ctrlKey" | "metaKey" | "altKey" | "shiftKey", boolean>> = {},
) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe("keys", () => {
  it("are spelled the same on every machine", () => {
    expect(spell(press("z", { ctrlKey: true }))).toBe("Control+z");
    expect(spell(press("z", { metaKey: true }))).toBe("Control+z");
    expect(spell(press("Z", { ctrlKey: true, shiftKey: true }))).toBe("Control+Shift+z");
    expect(spell(press("?", { shiftKey: true }))).toBe("?");
    expect(spell(press("F10", { shiftKey: true }))).toBe("Shift+F10");
    expect(spell(press("ArrowUp", { ctrlKey: true }))).toBe("Control+ArrowUp");
  });

  it("know what writes and what is a bare letter", () => {
    expect(printable(press("é"))).toBe(true);
    expect(printable(press("Enter"))).toBe(false);
    expect(printable(press("a", { ctrlKey: true }))).toBe(false);
    expect([press("Dead"), press("Process"), press("e")].map(composes)).toEqual([
      true,
      true,
      false,
    ]);
    expect(["m", "?", "Control+m", "F2", " "].map(bare)).toEqual([true, true, false, false, false]);
  });

  it("read as people see them on their keyboard", () => {
    expect(readable("Control+Shift+z", nl, false)).toEqual(["Ctrl", "Shift", "Z"]);
    expect(readable("Control+ArrowLeft", nl, true)).toEqual(["⌘", "←"]);
  });

  it("mean one thing within a group, and no browser's own Alt+arrows", () => {
    const seen = new Map<string, string>();
    for (const action of actions.filter((one) => one.run !== undefined)) {
      for (const key of action.keys) {
        // Locking and unlocking share a key, for only one of the two ever applies.
        if (action.group === "head" || action.id === "unlock") continue;
        const place = `${action.group} ${key}`;
        expect(seen.get(place), place).toBeUndefined();
        seen.set(place, action.id);
        expect(key).not.toMatch(/Alt\+Arrow/);
      }
    }
    expect(seen.size).toBeGreaterThan(15);
  });
});
