/**
 * A piece of the page that comes when it is first asked for. Not React's own `lazy`: that holds what
 * has come back until its stand-in was seen for 300 ms, which is most of the time a board takes to open.
 */
import { type ComponentType, useEffect, useState } from "react";

const Nothing = () => null;
const fetches: (() => Promise<void>)[] = [];

/** Fetches every piece that nobody asked for yet, so that they are there when the network is not. */
export function fetchPieces(): void {
  for (const fetch of fetches) void fetch();
}

/** `Meanwhile` is seen until the piece is there, and as long as it cannot be had. */
export function piece<P extends object>(
  load: () => Promise<ComponentType<P>>,
  Meanwhile: ComponentType = Nothing,
): ComponentType<P> {
  let here: ComponentType<P> | null = null;
  let coming: Promise<void> | null = null;
  const fetch = (): Promise<void> => {
    coming ??= load().then(
      (loaded) => {
        here = loaded;
      },
      () => {
        // Without a connection; who comes again asks again.
        coming = null;
      },
    );
    return coming;
  };
  fetches.push(fetch);
  return function Piece(props: P) {
    const [Loaded, show] = useState(() => {
      if (here === null) void fetch();
      return here;
    });
    useEffect(() => {
      if (Loaded !== null) return;
      let waits = true;
      void fetch().then(() => {
        if (waits) show(() => here);
      });
      return () => {
        waits = false;
      };
    }, [Loaded]);
    return Loaded === null ? <Meanwhile /> : <Loaded {...props} />;
  };
}
