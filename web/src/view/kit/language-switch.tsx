/** Switches to the other language; its name stands in that language itself. */
import { language, switchLanguage } from "../../i18n/language.ts";
import { useWords } from "../../i18n/use-words.ts";
import { useValue } from "./use-value.ts";

export function LanguageSwitch() {
  const words = useWords();
  const other = useValue(language) === "nl" ? "en" : "nl";
  return (
    <button
      className="language"
      lang={other}
      onClick={() => switchLanguage(other)}
      title={words.otherLanguage}
      type="button"
    >
      <span aria-hidden="true">{other.toUpperCase()}</span>
      <span className="unseen">{words.otherLanguage}</span>
    </button>
  );
}
