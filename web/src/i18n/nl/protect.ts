/** Dutch: what a facilitator protects and takes back, and why something cannot be changed now. */
const counted = (n: number, one: string, many: string) => (n === 1 ? `1 ${one}` : `${n} ${many}`);
const things = (n: number) => counted(n, "ding", "dingen");

export const protect = {
  title: "Begeleiden",
  open: "Begeleiden",
  lock: "Kaartje vergrendelen",
  unlock: "Kaartje ontgrendelen",
  locked: "Vergrendeld",
  lockedNow: "Het kaartje is vergrendeld.",
  unlockedNow: "Het kaartje is weer vrij.",
  closed: {
    locked: "Dit kaartje is vergrendeld. De begeleider kan het weer vrijgeven.",
    own_only: "Je kunt nu alleen je eigen kaartjes veranderen.",
  },
  switches: "Beschermen",
  frame: "Fasen en rijen vastzetten",
  frameHelp: "Alleen begeleiders veranderen de fasen, de rijen en de teksten.",
  own: "Alleen eigen kaartjes",
  ownHelp: "Iedereen verandert alleen wat die zelf maakte. Begeleiders kunnen alles.",
  feed: "Grote wijzigingen",
  feedHelp: "Veel tegelijk, door één persoon. Je kunt het terugdraaien zolang het van vandaag is.",
  feedEmpty: "Er is niets bijzonders gebeurd.",
  takeBack: "Gooi het terug",
  takeBackOf: (what: string) => `Gooi het terug: ${what}`,
  person: "Van één persoon",
  personHelp: "Draai alles terug wat iemand de laatste tijd deed. Wat anderen deden, blijft staan.",
  who: "Wie",
  minutes: "Hoe lang terug",
  lastMinutes: (n: number) => counted(n, "minuut", "minuten"),
  happened: {
    thrown_away: (name: string, n: number) => `${name} gooide ${things(n)} weg`,
    made: (name: string, n: number) => `${name} maakte ${things(n)}`,
    moved: (name: string, n: number) => `${name} verplaatste ${things(n)}`,
    changed: (name: string, n: number) => `${name} veranderde ${things(n)}`,
  },
  takenBack: (name: string, when: string) => `Teruggegooid door ${name}, ${when}`,
  done: (n: number) => `${things(n)} ${n === 1 ? "staat" : "staan"} weer zoals ervoor.`,
  left: (n: number) =>
    `${things(n)} ${n === 1 ? "bleef" : "bleven"} staan, omdat iemand anders ${n === 1 ? "dat" : "die"} daarna veranderde.`,
  nothing: "Er was niets om terug te draaien.",
  failed: "Dat lukte niet. Kijk of je verbinding hebt en probeer het opnieuw.",
};
