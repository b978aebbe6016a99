/**
 * Blocks of text as other programs copy them: lines, tables with tabs, tables in HTML. Reads what is
 * pasted and writes what is copied. Pure text; knows no board and no browser.
 */

/** Rows of cells. */
export type Block = readonly (readonly string[])[];

/** How much of a pasted HTML table is looked at; a sheet beyond this is no workshop any more. */
const HTML_MAX = 2_000_000;

/** What a spreadsheet would take for a formula; a quote before it makes it a text again. */
const FORMULA = /^(?=[=+\-@\t\r])/;
const SAVED = /^'(?=[=+\-@\t\r])/;

function quoted(cell: string): string {
  const safe = cell.replace(FORMULA, "'");
  return /[\t\n"]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function tabbed(block: Block): string {
  return block.map((row) => row.map(quoted).join("\t")).join("\n");
}

/** Lines for anything; only what no sentence begins with is kept from being a formula. */
export function listed(lines: readonly string[]): string {
  return lines.map((line) => line.replace(/^(?=[=@])/, "'")).join("\n");
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
};

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\n", "<br>");
}

/** A table for word processors and spreadsheets; the first row is its head when `headed`. */
export function htmlTable(block: Block, headed: boolean): string {
  const rows = block.map((row, index) => {
    const tag = headed && index === 0 ? "th" : "td";
    return `<tr>${row.map((cell) => `<${tag}>${escaped(cell.replace(FORMULA, "'"))}</${tag}>`).join("")}</tr>`;
  });
  return `<table>${rows.join("")}</table>`;
}

export function htmlList(lines: readonly string[]): string {
  return `<ul>${lines.map((line) => `<li>${escaped(line)}</li>`).join("")}</ul>`;
}

/** Reads cells between tabs; a cell in quotes may hold tabs, line ends and doubled quotes. */
export function readTabbed(text: string): Block {
  const source = text.replaceAll(/\r\n?/g, "\n").replace(/\n$/, "");
  if (!source.includes("\t")) return source.split("\n").map((line) => [line]);
  const rows: string[][] = [[]];
  let at = 0;
  while (at <= source.length) {
    const cell = readCell(source, at);
    rows.at(-1)?.push(cell.text);
    at = cell.end + 1;
    if (source[cell.end] === "\n") rows.push([]);
  }
  return rows;
}

function readCell(source: string, at: number): { readonly text: string; readonly end: number } {
  const whole = source[at] === '"' ? /"((?:[^"]|"")*)"(?=[\t\n]|$)/y : null;
  if (whole !== null) {
    whole.lastIndex = at;
    const found = whole.exec(source);
    if (found !== null) {
      return { text: (found[1] ?? "").replaceAll('""', '"'), end: whole.lastIndex };
    }
  }
  const next = source.slice(at).search(/[\t\n]/);
  const end = next < 0 ? source.length : at + next;
  return { text: source.slice(at, end), end };
}

function plainText(html: string): string {
  return html
    .replaceAll(/<br[^>]*>|<\/(?:p|div|li)>/gi, "\n")
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll(/&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|([a-z]+));/gi, (all, decimal, hex, name) => {
      if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
      if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
      return ENTITIES[String(name).toLowerCase()] ?? all;
    })
    .replaceAll(/[ \t]+/g, " ")
    .trim();
}

/** The first table in a piece of HTML, or null when there is none. */
export function readHtmlTable(html: string): Block | null {
  const table = /<table[\s>][\s\S]*?<\/table>/i.exec(html.slice(0, HTML_MAX))?.[0];
  if (table === undefined) return null;
  const rows = table.split(/<tr[\s>]/i).slice(1);
  return rows.map((row) =>
    [...row.matchAll(/<t[dh][^>]*>([\s\S]*?)(?=<t[dh][\s>]|<\/t[dh]>|<\/tr>|$)/gi)].map(
      ([, cell = ""]) => plainText(cell),
    ),
  );
}

/** What was pasted, as rows of cells: a table if it is one, else lines. */
export function readBlock(text: string, html: string): Block {
  return read(text, html).map((row) => row.map((cell) => cell.replace(SAVED, "")));
}

function read(text: string, html: string): Block {
  if (text.includes("\t") || text.trim() === "") {
    const block = text.trim() === "" ? readHtmlTable(html) : readTabbed(text);
    return block ?? [];
  }
  const table = readHtmlTable(html);
  const isTable = table?.some((row) => row.length > 1) === true;
  return isTable ? table : readTabbed(text);
}
