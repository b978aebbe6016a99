/** What somebody asks the server to do on a board, and how they are seen there themselves. */
import type { Hands, Kinds } from "./remote-hands.ts";

const VERSIONS_MAX = 6;

function comments(hands: Hands): Kinds {
  const said: string[] = [];
  return {
    comment: () => {
      const id = `said-${hands.number()}`;
      said.push(id);
      const about = `stickies/${hands.known(hands.stickies)}`;
      return hands.ask({ kind: "comment_add", id, about, text: "Klopt dit?" });
    },
    "change comment": () => {
      const id = hands.pick(said);
      return id !== undefined && hands.ask({ kind: "comment_edit", id, text: "Klopt dit echt?" });
    },
    "resolve comment": () => {
      const id = hands.pick(said);
      const resolved = hands.below(2) === 0;
      return id !== undefined && hands.ask({ kind: "comment_resolve", id, resolved });
    },
    "remove comment": () => {
      const id = said.length > 2 ? said.shift() : undefined;
      return id !== undefined && hands.ask({ kind: "comment_remove", id });
    },
  };
}

export function sessionKinds(hands: Hands): Kinds {
  const on = { frame: false, own: false, timer: false, focus: false, locked: new Set<string>() };
  let kept = 0;
  return {
    ...comments(hands),
    "lock sticky": ({ stickies: but }) => {
      const record = `stickies/${hands.known(hands.stickies, but)}`;
      const locked = !on.locked.delete(record);
      if (locked) on.locked.add(record);
      return hands.ask({ kind: "record_lock", record, locked });
    },
    "lock frame": () => {
      on.frame = !on.frame;
      return hands.ask({ kind: "frame_lock", locked: on.frame });
    },
    "only your own": () => {
      on.own = !on.own;
      return hands.ask({ kind: "own_only", on: on.own });
    },
    timer: () => {
      on.timer = !on.timer;
      return hands.ask({ kind: "timer_set", ...(on.timer ? { seconds: 300 } : {}) });
    },
    "focus on phase": () => {
      on.focus = !on.focus;
      const phase = on.focus ? hands.known(hands.root("phases")) : null;
      return hands.ask({ kind: "focus_set", phase });
    },
    rename: () => hands.ask({ kind: "name_set", name: `Begeleider ${hands.number()}` }),
    "keep version": () => {
      kept += 1;
      return kept <= VERSIONS_MAX && hands.keepVersion(`Versie ${kept}`);
    },
    "look at sticky": () => {
      const id = hands.pick(hands.ids(hands.stickies));
      return hands.present("focus", `stickies/${id}`);
    },
    point: () => {
      const [, lane, phase] = hands.place();
      const [x, y] = [hands.below(100) / 100, hands.below(100) / 100];
      return hands.present("pointer", { lane, phase, x, y });
    },
  };
}
