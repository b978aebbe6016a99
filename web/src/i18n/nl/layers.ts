/** The journeys that a board shows, and how the desired one differs, phase by phase. */

export const layers = {
  side: "Naast elkaar",
  change: "Wat gebeurt er met deze fase?",
  changeHelp: "Zo verschilt de gewenste reis van de huidige.",
  changes: { keep: "blijft", change: "anders", drop: "vervalt", new: "nieuw" },
  unchanged: "Niet gekozen",
  note: "Toelichting",
  noteHelp: "Eén zin over wat er in deze fase gebeurt.",
  lane: "Rij",
  title: "Naam",
  hint: "Vraag van deze rij",
  holds: (n: number) => (n === 1 ? "1 kaartje in alle reizen" : `${n} kaartjes in alle reizen`),
};

export const layerDeeds = {
  change_phase: (_n: number, what: string) => `Wat er met fase “${what}” gebeurt veranderd`,
  note_phase: (_n: number, what: string) => `Toelichting van fase “${what}” veranderd`,
};
