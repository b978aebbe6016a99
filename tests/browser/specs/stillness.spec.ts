/**
 * The picture holds still. While somebody else changes the board in every way there is, the sticky in
 * focus, the one being written on and the one being carried stay where they are on the screen, to the
 * pixel, in every frame that is painted; focus, caret and selection stay too.
 */
import type { Page } from "@playwright/test";
import { type Cell, Person } from "../support/person.ts";
import { Remote } from "../support/remote.ts";
import { expect, test } from "../support/test.ts";
import { gapAtTop, TALLEST } from "../support/top.ts";

const SEED = Number(process.env["REISBORD_SEED"] ?? "7");
const EDITS = 70;
const HERE: Cell = { lane: "pains", phase: "wachten" };
const SPARED = { lanes: ["pains"], phases: ["wachten"] };

/** Watches the sticky with this text in every frame, after everything else in that frame. */
async function watch(page: Page, text: string): Promise<string> {
  return page.evaluate((wanted) => {
    const found = [...document.querySelectorAll<HTMLElement>(".sticky")].find((one) =>
      (one.querySelector("textarea")?.value ?? one.textContent).includes(wanted),
    );
    const id = found?.dataset["sticky"];
    if (found === undefined || id === undefined) throw new Error(`no sticky says ${wanted}`);
    const box = found.getBoundingClientRect();
    const seen = { frames: 0, moved: 0, lost: 0 };
    const probe = document.body.appendChild(document.createElement("div"));
    Object.assign(probe.style, { position: "fixed", visibility: "hidden" });
    // It calls after the frame was laid out and before it is painted, when all else has run.
    new ResizeObserver(() => {
      const now = document.getElementById(`sticky:${id}`)?.getBoundingClientRect();
      seen.frames += 1;
      if (now === undefined) seen.lost += 1;
      else {
        const moved = Math.max(Math.abs(now.top - box.top), Math.abs(now.left - box.left));
        seen.moved = Math.max(seen.moved, moved);
      }
    }).observe(probe);
    const tick = () => {
      probe.style.width = probe.style.width === "1px" ? "2px" : "1px";
      requestAnimationFrame(tick);
    };
    tick();
    Object.assign(globalThis, { seen });
    return id;
  }, text);
}

const seen = (page: Page) =>
  page.evaluate(
    () =>
      (globalThis as unknown as { seen: { frames: number; moved: number; lost: number } }).seen,
  );

/** Many edits, a few at a time, each few seen before the next. */
async function disturb(remote: Remote, page: Page, id: string, arrives: () => Promise<void>) {
  for (let nth = 0; nth < EDITS; nth += 1) {
    remote.edit({ stickies: [id], ...SPARED });
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
  }
  await arrives();
}

async function expectStill(page: Page): Promise<void> {
  const { frames, moved, lost } = await seen(page);
  expect(frames).toBeGreaterThan(EDITS / 2);
  expect({ moved: Math.round(moved * 100) / 100, lost }).toEqual({ moved: 0, lost: 0 });
}

/** The middle of the board, so that there is something on every side. */
async function scrollTo(anna: Person, text: string): Promise<void> {
  await anna.sticky(text).evaluate((sticky) => sticky.scrollIntoView({ block: "center" }));
}

