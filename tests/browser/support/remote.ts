/**
 * Somebody who changes a board in every way there is: through stock clients on its two documents, by
 * asking the server for what it does itself, and by being there. Each run draws from a seed. What is
 * under `spared` stays where it is.
 */
import WebSocket from "ws";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { Asker } from "./asker.ts";
import { detailKinds } from "./remote-details.ts";
import { frameKinds } from "./remote-frame.ts";
import { Hands, type Kind, type Spared } from "./remote-hands.ts";
import { sessionKinds } from "./remote-session.ts";
import { stickyKinds } from "./remote-stickies.ts";
import type { Server } from "./server.ts";

function connect(server: Server, room: string, token: string): WebsocketProvider {
  return new WebsocketProvider(`${server.url.replace("http", "ws")}/sync`, room, new Y.Doc(), {
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    protocols: [`bearer.${token}`],
    disableBc: true,
  });
}

async function synced(provider: WebsocketProvider): Promise<void> {
  if (!provider.synced) await new Promise<void>((done) => provider.once("sync", () => done()));
}

export class Remote {
  /** How often each kind of change was made. */
  readonly done = new Map<string, number>();
  readonly #hands: Hands;
  readonly #kinds: readonly (readonly [string, Kind])[];
  readonly #leave: () => void;
  #round: (readonly [string, Kind])[] = [];

  private constructor(hands: Hands, leave: () => void) {
    this.#hands = hands;
    this.#leave = leave;
    const kinds = [stickyKinds, frameKinds, detailKinds, sessionKinds].map((of) => of(hands));
    this.#kinds = kinds.flatMap((some) => Object.entries(some));
  }

  static async join(server: Server, board: string, seed: number): Promise<Remote> {
    // While the frame is locked an editor's changes would be refused.
    const token = await server.token(board, "facilitator");
    const map = connect(server, board, token);
    const frame = connect(server, `${board}/frame`, token);
    const asker = await Asker.join(server, board, "facilitator");
    await Promise.all([synced(map), synced(frame)]);
    const keep = async (title: string) => {
      const answer = await fetch(`${server.url}/v1/boards/${board}/versions`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify({ title }),
      });
      return answer.ok;
    };
    return new Remote(new Hands(seed, map, frame.doc, asker, keep), () => {
      for (const one of [map, frame]) one.destroy();
      asker.leave();
    });
  }

  leave(): void {
    this.#leave();
  }

  /** The names of all kinds of changes. */
  get kinds(): readonly string[] {
    return this.#kinds.map(([name]) => name).sort();
  }

  /** Changes one thing: each kind has its turn, and one that finds nothing to change is passed over. */
  edit(spared: Spared): void {
    for (;;) {
      if (this.#round.length === 0) this.#round = this.#hands.shuffled(this.#kinds);
      const kind = this.#round.pop();
      if (kind?.[1](spared) !== true) continue;
      this.done.set(kind[0], (this.done.get(kind[0]) ?? 0) + 1);
      return;
    }
  }

  /** Writes a sticky whose text says that everything before it is done and has arrived. */
  async mark(text: string, lane: string, phase: string): Promise<void> {
    const answers = await this.#hands.answers();
    if (answers.includes(false)) throw new Error("the server did not do what was asked");
    this.#hands.addSticky(["current", lane, phase, "zzzV"], text);
  }
}
