/**
 * The fixtures of the browser suite: one server for each worker, boards and people for each test,
 * and an accessibility check for every screen that a test ends on.
 */
import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";
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

interface Finding {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string }[];
}

function expectNothing(violations: readonly Finding[], how: string): void {
  const found = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.slice(0, 3).map((node) => node.html),
  }));
  expect(found, how).toEqual([]);
}

const auditOf = (page: Page, part?: string) => {
  const builder = new AxeBuilder({ page });
  return part === undefined ? builder : builder.include(part);
};

/** Fails when axe finds colours that are hard to tell apart: all that a theme can do wrong. */
export async function expectContrast(page: Page, how: string, part?: string): Promise<void> {
  const { violations } = await auditOf(page, part).withRules(["color-contrast"]).analyze();
  expectNothing(violations, how);
}

/** Fails when axe finds anything on the page as it is now, or in a part of it. */
export async function expectAccessible(page: Page, part?: string): Promise<void> {
  const { violations } = await auditOf(page, part)
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    // An experiment of axe that wants a cell to be called by all the text on the stickies in it.
    .disableRules(["label-content-name-mismatch"])
    .analyze();
  expectNothing(violations, "what axe finds");
}

export { expect };
