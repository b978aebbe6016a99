/** Somebody threw away what the panel is about: that is said, with the way back. */
import { recordOf } from "../../actions/links.ts";
import type { Target } from "../../actions/target.ts";
import { useWords } from "../../i18n/late/side.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";

export function GoneNote({ target }: { readonly target: Target }) {
  const { session } = useDesk();
  const words = useWords();
  const { rights } = useValue(session.me);
  const ref = recordOf(target);
  const binned = useValue(session.store.bin).find((one) => one.ref === ref);
  const may = target.kind === "sticky" ? rights.map : rights.frame;
  return (
    <section>
      <p>{words.panel.gone}</p>
      {binned !== undefined && may ? (
        <button
          className="button"
          onClick={() => session.edits.putBack([binned.ref])}
          type="button"
        >
          {words.panel.putBack}
        </button>
      ) : null}
    </section>
  );
}
