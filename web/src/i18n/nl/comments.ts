/** Dutch: what people say about what is on the board, and what they have not read yet. */
import { counted } from "./counts.ts";

export const comments = {
  title: "Reacties",
  open: (unread: number) => (unread === 0 ? "Reacties" : `Reacties, ${unread} nieuw`),
  comment: "Reageren",
  mark: (n: number, unread: number) =>
    unread === 0
      ? counted(n, "reactie", "reacties")
      : `${counted(n, "reactie", "reacties")}, ${unread} nieuw`,
  freshOf: (n: number, unread: number) => (n === unread ? `${n} nieuw` : `${n}, ${unread} nieuw`),
  said: (name: string, what: string) => `${name} reageerde op “${what}”.`,
  called: (name: string, what: string) => `${name} noemt je bij “${what}”.`,
  look: "Bekijken",
  kinds: {
    stickies: "Kaartje",
    phases: "Fase",
    lanes: "Rij",
    personas: "Persona",
    actions: "Actie",
    other: "Onderdeel",
  },
};
