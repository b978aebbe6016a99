/** The address of a link that was just made, to copy now: it is shown only once. */
import { useEffect, useRef } from "react";
import { useWords } from "../../i18n/late/dialogs.ts";
import { Icon } from "../kit/icon.tsx";
import { useDesk } from "../map/desk-context.ts";

export function NewLink({ address }: { readonly address: string }) {
  const desk = useDesk();
  const words = useWords();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (address !== "") field.current?.select();
  }, [address]);
  const copy = async () => {
    field.current?.select();
    await navigator.clipboard.writeText(address);
    desk.tell(words.share.copied);
  };
  return (
    <div className="new-link">
      <p>{words.share.ready}</p>
      <div className="row nowrap">
        <input
          aria-label={words.share.address}
          className="input"
          readOnly={true}
          ref={field}
          value={address}
        />
        <button className="button" onClick={() => void copy()} type="button">
          <Icon name="copy" />
          {words.share.copy}
        </button>
      </div>
    </div>
  );
}
