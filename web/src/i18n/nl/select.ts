/** Dutch: choosing many stickies and doing one thing with all of them. */
const chosen = (n: number) => (n === 1 ? "1 kaartje gekozen" : `${n} kaartjes gekozen`);

export const select = {
  bar: "Gekozen kaartjes",
  chosen: "gekozen",
  count: chosen,
  inCell: "in deze cel",
  inLane: "in deze rij",
  inPhase: "in deze fase",
  onMap: "op de hele kaart",
  tooMany: (n: number) => `${chosen(n)}. Meer past er niet in één keer.`,
  cleared: "Niets meer gekozen.",
  toggle: "Kiezen of loslaten",
  more: "Alles kiezen, steeds ruimer",
  extend: "Buren erbij kiezen",
  clear: "Loslaten wat gekozen is",
  moved: (n: number, phase: string, lane: string) =>
    `${n} kaartjes verplaatst naar ${phase}, ${lane}.`,
  movedAll: (n: number) => `${n} kaartjes verplaatst.`,
  copied: (n: number) => (n === 1 ? "1 kopie gemaakt." : `${n} kopieën gemaakt.`),
  thrown: (n: number) => `${n} kaartjes weggegooid.`,
  coloured: (n: number, name: string) => `${n} kaartjes kregen de kleur ${name}.`,
  label: "Labels geven…",
  labelTitle: "Labels",
  labelHelp: "Een half vinkje betekent: een deel van de kaartjes heeft dit label.",
  colour: "Kleur geven",
  all: "Alle acties",
};
