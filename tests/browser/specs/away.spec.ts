/**
 * Much work on a train: more than the server takes in one frame. Whoever comes back is saved only when all of
 * it is on disk, once, and what others wrote meanwhile keeps its place.
 */
import { feel, feelings } from "../support/crowd.ts";
import type { Cell, Person } from "../support/person.ts";
import { refusals } from "../support/refusals.ts";
import { expect, test } from "../support/test.ts";

const PAINS: Cell = { lane: "pains", phase: "wachten" };

/** What stands on the stickies that begin so, in one look. */
async function texts(person: Person, beginning: string): Promise<string[]> {
  const all = await person.page.locator("#map .sticky-text").allTextContents();
  return all.filter((text) => text.startsWith(beginning)).sort();
}

/** Leaves until `back`, which ends when everything is on disk and nothing of it was refused. */
async function away(person: Person): Promise<() => Promise<void>> {
  const { context, page } = person;
  await context.setOffline(true);
  await expect(page.getByText(/Geen verbinding/).first()).toBeVisible();
  const seen = refusals(page);
  return async () => {
    await context.setOffline(false);
    await person.saved();
    expect(seen.refused, "frames that the server refused").toBe(0);
  };
}

async function paste(person: Person, cell: Cell, lines: readonly string[]): Promise<void> {
  const { page } = person;
  await page.evaluate((text) => navigator.clipboard.writeText(text), lines.join("\n"));
  await person.cell(cell).focus();
  await page.keyboard.press("Control+v");
  await page.getByRole("button", { name: "Plakken", exact: true }).click();
  await expect(person.page.locator("#map .sticky", { hasText: lines.at(-1) ?? "" })).toBeAttached();
}

test("thousands of stickies pasted without a connection are all there, once, when it is back", async ({
  server,
  join,
}) => {
  const board = await server.board("Veel in de trein");
  const anna = await join(server, board, "Anna");
  await anna.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const lines = Array.from({ length: 3_400 }, (_, nth) => `Meegenomen ${nth}`);
  await paste(anna, PAINS, lines.slice(0, 50));
  const back = await away(anna);
  await paste(anna, { lane: "gains", phase: "wachten" }, lines.slice(50, 3_200));
  await paste(anna, { lane: "pains", phase: "besluit" }, lines.slice(3_200));
  await back();
  const bert = await join(server, board, "Bert");
  for (const person of [anna, bert]) {
    expect(await texts(person, "Meegenomen")).toEqual(lines.toSorted());
  }
});

test("hundreds of words put here and there in one text stand where they were put", async ({
  server,
  join,
}) => {
  const board = await server.board("Overal iets");
  const [anna, bert] = [await join(server, board, "Anna"), await join(server, board, "Bert")];
  await anna.add(PAINS, "aaa");
  await anna.open("aaa");
  await anna.page.keyboard.insertText("a".repeat(537));
  await anna.page.keyboard.press("Escape");
  await anna.saved();
  await expect.poll(() => texts(bert, "aaa")).toEqual(["a".repeat(540)]);
  const back = await away(anna);
  const editor = await anna.open("aaa");
  await editor.evaluate((field) => {
    for (let nth = 1; nth < 540; nth += 1) {
      (field as HTMLTextAreaElement).setSelectionRange(2 * nth - 1, 2 * nth - 1);
      document.execCommand("insertText", false, "x");
    }
  });
  await bert.open("aaa");
  await bert.page.keyboard.press("Control+Home");
  await bert.page.keyboard.type("Eerst dit: ");
  await bert.page.keyboard.press("Escape");
  await bert.saved();
  await anna.page.keyboard.press("Escape");
  await back();
  const whole = `Eerst dit: ${"ax".repeat(539)}a`;
  await expect.poll(() => texts(anna, "Eerst dit")).toEqual([whole]);
  await expect.poll(() => texts(bert, "Eerst dit")).toEqual([whole]);
});

test("a version with hundreds of other feelings is brought back in one step, and that is undone", async ({
  server,
  join,
}) => {
  const board = await server.board("Alles voelde anders");
  await feel(server, board, 700, 1);
  const els = await join(server, board, "Els", "editor");
  await els.choose("Versies");
  await els.page.getByLabel("Naam van deze versie").fill("Toen");
  await els.page.keyboard.press("Enter");
  await els.page.getByRole("button", { name: "Bekijken: Toen" }).click();
  await feel(server, board, 700, -2);
  await els.page.getByRole("button", { name: "Sluiten" }).last().click();
  await els.add(PAINS, "Kwam later");
  await els.saved();
  const seen = refusals(els.page);
  await els.choose("Versies");
  await els.page.getByRole("button", { name: "Bekijken: Toen" }).click();
  await els.page.getByRole("button", { name: "Zet alles terug naar toen" }).click();
  await els.page.getByRole("button", { name: "Zet alles terug", exact: true }).click();
  await expect(els.page.getByText("Het bord is nu precies zoals toen.")).toBeVisible();
  await els.saved();
  expect(await feelings(server, board)).toEqual(new Map([[1, 700]]));
  await els.page.keyboard.press("Escape");
  await els.page.keyboard.press("Control+z");
  await els.saved();
  expect(await feelings(server, board)).toEqual(new Map([[-2, 700]]));
  // A refusal would have made it connect anew.
  expect(seen.sockets).toBe(0);
});
