/** The npm package y-websocket, a client nobody here wrote, in two versions, beside our own page. */
import type { Doc, Map as YMap } from "yjs";
import { WebsocketProvider as Three } from "y-websocket";
import { WebsocketProvider as Two } from "y-websocket-2";
import WebSocket from "ws";
import * as Y from "yjs";
import { expect, test } from "../support/test.ts";

/** What the two versions have in common, as far as it is used here. */
interface Provider {
  readonly synced: boolean;
  readonly messageHandlers: ((encoder: unknown, decoder: Decoder) => void)[];
  readonly on: (event: "status", listener: (event: { status: string }) => void) => void;
  readonly destroy: () => void;
}

interface Decoder {
  readonly arr: Uint8Array;
  readonly pos: number;
}

const open: Provider[] = [];

/** A stock provider with its token in the subprotocol. */
function connect(
  kind: typeof Three | typeof Two,
  url: string,
  room: string,
  token: string,
  doc: Doc,
): Provider {
  const provider = new kind(`${url.replace("http", "ws")}/sync`, room, doc, {
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    protocols: [`bearer.${token}`],
    disableBc: true,
  }) as unknown as Provider;
  open.push(provider);
  return provider;
}

const synced = (provider: Provider) => expect.poll(() => provider.synced).toBe(true);

function addSticky(doc: Doc, id: string, text: string): void {
  doc.transact(() => {
    const sticky = new Y.Map<unknown>();
    const words = new Y.Text();
    words.insert(0, text);
    sticky.set("at", ["current", "pains", "wachten", "zz"]);
    sticky.set("text", words);
    sticky.set("color", "red");
    sticky.set("by", "stock");
    sticky.set("on", 1);
    doc.getMap("stickies").set(id, sticky);
  });
}

test.afterEach(() => {
  for (const provider of open.splice(0)) provider.destroy();
});

test("two stock providers and the page converge on map and frame", async ({ server, join }) => {
  const board = await server.board("Voorraad");
  const token = await server.token(board, "editor");
  const anna = await join(server, board, "Anna", "editor");
  const [two, three, frame] = [new Y.Doc(), new Y.Doc(), new Y.Doc()];
  await synced(connect(Two, server.url, board, token, two));
  await synced(connect(Three, server.url, board, token, three));
  await synced(connect(Two, server.url, `${board}/frame`, token, frame));

  addSticky(two, "van-twee", "Van versie twee");
  addSticky(three, "van-drie", "Van versie drie");
  await expect(anna.sticky("Van versie twee")).toBeVisible();
  await expect(anna.sticky("Van versie drie")).toBeVisible();
  await anna.add({ lane: "gains", phase: "besluit" }, "Van de pagina");
  const texts = (doc: Doc) =>
    [...doc.getMap<YMap<unknown>>("stickies").values()].map((s) => String(s.get("text"))).sort();
  await expect.poll(() => texts(two)).toContain("Van de pagina");
  await expect.poll(() => texts(three)).toEqual(texts(two));

  frame.getMap("meta").set("title", "Een nieuwe titel");
  await expect(anna.page.getByText("Een nieuwe titel").first()).toBeVisible();
});

test("a viewer's provider is told, and changes nothing", async ({ server, join }) => {
  const board = await server.board("Voorraad kijkt");
  const token = await server.token(board, "viewer");
  const anna = await join(server, board, "Anna");
  const doc = new Y.Doc();
  const provider = connect(Three, server.url, board, token, doc);
  const told = new Promise<string>((resolve) => {
    provider.messageHandlers[2] = (_encoder, decoder) => {
      resolve(Buffer.from(decoder.arr.slice(decoder.pos)).toString());
    };
  });
  await synced(provider);
  addSticky(doc, "stiekem", "Stiekem");
  expect(await told).toContain("role");
  await anna.add({ lane: "gains", phase: "besluit" }, "Gewoon verder");
  await anna.saved();
  await expect(anna.sticky("Stiekem")).toHaveCount(0);
});

test("a provider that types while it reconnects heals without loss", async ({ ownServer }) => {
  const board = await ownServer.board("Herstel", "leeg");
  const token = await ownServer.token(board, "participant");
  const [anna, bert] = [new Y.Doc(), new Y.Doc()];
  const hers = connect(Two, ownServer.url, board, token, anna);
  await synced(hers);
  addSticky(anna, "een", "Voor de uitval");
  await synced(connect(Three, ownServer.url, board, token, bert));
  await expect.poll(() => bert.getMap("stickies").size).toBe(1);
  await ownServer.kill();
  addSticky(anna, "twee", "Tijdens de uitval");
  hers.on("status", ({ status }) => {
    // The moment the socket opens, before anything was synced.
    if (status === "connected") addSticky(anna, "drie", "Tijdens het verbinden");
  });
  await ownServer.comeBack();
  await expect.poll(() => bert.getMap("stickies").size, { timeout: 20_000 }).toBe(3);
});
