/** Brings searching to the page when somebody first asks for it. */
import { KeysMeanwhile } from "../kit/keys-meanwhile.tsx";
import { piece } from "../kit/piece.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";

function Typed() {
  const { finding } = useDesk();
  return <KeysMeanwhile field={true} onLetGo={() => finding.set(null)} />;
}

const SearchBar = piece(async () => (await import("./search-bar.tsx")).SearchBar, Typed);

export function SearchHost() {
  return useValue(useDesk().finding) === null ? null : <SearchBar />;
}
