/** The words of a sticky's evidence and channel; a word that we do not know is shown as it is. */
import { CHANNELS, EVIDENCE } from "../../generated/schema.ts";
import type { Words } from "../../i18n/words.ts";

export function evidenceWord(evidence: string | null, words: Words): string {
  const known = EVIDENCE.find((one) => one === evidence);
  return known === undefined ? (evidence ?? "") : words.panel.evidenceOf[known];
}

export function channelWord(channel: string | null, words: Words): string {
  const known = CHANNELS.find((one) => one === channel);
  return known === undefined ? (channel ?? "") : words.panel.channelOf[known];
}
