/** What is seen for the moment before the board is there. */
import { useWords } from "../../i18n/use-words.ts";

export function Opening() {
  const words = useWords();
  return (
    <p className="opening quiet" role="status">
      {words.loading}
    </p>
  );
}
