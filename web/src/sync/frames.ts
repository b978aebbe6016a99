/**
 * The bytes of the live flavour: encoding what a page says, and decoding what a server says without
 * ever trusting a length. `docs/PROTOCOL.md` explains the frames, `crdt/src/wire.rs` is the truth
 * for the numbers. Knows bytes, not what they do.
 */
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { decodeUtf8 } from "lib0/string";
import { type DocumentKind, ROLES, type Role } from "../generated/schema.ts";
import {
  type Notice as AnyNotice,
  CHANNELS,
  type Command,
  KIND,
  REFUSALS,
} from "../generated/wire.ts";

const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;

export type Refusal = keyof typeof REFUSALS | "unknown";

export interface Hello {
  readonly epoch: string;
  readonly member: string;
  readonly name: string;
  readonly role: Role;
  readonly channels: readonly DocumentKind[];
  readonly now: number;
}

export type Notice = AnyNotice["kind"] | "unknown";

/** What a server says. */
export type Heard =
  | { readonly kind: "hello"; readonly hello: Hello }
  | { readonly kind: "step_1"; readonly document: DocumentKind; readonly vector: Uint8Array }
  | {
      readonly kind: "update";
      readonly document: DocumentKind;
      readonly update: Uint8Array;
      /** Whether it answers our step 1. */
      readonly answer: boolean;
    }
  | { readonly kind: "presence"; readonly update: Uint8Array }
  | { readonly kind: "durable"; readonly counts: readonly (readonly [DocumentKind, number])[] }
  | {
      readonly kind: "refused";
      readonly document: DocumentKind;
      readonly code: Refusal;
      readonly taken: number;
      readonly reason: string;
    }
  | { readonly kind: "result"; readonly request: number; readonly result: unknown }
  | { readonly kind: "drain"; readonly millis: number }
  | { readonly kind: "notice"; readonly notice: Notice }
  | { readonly kind: "alive" }
  /** A frame of a newer server; ignored. */
  | { readonly kind: "unknown" };

/** One entry of an awareness update. */
export interface PresenceEntry {
  readonly id: number;
  readonly clock: number;
  /** Null: gone. */
  readonly state: unknown;
}

/** More are not honest: a board has some hundreds of connections. */
const ENTRIES_MAX = 10_000;

class Unreadable extends Error {}

/** Null when the bytes are not a frame. */
export function decode(bytes: Uint8Array): Heard | null {
  try {
    const decoder = decoding.createDecoder(bytes);
    const channel = decoding.readVarUint(decoder);
    const heard = channel === 0 ? board(decoder) : sync(decoder, channel);
    return heard.kind === "unknown" || !decoding.hasContent(decoder) ? heard : null;
  } catch {
    return null;
  }
}

function documentOf(channel: number): DocumentKind | null {
  for (const [kind, number] of Object.entries(CHANNELS)) {
    if (number === channel) return kind as DocumentKind;
  }
  return null;
}

function bytesOf(decoder: decoding.Decoder): Uint8Array {
  const length = decoding.readVarUint(decoder);
  if (length > decoder.arr.length - decoder.pos) throw new Unreadable();
  return decoding.readUint8Array(decoder, length);
}

function textOf(decoder: decoding.Decoder): string {
  return decodeUtf8(bytesOf(decoder));
}

function sync(decoder: decoding.Decoder, channel: number): Heard {
  const document = documentOf(channel);
  const step = decoding.readVarUint(decoder);
  if (document === null || step > UPDATE) return { kind: "unknown" };
  const bytes = bytesOf(decoder);
  if (step === STEP_1) return { kind: "step_1", document, vector: bytes };
  return { kind: "update", document, update: bytes, answer: step === STEP_2 };
}

function board(decoder: decoding.Decoder): Heard {
  switch (decoding.readVarUint(decoder)) {
    case KIND.hello:
      return { kind: "hello", hello: helloOf(JSON.parse(textOf(decoder))) };
    case KIND.presence:
      return { kind: "presence", update: bytesOf(decoder) };
    case KIND.durable:
      return { kind: "durable", counts: countsOf(decoder) };
    case KIND.refused:
      return refusedOf(decoder);
    case KIND.result:
      return {
        kind: "result",
        request: decoding.readVarUint(decoder),
        result: JSON.parse(textOf(decoder)),
      };
    case KIND.drain:
      return { kind: "drain", millis: decoding.readVarUint(decoder) };
    case KIND.notice:
      return { kind: "notice", notice: noticeOf(JSON.parse(textOf(decoder))) };
    case KIND.alive:
      return { kind: "alive" };
    default:
      return { kind: "unknown" };
  }
}

