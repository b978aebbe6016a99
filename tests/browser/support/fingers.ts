/** Fingers on a screen, by real touch events, and where they go. */
import type { BrowserContext, CDPSession } from "@playwright/test";
import type { Cell, Person } from "./person.ts";

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Fingers by their number, each where it is now. */
export class Fingers {
  private readonly down = new Map<number, Spot>();

  private constructor(private readonly session: CDPSession) {}

  static async of(context: BrowserContext, person: Person): Promise<Fingers> {
    return new Fingers(await context.newCDPSession(person.page));
  }

  async press(finger: number, at: Spot): Promise<void> {
    this.down.set(finger, at);
    await this.send("touchStart");
  }

  async move(finger: number, to: Spot, steps = 8): Promise<void> {
    const from = this.down.get(finger) ?? to;
    const sent: Promise<void>[] = [];
    for (let step = 1; step <= steps; step += 1) {
      const part = step / steps;
      this.down.set(finger, {
        x: from.x + (to.x - from.x) * part,
        y: from.y + (to.y - from.y) * part,
      });
      sent.push(this.send("touchMove"));
    }
    await Promise.all(sent);
  }

  /** Presses and moves without a wait between them, which the page would take for holding still. */
  async pull(finger: number, from: Spot, to: Spot, steps = 8): Promise<void> {
    await Promise.all([this.press(finger, from), this.move(finger, to, steps)]);
  }

  async lift(finger: number): Promise<void> {
    const at = this.down.get(finger);
    this.down.delete(finger);
    if (at !== undefined) await this.send("touchEnd", [[finger, at]]);
  }

  /** A touch that ends names the fingers that are lifted; the others name all that are down. */
  private async send(
    type: "touchStart" | "touchMove" | "touchEnd",
    fingers: readonly (readonly [number, Spot])[] = [...this.down],
  ): Promise<void> {
    const touchPoints = fingers.map(([id, { x, y }]) => ({ id, x, y }));
    await this.session.send("Input.dispatchTouchEvent", { type, touchPoints });
  }
}

/** Where a finger goes on something that is in sight. */
export async function on(person: Person, what: string | Cell): Promise<Spot> {
  const of = typeof what === "string" ? person.sticky(what) : person.cell(what);
  const box = await of.boundingBox();
  if (box === null) throw new Error("it is not shown");
  return { x: box.x + box.width / 2, y: box.y + Math.min(box.height / 2, 20) };
}
