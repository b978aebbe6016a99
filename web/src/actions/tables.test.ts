/** What other programs copy is read as they meant it, and what we copy reads back the same. */
import { expect, test } from "vitest";
import { htmlTable, listed, readBlock, readHtmlTable, readTabbed, tabbed } from "./tables.ts";

test("lines are one column, tabs are cells, quotes hold what they hold", () => {
  expect(readBlock("een\r\ntwee\n", "")).toEqual([["een"], ["twee"]]);
  expect(readBlock("a\tb\nc\td", "")).toEqual([
    ["a", "b"],
    ["c", "d"],
  ]);
  expect(readTabbed('"twee\nregels"\t"zei ""ja"""\n"open\tx')).toEqual([
    ["twee\nregels", 'zei "ja"'],
    ['"open', "x"],
  ]);
  expect(readTabbed("a\t\tb")).toEqual([["a", "", "b"]]);
});

test("what is copied reads back the same, by tabs and by HTML", () => {
  const block = [
    ["", "Aanvragen", "Wachten & meer"],
    ["Knelpunten", 'lang\n"wachten"', "<geen> bericht"],
  ];
  expect(readTabbed(tabbed(block))).toEqual(block);
  expect(readHtmlTable(htmlTable(block, true))).toEqual(block);
});

test("a table of a word processor wins over its loose lines; a list does not", () => {
  const html =
    "<style>td{}</style><table><tbody><tr><td><p>een&nbsp;ding</p></td><td>&#233;&#xe9;n</td></tr></tbody></table>";
  expect(readBlock("een ding\néén", html)).toEqual([["een ding", "één"]]);
  expect(readBlock("a\nb", "<ul><li>a</li><li>b</li></ul>")).toEqual([["a"], ["b"]]);
  expect(readBlock("", html)).toEqual([["een ding", "één"]]);
  expect(readBlock(" ", "<p>niets</p>")).toEqual([]);
});

test("strange input ends, and quickly", () => {
  const strange = ['"'.repeat(50_000), "<table><tr><td>".repeat(5_000), `"${'""'.repeat(50_000)}x`];
  for (const text of strange) {
    expect(readTabbed(`${text}\tb`).length).toBeGreaterThan(0);
    expect(() => readHtmlTable(`${text}</table>`)).not.toThrow();
  }
  expect(() => readHtmlTable("<table><td>&#999999;</td></table>")).not.toThrow();
});

test("what a spreadsheet would carry out is text when it is copied, and itself when it comes back", () => {
  const block = [
    ["", '=HYPERLINK("https://elders")'],
    ["@SUM(1)", "-1+2"],
    ["+31 6", "- streepje"],
  ];
  for (const cell of tabbed(block).split(/[\n]/).join("\t").split("\t")) {
    expect(cell).not.toMatch(/^"?[=+\-@]/);
  }
  expect(htmlTable(block, false)).not.toMatch(/<td>[=+\-@\t]/);
  expect(readBlock(tabbed(block), "")).toEqual(block);
  expect(readBlock("", htmlTable(block, false)).map((row) => row[0])).toEqual([
    "",
    "@SUM(1)",
    "+31 6",
  ]);
  expect(listed(["=1+1", "- een punt", "gewoon"])).toBe("'=1+1\n- een punt\ngewoon");
  expect(readBlock(listed(["=1+1", "- een punt"]), "")).toEqual([["=1+1"], ["- een punt"]]);
});
