/** A map without lanes: what a lane is, and what to do next. */
import { useWords } from "../../i18n/use-words.ts";

export function NoLanes({ may }: { readonly may: boolean }) {
  const words = useWords();
  return (
    <div className="line" role="row">
      <div className="no-lanes quiet" role="gridcell">
        {may ? words.structure.noLanes : words.structure.noLanesViewer}
      </div>
    </div>
  );
}
