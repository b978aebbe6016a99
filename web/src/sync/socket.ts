/**
 * The browser's WebSocket behind the sync's own words: bytes in, bytes out, one close. The only
 * file of `sync/` that knows a browser; what the bytes mean is not its business.
 */
import { SUBPROTOCOL } from "../generated/wire.ts";
import type { Heard, Socket } from "../model/outside.ts";

/** A socket that never opened or broke, in the words of the WebSocket standard. */
const BROKEN = 1006;

/** `address` is below the page's base: `live/{board}`. */
export function openSocket(address: string, heard: Heard): Socket {
  const url = new URL(address, document.baseURI);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(url, SUBPROTOCOL);
  socket.binaryType = "arraybuffer";
  let over = false;
  const end = (code: number) => {
    if (over) return;
    over = true;
    heard.closed(code);
  };
  socket.onopen = () => {
    if (!over) heard.opened();
  };
  socket.onmessage = (event) => {
    if (!over && event.data instanceof ArrayBuffer) heard.message(new Uint8Array(event.data));
  };
  socket.onclose = (event) => end(event.code);
  socket.onerror = () => end(BROKEN);
  return {
    send: (bytes) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(bytes as Uint8Array<ArrayBuffer>);
    },
    waiting: () => socket.bufferedAmount,
    close: () => {
      over = true;
      socket.close();
    },
  };
}
