/** The longer story of a persona, in four texts that people write together. */
import { useWords } from "../../i18n/late/side.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { LiveText } from "./live-text.tsx";
import type { SectionProps } from "./section.ts";
import { usePersona } from "./use-persona.ts";

const TEXTS = ["who", "contact", "barriers", "needs"] as const;

export function PersonaTexts({ target }: SectionProps) {
  const { session } = useDesk();
  const words = useWords();
  const { frame } = useValue(session.me).rights;
  const persona = usePersona(target);
  if (persona === null) return null;
  return (
    <section className="side-part">
      {TEXTS.map((field) => (
        <LiveText
          field={field}
          key={field}
          label={words.persona[field]}
          may={frame}
          of={`personas/${persona.id}`}
          words={persona[field]}
        />
      ))}
    </section>
  );
}
