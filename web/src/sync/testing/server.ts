/**
 * A room as small as it can be, for tests of the page: the live flavour of `docs/PROTOCOL.md` with a
 * disk that is slow and can forget what was not written. It judges nothing but rights; the real room
 * is in `crdt`.
 */
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import * as Y from "yjs";
import { type DocumentKind, ROLES, type Role } from "../../generated/schema.ts";
import { CHANNELS } from "../../generated/wire.ts";
import { newDocument } from "../../model/documents.ts";
import { step1, step2, update } from "../frames.ts";
import type { Accept, Accepted, World } from "./world.ts";

const KINDS: readonly DocumentKind[] = ["frame", "map", "talk"];

interface Person {
  readonly member: string;
  role: Role;
  readonly socket: Accepted;
  readonly counts: Map<DocumentKind, number>;
  readonly refused: Set<DocumentKind>;
}

function board(kind: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, 0);
  encoding.writeVarUint(encoder, kind);
  write(encoder);
  return encoding.toUint8Array(encoder);
}

export class FakeServer {
  epoch = "0123456789abcdef0123456789abcdef";
  /** Milliseconds from a change to the disk. */
  disk = 30;
  /** Swallows what it would answer: a half-open connection. */
  mute = false;
  /** Says no to an update, by name; for tests of refusals. */
  refuse: (kind: DocumentKind, bytes: Uint8Array) => boolean = () => false;
  readonly addresses: string[] = [];
  readonly #world: World;
  #docs = new Map<DocumentKind, Y.Doc>();
  #disk = new Map<DocumentKind, Y.Doc>();
  #people = new Set<Person>();
  #life = 0;
  /** Every document is a replica of its own. */
  #replicas = 0;

  constructor(world: World) {
    this.#world = world;
    for (const kind of KINDS) {
      this.#docs.set(kind, this.#empty(kind));
      this.#disk.set(kind, this.#empty(kind));
    }
  }

  /** What is on disk. */
  stored(kind: DocumentKind): Y.Doc {
    return this.#of(this.#disk, kind);
  }

  /** Writes by the server's own hand, durable at once. */
  write(kind: DocumentKind, change: (doc: Y.Doc) => void): void {
    const doc = this.#of(this.#docs, kind);
    const before = Y.encodeStateVector(doc);
    change(doc);
    const bytes = Y.encodeStateAsUpdate(doc, before);
    Y.applyUpdate(this.stored(kind), bytes);
    for (const person of this.#people) this.#send(person, update(kind, bytes));
  }

  /** Everybody is thrown out and what was not on disk is lost. */
  kill(): void {
    this.#life += 1;
    for (const kind of KINDS) {
      const doc = this.#empty(kind);
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.stored(kind)));
      this.#docs.set(kind, doc);
    }
    for (const person of [...this.#people]) person.socket.close(1006);
    this.#people.clear();
  }

  /** Another history with nothing in it; or the same, of which a broken disk lost everything. */
  restore(epoch = "fedcba9876543210fedcba9876543210"): void {
    this.epoch = epoch;
    for (const kind of KINDS) this.#disk.set(kind, this.#empty(kind));
    this.kill();
  }

  close(code: number): void {
    for (const person of [...this.#people]) person.socket.close(code);
  }

  say(member: string, frame: Uint8Array): void {
    for (const person of this.#people) if (person.member === member) this.#send(person, frame);
  }

  setRole(member: string, role: Role): void {
    for (const person of this.#people) {
      if (person.member !== member) continue;
      person.role = role;
      this.#greet(person);
    }
  }

  accept(member: string, role: () => Role): Accept {
    return (address, socket) => {
      this.addresses.push(address);
      const person: Person = {
        member,
        role: role(),
        socket,
        counts: new Map(),
        refused: new Set(),
      };
      this.#people.add(person);
      this.#greet(person);
      return {
        message: (bytes) => this.#message(person, bytes),
        closed: () => {
          this.#people.delete(person);
        },
      };
    };
  }

  #empty(kind: DocumentKind): Y.Doc {
    this.#replicas += 1;
    return newDocument(kind, this.#replicas);
  }

  #of(docs: Map<DocumentKind, Y.Doc>, kind: DocumentKind): Y.Doc {
    const doc = docs.get(kind);
    if (doc === undefined) throw new Error(`no document ${kind}`);
    return doc;
  }

  #send(person: Person, frame: Uint8Array): void {
    if (!this.mute) person.socket.send(frame);
  }

  #mayWrite(person: Person, kind: DocumentKind): boolean {
    const least: Role = kind === "frame" ? "editor" : "participant";
    return kind !== "talk" && ROLES.indexOf(person.role) >= ROLES.indexOf(least);
  }

  #greet(person: Person): void {
    const hello = {
      epoch: this.epoch,
      member: person.member,
      name: person.member,
      role: person.role,
      channels: KINDS.map((kind) => CHANNELS[kind]),
      now: this.#world.now,
      connections: this.#people.size,
    };
    this.#send(
      person,
      board(0, (encoder) => encoding.writeVarString(encoder, JSON.stringify(hello))),
    );
    for (const kind of KINDS) {
      if (!this.#mayWrite(person, kind)) continue;
      this.#send(person, step1(kind, Y.encodeStateVector(this.#of(this.#docs, kind))));
    }
  }

