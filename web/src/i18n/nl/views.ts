/** Dutch: the views of a board, and links to one thing on it. */
export const views = {
  label: "Weergave",
  map: "Kaart",
  list: "Lijst",
  skipTo: (view: string) => `Naar de ${view.toLowerCase()}`,
  copyLink: "Link kopiëren",
  copied: "Link gekopieerd.",
  notCopied: "Kopiëren lukt niet in deze browser.",
  missing: "Wat deze link aanwijst, staat niet meer op het bord.",
  binned: (what: string) => `“${what}” ligt in de prullenbak.`,
  openBin: "Prullenbak openen",
};
