/**
 * The fixtures of the browser suite: one server for each worker, boards and people for each test.
 */
import { test as base, expect } from "@playwright/test";
import { Person } from "./person.ts";
import { type Role, Server } from "./server.ts";

interface Fixtures {
  /** A server of this test's own, for tests that kill it. */
  readonly ownServer: Server;
  /** Lets somebody join a board and waits until they see it. */
  readonly join: (server: Server, board: string, name: string, role?: Role) => Promise<Person>;
}

export const test = base.extend<Fixtures, { server: Server }>({
  server: [
    async ({}, use) => {
      const server = await Server.start();
      await use(server);
      await server.end();
    },
    { scope: "worker" },
  ],
  ownServer: async ({}, use) => {
    const server = await Server.start();
    await use(server);
    await server.end();
  },
  join: async ({ browser }, use) => {
    const people: Person[] = [];
    await use(async (server, board, name, role = "participant") => {
      const person = await Person.join(browser, await server.link(board, role), name);
      people.push(person);
      return person.onBoard();
    });
    for (const person of people) await person.leave();
  },
});

export { expectAccessible, expectContrast } from "./axe.ts";
export { expect };
