/** An empty list says what to do next. */
import { useWords } from "../../i18n/late/doors.ts";

interface Props {
  readonly beheer: boolean;
  readonly onMake: () => void;
}

export function NoBoards({ beheer, onMake }: Props) {
  const words = useWords();
  return (
    <div className="index-empty">
      <h2>{beheer ? words.boards.emptyBeheer : words.boards.empty}</h2>
      <p>{beheer ? words.boards.emptyBeheerHelp : words.boards.emptyHelp}</p>
      {beheer ? (
        <button className="button strong" onClick={onMake} type="button">
          {words.boards.make}
        </button>
      ) : null}
    </div>
  );
}
