/** Brings the panel to the page when somebody first asks for it; until then it costs nothing. */
import { KeysMeanwhile } from "../kit/keys-meanwhile.tsx";
import { piece } from "../kit/piece.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";

function Meanwhile() {
  const { panel } = useDesk();
  const field = useValue(panel)?.part === "comments";
  return <KeysMeanwhile field={field} onLetGo={() => panel.set(null)} />;
}

const SidePanel = piece(async () => (await import("./side-panel.tsx")).SidePanel, Meanwhile);

export function PanelHost() {
  const request = useValue(useDesk().panel);
  return request === null ? null : <SidePanel request={request} />;
}
