/**
 * Hands that never meet a surprise: zooming back keeps the place, what is thrown away leaves no hole,
 * keys go to what was asked for, a second click is about what it was on, and a device keeps its ways.
 */
import { Fingers, on } from "../support/fingers.ts";
import { type Cell, Person } from "../support/person.ts";
import { gapAtTop, TALLEST } from "../support/top.ts";
import { expect, expectAccessible, test } from "../support/test.ts";

const HERE: Cell = { lane: "pains", phase: "wachten" };

test("from counts back to true size by key: the place stays, and no key begins a sticky", async ({
  server,
  join,
}) => {
  const board = await server.board("Heen en terug");
  const anna = await join(server, board, "Anna");
  const { page } = anna;
  const map = page.locator("#map");
  const now = page.getByRole("group", { name: "Grootte van de kaart" });
  const all = await page.locator(".sticky").count();
  const sticky = anna.sticky("Niemand kan zien hoe");
  await sticky.focus();
  await page.keyboard.press("0");
  for (let press = 0; press < 3; press += 1) await page.keyboard.press("-");
  await expect(now.getByText("30 %")).toBeVisible();
  for (let press = 0; press < 3; press += 1) await page.keyboard.press("+");
  await expect(now.getByText("100 %")).toBeVisible();
  await expect(page.locator(".sticky textarea")).toHaveCount(0);
  await expect(page.locator(".sticky")).toHaveCount(all);
  // It is in the cell that it left from, and that cell is in sight.
  await expect(anna.cell(HERE).locator(".sticky").first()).toBeFocused();
  await expect(anna.cell(HERE).locator(".sticky").first()).toBeInViewport();
  expect(await map.evaluate((one) => one.scrollTop)).toBeGreaterThan(0);
});

test("what I take back at the top leaves no hole above the first lane", async ({ server, join }) => {
  const board = await server.board("Geen gat");
  const anna = await join(server, board, "Anna");
  const { page } = anna;
  const before = await gapAtTop(page);
  const added = ["Een lang kaartje", "Nog een lang kaartje", "En nog een lang kaartje"];
  for (const text of added) await anna.add(TALLEST, text);
  // What has the focus stands lower, and would hold still if others had done it.
  await anna.sticky("Aanslag in een blauwe envelop").focus();
  const taken = anna.sticky("lang kaartje");
  // Writing and adding may each be a step of their own.
  for (let press = 0; press < 4 * added.length && (await taken.count()) > 0; press += 1) {
    await page.keyboard.press("Control+z");
  }
  await expect(taken).toHaveCount(0);
  await expect.poll(() => gapAtTop(page)).toBe(before);
});

test("who writes when the last phase is thrown away writes on", async ({ server, join }) => {
  const board = await server.board("Laatste fase", "leeg");
  const els = await join(server, board, "Els", "editor");
  await els.page.getByRole("textbox").first().fill("Krijgt een brief");
  await els.page.getByRole("button", { name: "Maak de fasen" }).click();
  const anna = await join(server, board, "Anna");
  await anna.page.locator(".lane .cell").first().focus();
  await anna.page.keyboard.type("Voor en ");
  await expect(els.sticky("Voor en")).toHaveCount(1);
  await els.page.getByRole("columnheader", { name: /Krijgt een brief/ }).focus();
  await els.page.keyboard.press("Delete");
  await els.page.getByRole("button", { name: "Weggooien", exact: true }).click();
  await expect(els.page.getByText("Welke stappen zet de inwoner?")).toBeVisible();
  const area = anna.page.locator(".sticky textarea");
  await expect(area).toBeFocused();
  await anna.page.keyboard.type("na het weggooien");
  await expect(area).toHaveValue("Voor en na het weggooien");
  await anna.saved();
});

test("a second click in one place is about what lies there now", async ({ server, join }) => {
  const board = await server.board("Twee klikken");
  const anna = await join(server, board, "Anna");
  const { page } = anna;
  const cell = { lane: "steps", phase: "wachten" };
  const text = "Dit kaartje is zo lang dat het drie regels nodig heeft om te passen";
  await anna.add(cell, text);
  const all = await page.locator(".sticky").count();
  const box = await anna.sticky(text).boundingBox();
  if (box === null) throw new Error("the sticky is not shown");
  await anna.cell(cell).focus();
  // Low on the paper: what lies there when it is gone is the bare cell.
  const at = [box.x + box.width / 2, box.y + box.height - 6] as const;
  await page.mouse.click(...at);
  await expect(anna.sticky(text)).toBeFocused();
  await page.keyboard.press("Delete");
  await expect(anna.sticky(text)).toHaveCount(0);
  // The browser counts it as the second click of two, for it comes soon after in the same place.
  await page.mouse.down({ clickCount: 2 });
  await page.mouse.up({ clickCount: 2 });
  await expect(anna.cell(cell)).toBeFocused();
  await expect(page.locator(".sticky textarea")).toHaveCount(0);
  await expect(page.locator(".sticky")).toHaveCount(all - 1);
  // Two clicks on the cell itself begin a sticky.
  await page.mouse.dblclick(...at);
  await expect(page.locator(".sticky textarea")).toBeFocused();
});

