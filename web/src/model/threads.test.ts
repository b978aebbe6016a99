/** Comments as people read them: threads, what is unread, and whom a text calls. */
import { expect, test } from "vitest";
import type { Comment, Member } from "./board.ts";
import { mentionsIn, threadsOf, unread } from "./threads.ts";

let clock = 0;

function said(id: string, by: string, replyTo: string | null = null): Comment {
  clock += 1;
  const plain = { text: id, edited: null, resolved: null, mentions: [] };
  return { id, by, about: "stickies/a", on: clock, replyTo, ...plain };
}

const member = (name: string): Member => ({
  id: name.toLowerCase().replaceAll(" ", "-"),
  name,
  initials: "",
  role: "participant",
  team: null,
  left: null,
});

test("answers stand under what they answer, also when that is gone or names itself", () => {
  const comments = [
    said("a", "anna"),
    said("b", "bert", "a"),
    said("c", "anna"),
    said("d", "carla", "b"),
    said("e", "carla", "removed"),
    said("f", "carla", "g"),
    said("g", "carla", "f"),
  ];
  const threads = threadsOf(comments).map(({ id, first, replies }) => [
    id,
    first?.id ?? null,
    replies.map((reply) => reply.id),
  ]);
  expect(threads.slice(0, 3)).toEqual([
    ["a", "a", ["b", "d"]],
    ["c", "c", []],
    ["removed", null, ["e"]],
  ]);
  // A circle is shown whole, whichever of the two it is called after.
  expect(threads.slice(3).flat(2).filter(Boolean)).toEqual(expect.arrayContaining(["f", "g"]));
});

test("unread is what others said after what was read", () => {
  const comments = [said("a", "anna"), said("b", "bert"), said("c", "anna")];
  const ids = (seen: number) =>
    unread(comments, new Map([["stickies/a", seen]]), "bert").map(({ id }) => id);
  expect(ids(0)).toEqual(["a", "c"]);
  expect(ids(comments[0]?.on ?? 0)).toEqual(["c"]);
  expect(ids(comments[2]?.on ?? 0)).toEqual([]);
});

test("a mention is a name after an at sign, the longest that fits", () => {
  const members = [member("Jo"), member("Jo de Wit"), member("An")];
  expect(mentionsIn("Kijk jij, @jo de wit? En @An.", members)).toEqual(["jo-de-wit", "an"]);
  expect(mentionsIn("@Jo: kijk", members)).toEqual(["jo"]);
  expect(mentionsIn("anna@an-na.nl en @Jos", members)).toEqual([]);
  expect(mentionsIn("geen", members)).toEqual([]);
});
