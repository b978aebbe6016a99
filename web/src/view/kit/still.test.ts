/** What stands still shows nothing new, and afterwards everything. */
import { expect, test } from "vitest";
import { Slot } from "../../model/value.ts";
import { standingStill } from "./still.ts";

test("while still it shows what it showed, afterwards what is", () => {
  const [value, still] = [new Slot("a"), new Slot(false)];
  const shown = standingStill(value, still);
  const seen: string[] = [];
  const stop = shown.subscribe(() => seen.push(shown.get()));
  value.set("b");
  still.set(true);
  value.set("c");
  value.set("d");
  expect(shown.get()).toBe("b");
  still.set(false);
  expect(shown.get()).toBe("d");
  expect(seen).toEqual(["b", "b", "b", "b", "d"]);
  stop();
  value.set("e");
  expect(seen).toHaveLength(5);
});
