/** Runs what is looked at and measured instead of asserted: pictures and figures. */
import config from "./playwright.config.ts";

export default {
  ...config,
  testDir: "measure",
  workers: 1,
  timeout: 900_000,
  reporter: [["list"]],
  // A trace films the page and copies its DOM, which costs more than what is measured.
  use: { ...config.use, viewport: { width: 1600, height: 900 }, trace: "off", screenshot: "off" },
};
