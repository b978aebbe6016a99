/** Comments: two people talk about a sticky, somebody who only reads follows, and unread is kept. */
import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "../support/test.ts";

const CELL = { lane: "pains", phase: "wachten" };

const panelOf = (page: Page) => page.getByRole("complementary", { name: "Details" });

test("two people talk: a mention, an answer, dealt with, opened again, and what is unread", async ({
  server,
  join,
}) => {
  const board = await server.board("Praten");
  const anna = await join(server, board, "Anna");
  const bert = await join(server, board, "Bert");
  await anna.add(CELL, "Niemand belt terug");
  await expect(bert.sticky("Niemand belt terug")).toBeVisible();

  // Anna, by keyboard alone: from the sticky to a comment that calls Bert by name.
  await anna.page.keyboard.press("r");
  await expect(anna.page.getByLabel("Schrijf een reactie")).toBeFocused();
  await expect(panelOf(anna.page).getByText("Nog geen reacties.")).toBeVisible();
  await anna.page.keyboard.type("Klopt dit, @be");
  await expect(anna.page.getByRole("option", { name: "Bert" })).toBeVisible();
  await expectAccessible(anna.page);
  await anna.page.keyboard.press("Enter");
  await anna.page.keyboard.type("denk ik?");
  await anna.page.keyboard.press("Control+Enter");
  await expect(panelOf(anna.page).getByText("Klopt dit, @Bert denk ik?")).toBeVisible();
  await expect(anna.page.getByLabel("Schrijf een reactie")).toHaveValue("");

  // Bert is told, sees it on the sticky and in the line above, and goes there in one tap.
  const called = bert.page.getByText("Anna noemt je bij “Niemand belt terug”.").first();
  await expect(called).toBeVisible();
  const mark = bert.sticky("Niemand belt terug").getByRole("button", { name: /reactie/ });
  await expect(mark).toHaveText("1 nieuw");
  await expect(bert.page.getByRole("banner").getByRole("button", { name: "Reacties, 1 nieuw" })).toBeVisible();
  await bert.page.getByRole("button", { name: "Bekijken" }).click();
  const panel = panelOf(bert.page);
  await expect(panel.getByText("Nieuw", { exact: true })).toBeVisible();
  await expect(mark).toHaveText("1");
  await expect(bert.page.getByRole("banner").getByRole("button", { name: "Reacties", exact: true })).toBeVisible();

  await panel.getByRole("button", { name: /^Beantwoorden: Anna/ }).click();
  await bert.page.keyboard.type("Ja, drie keer.");
  await bert.page.keyboard.press("Control+Enter");
  const answers = panelOf(anna.page).getByRole("article", { name: "Bert" });
  await expect(answers).toContainText("Ja, drie keer.");
  await panel.getByRole("button", { name: /^Wijzigen: Ja, drie keer/ }).click();
  await expect(panel.getByLabel("Je reactie wijzigen")).toHaveValue("Ja, drie keer.");
  await panel.getByLabel("Je reactie wijzigen").fill("Ja, vier keer.");
  await panel.getByRole("button", { name: "Opslaan" }).click();
  await expect(answers).toContainText("Ja, vier keer.");
  await expect(answers).toContainText("gewijzigd");
  await expectAccessible(bert.page);

  // Dealt with: it leaves the sticky; opened again, it is back.
  await panelOf(anna.page).getByRole("button", { name: /^Afhandelen/ }).click();
  await expect(panel.getByText("Afgehandeld door Anna")).toBeVisible();
  await expect(mark).toHaveCount(0);
  await panelOf(anna.page).getByRole("button", { name: /^Weer openen/ }).click();
  await expect(mark).toHaveText("2");

  // What was read stays read on another day, and on another device of the same session.
  await bert.page.reload();
  await bert.onBoard();
  await expect(mark).toHaveText("2");
  await anna.page.getByLabel("Schrijf een reactie").fill("En verder?");
  await anna.page.getByRole("button", { name: "Plaatsen" }).click();
  await expect(mark).toHaveText("3, 1 nieuw");
  await bert.page.reload();
  await expect(mark).toHaveText("3, 1 nieuw");
});

