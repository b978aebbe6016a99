/** The network drops, the server loses its power: people go on, and nothing is lost. */
import type { Cell } from "../support/person.ts";
import { expect, test } from "../support/test.ts";

const PAINS: Cell = { lane: "pains", phase: "wachten" };

test("who loses the network goes on, sees what waits, and is saved when it is back", async ({
  server,
  join,
}) => {
  const board = await server.board("Zonder netwerk");
  const anna = await join(server, board, "Anna");
  const bert = await join(server, board, "Bert");
  await anna.context.setOffline(true);
  await expect(anna.page.getByText(/Geen verbinding/).first()).toBeVisible();
  await anna.add(PAINS, "Geschreven in de trein");
  await expect(anna.page.getByText(/wijziging.* wacht/)).toBeVisible();
  await bert.add(PAINS, "Intussen op kantoor");
  await expect(anna.sticky("Intussen op kantoor")).toHaveCount(0);

  await anna.context.setOffline(false);
  await anna.saved();
  await expect(bert.sticky("Geschreven in de trein")).toBeVisible();
  await expect(anna.sticky("Intussen op kantoor")).toBeVisible();
});

test("the server is killed and comes back: the board is as it was acknowledged", async ({
  ownServer,
  join,
}) => {
  const board = await ownServer.board("Stroomuitval");
  const anna = await join(ownServer, board, "Anna");
  const bert = await join(ownServer, board, "Bert");
  await anna.add(PAINS, "Voor de uitval");
  await anna.saved();
  await ownServer.kill();
  await expect(anna.page.getByText(/Geen verbinding/).first()).toBeVisible();
  await anna.add(PAINS, "Tijdens de uitval");
  await bert.add(PAINS, "Ook tijdens de uitval");
  await ownServer.comeBack();

  await anna.saved();
  await bert.saved();
  for (const person of [anna, bert]) {
    for (const text of ["Voor de uitval", "Ook tijdens de uitval"]) {
      await expect(person.sticky(text)).toHaveCount(1);
    }
    await expect(person.sticky(/^Tijdens de uitval/)).toHaveCount(1);
  }
  const carla = await join(ownServer, board, "Carla");
  await expect(carla.sticky("Voor de uitval")).toBeVisible();
  await expect(carla.sticky("Ook tijdens de uitval")).toBeVisible();
});

test("a page that slept for a night goes on where it was, and what was half written arrives", async ({
  ownServer,
  join,
}) => {
  const board = await ownServer.board("Na een nacht");
  const anna = await join(ownServer, board, "Anna");
  await anna.page.clock.install();
  await anna.add(PAINS, "Van gisteren");
  await anna.saved();
  const editor = await anna.open("Van gisteren");
  const opened = await anna.page.evaluate(() => performance.timeOrigin);

  // The lid closes in the middle of a word. The server restarts, and somebody starts earlier.
  await anna.page.clock.pauseAt(Date.now() + 60_000);
  await ownServer.kill();
  await anna.page.keyboard.type(", en de rest");
  await ownServer.comeBack();
  const bert = await join(ownServer, board, "Bert");
  await bert.add(PAINS, "Van vanmorgen");
  await bert.saved();

  await anna.page.clock.fastForward("08:00:00");
  await anna.page.clock.resume();
  await expect(anna.sticky("Van vanmorgen")).toBeVisible({ timeout: 45_000 });
  await expect(editor).toBeFocused();
  await anna.page.keyboard.type(" van de zin");
  await anna.page.keyboard.press("Escape");
  await anna.saved();
  await expect(bert.sticky("Van gisteren, en de rest van de zin")).toHaveCount(1);
  expect(await anna.page.evaluate(() => performance.timeOrigin)).toBe(opened);
});

test("the browser asks before leaving only while something is not on disk", async ({
  server,
  join,
}) => {
  const board = await server.board("Weggaan");
  const [anna, bert] = [await join(server, board, "Anna"), await join(server, board, "Bert")];
  const { page, context } = anna;
  const cell = { lane: "gains", phase: "wachten" };
  const asked: string[] = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    void dialog.dismiss();
  });
  await anna.add(cell, "Bewaard");
  await anna.saved();
  await page.reload();
  await anna.onBoard();
  expect(asked).toEqual([]);

  await context.setOffline(true);
  await anna.add(cell, "Nog niet weg");
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => asked).toEqual(["beforeunload"]);
  await expect(anna.sticky("Nog niet weg")).toBeVisible();
  // The list of boards is no way around it.
  await page.getByRole("link", { name: "Klantreizen" }).click();
  await expect(page.getByRole("grid")).toHaveCount(0);
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => asked).toEqual(["beforeunload", "beforeunload"]);
  await context.setOffline(false);
  await expect(bert.sticky("Nog niet weg")).toBeAttached();
});
