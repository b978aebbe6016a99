/** In the panel: what was said about what is selected. */
import { recordOf } from "../../actions/target.ts";
import type { SectionProps } from "../panel/section.ts";
import { Comments } from "./comments.tsx";

export function CommentsSection({ target }: SectionProps) {
  const record = recordOf(target);
  return record === null ? null : <Comments about={record} />;
}