test("a commenter comments and takes back only their own; a viewer reads all of it; a facilitator tidies up", async ({
  server,
  join,
}) => {
  const board = await server.board("Wie mag wat");
  const carla = await join(server, board, "Carla", "commenter");
  const vera = await join(server, board, "Vera", "viewer");
  const fay = await join(server, board, "Fay", "facilitator");
  await expect(carla.page.getByText("Je mag hier kijken en reageren.")).toBeVisible();
  await carla.sticky("Een herinnering komt").click();
  await carla.page.keyboard.press("r");
  await expect(carla.page.getByLabel("Schrijf een reactie")).toBeFocused();
  await carla.page.keyboard.type("Dit herken ik");
  await carla.page.getByRole("button", { name: "Plaatsen" }).click();
  await fay.sticky("Een herinnering komt").click();
  await fay.page.keyboard.press("r");
  await expect(fay.page.getByLabel("Schrijf een reactie")).toBeFocused();
  await fay.page.keyboard.type("Ik ook");
  await fay.page.keyboard.press("Control+Enter");
  const theirs = panelOf(carla.page);
  await expect(theirs.getByRole("button", { name: "Verwijderen: Dit herken ik" })).toBeVisible();
  await expect(theirs.getByRole("button", { name: "Verwijderen: Ik ook" })).toHaveCount(0);
  await expect(theirs.getByRole("button", { name: /^Afhandelen/ })).toHaveCount(0);

  await vera.page.getByRole("banner").getByRole("button", { name: "Reacties, 2 nieuw" }).click();
  const all = vera.page.getByRole("dialog", { name: "Reacties" });
  await expect(all.getByRole("listitem")).toHaveCount(2);
  await expectAccessible(vera.page);
  await all.getByRole("button", { name: /Dit herken ik/ }).click();
  await expect(vera.sticky("Een herinnering komt")).toBeInViewport();
  const read = panelOf(vera.page);
  await expect(read.getByText("Ik ook")).toBeVisible();
  await expect(read.getByRole("textbox")).toHaveCount(0);
  await expect(read.getByRole("button", { name: /Beantwoorden|Afhandelen|Verwijderen/ })).toHaveCount(0);
  await expect(vera.page.getByRole("banner").getByRole("button", { name: "Reacties", exact: true })).toBeVisible();

  await panelOf(fay.page).getByRole("button", { name: "Verwijderen: Dit herken ik" }).click();
  await fay.page.getByRole("dialog").getByRole("button", { name: "Verwijderen" }).click();
  await expect(read.getByText("Dit herken ik")).toHaveCount(0);
  await expect(read.getByText("Ik ook")).toBeVisible();
  await vera.page.setViewportSize({ width: 320, height: 640 });
  await expectAccessible(vera.page);
});

test("a phase, a lane and an action are talked about as well, and their heads show it", async ({
  server,
  join,
}) => {
  const board = await server.board("Overal praten");
  const anna = await join(server, board, "Anna", "editor");
  const bert = await join(server, board, "Bert");
  const place = async (text: string) => {
    await anna.page.getByLabel("Schrijf een reactie").fill(text);
    await anna.page.getByRole("button", { name: "Plaatsen" }).click();
  };
  for (const [role, name] of [
    ["columnheader", /Wachten/],
    ["rowheader", /Knelpunten/],
  ] as const) {
    await anna.page.getByRole(role, { name }).first().focus();
    await anna.page.keyboard.press("r");
    await place("Hoort dit hier?");
    const mark = bert.page.getByRole(role, { name }).first().getByRole("button", { name: "1 reactie, 1 nieuw" });
    await expect(mark).toHaveText("1");
    await mark.click();
    await expect(panelOf(bert.page).getByText("Hoort dit hier?")).toBeVisible();
    await expect(bert.page.getByRole(role, { name }).first().locator(".comment-mark")).toHaveText("1");
    await expectAccessible(bert.page);
    await panelOf(bert.page).getByRole("button", { name: "Sluiten" }).click();
  }

  await anna.page.getByRole("link", { name: "Acties", exact: true }).click();
  await anna.page.locator(".action-row .open").first().click();
  await place("Wie begint?");
  await expect(anna.page.getByText("Wie begint?")).toBeVisible();
  await expectAccessible(anna.page);
  // Everything that was said leads there.
  await bert.page.getByRole("banner").getByRole("button", { name: /^Reacties/ }).click();
  await bert.page.getByRole("button", { name: /Wie begint/ }).click();
  await expect(bert.page.locator(".side").getByText("Wie begint?")).toBeVisible();
});
