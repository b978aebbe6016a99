/** The panel for what is selected: its headings, its fields, and the marks on a sticky. */

export const panel = {
  gone: "Dit is weggegooid.",
  putBack: "Terugzetten",
  noTags: "Er zijn nog geen labels.",
  newTag: "Nieuw label",
  addTag: "Toevoegen",
  none: "Niet ingevuld",
  open: "Details bekijken",
  openOf: (what: string) => `Details van ${what}`,
  evidenceOf: {
    assumption: "Aanname",
    heard_once: "Eén keer gehoord",
    heard_often: "Vaker gehoord",
    data: "Uit cijfers",
  },
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
};

export const panelDeeds = {
  describe: (n: number, what: string) =>
    n === 1 ? `Kenmerk van “${what}” veranderd` : `Kenmerk van ${n} kaartjes veranderd`,
  involve: (n: number, what: string) =>
    n === 1 ? `Persona bij “${what}” veranderd` : `Persona bij ${n} kaartjes veranderd`,
  add_tag: (_n: number, what: string) => `Label “${what}” gemaakt`,
  change_tag: (_n: number, what: string) => `Label “${what}” veranderd`,
};
