/** Dutch: the board as a list. */
export const list = {
  copy: "Alles kopiëren",
  print: "Afdrukken",
  empty: "Dit bord heeft nog geen fasen. Maak er een, of ga naar de kaart.",
  edit: "Klik om te schrijven",
  add: "Kaartje erbij",
  addTo: (lane: string) => `Kaartje toevoegen aan ${lane}`,
  emptyLanes: "Nog leeg",
  titleMissing: "Vul een naam in.",
};