  #message(person: Person, bytes: Uint8Array): void {
    if (!this.#people.has(person)) return;
    const decoder = decoding.createDecoder(bytes);
    const channel = decoding.readVarUint(decoder);
    if (channel === 0) {
      if (decoding.readVarUint(decoder) === 8) this.#send(person, bytes);
      return;
    }
    const kind = KINDS.find((one) => CHANNELS[one] === channel);
    if (kind === undefined) return;
    const step = decoding.readVarUint(decoder);
    const content = decoding.readVarUint8Array(decoder);
    if (step === 0) this.#answer(person, kind, content);
    else this.#take(person, kind, content);
  }

  #answer(person: Person, kind: DocumentKind, vector: Uint8Array): void {
    // An answer made from memory leaves when memory is on disk.
    const answer = step2(kind, Y.encodeStateAsUpdate(this.#of(this.#docs, kind), vector));
    this.#whenStored(() => this.#send(person, answer));
  }

  #whenStored(call: () => void): void {
    const life = this.#life;
    this.#world.later(this.disk, () => {
      if (life === this.#life) call();
    });
  }

  #take(person: Person, kind: DocumentKind, content: Uint8Array): void {
    if (person.refused.has(kind)) return;
    const taken = person.counts.get(kind) ?? 0;
    const nothing = content.length === 2;
    if (!nothing && (!this.#mayWrite(person, kind) || this.refuse(kind, content))) {
      person.refused.add(kind);
      const code = this.#mayWrite(person, kind) ? 4 : 1;
      this.#whenStored(() => this.#send(person, refusedFrame(kind, code, taken)));
      return;
    }
    person.counts.set(kind, taken + 1);
    Y.applyUpdate(this.#of(this.#docs, kind), content);
    this.#whenStored(() => {
      Y.applyUpdate(this.stored(kind), content);
      this.#send(person, durableFrame(kind, taken + 1));
      if (nothing) return;
      for (const other of this.#people) {
        if (other !== person) this.#send(other, update(kind, content));
      }
    });
  }
}

export function durableFrame(kind: DocumentKind, count: number): Uint8Array {
  return board(2, (encoder) => {
    for (const number of [1, CHANNELS[kind], count]) encoding.writeVarUint(encoder, number);
  });
}

export function refusedFrame(kind: DocumentKind, code: number, taken: number): Uint8Array {
  return board(3, (encoder) => {
    for (const number of [CHANNELS[kind], code, taken]) encoding.writeVarUint(encoder, number);
    encoding.writeVarString(encoder, "not this");
  });
}

export function drainFrame(millis: number): Uint8Array {
  return board(6, (encoder) => encoding.writeVarUint(encoder, millis));
}

export function noticeFrame(kind: string): Uint8Array {
  return board(7, (encoder) => encoding.writeVarString(encoder, JSON.stringify({ kind })));
}

/** The smallest journey: one layer, two lanes, three phases. */
export function seedJourney(server: FakeServer): void {
  server.write("frame", (doc) => {
    const add = (root: string, id: string, fields: { readonly [field: string]: unknown }) =>
      doc.getMap(root).set(id, new Y.Map(Object.entries(fields)));
    add("layers", "current", { kind: "current", title: "Huidig", rank: "V" });
    add("lanes", "steps", { kind: "steps", title: "Stappen", rank: "V" });
    add("lanes", "pains", { kind: "pains", title: "Knelpunten", rank: "W" });
    for (const [at, id] of ["ask", "wait", "hear"].entries()) {
      add("phases", id, { at: [null, String.fromCharCode(77 + at)], title: id });
    }
    doc.getMap("meta").set("title", "Kwijtschelding");
  });
}
