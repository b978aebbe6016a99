/** Whoever works never waits for a picture: what keys and hands mean may not depend on when a frame is drawn. */
import type { Page } from "@playwright/test";
import type { Cell } from "../support/person.ts";
import { expect, test } from "../support/test.ts";

const PAINS: Cell = { lane: "pains", phase: "wachten" };
const GAINS: Cell = { lane: "gains", phase: "besluit" };

/** Frames come late, as on a busy machine: none until they are let go, and then all that was asked. */
async function holdFrames(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => {
    const waiting = new Map<number, FrameRequestCallback>();
    const [request, cancel] = [requestAnimationFrame, cancelAnimationFrame];
    let last = 1_000_000;
    globalThis.requestAnimationFrame = (call) => {
      last += 1;
      waiting.set(last, call);
      return last;
    };
    globalThis.cancelAnimationFrame = (id) => {
      if (!waiting.delete(id)) cancel.call(globalThis, id);
    };
    const release = () => {
      globalThis.requestAnimationFrame = request;
      for (const call of waiting.values()) call(performance.now());
      waiting.clear();
    };
    Object.assign(globalThis, { release });
  });
  return () => page.evaluate(() => (globalThis as unknown as { release: () => void }).release());
}

test("no keystroke waits for a frame", async ({ server, join }) => {
  const board = await server.board("Zonder beeld");
  const anna = await join(server, board, "Anna");
  const { keyboard } = anna.page;
  const release = await holdFrames(anna.page);

  await anna.cell(PAINS).focus();
  await keyboard.type("Eerste");
  await keyboard.press("Enter");
  await keyboard.type("Tweede");
  await keyboard.press("Control+Enter");
  await keyboard.type("Derde");
  await keyboard.press("Escape");
  await keyboard.press("n");
  await keyboard.type("Vierde");
  await keyboard.press("Escape");
  await anna.cell(GAINS).focus();
  await keyboard.type("Carla sc");
  await release();
  await keyboard.type("hrijft twee");
  await keyboard.press("Escape");
  for (const text of ["Eerste", "Tweede", "Derde", "Vierde", "Carla schrijft twee"]) {
    await expect(anna.sticky(text)).toHaveCount(1);
  }
  await expect(anna.sticky("Carla schrijft twee")).toBeFocused();
});

test("what is let go falls under the hand, whatever was drawn last", async ({ server, join }) => {
  const board = await server.board("Zonder beeld los");
  const anna = await join(server, board, "Anna", "editor");
  const { page } = anna;
  const release = await holdFrames(page);
  await anna.drag("Een herinnering komt", { lane: "pains", phase: "besluit" });
  const [from, to] = [page.locator("#phase\\:aanslag"), page.locator("#phase\\:orienteren")];
  const [a, b] = [await from.boundingBox(), await to.boundingBox()];
  if (a === null || b === null) throw new Error("the phases are not shown");
  await page.mouse.move(a.x + 40, a.y + a.height / 2);
  await page.mouse.down();
  await page.mouse.move(a.x + 60, a.y + a.height / 2);
  await page.mouse.move(b.x + b.width * 0.8, b.y + b.height / 2);
  await page.mouse.up();
  await release();
  await expect(
    anna.cell({ lane: "pains", phase: "besluit" }).getByText("Een herinnering komt"),
  ).toBeVisible();
  await expect(page.locator(".phase .phase-title").first()).toHaveText("Oriënteren");
});

test("a sticky starts with a letter that takes two keys", async ({ server, join }) => {
  const board = await server.board("Met accent");
  const anna = await join(server, board, "Anna");
  const session = await anna.context.newCDPSession(anna.page);
  await anna.cell(GAINS).focus();
  const dead = { key: "Dead", code: "Quote", windowsVirtualKeyCode: 222 };
  await session.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...dead });
  await session.send("Input.dispatchKeyEvent", { type: "keyUp", ...dead });
  await anna.page.keyboard.insertText("é");
  await anna.page.keyboard.type("én loket");
  await anna.page.keyboard.press("Escape");
  await expect(anna.sticky("één loket")).toHaveCount(1);
});

test("what an input method composes stays whole: Enter is its own, and others' letters wait", async ({
  server,
  join,
}) => {
  const board = await server.board("Samengesteld");
  const anna = await join(server, board, "Anna");
  const bert = await join(server, board, "Bert");
  const { page } = anna;
  const session = await anna.context.newCDPSession(page);
  const compose = (text: string) =>
    session.send("Input.imeSetComposition", {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
  const enter = async () => {
    const key = { key: "Enter", code: "Enter", windowsVirtualKeyCode: 13 };
    await session.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...key });
    await session.send("Input.dispatchKeyEvent", { type: "keyUp", ...key });
  };
  await anna.add(GAINS, "Loket");
  await expect(bert.sticky("Loket")).toBeAttached();
  const all = await page.locator(".sticky").count();
  const field = await anna.open("Loket");
  await compose("に");
  await compose("にほ");
  await (await bert.open("Loket")).press("Control+Home");
  await bert.page.keyboard.type("Het ");
  await bert.page.keyboard.press("Escape");
  await bert.saved();
  // The word is not finished by the keys that choose it, nor cut by what comes in.
  await compose("にほん");
  await enter();
  await expect(field).toBeFocused();
  await expect(field).toHaveValue("Loketにほん");
  await expect(page.locator(".sticky")).toHaveCount(all);
  await page.keyboard.insertText("日本");
  await expect(field).toHaveValue("Het Loket日本");
  await page.keyboard.press("Enter");
  await expect(page.locator(".sticky")).toHaveCount(all + 1);
  await page.keyboard.press("Escape");
  await expect(bert.sticky("Het Loket日本")).toHaveCount(1);
});
