/** The list itself, with its archive below. Beheer starts with all boards and can make one. */

import { useCallback, useState } from "react";
import { useWords } from "../../i18n/late/doors.ts";
import { api } from "../api.ts";
import { Brand } from "../kit/brand.tsx";
import { Icon } from "../kit/icon.tsx";
import { LanguageSwitch } from "../kit/language-switch.tsx";

import { useAnswer } from "../kit/use-answer.ts";
import { BoardList } from "./board-list.tsx";
import { MakeBoard } from "./make-board.tsx";
import { NoBoards } from "./no-boards.tsx";
import { ScopeSwitch } from "./scope-switch.tsx";

interface Props {
  readonly name: string;
  readonly beheer: boolean;
}

export function BoardIndex({ name, beheer }: Props) {
  const words = useWords();
  const [all, setAll] = useState(beheer);
  const [making, make] = useState(false);
  const [note, setNote] = useState("");
  const [answer, again] = useAnswer(useCallback(() => api.boards(all), [all]));
  const boards = answer?.ok === true ? answer.value.boards : [];
  const open = boards.filter((board) => !board.archived);
  const archived = boards.filter((board) => board.archived);
  const onChanged = useCallback(
    (what: string) => {
      setNote(what);
      again();
    },
    [again],
  );

  return (
    <main className="index">
      <header>
        <Brand />
        <div className="row">
          <span className="quiet">{name}</span>
          <LanguageSwitch />
        </div>
      </header>
      <div className="index-title">
        <h1>{words.boards.title}</h1>
        <div className="row">
          {beheer ? <ScopeSwitch all={all} onChange={setAll} /> : null}
          {beheer ? (
            <button className="button strong" onClick={() => make(true)} type="button">
              <Icon name="add" />
              {words.boards.make}
            </button>
          ) : null}
        </div>
      </div>
      {answer === null ? <p className="quiet">{words.loading}</p> : null}
      {answer?.ok === false ? <p className="notice error">{words.boards.failed}</p> : null}
      {answer?.ok === true && boards.length === 0 ? (
        <NoBoards beheer={beheer} onMake={() => make(true)} />
      ) : null}
      {open.length > 0 ? <BoardList beheer={beheer} boards={open} onChanged={onChanged} /> : null}
      {archived.length > 0 ? (
        <section>
          <h2>{words.boards.archived}</h2>
          <BoardList beheer={beheer} boards={archived} onChanged={onChanged} />
        </section>
      ) : null}
      <p className="unseen" role="status">
        {note}
      </p>
      {making ? <MakeBoard onClose={() => make(false)} /> : null}
    </main>
  );
}
