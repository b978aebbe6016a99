/** How sure we are, as a circle that fills: nothing heard, once, often, measured. Decoration. */
import type { Evidence } from "../../generated/schema.ts";

const FILLS: Readonly<Record<Evidence, string>> = {
  assumption: "",
  heard_once: "M6 6V1.5A4.5 4.5 0 0 1 10.5 6Z",
  heard_often: "M6 6V1.5A4.5 4.5 0 1 1 1.5 6Z",
  data: "M6 1.5A4.5 4.5 0 1 1 6 10.5A4.5 4.5 0 1 1 6 1.5Z",
};

export function EvidenceMark({ evidence }: { readonly evidence: Evidence }) {
  return (
    <svg
      aria-hidden="true"
      className="evidence-mark"
      focusable="false"
      height="12"
      viewBox="0 0 12 12"
      width="12"
    >
      <circle
        cx="6"
        cy="6"
        fill="none"
        r="4.9"
        stroke="currentColor"
        strokeDasharray={evidence === "assumption" ? "2.2 1.6" : undefined}
        strokeWidth="1.2"
      />
      <path d={FILLS[evidence]} fill="currentColor" />
    </svg>
  );
}
