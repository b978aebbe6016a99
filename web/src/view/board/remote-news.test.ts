/** Many small changes by others become one sentence about what they touched. */
import { expect, test } from "vitest";
import { RemoteNews } from "./remote-news.ts";

test("typing in one sticky is one change, however many letters", () => {
  const news = new RemoteNews();
  for (let letter = 0; letter < 40; letter += 1) news.add([{ record: "stickies/a", phase: "ask" }]);
  news.add([{ record: "stickies/b", phase: "ask" }]);
  expect(news.take()).toEqual({ count: 2, phase: "ask" });
  expect(news.take()).toBeNull();
});

test("the phase is named only when it is the same for all", () => {
  const news = new RemoteNews();
  news.add([
    { record: "stickies/a", phase: "ask" },
    { record: "stickies/b", phase: "wait" },
  ]);
  expect(news.take()).toEqual({ count: 2, phase: null });
  news.add([{ record: "stickies/a", phase: "ask" }]);
  news.add([{ record: "lanes/pains", phase: null }]);
  expect(news.take()).toEqual({ count: 2, phase: null });
  // What moved counts for where it stands in the end.
  news.add([{ record: "stickies/a", phase: "ask" }]);
  news.add([{ record: "stickies/a", phase: "wait" }]);
  expect(news.take()).toEqual({ count: 1, phase: "wait" });
});
