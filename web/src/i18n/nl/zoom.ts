/** Dutch: how large the map is shown. */
export const zoom = {
  name: "Grootte van de kaart",
  in: "Groter",
  out: "Kleiner",
  whole: "Ware grootte",
  at: (percent: number) => `Kaart op ${percent} procent`,
  percent: (percent: number) => `${percent} %`,
};
