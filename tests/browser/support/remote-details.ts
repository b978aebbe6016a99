/** What somebody adds to stickies and phases: hartslag, tags, evidence, links, actions; by a stock client. */
import * as Y from "yjs";
import { COLORS, type Hands, type Kinds, STAMP } from "./remote-hands.ts";

const STATUSES = ["idea", "todo", "research", "doing", "pilot", "done"];
const EVIDENCE = ["assumption", "heard_once", "heard_often", "data"];
const CHANNELS = ["counter", "phone", "letter", "website", "none"];
const MOMENTS = ["begin", "peak", "end"];

/** A layer, a persona and a phase, or a moment in its stead. */
function spot(hands: Hands, third: string | undefined): string {
  const [layer, persona] = ["layers", "personas"].map((root) => hands.pick(hands.ids(hands.root(root))));
  return `${layer}:${persona}:${third}`;
}

function hartslag(hands: Hands): Kinds {
  const [beats, moments] = [hands.map.getMap("heartbeat"), hands.map.getMap("moments")];
  const phase = () => hands.pick(hands.ids(hands.root("phases")));
  return {
    "set hartslag": () => {
      beats.set(spot(hands, phase()), hands.below(5) - 2);
      return true;
    },
    "clear hartslag": () => {
      const key = hands.pick([...beats.keys()].sort());
      if (key !== undefined) beats.delete(key);
      return key !== undefined;
    },
    "set moment": () => {
      moments.set(spot(hands, hands.pick(MOMENTS)), phase());
      return true;
    },
  };
}

function tags(hands: Hands): Kinds {
  const all = hands.root("tags");
  const mark = (kind: string, root: string) => {
    const id = hands.pick(hands.ids(hands.root(root)));
    const sticky = hands.one(hands.stickies);
    const key = `${kind}:${id}`;
    if (sticky?.has(key) === true) sticky.delete(key);
    else sticky?.set(key, true);
    return id !== undefined && sticky !== undefined;
  };
  return {
    "add tag": () => {
      hands.make(all, { title: `Label ${hands.number()}`, color: hands.pick(COLORS) });
      return true;
    },
    "rename tag": () => hands.set(all, [], "title", `Label ${hands.number()}`),
    "bin tag": () => hands.bin(all),
    "tag sticky": () => mark("tag", "tags"),
    "persona on sticky": () => mark("persona", "personas"),
    "evidence of sticky": () => hands.set(hands.stickies, [], "evidence", hands.pick(EVIDENCE)),
    "channel of sticky": () => hands.set(hands.stickies, [], "channel", hands.pick(CHANNELS)),
  };
}

function link(hands: Hands, from: string, kind: string): boolean {
  const to = hands.pick(hands.ids(hands.stickies));
  hands.make(hands.map.getMap("links"), { from, to: `stickies/${to}`, kind });
  return true;
}

function actions(hands: Hands): Kinds {
  const all = hands.map.getMap<Y.Map<unknown>>("actions");
  const [by, on] = STAMP;
  return {
    "add action": () => {
      const log = new Y.Array<unknown>();
      log.push([{ on, by, status: "todo", note: "" }]);
      const title = new Y.Text(`Actie ${hands.number()}`);
      const id = hands.make(all, { title, status: "todo", rank: hands.rank(), log });
      return link(hands, `actions/${id}`, "derived_from");
    },
    "status of action": () => hands.set(all, [], "status", hands.pick(STATUSES)),
    "bin action": () => hands.bin(all),
    "begin stand-up": () => {
      const [notes, seen] = [new Y.Text(), new Y.Map<unknown>()];
      hands.make(hands.map.getMap("standups"), { on, by, notes, seen, closed: on + 1 });
      return true;
    },
  };
}

export function detailKinds(hands: Hands): Kinds {
  return {
    ...hartslag(hands),
    ...tags(hands),
    ...actions(hands),
    "lay link": () => link(hands, `stickies/${hands.pick(hands.ids(hands.stickies))}`, "depends_on"),
    "cut link": () => hands.bin(hands.map.getMap("links")),
  };
}
