/** Brings the panel to the page when somebody first asks for it; until then it costs nothing. */
import { piece } from "../kit/piece.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";

const SidePanel = piece(async () => (await import("./side-panel.tsx")).SidePanel);

export function PanelHost() {
  const request = useValue(useDesk().panel);
  return request === null ? null : <SidePanel request={request} />;
}
