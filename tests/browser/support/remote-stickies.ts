/** What somebody does to stickies, through a stock client. */
import * as Y from "yjs";
import { COLORS, type Hands, type Kinds } from "./remote-hands.ts";

const LONG = "Een zin die zo lang is dat een kaartje er een paar regels hoger van wordt. ";

function write(hands: Hands, but: readonly string[]): boolean {
  const text = hands.one(hands.stickies, but)?.get("text");
  if (!(text instanceof Y.Text)) return false;
  if (text.length > 200) text.delete(0, text.length - 10);
  else text.insert(text.length, LONG);
  return true;
}

export function stickyKinds(hands: Hands): Kinds {
  const { stickies } = hands;
  return {
    "add sticky": () => {
      hands.addSticky(hands.place(), LONG.repeat(1 + hands.below(3)));
      return true;
    },
    "move sticky": ({ stickies: but }) => hands.set(stickies, but, "at", hands.place()),
    "bin sticky": ({ stickies: but }) => hands.bin(stickies, but),
    "restore sticky": () => hands.restore(stickies),
    "recolour sticky": ({ stickies: but }) => hands.set(stickies, but, "color", hands.pick(COLORS)),
    "write sticky": ({ stickies: but }) => write(hands, but),
  };
}
