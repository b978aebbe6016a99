/** Brings searching to the page when somebody first asks for it. */
import { lazy, Suspense } from "react";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";

const SearchBar = lazy(async () => ({ default: (await import("./search-bar.tsx")).SearchBar }));

export function SearchHost() {
  const open = useValue(useDesk().finding) !== null;
  if (!open) return null;
  return (
    <Suspense fallback={null}>
      <SearchBar />
    </Suspense>
  );
}
