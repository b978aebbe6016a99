/** The links of the board: for whom, until when, how often used, and to revoke them. */
import { env } from "../../env.ts";
import { language } from "../../i18n/language.ts";
import { useWords } from "../../i18n/late/dialogs.ts";
import { day } from "../../i18n/moments.ts";
import type { LinkInfo } from "../../sync/api.ts";
import { api } from "../api.ts";
import { roleName } from "../kit/role-name.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";

interface Props {
  readonly links: readonly LinkInfo[];
  readonly onChanged: () => void;
}

export function LinkList({ links, onChanged }: Props) {
  const desk = useDesk();
  const words = useWords();
  const speaks = useValue(language);
  const until = ({ expires_on: expires, revoked_on: revoked }: LinkInfo): string => {
    if (revoked !== null) return words.share.revoked;
    if (expires === null) return words.share.always.toLowerCase();
    return expires < env.now() ? words.share.expired : words.share.until(day(expires, speaks));
  };
  const revoke = async (link: LinkInfo) => {
    const done = await api.revokeLink(desk.session.board, link.id);
    if (done.ok) onChanged();
    else desk.tell(words.share.failed);
  };
  if (links.length === 0) return <p className="quiet">{words.share.noLinks}</p>;
  return (
    <ul className="list">
      {links.map((link) => (
        <li key={link.id}>
          <span className="grow">
            {roleName(link.role, words)}
            <span className="quiet">
              , {until(link)}, {words.share.uses(link.uses)}
            </span>
          </span>
          {link.revoked_on === null ? (
            <button
              aria-label={words.share.revokeOf(roleName(link.role, words))}
              className="button"
              onClick={() => void revoke(link)}
              type="button"
            >
              {words.share.revoke}
            </button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
