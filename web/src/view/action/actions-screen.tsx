/** *Acties*: everything the team is going to do, as a list or as columns, with one action open beside it. */
import { useCallback, useState } from "react";
import { useWords } from "../../i18n/late/going.ts";
import { Icon } from "../kit/icon.tsx";
import { useValue } from "../kit/use-value.ts";
import { Link } from "../link.tsx";
import { useDesk } from "../map/desk-context.ts";
import { boardPath, goTo, MAP_VIEW, route } from "../route.ts";
import { AddAction } from "./add-action.tsx";
import { BulkBar } from "./bulk-bar.tsx";
import { Columns } from "./columns.tsx";
import { Detail } from "./detail.tsx";
import { ExportDialog } from "./export-dialog.tsx";
import { Rows } from "./rows.tsx";
import { bundlesOf, show, showing, shownOf } from "./showing.ts";
import { Toolbar } from "./toolbar.tsx";
import { useStandings } from "./use-standings.ts";

const NAME = "actions";

/** The action that the address names. */
function useOpen(): string | null {
  const now = useValue(route);
  const at = now.screen === "board" ? now.at : null;
  return at?.startsWith("actions/") === true ? at.slice("actions/".length) : null;
}

export function ActionsScreen() {
  const { session } = useDesk();
  const words = useWords();
  const { board, store } = session;
  const me = useValue(session.me);
  const members = useValue(store.members);
  const teams = useValue(store.teams);
  const now = useValue(showing);
  const { all } = useStandings();
  const open = useOpen();
  const [picked, pick] = useState<ReadonlySet<string>>(new Set());
  const [taking, setTaking] = useState(false);

  const onOpen = useCallback(
    (id: string) => goTo(boardPath(board, NAME, `actions/${id}`)),
    [board],
  );
  const close = useCallback(() => {
    const before = open;
    goTo(boardPath(board, NAME));
    document.querySelector<HTMLElement>(`[data-action="${before}"] .open`)?.focus();
  }, [board, open]);
  const onChoose = useCallback((id: string, on: boolean) => {
    pick((before) => {
      const next = new Set(before);
      if (on) next.add(id);
      else next.delete(id);
      return next;
    });
  }, []);

  const names = { me: me.member, members, teams, words };
  const shown = shownOf(all, now, names);
  const chosen = all.map(({ action }) => action.id).filter((id) => picked.has(id));
  return (
    <section aria-label={words.actions.title} className="actions" id={NAME} tabIndex={-1}>
      <div className="actions-page">
        <Head none={all.length === 0} onTake={() => setTaking(true)} />
        {all.length === 0 ? <Empty may={me.rights.map} /> : null}
        {me.rights.map ? <AddAction first={all.length === 0} /> : null}
        {all.length === 0 ? <ToTheMap /> : <Toolbar />}
        {all.length > 0 && shown.length === 0 ? <NoneFit /> : null}
        {chosen.length > 0 ? <BulkBar ids={chosen} onDone={() => pick(new Set())} /> : null}
        {shown.length === 0 ? null : now.look === "columns" ? (
          <Columns onOpen={onOpen} open={open} shown={shown} />
        ) : (
          <Rows
            bundles={bundlesOf(shown, now.group, names)}
            chosen={picked}
            onChoose={onChoose}
            onChooseAll={(on) => {
              pick(on ? new Set(shown.map(({ action }) => action.id)) : new Set());
            }}
            onOpen={onOpen}
            open={open}
            showing={now}
          />
        )}
        <p aria-live="polite" className="quiet count">
          {all.length === 0
            ? ""
            : all.length === shown.length
              ? words.actions.count(all.length)
              : words.actions.shown(shown.length, all.length)}
        </p>
      </div>
      {open === null ? null : <Detail id={open} onClose={close} />}
      {taking ? <ExportDialog onClose={() => setTaking(false)} /> : null}
    </section>
  );
}

/** What an action is; the field for the first one comes after it. */
function Empty({ may }: { readonly may: boolean }) {
  const words = useWords();
  return (
    <div className="actions-empty">
      <h2>{words.actions.emptyTitle}</h2>
      <p>{may ? words.actions.emptyHelp : words.actions.emptyViewer}</p>
    </div>
  );
}

function ToTheMap() {
  const { board } = useDesk().session;
  const words = useWords();
  return (
    <Link className="button bare start" to={boardPath(board, MAP_VIEW)}>
      <Icon name="table" />
      {words.actions.toTheMap}
    </Link>
  );
}

interface HeadProps {
  /** Without actions there is nothing to take along, and nothing to walk through yet. */
  readonly none: boolean;
  readonly onTake: () => void;
}

function Head({ none, onTake }: HeadProps) {
  const { board } = useDesk().session;
  const words = useWords();
  return (
    <header className="actions-head">
      <h1>{words.actions.title}</h1>
      <div className="row">
        {none ? null : (
          <button className="button" onClick={onTake} type="button">
            {words.actions.export}
          </button>
        )}
        <Link className={none ? "button" : "button strong"} to={boardPath(board, "standup")}>
          {words.standup.title}
        </Link>
      </div>
    </header>
  );
}

function NoneFit() {
  const words = useWords();
  return (
    <p className="quiet">
      {words.actions.noneFit}{" "}
      <button className="button bare" onClick={() => show({ filters: [], team: "" })} type="button">
        {words.actions.showAll}
      </button>
    </p>
  );
}
