/**
 * A room with a screen on the wall: it stays on, a finger beside the stickies moves the map, and where
 * people write by touch the keyboard on the screen never lies over the sticky.
 */
import type { Page } from "@playwright/test";
import { Fingers } from "../support/fingers.ts";
import { Person } from "../support/person.ts";
import { expect, test } from "../support/test.ts";

const CELL = { lane: "opportunities", phase: "orienteren" };

/** Leaves the page, as when another window comes before it: the browser lets go of every lock. And comes back. */
async function awayAndBack(page: Page): Promise<void> {
  for (const state of ["hidden", "visible"]) {
    await page.evaluate((now) => {
      const world = globalThis as unknown as { away: () => void };
      if (now === "hidden") world.away();
      Object.defineProperty(document, "visibilityState", { value: now, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, state);
  }
}

/** Counts the locks that keep the screen awake; a browser without a screen gives none itself. */
async function watchSleep(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    let awake = 0;
    const request = async (kind: string) => {
      if (kind === "screen") awake += 1;
      return { release: async () => void (awake -= 1) };
    };
    Object.defineProperty(navigator, "wakeLock", { value: { request } });
    Object.assign(globalThis, { awake: () => awake, away: () => void (awake = 0) });
  });
  return () => page.evaluate(() => (globalThis as unknown as { awake: () => number }).awake());
}

test("the screen on the wall stays on, and a finger beside the stickies moves the map", async ({
  server,
  browser,
}) => {
  const board = await server.board("Aan de muur");
  const room = await Person.join(browser, await server.link(board, "participant"), "Zaal", {
    hasTouch: true,
    viewport: { width: 1920, height: 1080 },
  });
  const { page } = await room.onBoard();
  const awake = await watchSleep(page);
  await page.reload();
  await room.onBoard();
  expect(await awake()).toBe(0);
  await room.choose("Groot scherm");
  await expect.poll(awake).toBe(1);
  await awayAndBack(page);
  await expect.poll(awake).toBe(1);

  const map = page.locator("#map");
  const { x = 0, y = 0 } = (await room.sticky("Krijgt de aanslag").boundingBox()) ?? {};
  // What the map itself shows there: neither a sticky nor a head nor a button.
  const spot = await map.evaluate((one) => {
    const box = one.getBoundingClientRect();
    for (let y = box.bottom - 60; y > box.top; y -= 20) {
      for (let x = box.right - 60; x > box.left; x -= 20) {
        const at = document.elementFromPoint(x, y);
        if (at?.matches(".lane:not(.hartslag) > .cell") === true) return { x, y };
      }
    }
    return null;
  });
  if (spot === null) throw new Error("there is no empty spot on the map");
  const fingers = await Fingers.of(room.context, room);
  await fingers.pull(1, spot, { x: spot.x - 200, y: spot.y - 150 });
  await fingers.lift(1);
  const moved = async () => {
    const box = await room.sticky("Krijgt de aanslag").boundingBox();
    return [Math.round((box?.x ?? 0) - x), Math.round((box?.y ?? 0) - y)];
  };
  await expect.poll(moved).toEqual([-200, -150]);
  await expect(page.locator("[data-selected], .sticky textarea")).toHaveCount(0);

  // Also over the hartslag, where a tap would set a feeling.
  const beat = page.locator('[data-beat="wachten"]');
  const feelings = () =>
    page.getByRole("slider").evaluateAll((all) => all.map((one) => one.getAttribute("aria-valuetext")));
  const before = await feelings();
  await beat.evaluate((one) => one.scrollIntoView({ block: "center", inline: "center" }));
  const from = await beat.boundingBox();
  if (from === null) throw new Error("the hartslag is not shown");
  const start = { x: from.x + 12, y: from.y + 12 };
  await fingers.pull(1, start, { x: start.x + 100, y: start.y - 80 });
  await fingers.lift(1);
  const pulled = async () => {
    const box = await beat.boundingBox();
    return [Math.round((box?.x ?? 0) - from.x), Math.round((box?.y ?? 0) - from.y)];
  };
  await expect.poll(pulled).toEqual([100, -80]);
  expect(await feelings()).toEqual(before);

  await room.choose("Gewoon scherm");
  await expect.poll(awake).toBe(0);
  await room.leave();
});

/** What a keyboard does that comes up from below: the page keeps its size, less of it is seen. */
async function keyboard(page: Page, covers: number): Promise<number> {
  return page.evaluate((height) => {
    const seen = window.visualViewport;
    if (seen === null) throw new Error("there is no visual viewport");
    Object.defineProperty(seen, "height", { value: innerHeight - height, configurable: true });
    seen.dispatchEvent(new Event("resize"));
    return seen.height;
  }, covers);
}

for (const { name, viewport, big } of [
  { name: "a phone", viewport: { width: 390, height: 844 }, big: false },
  { name: "the big screen", viewport: { width: 1920, height: 1080 }, big: true },
]) {
  test(`on ${name} the keyboard on the screen does not cover what is written`, async ({
    server,
    browser,
  }) => {
    const board = await server.board("Toetsen op het glas");
    const anna = await Person.join(browser, await server.link(board, "participant"), "Anna", {
      hasTouch: true,
      viewport,
    });
    const { page } = await anna.onBoard();
    if (big) await anna.choose("Groot scherm");
    await anna.cell(CELL).evaluate((cell) => cell.scrollIntoView({ block: "end" }));
    await anna.cell(CELL).getByRole("button", { name: "Kaartje toevoegen" }).tap();
    const field = page.locator(".sticky textarea");
    await expect(field).toBeFocused();
    const seen = await keyboard(page, viewport.height / 2);
    const bottom = () => field.evaluate((one) => one.getBoundingClientRect().bottom);
    await expect.poll(bottom).toBeLessThanOrEqual(seen);
    // It grows while it is written on, and stays in sight.
    await page.keyboard.type("Een zin die zo lang is dat het kaartje er een paar regels hoger van wordt");
    await expect.poll(bottom).toBeLessThanOrEqual(seen);
    expect(await field.evaluate((one) => one.getBoundingClientRect().top)).toBeGreaterThan(0);
    await page.keyboard.press("Escape");
    await keyboard(page, 0);
    await expect
      .poll(() => page.locator("#map").evaluate((one) => one.getBoundingClientRect().bottom))
      .toBeGreaterThan(viewport.height * 0.8);
    await anna.leave();
  });
}
