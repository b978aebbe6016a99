/** Which view of the board the address asks for. */
import { useValue } from "../kit/use-value.ts";
import { route } from "../route.ts";
import { type BoardView, viewNamed } from "./views.tsx";

export function useView(): BoardView {
  const now = useValue(route);
  return viewNamed(now.screen === "board" ? now.view : "");
}
