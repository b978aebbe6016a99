/** Where things stand on the map, asked of the store: neighbours, spots and names. Changes nothing. */

import { COLORS, type Color } from "../generated/schema.ts";
import type { Words } from "../i18n/words.ts";
import type { Column, Lane, Structure } from "../model/board.ts";
import type { Spot } from "../model/session.ts";
import type { Desk } from "./desk.ts";

/** The layers that stand side by side. */
export const PAIR: readonly string[] = ["current", "desired"];

export function structure(desk: Desk): Structure {
  return desk.session.store.structure(desk.layer.get()).get();
}

/** The layers that are on the map now. */
export function shownLayers(desk: Desk): readonly string[] {
  return desk.side.get() ? PAIR : [desk.layer.get()];
}

export function stickiesAt(
  desk: Desk,
  lane: string,
  phase: string,
  layer = desk.layer.get(),
): readonly string[] {
  return desk.session.store.cell(layer, lane, phase).get();
}

export function spot(
  desk: Desk,
  lane: string,
  phase: string,
  before: string | null,
  layer = desk.layer.get(),
): Spot {
  return { layer, lane, phase, before };
}

/** Whether the map has such a cell now. */
export function isPlace(desk: Desk, lane: string, phase: string): boolean {
  const { lanes, columns } = structure(desk);
  return lanes.some(({ id }) => id === lane) && columns.some((column) => column.phase === phase);
}

/** The sticky after this one in its cell; null when it is the last. */
export function below(
  desk: Desk,
  lane: string,
  phase: string,
  id: string,
  layer = desk.layer.get(),
): string | null {
  const ids = stickiesAt(desk, lane, phase, layer);
  return ids[ids.indexOf(id) + 1] ?? null;
}

/** The column so many places further, or null beyond the edge. */
export function columnBeside(desk: Desk, phase: string, step: number): Column | null {
  const { columns } = structure(desk);
  const index = columns.findIndex((column) => column.phase === phase);
  return index < 0 ? null : (columns[index + step] ?? null);
}

export function findLane(desk: Desk, id: string): Lane | null {
  return structure(desk).lanes.find((lane) => lane.id === id) ?? null;
}

/** The title of a phase or step; `Zonder naam` when it has none. */
export function phaseTitle(desk: Desk, id: string, words: Words): string {
  const { phases } = structure(desk);
  const found = phases.flatMap((phase) => [phase, ...phase.steps]).find((one) => one.id === id);
  return found?.title.trim() || words.board.untitled;
}

/** The name of a layer: the same word everywhere for the three that every board has. */
export function layerTitle(desk: Desk, id: string, words: Words): string {
  const names: Readonly<Record<string, string>> = words.board.layers;
  const layer = desk.session.store.layers.get().find((one) => one.id === id);
  return names[id] ?? (layer?.title.trim() || words.board.untitled);
}

export function laneTitle(desk: Desk, id: string, words: Words): string {
  return findLane(desk, id)?.title.trim() || words.board.untitled;
}

/** The paper of a new sticky: the chosen one, else what its lane uses first, else yellow. */
export function paperFor(desk: Desk, lane: string): Color {
  const chosen = desk.color.get();
  if (chosen !== null) return chosen;
  const used = structure(desk)
    .columns.flatMap(({ phase }) => stickiesAt(desk, lane, phase).slice(0, 1))
    .map((id) => desk.session.store.sticky(id).get()?.color);
  return COLORS.find((color) => color === used[0]) ?? "yellow";
}

const BRIEF_MAX = 40;

/** The first words of a text, for messages and names. */
export function brief(text: string, words: Words): string {
  const line = text.trim().replace(/\s+/g, " ");
  if (line === "") return words.board.emptySticky;
  return line.length <= BRIEF_MAX ? line : `${line.slice(0, BRIEF_MAX - 1).trimEnd()}…`;
}

export function stickyBrief(desk: Desk, id: string, words: Words): string {
  return brief(desk.session.store.sticky(id).get()?.text ?? "", words);
}

export function memberName(desk: Desk, id: string, words: Words): string {
  return desk.session.store.member(id).get()?.name || words.board.someone;
}
