/** Who made a sticky, and when. */
import { language } from "../../i18n/language.ts";
import { useWords } from "../../i18n/late/side.ts";
import { moment } from "../../i18n/moments.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import type { SectionProps } from "./section.ts";

export function StickyMade({ target }: SectionProps) {
  const { store } = useDesk().session;
  const words = useWords();
  const speaks = useValue(language);
  const sticky = useValue(store.sticky("id" in target ? target.id : ""));
  const writer = useValue(store.member(sticky?.by ?? ""));
  if (sticky === null || sticky.on === 0) return null;
  const when = moment(sticky.on, speaks);
  return (
    <p className="quiet made">
      {writer === null ? words.panel.madeByNobody(when) : words.panel.made(writer.name, when)}
    </p>
  );
}
