/** Several people on one board at once: they see each other's work, and each undoes only their own. */
import type { Cell } from "../support/person.ts";
import { expect, test } from "../support/test.ts";

const PAINS: Cell = { lane: "pains", phase: "wachten" };
const GAINS: Cell = { lane: "gains", phase: "besluit" };

test("two people add, move and recolour, and both see the same board", async ({ server, join }) => {
  const board = await server.board("Samen");
  const anna = await join(server, board, "Anna");
  const bert = await join(server, board, "Bert");

  await anna.add(PAINS, "Niemand belt terug");
  await expect(bert.cell(PAINS).getByText("Niemand belt terug")).toBeVisible();

  await bert.drag("Niemand belt terug", GAINS);
  await expect(bert.cell(GAINS).getByText("Niemand belt terug")).toBeVisible();
  await expect(anna.cell(GAINS).getByText("Niemand belt terug")).toBeVisible();
  await expect(anna.cell(PAINS).getByText("Niemand belt terug")).toHaveCount(0);

  // Hers is still the sticky she wrote, wherever it stands.
  await expect(anna.sticky("Niemand belt terug")).toBeFocused();
  await anna.page.keyboard.press("7");
  await expect(bert.sticky("Niemand belt terug")).toHaveAttribute("data-color", "green");
  await anna.saved();
  await bert.saved();
});

test("undo takes back what is mine and leaves what somebody changed since", async ({
  server,
  join,
}) => {
  const board = await server.board("Ongedaan");
  const anna = await join(server, board, "Anna");
  const bert = await join(server, board, "Bert");
  await anna.add(PAINS, "Van Anna");
  await bert.add(PAINS, "Van Bert");
  await expect(anna.sticky("Van Bert")).toBeVisible();

  await anna.page.keyboard.press("Control+z");
  await expect(bert.sticky("Van Anna")).toHaveCount(0);
  await expect(anna.sticky("Van Bert")).toBeVisible();
  await anna.page.keyboard.press("Control+Shift+z");
  await expect(bert.sticky("Van Anna")).toBeVisible();

  await anna.drag("Van Anna", GAINS);
  await expect(bert.cell(GAINS).getByText("Van Anna")).toBeVisible();
  await bert.drag("Van Anna", { lane: "pains", phase: "besluit" });
  await expect(
    anna.cell({ lane: "pains", phase: "besluit" }).getByText("Van Anna"),
  ).toBeVisible();
  await anna.page.keyboard.press("Control+z");
  await expect(anna.page.getByText("Bert heeft dit daarna veranderd").first()).toBeVisible();
  await expect(
    anna.cell({ lane: "pains", phase: "besluit" }).getByText("Van Anna"),
  ).toBeVisible();
});

test("five people write at the same time and nobody loses a word", async ({ server, join }) => {
  const board = await server.board("Met vijf");
  const phases = ["aanslag", "orienteren", "wachten", "besluit", "daarna"];
  const people = [];
  for (const name of ["Anna", "Bert", "Carla", "Dirk", "Els"]) {
    people.push(await join(server, board, name));
  }
  await Promise.all(
    people.map(async (person, nth) => {
      const cell = { lane: "gains", phase: phases[nth] ?? "aanslag" };
      for (const word of ["een", "twee", "drie"]) {
        await person.add(cell, `${person.name} schrijft ${word}`);
      }
      await person.saved();
    }),
  );
  for (const reader of people) {
    for (const writer of people) {
      for (const word of ["een", "twee", "drie"]) {
        await expect(reader.sticky(`${writer.name} schrijft ${word}`)).toHaveCount(1);
      }
    }
  }
});

test("two people type in one sticky and both keep their words", async ({ server, join }) => {
  const board = await server.board("Eén kaartje");
  const anna = await join(server, board, "Anna");
  const bert = await join(server, board, "Bert");
  await anna.add(PAINS, "Samen");
  await expect(bert.sticky("Samen")).toBeVisible();

  const annas = await anna.open("Samen");
  const berts = await bert.open("Samen");
  await bert.page.keyboard.press("Control+Home");
  await Promise.all([
    anna.page.keyboard.type(" aan het eind", { delay: 15 }),
    bert.page.keyboard.type("Vooraan en ", { delay: 15 }),
  ]);
  await expect(annas).toHaveValue("Vooraan en Samen aan het eind");
  await expect(berts).toHaveValue("Vooraan en Samen aan het eind");
  await expect(annas).toBeFocused();
});
