/** Hears whether the server refused a frame of a page: nobody who works with the page should make it do that. */
import type { Page } from "@playwright/test";

/** The board's own channel, and the kind of frame that refuses. */
const REFUSED = [0, 3];

/** How many sockets the page opened since, and how many refusals came on those. */
export function refusals(page: Page): { sockets: number; refused: number } {
  const seen = { sockets: 0, refused: 0 };
  page.on("websocket", (socket) => {
    seen.sockets += 1;
    socket.on("framereceived", ({ payload }) => {
      if (REFUSED.every((byte, at) => payload[at] === byte)) seen.refused += 1;
    });
  });
  return seen;
}
