/** Dutch: earlier versions of the board, what is different now, and bringing it back. */
const counted = (n: number, one: string, many: string) => (n === 1 ? `1 ${one}` : `${n} ${many}`);
const things = (n: number) => counted(n, "ding", "dingen");

export const versions = {
  title: "Versies",
  help: "Het bord wordt vanzelf bewaard, elk uur dat er iets verandert. Bewaar zelf een versie als je er zeker van wilt zijn.",
  name: "Naam van deze versie",
  nameHelp: "Bijvoorbeeld: Na de eerste bijeenkomst",
  nameMissing: "Geef de versie een naam.",
  keep: "Bewaar het bord van nu",
  kept: (title: string) => `Versie “${title}” is bewaard.`,
  none: "Er zijn nog geen versies.",
  byItself: "Vanzelf bewaard",
  by: (name: string, when: string) => `${name}, ${when}`,
  look: "Bekijken",
  lookOf: (what: string) => `Bekijken: ${what}`,
  rename: "Naam geven",
  renameOf: (what: string) => `Naam geven: ${what}`,
  remove: "Verwijderen",
  removeOf: (what: string) => `Verwijderen: ${what}`,
  removeAsk: (what: string) => `Versie “${what}” verwijderen?`,
  removeHelp: "De versie is dan voorgoed weg. Het bord zelf verandert niet.",
  removed: "De versie is verwijderd.",
  back: "Alle versies",
  failed: "Dat lukt nu niet. Kijk of je verbinding hebt en probeer het opnieuw.",
  unreadable: "Deze versie is niet te lezen.",
  same: "Het bord is nu precies zoals toen.",
  differs: (n: number) => `${things(n)} ${n === 1 ? "is" : "zijn"} nu anders.`,
  groups: { gone: "Nu weg", changed: "Nu anders", added: "Sindsdien gemaakt" },
  addedHelp: "Dit gaat naar de prullenbak als je alles terugzet.",
  all: "Alles kiezen",
  now: "Nu",
  stood: (lane: string, phase: string) => `stond in ${lane}, ${phase}`,
  restore: (n: number) => (n === 0 ? "Zet terug wat je kiest" : `Zet ${things(n)} terug`),
  restored: (n: number) => `${things(n)} ${n === 1 ? "is" : "zijn"} terug zoals toen.`,
  restoreAll: "Zet alles terug naar toen",
  restoreAsk: "Het hele bord terugzetten?",
  restoreHelp:
    "Alles wordt weer zoals toen, voor iedereen. Wat sindsdien is gemaakt, gaat naar de prullenbak. Je kunt het ongedaan maken.",
  restoreGo: "Zet alles terug",
  restoredAll: "Het bord is terug zoals toen.",
  nothing: "Er is niets teruggezet. Misschien is het vergrendeld, of mag je het niet veranderen.",
  whole: "Het hele bord van toen",
};

export const versionDeeds = {
  restore: (n: number) => `${things(n)} teruggezet uit een versie`,
};
