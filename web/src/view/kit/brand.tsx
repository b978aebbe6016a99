/** Whose Reisbord it is: the logo of the house style, or the mark of the product: a journey as a ribbon. */

function logo(): { readonly src: string; readonly of: string } | null {
  const meta = document.querySelector<HTMLMetaElement>("meta[name=logo]");
  return meta === null ? null : { src: meta.content, of: meta.dataset["of"] ?? "" };
}

export function Brand() {
  const own = logo();
  if (own !== null) return <img alt={own.of} className="logo" src={own.src} />;
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
