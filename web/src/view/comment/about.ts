/** What a comment is about, in words, and the way there. */
import type { Desk } from "../../actions/desk.ts";
import { brief } from "../../actions/places.ts";
import type { Words } from "../../i18n/words.ts";
import type { AnyRef } from "../../model/board.ts";
import { targetFor, tellMissing } from "../board/go-to-record.ts";
import { boardPath, goTo } from "../route.ts";

export interface About {
  readonly kind: string;
  readonly title: string;
  readonly gone: boolean;
}

function titleOf({ session }: Desk, root: string, id: string): string | undefined {
  const { store } = session;
  const { phases, lanes } = store.structure("").get();
  switch (root) {
    case "stickies": {
      const sticky = store.sticky(id).get();
      return sticky?.gone === null ? sticky.text : undefined;
    }
    case "phases":
      return phases.flatMap((one) => [one, ...one.steps]).find((one) => one.id === id)?.title;
    case "lanes":
      return lanes.find((lane) => lane.id === id)?.title;
    case "personas":
      return store.personas.get().find((persona) => persona.id === id)?.name;
    case "actions":
      return store.actions.action(id).get()?.title;
    default:
      return undefined;
  }
}

export function subjectOf(desk: Desk, about: AnyRef, words: Words): About {
  const [root = "", id = ""] = about.split("/");
  const kinds: Readonly<Record<string, string>> = words.comments.kinds;
  const title = titleOf(desk, root, id);
  const binned = desk.session.store.bin.get().find(({ ref }) => ref === about);
  return {
    kind: kinds[root] ?? words.comments.kinds.other,
    title: brief(title ?? binned?.what ?? "", words),
    gone: title === undefined,
  };
}

/** Puts the focus on the record, with what was said about it beside it. */
export function goToComments(desk: Desk, about: AnyRef): void {
  if (about.startsWith("actions/")) {
    goTo(boardPath(desk.session.board, "actions", about));
    return;
  }
  const target = targetFor(desk, about);
  if (target === null) {
    tellMissing(desk, about);
    return;
  }
  desk.focus(target);
  desk.openPanel(target, "comments");
}