test("whatever others do, what I have in focus, write on or carry stays where it is", async ({
  server,
  join,
}) => {
  const board = await server.board("Stil");
  const anna = await join(server, board, "Anna", "editor");
  const bert = await join(server, board, "Bert", "editor");
  const { page } = anna;
  await anna.add(HERE, "Dit blijft staan");
  await scrollTo(anna, "Dit blijft staan");
  const sticky = anna.sticky("Dit blijft staan");
  const scrolled = () => page.evaluate(() => [scrollX, scrollY]);
  const before = await scrolled();
  const remote = await Remote.join(server, board, SEED);

  await expect(sticky).toBeFocused();
  const id = await watch(page, "Dit blijft staan");
  await disturb(remote, page, id, async () => {
    await remote.mark("Eerste ronde", HERE.lane, HERE.phase);
    await expect(anna.sticky("Eerste ronde")).toBeAttached();
  });
  await expect(sticky).toBeFocused();
  await expectStill(page);

  const area = await anna.open("Dit blijft staan");
  await area.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(4, 10, "backward"));
  await watch(page, "Dit blijft staan");
  await disturb(remote, page, id, async () => {
    await remote.mark("Tweede ronde", HERE.lane, HERE.phase);
    await expect(anna.sticky("Tweede ronde")).toBeAttached();
  });
  await expect(area).toBeFocused();
  const caret = await area.evaluate((field: HTMLTextAreaElement) => [
    field.selectionStart,
    field.selectionEnd,
    field.selectionDirection,
  ]);
  expect(caret).toEqual([4, 10, "backward"]);
  await expectStill(page);
  await page.keyboard.type("stond");
  await page.keyboard.press("Escape");
  await expect(anna.sticky("Dit stond staan")).toBeFocused();

  const box = await anna.sticky("Dit stond staan").boundingBox();
  if (box === null) throw new Error("the sticky is not shown");
  await watch(page, "Dit stond staan");
  await page.mouse.move(box.x + 20, box.y + 12);
  await page.mouse.down();
  await page.mouse.move(box.x + 60, box.y + 30, { steps: 4 });
  await expect(page.locator(".carried")).toBeVisible();
  await disturb(remote, page, id, async () => {
    await remote.mark("Derde ronde", HERE.lane, HERE.phase);
    await expect(bert.sticky("Derde ronde")).toBeAttached();
  });
  await expectStill(page);
  await expect(anna.sticky("Derde ronde")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await expect(anna.sticky("Derde ronde")).toBeAttached();
  await expectStill(page);

  expect([...remote.done.values()].reduce((sum, count) => sum + count, 0)).toBe(3 * EDITS);
  expect([...remote.done.keys()].sort(), "every kind of change was made").toEqual(remote.kinds);
  expect(await scrolled()).toEqual(before);
  remote.leave();
});

test("without a focus, the first sticky in sight stays where it is", async ({ server, join }) => {
  const board = await server.board("Stil zonder focus");
  const anna = await join(server, board, "Anna");
  const { page } = anna;
  const remote = await Remote.join(server, board, SEED + 1);
  // A hand rests on the map; where none does, a blank that others leave at the top closes up.
  await page.mouse.move(900, 600);
  await page.locator("#map").evaluate(async (map) => {
    const ended = new Promise((done) => map.addEventListener("scrollend", done, { once: true }));
    map.scrollTop = 333;
    await ended;
  });
  // By its own words: the first one that is not under the headers.
  const text = await page.locator("#map").evaluate((map) => {
    const top = map.querySelector(".head")?.getBoundingClientRect().bottom ?? 0;
    const left = map.querySelector(".lane-head")?.getBoundingClientRect().right ?? 0;
    const first = [...map.querySelectorAll<HTMLElement>(".lane .sticky")].find((one) => {
      const box = one.getBoundingClientRect();
      return box.bottom > top && box.left >= left && box.width > 0;
    });
    const cell = first?.closest<HTMLElement>(".cell")?.dataset;
    return [first?.dataset["sticky"] ?? "", first?.textContent ?? "", cell?.["lane"], cell?.["phase"]];
  });
  const [id = "", words = "", lane = "", phase = ""] = text;
  await watch(page, words.slice(0, 20));
  for (let nth = 0; nth < EDITS; nth += 1) {
    remote.edit({ stickies: [id], lanes: [lane], phases: [phase] });
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
  }
  await remote.mark("Alles is er", lane, phase);
  await expect(anna.sticky("Alles is er")).toBeAttached();
  await expectStill(page);
  remote.leave();
});

test("the blank that others leave at the top goes when my hand and my focus do", async ({
  server,
  join,
}) => {
  const board = await server.board("Leeg boven");
  const anna = await join(server, board, "Anna");
  const bert = await join(server, board, "Bert");
  const { page } = anna;
  const before = await gapAtTop(page);
  const sticky = anna.sticky("Aanslag in een blauwe envelop");
  await sticky.click();
  const box = await sticky.boundingBox();
  const [tall, low] = [bert.cell(TALLEST), anna.cell(TALLEST)];
  for (let left = await tall.locator(".sticky").count(); left > 0; left -= 1) {
    await tall.locator(".sticky").first().focus();
    await bert.page.keyboard.press("Delete");
    await expect(low.locator(".sticky")).toHaveCount(left - 1);
  }
  await expect.poll(() => gapAtTop(page)).toBeGreaterThan(before);
  expect(await sticky.boundingBox()).toEqual(box);
  await page.getByRole("banner").getByRole("heading").click();
  await expect.poll(() => gapAtTop(page)).toBe(before);
});

