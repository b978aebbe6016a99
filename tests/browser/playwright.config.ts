/**
 * How the browser suite runs: the real binary, Debian's Chromium, no retries. A test that only passes
 * the second time has found something.
 */
import { defineConfig } from "@playwright/test";

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export default defineConfig({
  testDir: "specs",
  outputDir: "results",
  // Ends what hangs, on the slowest machine too: no test may prove by it that something is fast.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  retries: 0,
  // Two tests at a time, each with up to five pages: as slow as the slowest laptop in a workshop.
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  reporter: [["line"]],
  use: {
    browserName: "chromium",
    locale: "nl-NL",
    viewport: { width: 1440, height: 900 },
    screenshot: "only-on-failure",
    // What the page was at every step, without the film of it: that costs a seventh of the suite.
    trace: { mode: "retain-on-failure", screenshots: false },
    launchOptions: { executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium", args: flags },
  },
});
