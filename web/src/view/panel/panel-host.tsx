/** Brings the panel to the page when somebody first asks for it; until then it costs nothing. */
import { lazy, Suspense } from "react";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";

const SidePanel = lazy(() => import("./side-panel.tsx").then((it) => ({ default: it.SidePanel })));

export function PanelHost() {
  const request = useValue(useDesk().panel);
  if (request === null) return null;
  return (
    <Suspense fallback={null}>
      <SidePanel request={request} />
    </Suspense>
  );
}
