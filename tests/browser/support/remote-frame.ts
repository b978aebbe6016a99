/** What somebody does to the shape of the journey and to its personas, through a stock client. */
import * as Y from "yjs";
import { COLORS, type Hands, type Kinds } from "./remote-hands.ts";

const MANY = { phases: 14, lanes: 18, personas: 5, layers: 5 } as const;

const full = (hands: Hands, root: keyof typeof MANY) =>
  hands.ids(hands.root(root)).length > MANY[root];

function rename(hands: Hands, root: string, field: string): boolean {
  const long = hands.below(2) === 0 ? " met een lange naam die om een tweede regel vraagt" : "";
  return hands.set(hands.root(root), [], field, `Naam ${hands.number()}${long}`);
}

function heads(hands: Hands): Kinds {
  const [phases, lanes] = [hands.root("phases"), hands.root("lanes")];
  return {
    "add phase": () => {
      if (full(hands, "phases")) return false;
      hands.make(phases, { at: [null, hands.rank()], title: `Fase ${hands.number()}` });
      return true;
    },
    "move phase": () => {
      const phase = hands.one(phases);
      const at = phase?.get("at");
      phase?.set("at", [Array.isArray(at) ? at[0] : null, hands.rank()]);
      return phase !== undefined;
    },
    "bin phase": ({ phases: but }) => hands.bin(phases, but),
    "restore phase": () => hands.restore(phases),
    "rename phase": () => rename(hands, "phases", "title"),
    "change of phase": () =>
      hands.set(phases, [], "change", hands.pick(["keep", "change", "drop", "new"])),
    "add lane": () => {
      if (full(hands, "lanes")) return false;
      const title = `Rij ${hands.number()}`;
      hands.make(lanes, { kind: "free", title, hint: "", rank: hands.rank() });
      return true;
    },
    "move lane": () => hands.set(lanes, [], "rank", hands.rank()),
    "bin lane": ({ lanes: but }) => hands.bin(lanes, but),
    "restore lane": () => hands.restore(lanes),
  };
}

function people(hands: Hands): Kinds {
  const personas = hands.root("personas");
  const text = () => new Y.Text("Woont alleen.");
  return {
    "add persona": () => {
      if (full(hands, "personas")) return false;
      const [color, marker] = [hands.pick(COLORS), hands.pick(["circle", "square", "star"])];
      const texts = { who: text(), contact: text(), barriers: text(), needs: text() };
      const name = `Persona ${hands.number()}`;
      hands.make(personas, { name, color, marker, rank: hands.rank(), ...texts });
      return true;
    },
    "rename persona": () => rename(hands, "personas", "name"),
    "motto of persona": () => rename(hands, "personas", "motto"),
    "move persona": () => hands.set(personas, [], "rank", hands.rank()),
    "recolour persona": () => hands.set(personas, [], "color", hands.pick(COLORS)),
    "write on persona": () => {
      const who = hands.one(personas)?.get("who");
      if (who instanceof Y.Text) who.insert(0, "Nog iets. ");
      return who instanceof Y.Text;
    },
    "bin persona": () => hands.bin(personas),
    "restore persona": () => hands.restore(personas),
  };
}

export function frameKinds(hands: Hands): Kinds {
  const { frame } = hands;
  return {
    ...heads(hands),
    ...people(hands),
    "measure again": () => {
      if (full(hands, "layers")) return false;
      const title = `Meting ${hands.number()}`;
      const made = { kind: "current", title, rank: hands.rank(), measured_on: 1_700_000_000_000 };
      hands.make(hands.root("layers"), made);
      return true;
    },
    "rename board": () => {
      frame.getMap("meta").set("title", `Bord ${hands.number()}`);
      return true;
    },
    "caption of colour": () => {
      frame.getMap("legend").set(hands.pick(COLORS) ?? "", `Betekent ${hands.number()}`);
      return true;
    },
  };
}
