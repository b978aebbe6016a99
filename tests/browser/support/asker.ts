/**
 * Somebody who asks a board for what the server does itself: comments, locks, the timer and the like,
 * as the page asks it on its own socket. Reads nothing but the answers.
 */
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import WebSocket from "ws";
import type { Role, Server } from "./server.ts";

const BOARD = 0;
const COMMAND = 4;
const RESULT = 5;

export type Asked = Readonly<{ kind: string } & Record<string, unknown>>;

export class Asker {
  readonly #open = new Map<number, (ok: boolean) => void>();
  readonly #socket: WebSocket;
  #last = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on("message", (bytes: Buffer) => this.#hear(bytes));
  }

  static async join(server: Server, board: string, role: Role): Promise<Asker> {
    const token = await server.token(board, role);
    const address = `${server.url.replace("http", "ws")}/live/${board}`;
    const socket = new WebSocket(address, ["reisbord.v1", `bearer.${token}`]);
    await new Promise((opened, failed) => socket.once("open", opened).once("error", failed));
    return new Asker(socket);
  }

  /** Whether it was done; the answer comes when it is on disk. */
  ask(command: Asked): Promise<boolean> {
    this.#last += 1;
    const encoder = encoding.createEncoder();
    for (const number of [BOARD, COMMAND, this.#last]) encoding.writeVarUint(encoder, number);
    encoding.writeVarString(encoder, JSON.stringify(command));
    this.#socket.send(encoding.toUint8Array(encoder));
    return new Promise((done) => this.#open.set(this.#last, done));
  }

  leave(): void {
    this.#socket.close();
  }

  #hear(bytes: Buffer): void {
    const decoder = decoding.createDecoder(bytes);
    if (decoding.readVarUint(decoder) !== BOARD || decoding.readVarUint(decoder) !== RESULT) return;
    const request = decoding.readVarUint(decoder);
    const { ok } = JSON.parse(decoding.readVarString(decoder)) as { ok: boolean };
    this.#open.get(request)?.(ok);
    this.#open.delete(request);
  }
}
