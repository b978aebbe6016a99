/** Each filter finds exactly the stickies that carry it: held against the template that the board came from. */
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "../support/test.ts";

type Fields = Readonly<Record<string, unknown>>;
type Named = readonly Readonly<Record<"id" | "title" | "name", string>>[];

interface Template {
  readonly legend: Readonly<Record<string, string>>;
  readonly lane_colors: Readonly<Record<string, string>>;
  readonly tags: Named;
  readonly personas: Named;
  readonly stickies: Readonly<Record<string, Record<string, Record<string, readonly (string | Fields)[]>>>>;
}

const file = new URL("../../../crdt/src/templates/kwijtschelding.json", import.meta.url);
const template = JSON.parse(readFileSync(file, "utf8")) as Template;

const WORDS: Readonly<Record<string, string>> = {
  assumption: "Aanname",
  heard_once: "Eén keer gehoord",
  heard_often: "Vaker gehoord",
  data: "Uit cijfers",
  counter: "Balie",
  phone: "Telefoon",
  letter: "Brief",
  website: "Website",
  form: "Online formulier",
  app: "App of MijnOverheid",
  community: "Wijkteam of buurthuis",
  via_other: "Via een ander",
  none: "Geen contact",
};

interface Carrying {
  readonly text: string;
  /** The filters that find it, as `group › chip`. */
  readonly chips: readonly string[];
}

function titled(list: Named, ids: unknown): readonly string[] {
  const found = list.filter(({ id }) => Array.isArray(ids) && ids.includes(id));
  return found.map(({ title, name }) => title ?? name);
}

/** What the current journey of the template holds, and by which filters each is found. */
const all: readonly Carrying[] = Object.entries(template.stickies["current"] ?? {}).flatMap(
  ([lane, phases]) =>
    Object.values(phases)
      .flat()
      .map((one) => {
        const { text, evidence, channel, tag, persona, color } =
          typeof one === "string" ? ({ text: one } as Fields) : one;
        const paper = typeof color === "string" ? color : (template.lane_colors[lane] ?? "");
        const of = (kind: string, names: readonly string[]) =>
          names.map((name) => `${kind} › ${name}`);
        const word = (value: unknown) => (typeof value === "string" ? [WORDS[value] ?? value] : []);
        return {
          text: String(text),
          chips: [
            ...of("Kleur", [template.legend[paper] ?? ""]),
            ...of("Hoe weten we dit?", word(evidence)),
            ...of("Kanaal", word(channel)),
            ...of("Label", titled(template.tags, tag)),
            ...of("Persona", titled(template.personas, persona)),
          ],
        };
      }),
);

const chip = (page: Page, name: string) => {
  const [group = "", value = ""] = name.split(" › ");
  return page.getByRole("group", { name: group }).getByRole("button", { name: value, exact: true });
};
const fitting = (page: Page) => page.locator("#map .sticky:not([data-out]) .sticky-text");
const found = async (page: Page) => (await fitting(page).allTextContents()).sort();

async function filter(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Zoeken en filteren", exact: true }).click();
  await page.getByRole("search").getByRole("button", { name: "Filteren" }).click();
}

test("every colour, evidence, channel, tag and persona finds exactly what carries it", async ({
  server,
  join,
}) => {
  const anna = await join(server, await server.board("Alles filteren"), "Anna");
  const { page } = anna;
  await filter(page);
  const names = [...new Set(all.flatMap(({ chips }) => chips))];
  expect(names.length).toBeGreaterThan(20);
  const carrying = (...wanted: readonly string[]) =>
    all
      .filter(({ chips }) => wanted.every((name) => chips.includes(name)))
      .map(({ text }) => text)
      .sort();
  for (const name of names) {
    await chip(page, name).click();
    await expect.poll(() => found(page), name).toEqual(carrying(name));
    await chip(page, name).click();
  }
  await expect(fitting(page)).toHaveCount(all.length);

  // Of one kind any will do; of two kinds both must fit.
  const [tag, other] = ["Label › Taal", "Label › Gegevens"];
  await chip(page, tag).click();
  await chip(page, other).click();
  await expect.poll(() => found(page)).toEqual([...carrying(tag), ...carrying(other)].sort());
  await chip(page, other).click();
  const [persona] = ["Persona › Klaas Koops"];
  await chip(page, persona).click();
  const both = carrying(tag, persona);
  expect(both.length).toBeGreaterThan(0);
  await expect.poll(() => found(page)).toEqual(both);
  await page.getByRole("button", { name: "Filteren, 2 gekozen" }).click();
  await expect(page.getByRole("search").getByRole("status")).toContainText(
    `${both.length} van ${all.length} kaartjes`,
  );
});

test("by who wrote it and by their team, which everybody chooses for themselves", async ({
  server,
  join,
}) => {
  const board = await server.board("Van wie");
  const [anna, bert] = [await join(server, board, "Anna"), await join(server, board, "Bert")];
  const { page } = anna;
  await anna.add({ lane: "gains", phase: "besluit" }, "Van Anna");
  await bert.add({ lane: "gains", phase: "daarna" }, "Van Bert");
  await expect(anna.sticky("Van Bert")).toBeAttached();
  await bert.page.getByRole("button", { name: "2 mensen hier" }).click();
  const dialog = bert.page.getByRole("dialog", { name: "Wie is er?" });
  await dialog.getByLabel("Jouw team").selectOption({ label: "Klantcontactcentrum" });
  await expectAccessible(bert.page, "dialog");

  await filter(page);
  const [author, team] = ["Gemaakt door › Anna", "Team › Klantcontactcentrum"];
  await chip(page, author).click();
  await expect.poll(() => found(page)).toEqual(["Van Anna"]);
  await chip(page, author).click();
  await chip(page, team).click();
  await expect.poll(() => found(page)).toEqual(["Van Bert"]);
  // What nobody carries any more can still be let go of.
  await dialog.getByLabel("Jouw team").selectOption({ label: "Geen team" });
  await expect.poll(() => found(page)).toEqual([]);
  await expect(page.getByText("Niets gevonden.")).toBeVisible();
  await chip(page, team).click();
  await expect(fitting(page)).toHaveCount(all.length + 2);
});
