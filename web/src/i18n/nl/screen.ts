/** Dutch: the big screen, and what is read aloud. */
export const screen = {
  big: "Groot scherm",
  own: "Gewoon scherm",
  isBig: "Groot scherm: sleep met elke vinger. Het scherm blijft aan.",
  isOwn: "Weer een gewoon scherm.",
  hears: "Meldingen over wat anderen doen",
  hearsHelp: "Voor wie de pagina laat voorlezen.",
  hearing: {
    everything: "Alles: wie wat verandert, en wie komt of gaat",
    summary: "Kort: eens per halve minuut hoeveel er veranderde",
    off: "Niets",
  },
};
