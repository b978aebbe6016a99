/** Changing the shape of the map: inserting, moving and folding phases and lanes, emptying a cell. */
const stickies = (n: number) => (n === 1 ? "1 kaartje" : `${n} kaartjes`);

export const structure = {
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
