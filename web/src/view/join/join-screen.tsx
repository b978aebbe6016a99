/**
 * The way in: a link, a name, the board. The token leaves the address the moment it was read; a link
 * that does not work says why and gives one next step.
 */
import { useCallback, useEffect, useRef, useState } from "react";
import { useWords } from "../../i18n/use-words.ts";
import type { Joined } from "../../sync/api.ts";
import { api } from "../api.ts";
import { Room } from "../kit/room.tsx";
import { forgetToken, goTo } from "../route.ts";
import { NameForm } from "./name-form.tsx";
import { NoEntry, type NoEntryWhy } from "./no-entry.tsx";

type State =
  | { readonly kind: "asking" }
  | { readonly kind: "name"; readonly invitation: Extract<Joined, { needs: "name" }> }
  | { readonly kind: "refused"; readonly why: NoEntryWhy };

export function JoinScreen({ token }: { readonly token: string }) {
  const words = useWords();
  const kept = useRef(token);
  const [state, setState] = useState<State>(
    token === "" ? { kind: "refused", why: "none" } : { kind: "asking" },
  );

  const join = useCallback(async (name?: string) => {
    const answer = await api.join(kept.current, name);
    if (!answer.ok) {
      const { status } = answer.problem;
      const expected = status >= 400 && status < 500 && status !== 429;
      setState({ kind: "refused", why: expected ? "invalid" : "failed" });
    } else if ("needs" in answer.value) setState({ kind: "name", invitation: answer.value });
    else goTo(answer.value.goto.replace(/^\//, ""));
  }, []);

  useEffect(() => {
    document.title = words.product;
  }, [words]);
  useEffect(() => {
    if (kept.current === "") return;
    forgetToken();
    void join();
  }, [join]);

  return (
    <Room>
      {state.kind === "asking" ? <p role="status">{words.loading}</p> : null}
      {state.kind === "name" ? <NameForm invitation={state.invitation} onName={join} /> : null}
      {state.kind === "refused" ? <NoEntry onAgain={() => void join()} why={state.why} /> : null}
    </Room>
  );
}
