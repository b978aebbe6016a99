/** The hartslag and the personas whose line it is. */

export const hartslag = {
  unknown: "weet ik niet",
  feelings: {
    best: "heel goed",
    good: "goed",
    fair: "gaat wel",
    bad: "slecht",
    worst: "heel slecht",
  },
  scale: "Van heel goed boven tot heel slecht onder",
  whose: "Wiens hartslag teken je?",
  personas: "Persona’s",
  how: "Kies een persona en tik in een fase.",
  none: "Voor wie maak je deze reis? Zet een persona op de kaart, dan kun je de hartslag tekenen.",
  noneViewer: "Er is nog geen hartslag.",
  add: "Persona toevoegen",
  newPersona: "Nieuwe persona",
  table: "Als tabel",
  tableTitle: "Hartslag als tabel",
  tableHelp: "Dit is dezelfde hartslag. Wat je hier kiest, staat meteen op de kaart.",
  phase: "Fase",
  point: (name: string, phase: string, layer: string) => `${name}, ${phase}, ${layer}`,
  pointHelp:
    "Omhoog en omlaag verandert, links en rechts gaat naar de fase ernaast, Delete is weet ik niet.",
  set: (name: string, phase: string, feels: string) => `${name}, ${phase}: ${feels}.`,
  end: (name: string, layer: string) => `${name}, ${layer}`,
  quote: (motto: string) => `“${motto}”`,
};

export const persona = {
  earlier: "Naar voren",
  later: "Naar achteren",
  full: "Er kunnen niet meer dan 30 persona’s bij.",
};

export const hartslagDeeds = {
  heartbeat: (_n: number, what: string) => `Hartslag van ${what} veranderd`,
  moment: (_n: number, what: string) => `Moment van ${what} veranderd`,
  add_persona: (_n: number, what: string) => `Persona “${what}” toegevoegd`,
  change_persona: (_n: number, what: string) => `Persona “${what}” veranderd`,
  move_persona: (_n: number, what: string) => `Persona “${what}” verplaatst`,
};
