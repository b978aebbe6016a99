/** English: how many of something. */
export const counted = (n: number, one: string, many: string) =>
  n === 1 ? `1 ${one}` : `${n} ${many}`;
export const things = (n: number) => counted(n, "thing", "things");
export const actionsOf = (n: number) => counted(n, "action", "actions");
