/**
 * Draws the words of the editor a second time, unseen, with the carets and names of the others
 * between them. Gives the editor its height. Plain DOM: it runs on every keystroke.
 */

export interface OtherCaret {
  readonly name: string;
  readonly ink: string;
  readonly from: number;
  readonly to: number;
}

export function drawMirror(mirror: HTMLElement, text: string, carets: readonly OtherCaret[]): void {
  const inOrder = [...carets].sort((one, other) => one.to - other.to);
  const parts: Node[] = [];
  let drawn = 0;
  for (const caret of inOrder) {
    const start = Math.max(drawn, Math.min(caret.from, caret.to));
    const end = Math.max(drawn, Math.max(caret.from, caret.to));
    parts.push(document.createTextNode(text.slice(drawn, start)));
    if (end > start) parts.push(span("picked", caret.ink, text.slice(start, end)));
    const mark = span("caret", caret.ink, "");
    mark.append(span("", caret.ink, caret.name));
    parts.push(mark);
    drawn = end;
  }
  // The last character keeps the height of an open new line.
  parts.push(document.createTextNode(`${text.slice(drawn)}\u200b`));
  mirror.replaceChildren(...parts);
}

function span(className: string, ink: string, text: string): HTMLSpanElement {
  const made = document.createElement("span");
  if (className !== "") made.className = className;
  made.dataset["color"] = ink;
  made.textContent = text;
  return made;
}
