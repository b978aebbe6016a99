/**
 * The words for personas and what they feel: cards of the board's people, their hartslag per phase
 * and their three moments. Each is one step of undo, named after whom it is about. Writes cards to
 * `frame`, feelings to `map`.
 */
import { HINT_TEXT_MAX, PERSONAS_MAX, TITLE_TEXT_MAX } from "../generated/limits.ts";
import { COLORS, type Color, MARKERS, type Marker } from "../generated/schema.ts";
import { type Moment, momentKey } from "./board.ts";
import type { Edit } from "./edit.ts";
import { type Hand, idFor, jitter, perform, set, throwAway } from "./hand.ts";
import { isInPlace, oneLine, ranksAt } from "./words.ts";

/** What stands on a persona's card and is not a text of its own. */
export interface PersonaFields {
  readonly name: string;
  readonly motto: string;
  readonly color: Color;
  readonly marker: Marker;
}

export interface PersonaEdits {
  /** The new persona's id. Colour and shape are the first that nobody has. */
  readonly addPersona: (name: string) => string | null;
  readonly changePersona: <Name extends keyof PersonaFields>(
    persona: string,
    field: Name,
    value: PersonaFields[Name],
  ) => boolean;
  readonly movePersona: (persona: string, before: string | null) => boolean;
  readonly throwAwayPersona: (persona: string) => boolean;
  /** −2…+2; null is *weet ik niet*. */
  readonly setHeartbeat: (
    layer: string,
    persona: string,
    phase: string,
    value: number | null,
  ) => boolean;
  readonly setMoment: (
    layer: string,
    persona: string,
    moment: Moment,
    phase: string | null,
  ) => boolean;
}

export function personaEdits(hand: Hand): PersonaEdits {
  const personaOf = (id: string) => hand.store.personas.get().find((one) => one.id === id) ?? null;
  const flat = (root: string, key: string, value: string | number | null): Edit => {
    return { kind: "set_flat", document: "map", root, key, value };
  };
  /** "Klaas Koops, Besluit": whom a feeling is about, and where. */
  const subject = (persona: string, phase: string | null) => {
    const all = hand.store.phases.flatMap((one) => [one, ...one.steps]);
    const names = [personaOf(persona)?.name, all.find((one) => one.id === phase)?.title];
    return names.filter((name) => name !== undefined).join(", ");
  };
  return {
    addPersona: (name) => addPersona(hand, oneLine(name, TITLE_TEXT_MAX)),
    changePersona: (id, field, value) => {
      const persona = personaOf(id);
      const line = oneLine(value, field === "motto" ? HINT_TEXT_MAX : TITLE_TEXT_MAX);
      if (persona === null || (line === "" && field !== "motto")) return false;
      const edit = set("frame", { root: "personas", id }, field, line === "" ? null : line);
      return perform(hand, "change_persona", [edit], field === "name" ? line : persona.name);
    },
    movePersona: (id, before) => {
      const personas = hand.store.personas.get();
      const order = personas.map((one) => one.id);
      if (personaOf(id) === null || isInPlace(order, before, [id])) return false;
      const [key = ""] = ranksAt(personas, before, new Set([id]), 1, jitter(hand));
      const edit = set("frame", { root: "personas", id }, "rank", key);
      return perform(hand, "move_persona", [edit], personaOf(id)?.name ?? "");
    },
    throwAwayPersona: (id) => {
      const persona = personaOf(id);
      if (persona === null) return false;
      const edit = throwAway("frame", { root: "personas", id }, hand.journal.stamp());
      return perform(hand, "throw_away", [edit], persona.name);
    },
    setHeartbeat: (layer, persona, phase, value) => {
      const edit = flat("heartbeat", `${layer}:${persona}:${phase}`, value);
      return perform(hand, "heartbeat", [edit], subject(persona, phase));
    },
    setMoment: (layer, persona, moment, phase) => {
      const edit = flat("moments", momentKey(layer, persona, moment), phase);
      return perform(hand, "moment", [edit], subject(persona, phase));
    },
  };
}

function addPersona(hand: Hand, name: string): string | null {
  const personas = hand.store.personas.get();
  if (name === "" || personas.length >= PERSONAS_MAX) return null;
  const free = <T extends string>(all: readonly T[], taken: readonly string[], other: T): T =>
    all.find((one) => !taken.includes(one)) ?? all[personas.length % all.length] ?? other;
  const [rank = ""] = ranksAt(personas, null, new Set(), 1, jitter(hand));
  const id = idFor(hand);
  const fields = {
    name,
    rank,
    color: free(
      INKS,
      personas.map(({ color }) => color),
      "blue",
    ),
    marker: free(
      MARKERS,
      personas.map(({ marker }) => marker),
      "circle",
    ),
  };
  const edit: Edit = { kind: "create", document: "frame", root: "personas", id, fields };
  return perform(hand, "add_persona", [edit], name) ? id : null;
}

/** The inks in the order in which they are told apart best; yellow and grey come last. */
const INKS: readonly Color[] = [
  "blue",
  "orange",
  "green",
  "purple",
  "red",
  "pink",
  ...COLORS.filter((color) => color === "yellow" || color === "grey"),
];
