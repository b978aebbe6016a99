/** The page speaks what was chosen, else what the browser asks for, else Dutch; and both say it all. */
import { describe, expect, it } from "vitest";
import * as enDialogs from "./en/dialogs.ts";
import * as enDoors from "./en/doors.ts";
import * as enGoing from "./en/going.ts";
import * as enSide from "./en/side.ts";
import * as enTalk from "./en/talk.ts";
import { en } from "./en.ts";
import { pickLanguage } from "./language.ts";
import { since } from "./moments.ts";
import * as nlDialogs from "./nl/dialogs.ts";
import * as nlDoors from "./nl/doors.ts";
import * as nlGoing from "./nl/going.ts";
import * as nlSide from "./nl/side.ts";
import * as nlTalk from "./nl/talk.ts";
import { nl } from "./nl.ts";

const late = [
  [nlDialogs, nlDoors, nlGoing, nlSide, nlTalk],
  [enDialogs, enDoors, enGoing, enSide, enTalk],
];

describe("the language", () => {
  it("is the chosen one, the browser's, or Dutch", () => {
    expect(pickLanguage("", ["en-GB", "nl"])).toBe("en");
    expect(pickLanguage("a=b; reisbord_language=nl", ["en-GB"])).toBe("nl");
    expect(pickLanguage("reisbord_language=fr", ["fr", "de"])).toBe("nl");
  });

  it("has no exclamation marks and no empty words", () => {
    const texts: string[] = [];
    const walk = (value: unknown): void => {
      if (typeof value === "string") texts.push(value);
      else if (typeof value === "function")
        texts.push(String(value.length === 1 ? value("2") : value(2, "x", "y", 3)));
      else if (typeof value === "object" && value !== null) Object.values(value).forEach(walk);
    };
    walk(nl);
    walk(en);
    walk(late);
    expect(texts.length).toBeGreaterThan(300);
    for (const text of texts) expect(text).toMatch(/^[^!]+$/);
  });

  it("tells how long ago in words", () => {
    const now = 1_800_000_000_000;
    expect(since(now - 10_000, now, "nl")).toBe("nu");
    expect(since(now - 3 * 60_000, now, "nl")).toBe("3 minuten geleden");
    expect(since(now - 25 * 3_600_000, now, "en")).toBe("yesterday");
  });
});
