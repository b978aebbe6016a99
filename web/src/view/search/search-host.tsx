/** Brings searching to the page when somebody first asks for it. */
import { piece } from "../kit/piece.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";

const SearchBar = piece(async () => (await import("./search-bar.tsx")).SearchBar);

export function SearchHost() {
  return useValue(useDesk().finding) === null ? null : <SearchBar />;
}
