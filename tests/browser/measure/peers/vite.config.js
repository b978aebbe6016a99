/**
 * Builds the pages of the two whiteboards that the board is measured beside. Their fonts and icons come
 * from the packages, because a measurement may not depend on somebody's network.
 */
import { defineConfig } from "vite";

export default defineConfig({
  publicDir: "node_modules/@excalidraw/excalidraw/dist/prod",
  build: {
    target: "es2022",
    rollupOptions: { input: ["tldraw.html", "excalidraw.html"] },
  },
});
