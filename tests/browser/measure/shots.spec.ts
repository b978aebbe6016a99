/**
 * Takes the pictures by which a screen is judged: every size, light, dark and high contrast, with the
 * demo board and with 800 stickies. `SHOTS=<folder> npm run shots`.
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type BrowserContextOptions, test } from "@playwright/test";
import { fill } from "../support/crowd.ts";
import { Person } from "../support/person.ts";
import { Server } from "../support/server.ts";

const SIZES = [
  { name: "laptop", width: 1440, height: 900, scale: 1 },
  { name: "desk", width: 1920, height: 1080, scale: 1 },
  { name: "room", width: 1920, height: 1080, scale: 2 },
  { name: "tablet", width: 820, height: 1180, scale: 1 },
  { name: "phone", width: 390, height: 844, scale: 1 },
] as const;

const THEMES: readonly { name: string; media: BrowserContextOptions }[] = [
  { name: "light", media: { colorScheme: "light" } },
  { name: "dark", media: { colorScheme: "dark" } },
  { name: "forced", media: { colorScheme: "dark", forcedColors: "active" } },
];

test("pictures of every screen", async ({ browser }) => {
  const folder = process.env["SHOTS"] ?? "results/shots";
  await mkdir(folder, { recursive: true });
  const server = await Server.start();
  const demo = await server.board("Kwijtschelding gemeentelijke belastingen");
  const full = await server.board("Kwijtschelding met 800 kaartjes");
  await fill(server, full, 800);
  const empty = await server.board("Een nieuwe klantreis", "leeg");
  const owner = await Person.join(browser, await server.link(demo, "owner"), "Olga Bakker");
  await owner.onBoard();
  for (const board of [full, empty]) {
    await owner.page.goto(await server.link(board, "owner"));
    await owner.onBoard();
  }
  const guest = await Person.join(browser, await server.link(demo, "participant"), "Joris de Wit");
  await guest.onBoard();
  const state = await owner.context.storageState();

  for (const theme of THEMES) {
    for (const { name, width, height, scale } of SIZES) {
      const context = await browser.newContext({
        ...theme.media,
        viewport: { width, height },
        deviceScaleFactor: scale,
        storageState: state,
        locale: "nl-NL",
      });
      const page = await context.newPage();
      const shot = (screen: string) =>
        page.screenshot({ path: join(folder, `${screen}-${name}-${theme.name}.png`) });
      for (const [screen, board] of [
        ["demo", demo],
        ["full", full],
        ["empty", empty],
      ] as const) {
        await page.goto(`${server.url}/b/${board}`);
        await page.getByText(/Opgeslagen|Alleen kijken/).first().waitFor();
        await shot(screen);
      }
      await page.goto(server.url);
      await page.getByRole("heading", { name: "Klantreizen" }).waitFor();
      await shot("boards");
      await context.close();
      const fresh = await browser.newContext({ ...theme.media, viewport: { width, height }, locale: "nl-NL" });
      const door = await fresh.newPage();
      await door.goto(await server.link(demo, "participant"));
      await door.getByLabel("Hoe heet je?").waitFor();
      await door.screenshot({ path: join(folder, `join-${name}-${theme.name}.png`) });
      await fresh.close();
    }
  }
  await server.end();
});
