/** What the panel is made of: a part knows what it is about, and draws itself for it. */
import type { ComponentType } from "react";
import type { Target } from "../../actions/target.ts";

export interface SectionProps {
  readonly target: Target;
}

export interface Section {
  readonly id: string;
  /** Whether it has something to show for this. */
  readonly fits: (target: Target) => boolean;
  readonly Body: ComponentType<SectionProps>;
}
