/** Starts the page: the language, the address, the styles, and the screen that the address asks for. */
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { startLanguage } from "./i18n/language.ts";
import "./styles/index.css";
import { App } from "./view/app.tsx";
import { startRoute } from "./view/route.ts";

await startLanguage();
startRoute();
const root = document.getElementById("root");
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
