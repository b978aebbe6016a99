/** *Begeleiden*: what a facilitator closes for others, and how one person's mistake is taken back. */
import type { Page } from "@playwright/test";
import { crowd } from "../support/bots.ts";
import { fill } from "../support/crowd.ts";
import type { Person } from "../support/person.ts";
import { expect, expectAccessible, test } from "../support/test.ts";

const OTHERS = 6;

async function turn(page: Page, name: string, on: boolean): Promise<void> {
  const toggle = page.getByRole("switch", { name, exact: true });
  await toggle.click();
  await expect(toggle).toHaveAttribute("aria-checked", String(on));
}

test("the frame, a sticky, and everything but one's own are closed and opened again", async ({
  server,
  join,
}) => {
  const board = await server.board("Beschermd");
  const fay = await join(server, board, "Fay", "facilitator");
  const els = await join(server, board, "Els", "editor");
  const bert = await join(server, board, "Bert");
  const addPhase = els.page.getByRole("button", { name: "Fase toevoegen", exact: true });
  await expect(addPhase).toBeVisible();
  await fay.choose("Begeleiden");
  await expectAccessible(fay.page);
  await turn(fay.page, "Fasen en rijen vastzetten", true);
  await expect(addPhase).toHaveCount(0);
  await turn(fay.page, "Fasen en rijen vastzetten", false);
  await expect(addPhase).toBeVisible();
  await fay.page.keyboard.press("Escape");

  await fay.sticky("Krijgt de aanslag").click();
  await fay.page.keyboard.press("l");
  const locked = bert.page.getByRole("group", { name: /^Krijgt de aanslag.*Vergrendeld/ });
  await expect(locked).toBeVisible();
  await bert.sticky("Krijgt de aanslag").dblclick();
  await expect(bert.page.getByText("Dit kaartje is vergrendeld").first()).toBeVisible();
  await expect(bert.page.locator(".sticky textarea")).toHaveCount(0);
  await bert.page.keyboard.press("Delete");
  await bert.drag("Krijgt de aanslag", { lane: "steps", phase: "orienteren" });
  await expect(
    bert.cell({ lane: "steps", phase: "aanslag" }).getByText("Krijgt de aanslag"),
  ).toBeVisible();
  await fay.page.keyboard.press("l");
  await expect(locked).toHaveCount(0);

  await bert.add({ lane: "pains", phase: "wachten" }, "Van Bert zelf");
  await bert.saved();
  await fay.choose("Begeleiden");
  await turn(fay.page, "Alleen eigen kaartjes", true);
  await fay.page.keyboard.press("Escape");
  await bert.sticky("Krijgt de aanslag").focus();
  await bert.page.keyboard.press("Delete");
  await expect(bert.page.getByText("alleen je eigen kaartjes").first()).toBeVisible();
  await expect(bert.sticky("Krijgt de aanslag")).toBeVisible();
  await bert.open("Van Bert zelf");
  await bert.page.keyboard.type(", dat mag");
  await expect(fay.sticky("Van Bert zelf, dat mag")).toBeVisible();
});

test("300 stickies thrown away by one guest come back with one tap, and eight who type lose nothing", async ({
  server,
  join,
}) => {
  const board = await server.board("Ongelukje");
  await fill(server, board, 300);
  const fay = await join(server, board, "Fay", "facilitator");
  const guest = await join(server, board, "Gast");
  const anna = await join(server, board, "Anna");
  const bert = await join(server, board, "Bert");
  const others = await crowd(server, board, OTHERS);
  const first = "Krijgt de aanslag";
  await expect(guest.page.locator("[data-sticky^=bot-]")).toHaveCount(OTHERS);
  const before = await guest.page.locator(".sticky").count();
  expect(before).toBeGreaterThan(300 + OTHERS);

  await anna.open(first);
  const writes = async ({ page }: Person, text: string) => page.keyboard.type(text, { delay: 25 });
  await bert.cell({ lane: "gains", phase: "wachten" }).focus();
  const typing = Promise.all([
    writes(anna, ", en Anna schrijft rustig door, ook als alles om haar heen verdwijnt en weer terugkomt"),
    writes(bert, "Bert schrijft intussen een nieuw kaartje, dat met de rest mee weg gaat of juist blijft"),
  ]);

  await guest.sticky("Legt de brief").click();
  for (let wider = 0; wider < 3; wider += 1) await guest.page.keyboard.press("Control+a");
  await guest.page.keyboard.press("Delete");
  const toast = fay.page.getByRole("group").filter({ hasText: /Gast gooide \d+ dingen weg/ });
  await expect(toast).toBeVisible();
  await expect(fay.page.locator(".sticky:not(.editing)")).not.toHaveCount(before);
  await toast.getByRole("button", { name: "Gooi het terug" }).click();
  await expect(fay.page.getByText(/dingen staan weer zoals ervoor/).first()).toBeVisible();
  await typing;
  await anna.page.keyboard.press("Escape");
  await bert.page.keyboard.press("Escape");
  const said = others.stop();

  for (const reader of [fay, guest]) {
    await expect(reader.page.locator(".sticky")).toHaveCount(before + 1);
    await expect(reader.page.locator("[data-sticky^=crowd-]")).toHaveCount(300);
    await expect(reader.sticky(first)).toContainText("verdwijnt en weer terugkomt");
    await expect(reader.sticky("Bert schrijft intussen")).toContainText("weg gaat of juist blijft");
    for (const [nth, text] of said.entries()) {
      await expect(reader.page.locator(`[data-sticky=bot-${nth}] .sticky-text`)).toHaveText(text.trim());
    }
  }
  await fay.choose("Begeleiden");
  await expect(fay.page.getByText(/Teruggegooid door Fay/)).toBeVisible();
  await expectAccessible(fay.page);
  others.leave();
});
