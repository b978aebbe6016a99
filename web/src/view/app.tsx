/** Which screen is shown. The board comes in a piece of its own, so that joining starts at once. */
import { lazy, Suspense } from "react";
import { Opening } from "./board/opening.tsx";
import { BoardsScreen } from "./boards/boards-screen.tsx";
import { JoinScreen } from "./join/join-screen.tsx";
import { useValue } from "./kit/use-value.ts";
import { Lost } from "./lost.tsx";
import { route } from "./route.ts";

const OpenBoard = lazy(async () => ({ default: (await import("./board/board.tsx")).OpenBoard }));

export function App() {
  const now = useValue(route);
  switch (now.screen) {
    case "boards":
      return <BoardsScreen />;
    case "join":
      return <JoinScreen token={now.token} />;
    case "board":
      return (
        <Suspense fallback={<Opening />}>
          <OpenBoard board={now.board} key={now.board} />
        </Suspense>
      );
    case "unknown":
      return <Lost />;
  }
}
