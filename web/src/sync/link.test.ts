/** Scripts of events for the link: what it does, when, and when it gives up. */
import { expect, test } from "vitest";
import { type Link, type LinkEffect, type LinkEvent, start, step, wakeAt } from "./link.ts";

/** A link under a clock that the test moves; `chance` is always the same. */
class Script {
  now = 0;
  link: Link = start(0);
  #effects: string[] = [];
  readonly #chance: number;

  constructor(chance = 1) {
    this.#chance = chance;
  }

  does(event: LinkEvent): this {
    const effects: LinkEffect[] = [];
    this.link = step(this.link, event, this.now, this.#chance, effects);
    this.#effects.push(...effects.map((effect) => effect.kind));
    return this;
  }

  /** Wakes it at every moment it asked for, for so long. */
  waits(millis: number): this {
    const end = this.now + millis;
    for (let at = wakeAt(this.link); at !== null && at <= end; at = wakeAt(this.link)) {
      this.now = Math.max(this.now, at);
      this.does({ kind: "wake" });
    }
    this.now = end;
    return this;
  }

  sleeps(millis: number): this {
    this.now += millis;
    return this;
  }

  live(): this {
    return this.does({ kind: "wake" }).does({ kind: "hello" });
  }

  effects(): string[] {
    return this.#effects.splice(0);
  }
}

test("connects at once, and is live after hello", () => {
  const script = new Script().does({ kind: "wake" });
  expect(script.effects()).toEqual(["connect"]);
  expect(script.link.at).toBe("connecting");
  expect(script.does({ kind: "hello" }).link.at).toBe("live");
});

test("waits double up to half a minute, any part of them", () => {
  const script = new Script(1);
  const waits: number[] = [];
  for (let attempt = 0; attempt < 9; attempt += 1) {
    script.does({ kind: "wake" }).does({ kind: "closed", code: 1006 });
    const at = wakeAt(script.link) ?? 0;
    waits.push(at - script.now);
    script.now = at;
  }
  expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  expect(wakeAt(new Script(0).live().does({ kind: "closed", code: 1012 }).link)).toBe(0);
});

test("a connection that held starts the waits anew; one that broke at once does not", () => {
  const script = new Script(1);
  for (let attempt = 0; attempt < 6; attempt += 1) {
    script.does({ kind: "wake" }).does({ kind: "closed", code: 1006 });
    script.now = wakeAt(script.link) ?? 0;
  }
  script.live().does({ kind: "closed", code: 1006 });
  expect((wakeAt(script.link) ?? 0) - script.now).toBe(2_000);
  script.now = wakeAt(script.link) ?? 0;
  script.live().sleeps(11_000).does({ kind: "heard", alive: true });
  script.does({ kind: "closed", code: 1006 });
  expect((wakeAt(script.link) ?? 0) - script.now).toBe(500);
});

test("a socket that opens without a hello is given up after ten seconds", () => {
  const script = new Script().does({ kind: "wake" }).waits(10_000);
  expect(script.effects()).toEqual(["connect", "disconnect"]);
  expect(script.link.at).toBe("waiting");
});

test("silence is asked about, and an unanswered question ends the connection", () => {
  const script = new Script().live();
  script.effects();
  script.waits(15_000);
  expect(script.effects()).toEqual(["ask"]);
  script.waits(4_000);
  expect(script.effects()).toEqual(["disconnect"]);
  const answered = new Script().live().waits(15_000).does({ kind: "heard", alive: true });
  answered.effects();
  answered.waits(5_000);
  expect(answered.link.at).toBe("live");
});

test("whoever only listens still says something every twenty seconds", () => {
  const script = new Script().live();
  script.effects();
  for (let second = 0; second < 60; second += 5) {
    script.waits(5_000).does({ kind: "heard", alive: true });
  }
  expect(script.effects()).toEqual(["ask", "ask", "ask"]);
});

test("after sleep it asks at once, and drops a dead connection within seconds", () => {
  const script = new Script().live();
  script.effects();
  script.sleeps(8 * 3_600_000).does({ kind: "wake" });
  expect(script.effects()).toEqual(["ask"]);
  // What was underway before the sleep is no answer, but it earns some patience.
  script.does({ kind: "heard", alive: false }).waits(4_000);
  expect(script.effects()).toEqual(["disconnect"]);
});

test("hints shorten waits and raise doubts", () => {
  const script = new Script(1);
  for (let attempt = 0; attempt < 8; attempt += 1) {
    script.does({ kind: "wake" }).does({ kind: "closed", code: 1006 });
    script.now = wakeAt(script.link) ?? 0;
  }
  script.does({ kind: "wake" }).does({ kind: "closed", code: 1006 });
  script.does({ kind: "hint", hint: "hidden" });
  expect((wakeAt(script.link) ?? 0) - script.now).toBe(30_000);
  script.does({ kind: "hint", hint: "visible" });
  expect((wakeAt(script.link) ?? 0) - script.now).toBe(300);
  const live = new Script().live();
  live.effects();
  expect(live.does({ kind: "hint", hint: "online" }).effects()).toEqual(["ask"]);
});

test("a drain is obeyed at its time, also when the server closes before", () => {
  const script = new Script(1).live().does({ kind: "drain", millis: 3_000 });
  script.effects();
  script.waits(3_000);
  expect(script.effects()).toEqual(["disconnect"]);
  const closed = new Script(1).live().does({ kind: "drain", millis: 3_000 });
  closed.waits(1_000).does({ kind: "closed", code: 1012 });
  expect(wakeAt(closed.link)).toBe(3_000);
});

test("final codes end it, another history starts the documents afresh", () => {
  for (const [code, why] of [
    [4401, "sign_in"],
    [4403, "forbidden"],
    [4404, "no_board"],
    [4422, "unreadable"],
  ] as const) {
    const script = new Script().live().does({ kind: "closed", code });
    expect(script.link).toEqual({ at: "ended", why });
    expect(script.waits(100_000).does({ kind: "hint", hint: "online" }).link.at).toBe("ended");
  }
  const other = new Script().live();
  other.effects();
  expect(other.does({ kind: "closed", code: 4409 }).effects()).toEqual(["afresh"]);
  expect(other.link.at).toBe("waiting");
});

test("a socket refused without a reason is looked into over HTTP", () => {
  const script = new Script().does({ kind: "wake" }).does({ kind: "closed", code: 1006 });
  expect(script.effects()).toEqual(["connect", "probe"]);
  expect(script.does({ kind: "probed", status: 200 }).link.at).toBe("waiting");
  // The server is there and cannot now: the waits go on.
  expect(script.does({ kind: "probed", status: 503 }).link.at).toBe("waiting");
  expect(script.does({ kind: "probed", status: 0 }).link.at).toBe("waiting");
  expect(script.does({ kind: "probed", status: 404 }).link).toEqual({
    at: "ended",
    why: "no_board",
  });
});
