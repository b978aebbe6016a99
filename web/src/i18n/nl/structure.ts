/** Changing the shape of the map: inserting, moving and folding phases and lanes, emptying a cell. */
const stickies = (n: number) => (n === 1 ? "1 kaartje" : `${n} kaartjes`);

export const structure = {
  noLanes:
    "Dit bord heeft nog geen rijen. Een rij stelt elke fase dezelfde vraag, zoals “Wat doet de inwoner?”. Voeg er een toe.",
  noLanesViewer: "Dit bord heeft nog geen rijen. De begeleider vult ze in.",
  fold: "Inklappen",
  unfold: "Uitklappen",
  foldOf: (title: string) => `“${title}” inklappen`,
  unfoldOf: (title: string) => `“${title}” uitklappen`,
  look: "Deze fase groot",
  lookAway: "Alle fasen even groot",
  tally: (n: number) => stickies(n),
  insertPhase: (title: string) => `Fase maken voor “${title}”`,
  insertLane: (title: string) => `Rij maken boven “${title}”`,
  moved: (title: string, at: number, of: number) => `“${title}” staat nu op plek ${at} van ${of}.`,
  notMoved: "Niet verplaatst.",
  moveCell: "Alles hierin verplaatsen…",
};
