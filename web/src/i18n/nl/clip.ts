/** Dutch: copying out and pasting in. */
const stickies = (n: number) => (n === 1 ? "1 kaartje" : `${n} kaartjes`);

export const clip = {
  copy: "Kopiëren",
  cut: "Knippen",
  paste: "Plakken: elke regel een kaartje, elke kolom een fase",
  copied: (n: number) => `${stickies(n)} gekopieerd. Plak ze hier of in een ander programma.`,
  title: (n: number) => `${stickies(n)} plakken?`,
  help: (n: number, cells: number) =>
    cells === 1
      ? `Er komen ${stickies(n)} bij in deze cel. Je kunt dat daarna in één keer ongedaan maken.`
      : `Er komen ${stickies(n)} bij, verdeeld over ${cells} cellen. Je kunt dat daarna in één keer ongedaan maken.`,
  go: "Plakken",
};
