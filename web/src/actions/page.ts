/**
 * What actions ask of the page around the board: the address of a thing, and the clipboard. The view
 * gives the real one; nothing here knows a browser.
 */
import type { AnyRef } from "../model/board.ts";

/** What is copied: as plain text, and as a table for whoever can read one. */
export interface Clip {
  readonly text: string;
  readonly html: string | null;
}

export interface Page {
  /** The whole address that opens this board at a record. */
  readonly linkTo: (record: AnyRef) => string;
  /** Goes to a view of this board, at a record of it. */
  readonly show: (view: string, record: AnyRef) => void;
  /** Whether the browser took it. */
  readonly copy: (clip: Clip) => Promise<boolean>;
}
