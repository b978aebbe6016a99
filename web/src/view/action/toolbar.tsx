/** What the screen shows of the actions: list or columns, filters, order and groups. */
import { useState } from "react";
import { useWords } from "../../i18n/late/going.ts";
import { onArrows } from "../kit/arrows.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import {
  FILTERS,
  type Filter,
  GROUPS,
  type Group,
  SORTS,
  type Sort,
  show,
  showing,
} from "./showing.ts";

export function Toolbar() {
  const { store } = useDesk().session;
  const words = useWords();
  const teams = useValue(store.teams);
  const now = useValue(showing);
  const toggle = (filter: Filter) => {
    const on = now.filters.includes(filter);
    show({ filters: on ? now.filters.filter((one) => one !== filter) : [...now.filters, filter] });
  };
  return (
    <div className="action-tools">
      <div
        aria-label={words.actions.look}
        className="segments"
        onKeyDown={onArrows}
        role="radiogroup"
        tabIndex={-1}
      >
        {(["list", "columns"] as const).map((look) => (
          <button
            aria-checked={now.look === look}
            key={look}
            onClick={() => show({ look })}
            role="radio"
            tabIndex={now.look === look ? 0 : -1}
            type="button"
          >
            {look === "list" ? words.actions.asList : words.actions.asColumns}
          </button>
        ))}
      </div>
      <div aria-label={words.actions.filter} className="chips" role="group">
        {FILTERS.map((filter) => (
          <button
            aria-pressed={now.filters.includes(filter)}
            className="chip"
            key={filter}
            onClick={() => toggle(filter)}
            type="button"
          >
            {words.actions[filter]}
          </button>
        ))}
      </div>
      {teams.length === 0 ? null : (
        <select
          aria-label={words.actions.field.department}
          className="input"
          onChange={(event) => show({ team: event.target.value })}
          value={teams.some(({ id }) => id === now.team) ? now.team : ""}
        >
          <option value="">{words.actions.allTeams}</option>
          {teams.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      )}
      {now.look === "columns" ? null : (
        <Order sort={now.sort} group={now.group} reverse={now.reverse} />
      )}
    </div>
  );
}

interface OrderProps {
  readonly sort: Sort;
  readonly group: Group;
  readonly reverse: boolean;
}

function Order({ sort, group, reverse }: OrderProps) {
  const words = useWords();
  const [open, setOpen] = useState(false);
  return (
    <div className="order" data-open={open}>
      <button
        aria-expanded={open}
        className="chip order-toggle"
        onClick={() => setOpen(!open)}
        type="button"
      >
        {words.actions.order}
      </button>
      <label className="inline">
        <span>{words.actions.sort}</span>
        <select
          className="input"
          onChange={(event) => {
            const next = SORTS.find((one) => one === event.target.value);
            if (next !== undefined) show({ sort: next });
          }}
          value={sort}
        >
          {SORTS.map((one) => (
            <option key={one} value={one}>
              {words.actions.sortBy[one]}
            </option>
          ))}
        </select>
      </label>
      <button
        aria-pressed={reverse}
        className="chip"
        onClick={() => show({ reverse: !reverse })}
        type="button"
      >
        {words.actions.reverse}
      </button>
      <label className="inline">
        <span>{words.actions.group}</span>
        <select
          className="input"
          onChange={(event) => {
            const next = GROUPS.find((one) => one === event.target.value);
            if (next !== undefined) show({ group: next });
          }}
          value={group}
        >
          {GROUPS.map((one) => (
            <option key={one} value={one}>
              {words.actions.groupBy[one]}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
