/**
 * Keeps the board above the keyboard on the screen: the page is as high as what is seen of it, and
 * what is being written stays in sight. Knows nothing of what is written.
 */
import { useEffect } from "react";

/** Less than this is a bar of the browser, not a keyboard. */
const KEYBOARD_PIXELS = 120;

export function useSeenHeight(): void {
  useEffect(() => {
    const seen = window.visualViewport;
    if (seen === null) return;
    const { style } = document.documentElement;
    const fit = () => {
      // Zoomed in by the browser, somebody looks at a part of the page; it keeps its size.
      const keyboard = seen.scale === 1 && window.innerHeight - seen.height > KEYBOARD_PIXELS;
      if (keyboard) style.setProperty("--seen-block", `${seen.height}px`);
      else style.removeProperty("--seen-block");
      if (keyboard) window.scrollTo(0, 0);
      const writes = document.activeElement?.closest(".sticky");
      if (keyboard) writes?.scrollIntoView({ block: "nearest", inline: "nearest" });
    };
    seen.addEventListener("resize", fit);
    return () => {
      seen.removeEventListener("resize", fit);
      style.removeProperty("--seen-block");
    };
  }, []);
}
