/** Hangs what the whole map listens to on its one element: keys, focus, pointers, pasting, the others. */
import { type RefObject, useEffect } from "react";
import type { Desk } from "../../actions/desk.ts";
import { addAndWrite } from "../../actions/stickies.ts";
import { act } from "../../actions/table.ts";
import { hasPanel } from "../../actions/whole.ts";
import { watchClipboard } from "./clipboard.ts";
import { describeFocus } from "./describe-focus.ts";
import { useDesk } from "./desk-context.ts";
import { Dragging } from "./dragging.ts";
import { FOCUSABLE, targetOf } from "./element.ts";
import { FocusKeeper } from "./focus-keeper.ts";
import { FocusRequests } from "./focus-requests.ts";
import { HeadDragging } from "./head-dragging.ts";
import { Linking } from "./linking.ts";
import { onMapKey } from "./map-keys.ts";
import { Marquee } from "./marquee.ts";
import { MoreButton } from "./more-button.ts";
import { OthersLayer } from "./others-layer.ts";
import { watchPointer } from "./own-pointer.ts";
import { Panning } from "./panning.ts";
import { presenterOf } from "./presenter.ts";
import { Roving } from "./roving.ts";
import { Stillness } from "./stillness.ts";
import { Travelling } from "./travelling.ts";
import { handFor } from "./use-hand.ts";
import { Zooming } from "./zooming.ts";

/** The things that were pressed last; two clicks on different things in one place are no double click. */
function watchPresses(map: HTMLElement, signal: AbortSignal): () => boolean {
  let [before, last]: readonly (Element | null)[] = [null, null];
  const onDown = ({ target }: PointerEvent) => {
    const pressed = target instanceof Element ? target.closest(FOCUSABLE) : null;
    [before, last] = [last ?? null, pressed];
  };
  map.addEventListener("pointerdown", onDown, { signal, capture: true });
  return () => before === last;
}

function onDoubleClick(desk: Desk, event: MouseEvent): void {
  const element = event.target instanceof Element ? event.target : null;
  const hand = handFor(desk, element);
  if (element?.closest("button, input, textarea") !== null) return;
  if (hand.target.kind === "cell") {
    if (desk.session.me.get().rights.map) {
      addAndWrite(hand, hand.target.lane, hand.target.phase, null);
    }
  } else act("rename", hand);
}

function onContextMenu(desk: Desk, event: MouseEvent): void {
  const element = event.target instanceof Element ? event.target : null;
  if (element?.closest("input, textarea") !== null) return;
  const { rights } = desk.session.me.get();
  const target = targetOf(element);
  if (!hasPanel(target) && (target.kind === "nothing" || !rights.map)) return;
  event.preventDefault();
  if (target.kind !== "sticky" || !desk.selection.of(target.id).get()) desk.selection.clear();
  act("menu", handFor(desk, element, { x: event.clientX, y: event.clientY }));
}

/** Side by side, the half with the focus is the one that is worked on. */
function workOn(desk: Desk, element: Element): void {
  const layer = element.closest<HTMLElement>(".cell")?.dataset["layer"];
  if (layer !== undefined) desk.layer.set(layer);
}

/** Shows the others what has the focus here. */
function showFocus(desk: Desk, element: Element): void {
  const target = targetOf(element);
  const presenter = presenterOf(desk);
  if (target.kind === "sticky") {
    presenter.show({
      focus: `stickies/${target.id}`,
      cell: [desk.layer.get(), target.lane, target.phase],
    });
  } else if (target.kind === "cell") {
    presenter.hide("focus");
    presenter.show({ cell: [desk.layer.get(), target.lane, target.phase] });
  } else presenter.hide("focus", "cell");
}

interface Followers {
  readonly roving: Roving;
  readonly keeper: FocusKeeper;
  readonly still: Stillness;
  readonly more: MoreButton;
}

/** Everything that goes along with the focus on the map. */
function watchFocus(map: HTMLElement, desk: Desk, followers: Followers, signal: AbortSignal): void {
  const { roving, keeper, still, more } = followers;
  const onIn = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement)) return;
    workOn(desk, target);
    roving.focusIn(target);
    keeper.focusIn(target);
    still.hold(target);
    more.follow(target);
    describeFocus(desk, target);
    showFocus(desk, target);
    if (hasPanel(targetOf(target))) desk.followWithPanel(targetOf(target));
  };
  const onOut = ({ relatedTarget }: FocusEvent) => {
    roving.focusOut();
    keeper.focusOut();
    if (relatedTarget instanceof Node && map.contains(relatedTarget)) return;
    queueMicrotask(() => {
      if (!map.contains(document.activeElement)) still.release();
    });
    more.close();
    presenterOf(desk).hide("focus", "cell");
  };
  map.addEventListener("focusin", onIn, { signal });
  map.addEventListener("focusout", onOut, { signal });
}

export function useMapEvents(ref: RefObject<HTMLDivElement | null>): void {
  const desk = useDesk();
  useEffect(() => {
    const map = ref.current;
    if (map === null) return;
    const ended = new AbortController();
    const { signal } = ended;
    const roving = new Roving(map);
    const still = new Stillness(map);
    const keeper = new FocusKeeper(map, desk, still);
    const dragging = new Dragging(map, desk);
    const travelling = new Travelling(desk);
    const parts = [
      travelling,
      still,
      keeper,
      new Linking(map, desk),
      new OthersLayer(map, desk),
      dragging,
      new HeadDragging(map, desk),
      new Marquee(map, desk),
      new Panning(map, desk),
      new Zooming(map, desk, still, () => dragging.holds),
      new FocusRequests(map, desk, still),
    ];
    const more = new MoreButton(desk);
    const stopPointer = watchPointer(map, desk);
    // Before the page draws what others did.
    const stopRemote = desk.session.store.onRemote((changes) => {
      travelling.depart(changes);
      if (changes.some(({ record }) => record.startsWith("phases/"))) still.keepColumns();
    });
    const stopOthers = desk.session.store.onOthers(() => still.others());
    // What others did while something was carried or written shows at its end.
    const shown = [desk.carrying, desk.writing].map((value) =>
      value.subscribe(() => still.others()),
    );
    const resized = [desk.side, desk.folded, desk.lookedAt, desk.big].map((value) =>
      value.subscribe(() => still.anew()),
    );

    watchFocus(map, desk, { roving, keeper, still, more }, signal);
    window.addEventListener(
      "keydown",
      (event) => {
        if (!event.defaultPrevented && onMapKey(desk, map, event)) event.preventDefault();
      },
      { signal },
    );
    const isSameTwice = watchPresses(map, signal);
    const onTwice = (event: MouseEvent) => {
      if (isSameTwice()) onDoubleClick(desk, event);
    };
    map.addEventListener("dblclick", onTwice, { signal });
    map.addEventListener("contextmenu", (event) => onContextMenu(desk, event), { signal });
    watchClipboard(map, desk, signal);
    return () => {
      ended.abort();
      stopPointer();
      stopRemote();
      stopOthers();
      for (const stop of [...shown, ...resized]) stop();
      more.close();
      for (const part of parts) part.close();
    };
  }, [desk, ref]);
}
