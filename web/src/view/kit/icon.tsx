/** The icons, drawn for this page on a grid of 20 with a line of 1.6. Always beside words or a name. */

const PATHS = {
  add: "M10 4v12M4 10h12",
  back: "M12 5l-5 5 5 5",
  bin: "M3.5 5.5h13M8 5.5V3.5h4v2M5.5 5.5l.7 11h7.6l.7-11M8.5 8.5v5M11.5 8.5v5",
  check: "M4 10.5l4 4 8-9",
  close: "M5 5l10 10M15 5L5 15",
  cloudOff:
    "M3 3l14 14M7 15.5h7M5.4 8.2A3.7 3.7 0 0 0 6 15.5M8.3 5.1A4.5 4.5 0 0 1 14.2 9a3.2 3.2 0 0 1 2.6 4.6",
  copy: "M7 7V3.5h9.5V13H13M3.5 7H13v9.5H3.5z",
  fold: "M5 12.500l5-5 5 5",
  help: "M7.5 7.6a2.5 2.5 0 1 1 3.6 2.3c-.7.4-1.1.8-1.1 1.7v.2M10 14.6v.2M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15z",
  lock: "M5.500 9h9v7.500h-9zM7.300 9V6.500a2.700 2.700 0 0 1 5.400 0V9",
  minus: "M4 10h12",
  more: "M4.5 10h.01M10 10h.01M15.5 10h.01",
  open: "M5 7.500l5 5 5-5",
  pencil: "M4 16l.8-3.6L13.6 3.600l2.800 2.800L7.600 15.200zM11.500 5.700l2.800 2.800",
  redo: "M13 4l3.500 3.500L13 11M16 7.500H8a4 4 0 0 0 0 8h3",
  talk: "M3.500 4.500h13v9.500h-7L6 17v-3H3.500z",
  share:
    "M12.500 7.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5zM7 12.500a2.500 2.500 0 1 0-5 0 2.500 2.500 0 0 0 5 0zM17.500 15a2.500 2.500 0 1 0-5 0 2.500 2.500 0 0 0 5 0zM10.400 6.200L6.300 10.900M6.800 13.200l5.800 1.600",
  label: "M3.500 4v5.500l7 7 6-6-7-7H4a.5.5 0 0 0-.5.5zM7 7h.01",
  move: "M10 2.500v15M2.500 10h15M10 2.500L7.500 5M10 2.500L12.500 5M10 17.500L7.500 15M10 17.500l2.500-2.500M2.500 10L5 7.500M2.500 10L5 12.500M17.500 10L15 7.500M17.500 10L15 12.500",
  table: "M3.5 4h13v12h-13zM3.5 8h13M3.5 12h13M8.5 4v12",
  down: "M5 8l5 5 5-5",
  filter: "M3.500 5h13M6 10h8M8.500 15h3",
  print: "M6 7.500V3h8v4.500M6 14H3.500V7.500h13V14H14M6 11.500h8V17H6z",
  search: "M9 3.500a5.500 5.500 0 1 0 0 11 5.500 5.500 0 0 0 0-11zM13 13l4 4",
  up: "M5 12l5-5 5 5",
  undo: "M7 4L3.500 7.500 7 11M4 7.500h8a4 4 0 0 1 0 8H9",
  wait: "M10 3v3M10 14v3M3 10h3M14 10h3M5.100 5.100l2.100 2.100M12.800 12.800l2.100 2.100M5.100 14.900l2.100-2.100M12.800 7.200l2.100-2.100",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg
      aria-hidden="true"
      fill="none"
      focusable="false"
      height="20"
      stroke="currentColor"
      strokeLinecap="round"
      strokeLinejoin="round"
      strokeWidth={name === "more" ? 2.6 : 1.6}
      viewBox="0 0 20 20"
      width="20"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
