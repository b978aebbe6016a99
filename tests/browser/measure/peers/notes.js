/**
 * The same notes for every whiteboard: columns of short sentences, like a journey. How many stands in
 * the address; `notedAt` is when they were all there, in milliseconds since the navigation.
 */
const COLUMNS = 8;
const WORDS = [
  "De brief is lang en lastig",
  "Belt met de gemeente en wacht tien minuten",
  "Weet niet welke papieren nodig zijn",
  "Krijgt hulp van de buurvrouw",
  "De website legt het goed uit",
  "Moet hetzelfde nog een keer opsturen",
];

const count = Number(new URLSearchParams(location.search).get("notes") ?? 2000);

/** @param {number} wide @param {number} high */
export function notes(wide, high) {
  return Array.from({ length: count }, (_, nth) => ({
    x: 240 + (nth % COLUMNS) * wide,
    y: 120 + Math.floor(nth / COLUMNS) * high,
    text: `${WORDS[nth % WORDS.length]} (${nth})`,
  }));
}

/** Looks before each frame whether they are there; the frame after that is the one people see. */
export function noted(isThere) {
  const look = () => {
    if (!isThere(count)) requestAnimationFrame(look);
    else requestAnimationFrame((now) => Object.assign(globalThis, { notedAt: now }));
  };
  look();
}
