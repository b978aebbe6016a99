/** The panel for what is selected: its headings, its fields, and the marks on a sticky. */

export const panel = {
  open: "Details bekijken",
  openOf: (what: string) => `Details van ${what}`,
  name: "Details",
  kinds: { sticky: "Kaartje", phase: "Fase", step: "Stap", lane: "Rij", persona: "Persona" },
  sticky: "Kenmerken",
  gone: "Dit is weggegooid.",
  putBack: "Terugzetten",
  color: "Kleur",
  evidence: "Hoe weten we dit?",
  evidenceOf: {
    assumption: "Aanname",
    heard_once: "Eén keer gehoord",
    heard_often: "Vaker gehoord",
    data: "Uit cijfers",
  },
  channel: "Kanaal",
  noChannel: "Geen gekozen",
  channelOf: {
    counter: "Balie",
    phone: "Telefoon",
    letter: "Brief",
    website: "Website",
    form: "Online formulier",
    email: "E-mail",
    app: "App of MijnOverheid",
    chat: "Chat",
    home_visit: "Huisbezoek",
    community: "Wijkteam of buurthuis",
    via_other: "Via een ander",
    none: "Geen contact",
  },
  personas: "Over wie gaat dit?",
  noPersonas: "Er zijn nog geen persona’s.",
  tags: "Labels",
  noTags: "Er zijn nog geen labels.",
  newTag: "Nieuw label",
  addTag: "Toevoegen",
  manageTags: "Labels beheren",
  made: (name: string, when: string) => `Gemaakt door ${name} op ${when}`,
  madeByNobody: (when: string) => `Gemaakt op ${when}`,
  none: "Niet ingevuld",
};

export const tags = {
  title: "Labels beheren",
  help: "Een label is overal hetzelfde. Verander je het hier, dan verandert het op elk kaartje.",
  nameOf: (title: string) => `Naam van label “${title}”`,
  colorOf: (title: string) => `Kleur van label “${title}”`,
  noColor: "Geen kleur",
  used: (n: number) => (n === 1 ? "op 1 kaartje" : `op ${n} kaartjes`),
  removeOf: (title: string) => `Label “${title}” weggooien`,
};

export const panelDeeds = {
  describe: (n: number, what: string) =>
    n === 1 ? `Kenmerk van “${what}” veranderd` : `Kenmerk van ${n} kaartjes veranderd`,
  involve: (n: number, what: string) =>
    n === 1 ? `Persona bij “${what}” veranderd` : `Persona bij ${n} kaartjes veranderd`,
  add_tag: (_n: number, what: string) => `Label “${what}” gemaakt`,
  change_tag: (_n: number, what: string) => `Label “${what}” veranderd`,
};
