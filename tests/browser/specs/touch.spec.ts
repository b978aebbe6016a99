/**
 * Fingers on the map, by real touch events: a swipe pans also where it begins on a sticky, a finger
 * that holds still drags, a long press opens the menu, and two hands carry two stickies at once.
 */
import { Fingers, on } from "../support/fingers.ts";
import { type Cell, Person } from "../support/person.ts";
import { expect, test } from "../support/test.ts";

const FROM: Cell = { lane: "pains", phase: "wachten" };
const TO: Cell = { lane: "pains", phase: "besluit" };

test("a swipe pans, a hold drags, a long press asks, and two fingers pinch", async ({
  server,
  browser,
}) => {
  const board = await server.board("Met een vinger");
  const link = await server.link(board, "participant");
  const anna = await (await Person.join(browser, link, "Anna", { hasTouch: true })).onBoard();
  const hands = await Fingers.of(anna.context, anna);
  const map = anna.page.locator("#map");
  const scrolled = () => map.evaluate((one) => one.scrollTop);
  const sticky = anna.sticky("Niemand kan zien hoe");

  await sticky.evaluate((one) => one.scrollIntoView({ block: "center" }));
  const before = await scrolled();
  const start = await on(anna, "Niemand kan zien hoe");
  await hands.pull(1, start, { x: start.x, y: start.y - 160 });
  await hands.lift(1);
  await expect.poll(scrolled).toBeGreaterThan(before + 50);
  await expect(anna.cell(FROM).getByText("Niemand kan zien hoe")).toBeAttached();

  // A swipe may glide on for a while, as far as it was quick: until that is over nothing stays in its place.
  await expect(async () => {
    await sticky.evaluate((one) => one.scrollIntoView({ block: "center" }));
    const put = await scrolled();
    await map.evaluate(async () => {
      for (let frame = 0; frame < 5; frame += 1) await new Promise(requestAnimationFrame);
    });
    expect(await scrolled()).toBe(put);
  }).toPass();
  await hands.press(1, await on(anna, "Niemand kan zien hoe"));
  await expect(anna.page.getByRole("menu")).toBeVisible();
  await hands.lift(1);
  await expect(anna.page.getByRole("menuitem", { name: "Weggooien" })).toBeVisible();
  await anna.page.keyboard.press("Escape");
  await expect(sticky).toBeFocused();

  // A finger that holds still for a moment takes along what was not selected; the page's clock stands
  // still meanwhile, so that the moment is exactly as long as it is.
  await anna.page.clock.install();
  await anna.page.clock.pauseAt(Date.now() + 60_000);
  await anna.sticky("Een herinnering komt").scrollIntoViewIfNeeded();
  const held = await on(anna, "Een herinnering komt");
  await hands.press(1, held);
  await anna.page.clock.runFor(199);
  await expect(anna.sticky("Een herinnering komt")).not.toBeFocused();
  await anna.page.clock.runFor(1);
  await hands.move(1, { x: held.x + 60, y: held.y });
  await expect(anna.page.locator(".carried")).toBeVisible();
  await anna.page.keyboard.press("Escape");
  await hands.lift(1);
  await expect(anna.page.locator(".carried")).toHaveCount(0);
  await anna.page.clock.resume();

  await sticky.focus();
  // It is selected, so it goes along at once.
  await hands.pull(1, await on(anna, "Niemand kan zien hoe"), await on(anna, TO));
  await expect(anna.page.locator(".carried")).toBeVisible();
  await hands.lift(1);
  await expect(anna.cell(TO).getByText("Niemand kan zien hoe")).toBeVisible();

  const box = await anna.page.getByRole("columnheader", { name: /Aanvragen/ }).boundingBox();
  if (box === null) throw new Error("the phase is not shown");
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await hands.press(1, { x: middle.x - 30, y: middle.y });
  await hands.pull(2, { x: middle.x + 30, y: middle.y }, { x: middle.x + 70, y: middle.y });
  await hands.lift(2);
  await hands.lift(1);
  await expect(anna.page.getByText(/1[3-9]\d %/)).toBeVisible();
  await anna.leave();
});

test("on the big screen two hands carry two stickies at once, and everything is large enough", async ({
  server,
  browser,
}) => {
  const board = await server.board("Op de muur");
  const link = await server.link(board, "editor");
  const room = await (await Person.join(browser, link, "Zaal", { hasTouch: true })).onBoard();
  await room.page.setViewportSize({ width: 1920, height: 1080 });
  await room.choose("Groot scherm");
  await expect(room.page.locator("html")).toHaveAttribute("data-screen", "big");
  const small = await room.page
    .locator(".board :is(button, a, input):visible, .sticky:visible")
    .evaluateAll((all) =>
      all
        .filter((one) => getComputedStyle(one).pointerEvents !== "none")
        .map((one) => ({ box: one.getBoundingClientRect(), name: one.outerHTML.slice(0, 80) }))
        .filter(({ box }) => box.width > 0 && box.height > 0 && box.height < 63.5)
        .map(({ name, box }) => `${Math.round(box.height)} ${name}`),
    );
  expect(small).toEqual([]);

  const [one, other] = ["Niemand kan zien hoe", "Een herinnering komt"];
  await room.sticky(one).evaluate((it) => it.scrollIntoView({ block: "center", inline: "center" }));
  const hands = await Fingers.of(room.context, room);
  const [its, others] = [await on(room, one), await on(room, other)];
  const [left, right] = [
    await on(room, { lane: "pains", phase: "formulier" }),
    await on(room, TO),
  ];
  await hands.pull(1, its, left, 5);
  await hands.pull(2, others, right, 5);
  await expect(room.page.locator(".carried")).toHaveCount(2);
  await hands.lift(1);
  // The first lies there while the second is still in the air.
  await expect(room.cell({ lane: "pains", phase: "formulier" }).getByText(one)).toBeVisible();
  await expect(room.page.locator(".carried")).toHaveCount(1);
  await hands.lift(2);
  await expect(room.cell(TO).getByText(other)).toBeVisible();
  await room.saved();
  await room.leave();
});