test("who writes where others throw away the lane writes on, and loses no letter", async ({
  server,
  join,
}) => {
  const board = await server.board("Weg onder je handen");
  const anna = await join(server, board, "Anna");
  const els = await join(server, board, "Els", "editor");
  await anna.cell(HERE).focus();
  await anna.page.keyboard.type("Voor en ");
  const head = els.page.getByRole("rowheader", { name: /Knelpunten/ }).first();
  await head.focus();
  await els.page.keyboard.press("Delete");
  await els.page.getByRole("button", { name: "Weggooien", exact: true }).click();
  await expect(els.page.getByRole("rowheader", { name: /Knelpunten/ })).toHaveCount(0);
  const area = anna.page.locator(".sticky textarea");
  await expect(els.sticky("Voor en")).toHaveCount(1);
  await expect(area).toBeFocused();
  await anna.page.keyboard.type("na het weggooien");
  await expect(area).toHaveValue("Voor en na het weggooien");
  await anna.page.keyboard.press("Escape");
  await expect(anna.sticky("Voor en na het weggooien")).toBeFocused();
  await expect(els.sticky("Voor en na het weggooien")).toHaveCount(1);
});

test("the focus follows a sticky that others move, and stays at its cell when they throw it away", async ({
  server,
  join,
}) => {
  const board = await server.board("Focus blijft");
  const anna = await join(server, board, "Anna");
  const bert = await join(server, board, "Bert");
  await anna.add(HERE, "Wordt verplaatst");
  await expect(anna.sticky("Wordt verplaatst")).toBeFocused();
  await bert.drag("Wordt verplaatst", { lane: "gains", phase: "besluit" });
  await expect(
    anna.cell({ lane: "gains", phase: "besluit" }).getByText("Wordt verplaatst"),
  ).toBeAttached();
  await expect(anna.sticky("Wordt verplaatst")).toBeFocused();
  await bert.sticky("Wordt verplaatst").focus();
  await bert.page.keyboard.press("Delete");
  await expect(anna.sticky("Wordt verplaatst")).toHaveCount(0);
  await expect(anna.cell({ lane: "gains", phase: "besluit" })).toBeFocused();
});

test("a sticky travels to where somebody moves it, unless less motion is asked for", async ({
  server,
  browser,
  join,
}) => {
  const board = await server.board("Op reis");
  const link = await server.link(board, "participant");
  const options = { reducedMotion: "no-preference" } as const;
  const anna = await (await Person.join(browser, link, "Anna", options)).onBoard();
  const calm = await join(server, board, "Carla");
  const bert = await join(server, board, "Bert");
  for (const { page } of [anna, calm]) {
    await page.evaluate(() => {
      const travelled: string[] = [];
      const { animate } = Element.prototype;
      Element.prototype.animate = function (...how) {
        travelled.push(`${this.textContent} ${String((how[1] as { duration: number }).duration)}`);
        return animate.apply(this, how);
      };
      Object.assign(globalThis, { travelled });
    });
  }
  const there = { lane: "gains", phase: "wachten" };
  await bert.drag("Niemand kan zien hoe", there);
  const travelled = ({ page }: Person) =>
    page.evaluate(() => (globalThis as unknown as { travelled: string[] }).travelled);
  await expect(anna.cell(there).getByText("Niemand kan zien hoe")).toBeAttached();
  await expect.poll(() => travelled(anna)).toEqual([expect.stringMatching(/^Niemand kan.* 150$/)]);
  await expect(calm.cell(there).getByText("Niemand kan zien hoe")).toBeAttached();
  expect(await travelled(calm)).toEqual([]);
  await anna.leave();
});

test("letters that come late set what others wrote in other lines, and mine stays", async ({
  server,
  join,
}) => {
  const board = await server.board("Late letters");
  const [anna, bert] = [await join(server, board, "Anna"), await join(server, board, "Bert")];
  const { page } = anna;
  let send: () => void = () => undefined;
  const waits = new Promise<void>((done) => {
    send = done;
  });
  const asked = page.waitForRequest(/latin-ext.*woff2/);
  await page.route(/latin-ext.*woff2/, async (route) => {
    await waits;
    await route.continue();
  });
  await anna.add(HERE, "Mijn kaartje");
  const mine = anna.sticky("Mijn kaartje");
  await expect(mine).toBeFocused();
  const above = bert.page.locator('.cell[data-lane="steps"][data-phase="aanslag"] .sticky').first();
  await above.dblclick();
  await bert.page.keyboard.insertText("Ő".repeat(600));
  await bert.page.keyboard.press("Escape");
  await asked;
  await expect(anna.sticky("ŐŐŐŐ")).toBeAttached();
  const height = () => anna.sticky("ŐŐŐŐ").evaluate((one) => one.getBoundingClientRect().height);
  const [before, place] = [await height(), await mine.boundingBox()];
  send();
  await expect.poll(height).not.toBe(before);
  await expect.poll(() => mine.boundingBox()).toEqual(place);
});
