/**
 * Where this window stands in the walk: where the driver is, or where its own hand went. Whoever is
 * writing a sentence stays with it until it is written. A new place is told: the focus goes to its
 * title when it was in what is gone, or when this window went there itself; else it is only said.
 */
import { type RefObject, useEffect, useRef, useState } from "react";
import { useWords } from "../../i18n/late/going.ts";
import type { Standup } from "../../model/actions.ts";
import type { Standing } from "../../model/standing.ts";
import { useDesk } from "../map/desk-context.ts";
import { type Driving, useDriving } from "./use-driving.ts";
import { useWalk } from "./use-walk.ts";

/** With the driver; held by a sentence that is not written yet; or on one's own. */
export type Following = "follow" | "held" | "alone";

export interface Place {
  readonly steps: readonly Standing[];
  /** As many as there are steps: the end. */
  readonly at: number;
  readonly driving: Driving;
  readonly following: Following;
  readonly follow: (follows: boolean) => void;
  readonly go: (to: number) => void;
  readonly setWriting: (writing: boolean) => void;
  /** What is shown of the place. */
  readonly stage: RefObject<HTMLDivElement | null>;
}

export function usePlace(standup: Standup, starts: boolean): Place {
  const { steps, start } = useWalk(standup);
  const [own, setOwn] = useState(start);
  const [follows, follow] = useState(true);
  const [writing, setWriting] = useState(false);
  const driving = useDriving(standup.id, steps[own]?.action.id ?? "", starts);
  const { other } = driving;
  const theirs = steps.findIndex(({ action }) => action.id === other?.action);
  const followed = other !== null && follows && !writing;
  const at = followed ? (theirs < 0 ? steps.length : theirs) : own;
  // Whoever goes on by hand after following goes on from there.
  useEffect(() => {
    if (followed) setOwn(at);
  }, [followed, at]);
  const stage = useArrival(steps, at, !followed);
  const go = (to: number) => {
    if (other !== null) follow(false);
    setWriting(false);
    setOwn(Math.max(0, Math.min(steps.length, to)));
  };
  const following = follows ? (writing ? "held" : "follow") : "alone";
  return { steps, at, driving, following, follow, go, setWriting, stage };
}

function useArrival(steps: readonly Standing[], at: number, byHand: boolean) {
  const desk = useDesk();
  const words = useWords();
  const stage = useRef<HTMLDivElement>(null);
  const action = steps[at]?.action;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another action is a reason to go there.
  useEffect(() => {
    const page = stage.current;
    const here = document.activeElement;
    page?.scrollTo(0, 0);
    if (byHand || here === document.body || page?.contains(here) === true) {
      page?.querySelector<HTMLElement>("#step-title")?.focus({ preventScroll: true });
    } else {
      const title = action?.title ?? words.standup.wrapUp;
      desk.say(`${words.standup.place(at + 1, steps.length)}: ${title}`);
    }
  }, [action?.id]);
  return stage;
}
