/** *Versies*: keep one by name, look at it, bring back one thing or everything, and undo that. */
import { expect, expectAccessible, test } from "../support/test.ts";

const CELL = { lane: "pains", phase: "wachten" };

test("an editor keeps a version, brings back what was lost, then everything, and undoes it", async ({
  server,
  join,
}) => {
  const board = await server.board("Vroeger");
  const els = await join(server, board, "Els", "editor");
  const bert = await join(server, board, "Bert");
  await bert.add(CELL, "Niemand belt terug");
  await bert.add(CELL, "Het duurt lang");
  await bert.saved();
  await els.choose("Versies");
  const panel = els.page.getByRole("dialog", { name: "Versies" });
  await panel.getByRole("button", { name: "Bewaar het bord van nu" }).click();
  await expect(panel.getByText("Geef de versie een naam.")).toBeVisible();
  await panel.getByLabel("Naam van deze versie").fill("Na de workshop");
  await els.page.keyboard.press("Enter");
  await expect(panel.getByRole("button", { name: "Bekijken: Na de workshop" })).toBeVisible();
  await expectAccessible(els.page);
  await panel.getByRole("button", { name: "Naam geven: Na de workshop" }).click();
  await els.page.getByRole("dialog").last().getByLabel("Naam van deze versie").fill("Na de eerste keer");
  await els.page.keyboard.press("Enter");
  await els.page.keyboard.press("Escape");

  // Afterwards somebody throws away, rewrites and adds.
  await bert.sticky("Niemand belt terug").click();
  await bert.page.keyboard.press("Delete");
  await bert.open("Het duurt lang");
  await bert.page.keyboard.type(", nu anders");
  await bert.page.keyboard.press("Escape");
  await bert.add(CELL, "Kwam later");
  await bert.saved();
  await expect(els.sticky("Kwam later")).toBeVisible();

  await els.choose("Versies");
  await els.page.getByRole("button", { name: "Bekijken: Na de eerste keer" }).click();
  const then = els.page.getByRole("dialog", { name: "Na de eerste keer" });
  await expect(then.getByText("3 dingen zijn nu anders.")).toBeVisible();
  await then.getByText("Het hele bord van toen").click();
  await expect(then.getByRole("listitem").filter({ hasText: "Niemand belt terug" })).toBeVisible();
  await expectAccessible(els.page);
  await then.getByRole("checkbox", { name: /^Niemand belt terug/ }).check();
  await then.getByRole("button", { name: "Zet 1 ding terug" }).click();
  await expect(bert.sticky("Niemand belt terug")).toBeVisible();
  await expect(bert.sticky("Het duurt lang, nu anders")).toBeVisible();
  await expect(then.getByText("2 dingen zijn nu anders.")).toBeVisible();

  await then.getByRole("button", { name: "Zet alles terug naar toen" }).click();
  await els.page.getByRole("button", { name: "Zet alles terug", exact: true }).click();
  await expect(then.getByText("Het bord is nu precies zoals toen.")).toBeVisible();
  await expect(bert.sticky("nu anders")).toHaveCount(0);
  await expect(bert.sticky("Het duurt lang")).toBeVisible();
  await expect(bert.sticky("Kwam later")).toHaveCount(0);
  await els.page.keyboard.press("Escape");
  await els.saved();
  await els.page.keyboard.press("Control+z");
  await expect(bert.sticky("Kwam later")).toBeVisible();
  await expect(bert.sticky("Het duurt lang, nu anders")).toBeVisible();
});

test("a participant has no versions; a facilitator takes one away for good", async ({ server, join }) => {
  const board = await server.board("Rechten op vroeger");
  const bert = await join(server, board, "Bert");
  const fay = await join(server, board, "Fay", "facilitator");
  await bert.page.getByRole("button", { name: "Meer", exact: true }).click();
  await expect(bert.page.getByRole("menuitem", { name: "Prullenbak" })).toBeVisible();
  await expect(bert.page.getByRole("menuitem", { name: "Versies" })).toHaveCount(0);
  const path = `${server.url}/v1/boards/${board}/versions`;
  expect((await bert.page.request.get(path)).status()).toBe(403);
  await fay.choose("Versies");
  await fay.page.getByLabel("Naam van deze versie").fill("Weg ermee");
  await fay.page.keyboard.press("Enter");
  await fay.page.getByRole("button", { name: "Verwijderen: Weg ermee" }).click();
  await fay.page.getByRole("button", { name: "Verwijderen", exact: true }).click();
  await expect(fay.page.getByRole("button", { name: "Bekijken: Weg ermee" })).toHaveCount(0);
});