function countsOf(decoder: decoding.Decoder): (readonly [DocumentKind, number])[] {
  const counts: [DocumentKind, number][] = [];
  const length = decoding.readVarUint(decoder);
  for (let index = 0; index < length; index += 1) {
    const document = documentOf(decoding.readVarUint(decoder));
    const count = decoding.readVarUint(decoder);
    if (document !== null) counts.push([document, count]);
  }
  return counts;
}

function refusedOf(decoder: decoding.Decoder): Heard {
  const document = documentOf(decoding.readVarUint(decoder));
  const number = decoding.readVarUint(decoder);
  const known = Object.entries(REFUSALS).find(([, code]) => code === number);
  const code = (known?.[0] ?? "unknown") as Refusal;
  const taken = decoding.readVarUint(decoder);
  const reason = textOf(decoder);
  return document === null
    ? { kind: "unknown" }
    : { kind: "refused", document, code, taken, reason };
}

function fieldsOf(value: unknown): { readonly [key: string]: unknown } {
  if (typeof value !== "object" || value === null) throw new Unreadable();
  return value as { readonly [key: string]: unknown };
}

function helloOf(value: unknown): Hello {
  const { epoch, member, name, role, channels, now } = fieldsOf(value);
  const known = ROLES.find((one) => one === role);
  if (typeof epoch !== "string" || typeof member !== "string" || typeof name !== "string") {
    throw new Unreadable();
  }
  if (known === undefined || !Array.isArray(channels)) throw new Unreadable();
  const documents = channels.map((channel) => documentOf(Number(channel)));
  return {
    epoch,
    member,
    name,
    role: known,
    channels: documents.filter((document) => document !== null),
    now: Number(now),
  };
}

const NOTICES: readonly AnyNotice["kind"][] = [
  "read_only",
  "storage_trouble",
  "storage_back",
  "almost_full",
  "role_changed",
];

function noticeOf(value: unknown): Notice {
  const { kind } = fieldsOf(value);
  return NOTICES.find((notice) => notice === kind) ?? "unknown";
}

function frame(...numbers: readonly number[]): encoding.Encoder {
  const encoder = encoding.createEncoder();
  for (const number of numbers) encoding.writeVarUint(encoder, number);
  return encoder;
}

function withBytes(encoder: encoding.Encoder, bytes: Uint8Array): Uint8Array {
  encoding.writeVarUint8Array(encoder, bytes);
  return encoding.toUint8Array(encoder);
}

export function step1(document: DocumentKind, vector: Uint8Array): Uint8Array {
  return withBytes(frame(CHANNELS[document], STEP_1), vector);
}

export function step2(document: DocumentKind, update: Uint8Array): Uint8Array {
  return withBytes(frame(CHANNELS[document], STEP_2), update);
}

export function update(document: DocumentKind, bytes: Uint8Array): Uint8Array {
  return withBytes(frame(CHANNELS[document], UPDATE), bytes);
}

export function command(request: number, words: Command): Uint8Array {
  const encoder = frame(0, KIND.command, request);
  encoding.writeVarString(encoder, JSON.stringify(words));
  return encoding.toUint8Array(encoder);
}

export function alive(): Uint8Array {
  return encoding.toUint8Array(frame(0, KIND.alive));
}

export function presence(entries: readonly PresenceEntry[]): Uint8Array {
  const encoder = frame(entries.length);
  for (const { id, clock, state } of entries) {
    encoding.writeVarUint(encoder, id);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, JSON.stringify(state));
  }
  return withBytes(frame(0, KIND.presence), encoding.toUint8Array(encoder));
}

/** The entries of an awareness update; what does not parse ends the list. */
export function presenceEntries(update: Uint8Array): readonly PresenceEntry[] {
  const entries: PresenceEntry[] = [];
  try {
    const decoder = decoding.createDecoder(update);
    const length = Math.min(decoding.readVarUint(decoder), ENTRIES_MAX);
    for (let index = 0; index < length; index += 1) {
      const id = decoding.readVarUint(decoder);
      const clock = decoding.readVarUint(decoder);
      entries.push({ id, clock, state: JSON.parse(textOf(decoder)) });
    }
  } catch {
    return entries;
  }
  return entries;
}
