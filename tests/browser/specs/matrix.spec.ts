/** Stock clients of three major versions and our own page in one room: all type, all see, all come back. */
import { WebsocketProvider as Three } from "y-websocket";
import { WebsocketProvider as One } from "y-websocket-1";
import { WebsocketProvider as Two } from "y-websocket-2";
import WebSocket from "ws";
import * as Y from "yjs";
import { expect, test } from "../support/test.ts";

/** What the versions have in common, as far as it is used here. */
interface Provider {
  readonly synced: boolean;
  readonly awareness: {
    readonly getStates: () => Map<number, { user?: { name?: string } }>;
    readonly setLocalStateField: (field: string, value: unknown) => void;
  };
  readonly destroy: () => void;
}

const KINDS = { een: One, twee: Two, drie: Three } as const;
const open: Provider[] = [];

function connect(kind: keyof typeof KINDS, url: string, room: string, token: string, doc: Y.Doc) {
  // The first version cannot name a subprotocol itself, so the socket does it for all three.
  const Socket = class extends WebSocket {
    constructor(address: string) {
      super(address, [`bearer.${token}`]);
    }
  };
  const provider = new KINDS[kind](`${url.replace("http", "ws")}/sync`, room, doc, {
    WebSocketPolyfill: Socket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  } as never) as unknown as Provider;
  open.push(provider);
  provider.awareness.setLocalStateField("at", kind);
  return { doc, provider };
}

type Client = ReturnType<typeof connect>;

function add({ doc }: Client, id: string, words: string): void {
  doc.transact(() => {
    const sticky = new Y.Map<unknown>();
    sticky.set("at", ["current", "pains", "wachten", "zz"]);
    sticky.set("text", new Y.Text(words));
    sticky.set("color", "red");
    sticky.set("by", "stock");
    sticky.set("on", 1);
    doc.getMap("stickies").set(id, sticky);
  });
}

const texts = ({ doc }: Client) =>
  [...doc.getMap<Y.Map<unknown>>("stickies").values()].map((s) => String(s.get("text"))).sort();

const present = ({ provider }: Client) => provider.awareness.getStates().size;

test.afterEach(() => {
  for (const provider of open.splice(0)) provider.destroy();
});

test("three versions and the page write in one room, before and after a kill", async ({
  ownServer,
  join,
}) => {
  const board = await ownServer.board("Alle versies");
  const anna = await join(ownServer, board, "Anna", "editor");
  const clients: Client[] = [];
  for (const kind of ["een", "twee", "drie"] as const) {
    const token = await ownServer.token(board, "participant");
    clients.push(connect(kind, ownServer.url, board, token, new Y.Doc()));
  }
  const all = async (round: string) => {
    for (const client of clients) {
      await expect.poll(() => client.provider.synced, { timeout: 20_000 }).toBe(true);
    }
    for (const [nth, client] of clients.entries()) add(client, `${round}${nth}`, `${round} ${nth}`);
    await anna.add({ lane: "gains", phase: "besluit" }, `${round} van Anna`);
    for (const nth of clients.keys()) {
      await expect(anna.sticky(`${round} ${nth}`)).toHaveCount(1, { timeout: 20_000 });
    }
    for (const client of clients) {
      await expect.poll(() => texts(client), { timeout: 20_000 }).toContain(`${round} van Anna`);
    }
    for (const client of clients.slice(1)) {
      await expect.poll(() => texts(client)).toEqual(texts(clients[0] as Client));
    }
    // Themselves, the two others and the page.
    for (const client of clients) {
      await expect.poll(() => present(client), { timeout: 30_000 }).toBe(4);
    }
    await expect(anna.page.getByRole("button", { name: "4 mensen hier" })).toBeVisible();
  };
  await all("eerst");
  await ownServer.kill();
  for (const [nth, client] of clients.entries()) add(client, `uit${nth}`, `tijdens de uitval ${nth}`);
  await ownServer.comeBack();
  await all("daarna");
  for (const nth of clients.keys()) {
    // A tall cell folds what is below.
    await expect(anna.sticky(`tijdens de uitval ${nth}`)).toHaveCount(1);
  }
});
