/**
 * The big screen: larger letters and targets, the map that owns all touches, and a screen that stays
 * on. What the browser will not promise is left out in silence.
 */
import { useEffect } from "react";
import type { Desk } from "../../actions/desk.ts";
import { useValue } from "../kit/use-value.ts";

/** Keeps the screen awake, also after the page was away for a while. Returns what ends it. */
function stayAwake(): () => void {
  const ended = new AbortController();
  let lock: WakeLockSentinel | null = null;
  const ask = async () => {
    if (document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
    try {
      lock = await navigator.wakeLock.request("screen");
      if (ended.signal.aborted) await lock.release();
    } catch {
      // The battery is low, or the browser does not let a page decide this.
    }
  };
  void ask();
  document.addEventListener("visibilitychange", () => void ask(), { signal: ended.signal });
  return () => {
    ended.abort();
    void lock?.release();
  };
}

export function useBigScreen(desk: Desk): void {
  const big = useValue(desk.big);
  useEffect(() => {
    if (!big) return;
    document.documentElement.dataset["screen"] = "big";
    const sleep = stayAwake();
    return () => {
      delete document.documentElement.dataset["screen"];
      sleep();
    };
  }, [big]);
}
