/** The calendar links of a board: made, shown once, withdrawn. Only owners come here. */
import { useCallback, useEffect, useRef, useState } from "react";
import { language } from "../../i18n/language.ts";
import { useWords } from "../../i18n/late/going.ts";
import { day } from "../../i18n/moments.ts";
import type { FeedInfo } from "../../sync/api.ts";
import { api } from "../api.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";

export function CalendarLinks() {
  const desk = useDesk();
  const words = useWords();
  const speaks = useValue(language);
  const { board } = desk.session;
  const [feeds, setFeeds] = useState<readonly FeedInfo[]>([]);
  const [address, setAddress] = useState("");
  const load = useCallback(async () => {
    const answer = await api.feeds(board);
    if (answer.ok) setFeeds(answer.value.feeds);
    else desk.tell(words.actions.calendarFailed);
  }, [board, desk, words]);
  useEffect(() => void load(), [load]);
  const make = async () => {
    const answer = await api.createFeed(board);
    if (!answer.ok) {
      desk.tell(words.actions.calendarFailed);
      return;
    }
    setAddress(answer.value.url);
    await load();
  };
  const revoke = async (id: string) => {
    const answer = await api.revokeFeed(board, id);
    desk.tell(answer.ok ? words.actions.calendarRevoked : words.actions.calendarFailed);
    setAddress("");
    await load();
  };
  return (
    <div className="new-feed">
      {address === "" ? (
        <button className="button" onClick={() => void make()} type="button">
          {words.actions.calendarMake}
        </button>
      ) : (
        <NewFeed address={address} />
      )}
      {feeds.length === 0 ? null : (
        <ul className="list">
          {feeds.map(({ id, created_on: made }) => (
            <li key={id}>
              <span className="grow">{words.actions.calendarMade(day(made, speaks))}</span>
              <button className="button" onClick={() => void revoke(id)} type="button">
                {words.actions.calendarRevoke}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function NewFeed({ address }: { readonly address: string }) {
  const desk = useDesk();
  const words = useWords();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (address !== "") input.current?.select();
  }, [address]);
  const copy = async () => {
    const taken = await desk.page.copy({ text: address, html: null });
    if (taken) desk.tell(words.actions.calendarCopied);
  };
  return (
    <div className="new-link">
      <p>{words.actions.calendarNew}</p>
      <div className="row nowrap">
        <input
          aria-label={words.actions.calendar}
          className="input"
          readOnly={true}
          ref={input}
          value={address}
        />
        <button className="button" onClick={() => void copy()} type="button">
          {words.actions.calendarCopy}
        </button>
      </div>
      <p className="quiet">{words.actions.calendarWarn}</p>
    </div>
  );
}
