/** The people of the board, and to take somebody off it. */
import { useCallback, useState } from "react";
import { useWords } from "../../i18n/late/dialogs.ts";
import type { MemberInfo } from "../../sync/api.ts";
import { api } from "../api.ts";
import { Ask } from "../kit/ask.tsx";
import { Avatar } from "../kit/avatar.tsx";
import { roleName } from "../kit/role-name.ts";
import { useAnswer } from "../kit/use-answer.ts";
import { useDesk } from "../map/desk-context.ts";

export function MemberList() {
  const desk = useDesk();
  const words = useWords();
  const { board } = desk.session;
  const [answer, again] = useAnswer(useCallback(() => api.members(board), [board]));
  const [asked, ask] = useState<MemberInfo | null>(null);
  if (answer === null) return <p className="quiet">{words.loading}</p>;
  if (!answer.ok) return <p className="notice error">{words.share.failed}</p>;

  const remove = async (member: MemberInfo) => {
    ask(null);
    const done = await api.removeMember(board, member.id);
    desk.tell(done.ok ? words.share.removed(member.name) : words.share.failed);
    again();
  };
  const here = answer.value.members.filter((member) => member.removed_on === null);
  return (
    <>
      <ul className="list">
        {here.map((member) => (
          <li key={member.id}>
            <Avatar color="grey" initials={member.initials} />
            <span className="grow">
              {member.name}
              {member.you ? ` (${words.share.you})` : ""}
              <span className="quiet">, {roleName(member.role, words)}</span>
            </span>
            {member.you ? null : (
              <button
                aria-label={words.share.removePersonOf(member.name)}
                className="button"
                onClick={() => ask(member)}
                type="button"
              >
                {words.share.removePerson}
              </button>
            )}
          </li>
        ))}
      </ul>
      {asked === null ? null : (
        <Ask
          go={words.share.removePerson}
          help={words.share.removeHelp}
          onClose={() => ask(null)}
          onGo={() => void remove(asked)}
          title={words.share.removeAsk(asked.name)}
        />
      )}
    </>
  );
}
