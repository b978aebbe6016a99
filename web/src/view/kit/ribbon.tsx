/** The mark of the product: three phases of a journey as a ribbon. Decoration. */

export function Ribbon() {
  return (
    <svg
      aria-hidden="true"
      className="ribbon"
      fill="none"
      stroke="currentColor"
      strokeLinejoin="round"
      strokeWidth="2"
      viewBox="0 0 152 24"
    >
      <path d="M1 2h38l9 10-9 10H1z" fill="currentColor" />
      <path d="M46 2h41l9 10-9 10H46l9-10z" />
      <path d="M94 2h41l9 10-9 10H94l9-10z" />
    </svg>
  );
}