test("keys that come before the panel or the search is there are for it", async ({ server, join }) => {
  const board = await server.board("Snelle vingers");
  const anna = await join(server, board, "Anna");
  const { page } = anna;
  let arrive = (): void => undefined;
  const arrives = new Promise<void>((done) => {
    arrive = done;
  });
  await page.route(/assets\/(side-panel|search-bar)-/, async (route) => {
    await arrives;
    await route.continue();
  });
  const all = await page.locator(".sticky").count();
  await anna.sticky("Niemand kan zien hoe").focus();
  await page.keyboard.press("r");
  await page.keyboard.type("Nieuw idee1");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Control+a");
  await expect(page.locator(".sticky")).toHaveCount(all);
  await expect(page.locator("[data-selected]")).toHaveCount(0);
  arrive();
  await expect(page.getByLabel("Schrijf een reactie")).toHaveValue("Nieuw idee");
  await expect(page.getByLabel("Schrijf een reactie")).toBeFocused();
  await page.keyboard.press("Escape");
  await anna.sticky("Niemand kan zien hoe").focus();
  await page.keyboard.press("Control+f");
  await page.keyboard.type("brief");
  await expect(page.getByRole("searchbox")).toHaveValue("brief");
  await expect(page.locator(".sticky textarea")).toHaveCount(0);
});

test("what was asked for and does not come lets the map go again", async ({ server, join }) => {
  const board = await server.board("Komt niet");
  const anna = await join(server, board, "Anna");
  const { page } = anna;
  await page.route(/assets\/side-panel-/, (route) => route.abort());
  await anna.sticky("Niemand kan zien hoe").focus();
  await page.keyboard.press("i");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Escape");
  await anna.sticky("Niemand kan zien hoe").focus();
  await page.keyboard.press("ArrowDown");
  await expect(anna.sticky("Een herinnering komt")).toBeFocused();
});

test("the page itself never scrolls, and what was chosen on a device is there after a reload", async ({
  server,
  join,
}) => {
  const board = await server.board("Eigen manier");
  const anna = await join(server, board, "Anna");
  const { page } = anna;
  const longer = () =>
    page.evaluate(() => document.documentElement.scrollHeight - document.documentElement.clientHeight);
  expect(await longer()).toBe(0);
  await anna.sticky("Niemand kan zien hoe").focus();
  await page.keyboard.press("+");
  await page.keyboard.press("?");
  await page.getByLabel("Sneltoetsen van één letter gebruiken").uncheck();
  await page.getByRole("dialog").getByRole("combobox").selectOption("off");
  await page.keyboard.press("Escape");
  const map = page.locator("#map");
  await map.evaluate((one) => one.scrollTo(0, 0));
  await anna.choose("Groot scherm");
  await expect(page.locator("html")).toHaveAttribute("data-screen", "big");
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  expect(await map.evaluate((one) => [one.scrollLeft, one.scrollTop])).toEqual([0, 0]);
  await page.reload();
  await anna.onBoard();
  await expect(page.locator("html")).toHaveAttribute("data-screen", "big");
  await expect(
    page.getByRole("group", { name: "Grootte van de kaart" }).getByText("125 %"),
  ).toBeVisible();
  await page.getByRole("button", { name: "Sneltoetsen", exact: true }).click();
  await expect(page.getByLabel("Sneltoetsen van één letter gebruiken")).not.toBeChecked();
  await expect(page.getByRole("dialog").getByRole("combobox")).toHaveValue("off");
  expect(await longer()).toBe(0);
  // What somebody else left there is no way to break the page.
  await page.evaluate(() => localStorage.setItem("reisbord_ways", '{"zoom":"wide","big":3}'));
  await page.reload();
  await anna.onBoard();
  await expect(page.locator("html")).not.toHaveAttribute("data-screen", "big");
});

