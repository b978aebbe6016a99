/** Which screen is shown. Each comes in a piece of its own, so that nobody waits for the others. */
import { Opening } from "./board/opening.tsx";
import { piece } from "./kit/piece.tsx";
import { useValue } from "./kit/use-value.ts";
import { Lost } from "./lost.tsx";
import { route } from "./route.ts";

const BoardsScreen = piece(
  async () => (await import("./boards/boards-screen.tsx")).BoardsScreen,
  Opening,
);
const JoinScreen = piece(async () => (await import("./join/join-screen.tsx")).JoinScreen, Opening);
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
