/** Excalidraw with notes, as its documentation makes one: to be measured, never shipped. */
import { convertToExcalidrawElements, Excalidraw } from "@excalidraw/excalidraw";
import { createRoot } from "react-dom/client";
import "@excalidraw/excalidraw/index.css";
import { noted, notes } from "./notes.js";

const elements = convertToExcalidrawElements(
  notes(200, 90).map(({ x, y, text }) => ({
    type: "rectangle",
    x,
    y,
    width: 180,
    height: 70,
    backgroundColor: "#ffec99",
    fillStyle: "solid",
    label: { text, fontSize: 14 },
  })),
);

createRoot(document.getElementById("root")).render(
  <Excalidraw
    initialData={{ elements, appState: { scrollX: 0, scrollY: 0 } }}
    excalidrawAPI={(api) => noted((count) => api.getSceneElements().length >= count)}
  />,
);