test("what is said about a sticky out of sight moves nothing that is in sight", async ({
  server,
  join,
}) => {
  const board = await server.board("Reactie erboven");
  const anna = await join(server, board, "Anna");
  const bert = await join(server, board, "Bert");
  const { page } = anna;
  const map = page.locator("#map");
  const first = page.locator(".lane .cell .sticky").first();
  const about = (await first.getAttribute("data-sticky")) ?? "";
  await map.evaluate(async (one) => {
    const ended = new Promise((done) => one.addEventListener("scrollend", done, { once: true }));
    one.scrollTop = 420;
    await ended;
  });
  const seen = anna.sticky("Niemand kan zien hoe");
  const before = await seen.boundingBox();
  await bert.page.locator(`[data-sticky="${about}"]`).focus();
  await bert.page.keyboard.press("r");
  await bert.page.getByLabel("Schrijf een reactie").fill("Klopt dit?");
  await bert.page.getByRole("button", { name: "Plaatsen" }).click();
  await expect(first.locator(".comment-mark")).toBeAttached();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  expect(await seen.boundingBox()).toEqual(before);
});

test("on the wall a finger that waits while another carries asks for no menu", async ({
  server,
  browser,
}) => {
  const board = await server.board("Wachtende hand");
  const link = await server.link(board, "editor");
  const room = await (await Person.join(browser, link, "Zaal", { hasTouch: true })).onBoard();
  const { page } = room;
  await page.setViewportSize({ width: 1920, height: 1080 });
  await room.choose("Groot scherm");
  const [one, other] = ["Niemand kan zien hoe", "Een herinnering komt"];
  await room.sticky(one).evaluate((it) => it.scrollIntoView({ block: "center", inline: "center" }));
  const hands = await Fingers.of(room.context, room);
  const [its, others] = [await on(room, one), await on(room, other)];
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  await hands.pull(1, its, { x: its.x + 80, y: its.y });
  await expect(page.locator(".carried")).toHaveCount(1);
  await hands.press(2, others);
  await page.clock.runFor(2_000);
  await expect(page.getByRole("menu")).toHaveCount(0);
  await hands.move(2, { x: others.x + 80, y: others.y });
  await expect(page.locator(".carried")).toHaveCount(2);
  await page.keyboard.press("Escape");
  await page.clock.resume();
  await room.leave();
});

test("a large phase leaves its small neighbours their names in one piece", async ({ server, join }) => {
  const board = await server.board("Namen heel");
  const anna = await join(server, board, "Anna");
  const { page } = anna;
  await page.getByRole("columnheader", { name: /Aanvragen/ }).focus();
  await page.keyboard.press("f");
  const small = page.locator(".phase.small .phase-title");
  await expect(small.first()).toBeVisible();
  const broken = await small.evaluateAll((titles) =>
    titles
      .filter((title) => !/\s/.test(title.textContent.trim()))
      .filter((title) => title.getBoundingClientRect().height > 1.5 * Number.parseFloat(getComputedStyle(title).lineHeight))
      .map((title) => title.textContent),
  );
  expect(broken).toEqual([]);
});

test("a board without lanes says what a lane is, and makes the first one", async ({
  server,
  join,
}) => {
  const board = await server.board("Zonder rijen", "leeg");
  const els = await join(server, board, "Els", "editor");
  const { page } = els;
  await page.getByRole("textbox").first().fill("Krijgt een brief");
  await page.getByRole("button", { name: "Maak de fasen" }).click();
  const heads = page.locator(".lane-head[data-lane]");
  await expect(heads.first()).toBeVisible();
  for (let left = await heads.count(); left > 0; left -= 1) {
    await heads.first().focus();
    await page.keyboard.press("Delete");
    await expect(heads).toHaveCount(left - 1);
  }
  await expect(page.getByText("Dit bord heeft nog geen rijen.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Rij toevoegen" }).click();
  await page.keyboard.type("Wat doet de inwoner?");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Dit bord heeft nog geen rijen.")).toHaveCount(0);
});

test("the way back waits for whoever is slow, and under a hand; who goes on loses it after a while", async ({
  server,
  join,
}) => {
  const board = await server.board("Alle tijd");
  const anna = await join(server, board, "Anna");
  const { page } = anna;
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  const back = page.getByRole("button", { name: "Terugzetten" });
  await anna.sticky("Niemand kan zien hoe").focus();
  await page.keyboard.press("Delete");
  await expect(back).toBeVisible();
  await page.clock.runFor(120_000);
  await expect(back).toBeVisible();
  // Somebody reaches it with the keyboard, however long that takes from there.
  await page.keyboard.press("ArrowDown");
  await page.clock.runFor(7_000);
  await back.focus();
  await page.clock.runFor(120_000);
  await expect(back).toBeVisible();
  await anna.cell(HERE).focus();
  await page.keyboard.press("ArrowDown");
  await page.clock.runFor(8_000);
  await expect(back).toHaveCount(0);
  await page.clock.resume();
  await anna.choose("Prullenbak");
  await page.getByRole("button", { name: /^Terugzetten: Niemand kan zien hoe/ }).click();
  await expect(anna.sticky("Niemand kan zien hoe")).toHaveCount(1);
});
