/** What hangs together: chips on stickies, the list in the panel, and choosing the other end. */

export const dependencies = {
  title: "Hangt samen met",
  none: "Nog nergens mee.",
  needs: "Hangt af van…",
  leads: "Leidt tot…",
  follow: "Ga naar wat samenhangt",
  bonds: {
    needs: "hangt af van",
    needed: "nodig voor",
    leads: "leidt tot",
    follows: "volgt uit",
    from: "komt uit",
    source: "bron van",
  },
  chip: (bond: string, n: number) => `${bond} ${n}`,
  goTo: (what: string) => `Ga naar “${what}”`,
  remove: (what: string) => `Verband met “${what}” weghalen`,
  choose: {
    depends_on: (what: string) => `Waar hangt “${what}” van af? Kies een kaartje. Esc stopt.`,
    leads_to: (what: string) => `Waar leidt “${what}” toe? Kies een kaartje. Esc stopt.`,
  },
  other: "Kies een ander kaartje.",
  made: (what: string) => `Verbonden met “${what}”.`,
  known: "Dit verband was er al.",
  stopped: "Geen verband gelegd.",
  stop: "Stoppen",
};

export const dependencyDeeds = {
  link: (_n: number, what: string) => `Verband van “${what}” gelegd`,
  unlink: (_n: number, what: string) => `Verband van “${what}” weggehaald`,
};
