/** Which screen is shown. The board comes in a piece of its own, so that joining starts at once. */
import { Opening } from "./board/opening.tsx";
import { BoardsScreen } from "./boards/boards-screen.tsx";
import { JoinScreen } from "./join/join-screen.tsx";
import { piece } from "./kit/piece.tsx";
import { useValue } from "./kit/use-value.ts";
import { Lost } from "./lost.tsx";
import { route } from "./route.ts";

const OpenBoard = piece(async () => (await import("./board/board.tsx")).OpenBoard, Opening);

export function App() {
  const now = useValue(route);
  switch (now.screen) {
    case "boards":
      return <BoardsScreen />;
    case "join":
      return <JoinScreen token={now.token} />;
    case "board":
      return <OpenBoard board={now.board} key={now.board} />;
    case "unknown":
      return <Lost />;
  }
}
