/** tldraw with notes, as its documentation makes one: to be measured, never shipped. */
import { getAssetUrlsByImport } from "@tldraw/assets/imports.vite";
import { createRoot } from "react-dom/client";
import { Tldraw, toRichText } from "tldraw";
import "tldraw/tldraw.css";
import { noted, notes } from "./notes.js";

function fill(editor) {
  editor.createShapes(
    notes(220, 220).map(({ x, y, text }) => ({
      type: "note",
      x,
      y,
      props: { richText: toRichText(text) },
    })),
  );
  editor.setCamera({ x: 0, y: 0, z: 1 });
  noted((count) => document.querySelectorAll(".tl-shape").length >= count);
}

createRoot(document.getElementById("root")).render(
  <Tldraw
    assetUrls={getAssetUrlsByImport()}
    options={{ maxShapesPerPage: 10_000 }}
    onMount={fill}
  />,
);
