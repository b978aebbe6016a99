/** A room with one thing to do: a heading, a sentence and a next step, in the middle of the paper. */

import type { ReactNode } from "react";
import { Brand } from "./brand.tsx";
import { LanguageSwitch } from "./language-switch.tsx";

export function Room({ children }: { readonly children: ReactNode }) {
  return (
    <main className="room">
      <div className="room-sheet">
        <div className="row apart">
          <Brand />
          <LanguageSwitch />
        </div>
        {children}
      </div>
    </main>
  );
}
