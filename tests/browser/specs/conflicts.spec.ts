/** Two hands on one thing: the outcome is one of the two, and words are never lost. */
import type { Cell } from "../support/person.ts";
import { expect, test } from "../support/test.ts";

const HOME: Cell = { lane: "pains", phase: "wachten" };
const LEFT: Cell = { lane: "gains", phase: "aanslag" };
const RIGHT: Cell = { lane: "thoughts", phase: "daarna" };

test("two people move one sticky: it ends where one of them put it, for both", async ({
  server,
  join,
}) => {
  const board = await server.board("Twee handen");
  const anna = await join(server, board, "Anna");
  const bert = await join(server, board, "Bert");
  await anna.add(HOME, "Betwist");
  await expect(bert.sticky("Betwist")).toBeVisible();
  await anna.saved();

  await anna.context.setOffline(true);
  await bert.context.setOffline(true);
  await anna.drag("Betwist", LEFT);
  await bert.drag("Betwist", RIGHT);
  await anna.context.setOffline(false);
  await bert.context.setOffline(false);
  await anna.saved();
  await bert.saved();

  const places = async (person: typeof anna) => ({
    left: await person.cell(LEFT).getByText("Betwist").count(),
    right: await person.cell(RIGHT).getByText("Betwist").count(),
    all: await person.sticky("Betwist").count(),
  });
  await expect.poll(async () => (await places(anna)).all).toBe(1);
  await expect.poll(() => places(bert)).toEqual(await places(anna));
  const { left, right } = await places(anna);
  expect(left + right).toBe(1);
});

test("a sticky is thrown away while somebody types in it: both can get the words back", async ({
  server,
  join,
}) => {
  const board = await server.board("Weg");
  const anna = await join(server, board, "Anna");
  const joris = await join(server, board, "Joris");
  await anna.add(HOME, "Begin");
  await expect(joris.sticky("Begin")).toBeVisible();

  await anna.open("Begin");
  await anna.page.keyboard.type(" van een zin");
  await expect(joris.sticky("Begin van een zin")).toBeVisible();
  await joris.sticky("Begin van een zin").click();
  await joris.page.keyboard.press("Delete");

  const question = anna.page.getByText("Joris heeft dit kaartje weggegooid. Terugzetten?");
  await expect(question.first()).toBeVisible();
  await anna.page.getByRole("button", { name: "Terugzetten", exact: true }).click();
  await expect(joris.sticky("Begin van een zin")).toBeVisible();

  // Gone again, and this time it comes back from the bin.
  await joris.sticky("Begin van een zin").click();
  await joris.page.keyboard.press("Delete");
  await expect(joris.sticky("Begin van een zin")).toHaveCount(0);
  await joris.choose("Prullenbak");
  await joris.page.getByRole("button", { name: /Terugzetten: .*Begin van een zin/ }).click();
  await expect(anna.sticky("Begin van een zin")).toBeVisible();
});

test("what was thrown away comes back together, as one step", async ({ server, join }) => {
  const board = await server.board("Samen terug");
  const anna = await join(server, board, "Anna");
  const bert = await join(server, board, "Bert");
  const texts = ["Krijgt de aanslag", "Zoekt uit of", "Wacht op bericht"];
  for (const text of texts) {
    await anna.sticky(text).click();
    await anna.page.keyboard.press("Delete");
    await expect(bert.sticky(text)).toHaveCount(0);
  }
  await bert.choose("Prullenbak");
  const bin = bert.page.getByRole("dialog", { name: "Prullenbak" });
  // By the server's clock, which saw it a moment ago.
  await expect(bin.getByText("Blijft nog 30 dagen")).toHaveCount(3);
  await bin.getByRole("checkbox", { name: "Alles kiezen" }).check();
  await bin.getByRole("checkbox", { name: /^Kies: Wacht op bericht/ }).uncheck();
  await bin.getByRole("button", { name: "Zet 2 dingen terug" }).click();
  await expect(anna.sticky("Krijgt de aanslag")).toBeVisible();
  await expect(anna.sticky("Zoekt uit of")).toBeVisible();
  await expect(anna.sticky("Wacht op bericht")).toHaveCount(0);
  await bert.page.keyboard.press("Escape");
  await bert.page.keyboard.press("Control+z");
  await expect(anna.sticky("Krijgt de aanslag")).toHaveCount(0);
});
