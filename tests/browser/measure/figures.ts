/** How figures are taken from a page, and how they are printed. Judges nothing: that is for people. */
import { gzipSync } from "node:zlib";
import type { CDPSession, Locator, Page } from "@playwright/test";

export interface Point {
  readonly x: number;
  readonly y: number;
}

const PAN_MS = 2000;

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Megabytes that JavaScript holds once what is garbage is gone. */
export async function heap(session: CDPSession): Promise<number> {
  await session.send("Performance.enable");
  await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  return (metrics.find(({ name }) => name === "JSHeapUsedSize")?.value ?? 0) / 1e6;
}

/** Milliseconds from the start of the navigation to the frame in which so many stickies are there. */
export async function open(page: Page, url: string, count: number): Promise<number> {
  await page.goto(url, { waitUntil: "commit" });
  return page.evaluate(
    (wanted) =>
      new Promise<number>((done) => {
        const look = () => {
          if (document.querySelectorAll(".sticky").length >= wanted) {
            requestAnimationFrame(() => done(performance.now()));
          } else requestAnimationFrame(look);
        };
        look();
      }),
    count,
  );
}

/** Milliseconds between the frames of the page while something is done. */
export async function frames(page: Page, doing: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const seen: number[] = [];
    let last = performance.now();
    const tick = (now: number) => {
      seen.push(now - last);
      last = now;
      Object.assign(globalThis, { frameRequest: requestAnimationFrame(tick) });
    };
    Object.assign(globalThis, { seenFrames: seen, frameRequest: requestAnimationFrame(tick) });
  });
  await doing();
  return page.evaluate(() => {
    const kept = globalThis as unknown as { seenFrames: number[]; frameRequest: number };
    cancelAnimationFrame(kept.frameRequest);
    return kept.seenFrames.slice(2);
  });
}

/** Where a hand takes hold of something: near its top, in the middle. */
export async function grip(of: Locator): Promise<Point> {
  const box = await of.boundingBox();
  if (box === null) throw new Error("what is to be dragged is not shown");
  return { x: box.x + box.width / 2, y: box.y + Math.min(20, box.height / 2) };
}

/** Carries what is at the point over the page and back, as fast as the mouse reports. */
export async function drag(page: Page, from: Point): Promise<number[]> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 10, from.y + 10);
  const seen = await frames(page, async () => {
    for (let step = 0; step < 120; step += 1) {
      const round = (step / 120) * 2 * Math.PI;
      const [x, y] = [Math.sin(round) * 380, (1 - Math.cos(round)) * 160];
      await page.mouse.move(from.x + 400 + x, from.y + 10 + y);
    }
  });
  await page.keyboard.press("Escape");
  await page.mouse.up();
  return seen;
}

export async function pan(page: Page): Promise<number[]> {
  const session = await page.context().newCDPSession(page);
  return frames(page, async () => {
    for (const yDistance of [-2500, 2500]) {
      await session.send("Input.synthesizeScrollGesture", {
        x: 800,
        y: 500,
        xDistance: -300,
        yDistance,
        speed: Math.round((2500 / PAN_MS) * 2000),
        gestureSourceType: "mouse",
      });
    }
  });
}

/** Kilobytes of script that the page loaded, compressed as a server would. */
export async function script(page: Page): Promise<number> {
  const texts = await page.evaluate(() => {
    const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
    const scripts = loaded.filter((name) => name.endsWith(".js"));
    return Promise.all(scripts.map(async (name) => (await fetch(name)).text()));
  });
  return texts.reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length / 1000, 0);
}

/** How long each keystroke took until its paint, as the browser itself reports it. */
export async function keystrokes(page: Page, text: string, pause: number): Promise<number[]> {
  await page.evaluate(() => {
    const seen: number[] = [];
    const watch = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (entry.name === "keydown") seen.push(entry.duration);
      }
    });
    watch.observe({ type: "event", durationThreshold: 16 } as PerformanceObserverInit);
    Object.assign(globalThis, { seenKeys: seen, watch });
  });
  await page.keyboard.type(text, { delay: pause });
  const slow = await page.evaluate(async () => {
    await new Promise((done) => setTimeout(done, 200));
    const kept = globalThis as unknown as { seenKeys: number[]; watch: PerformanceObserver };
    kept.watch.disconnect();
    return kept.seenKeys;
  });
  // The browser reports only keystrokes of 16 ms and more; the others count as 16.
  return [...slow, ...Array<number>(Math.max(0, text.length - slow.length)).fill(16)];
}

export type Row = readonly string[];

/** Columns under each other, the first row above a line. */
export function table(rows: readonly Row[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length)),
  );
  const lines = rows.map((row) =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join("  "),
  );
  const line = widths.map((width) => "-".repeat(width)).join("  ");
  return [lines[0], line, ...lines.slice(1)].join("\n");
}
