/** Dutch: the stand-up, from its start to the summary that is read later. */
export const standup = {
  title: "Stand-up",
};
