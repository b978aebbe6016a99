/** Which dialog is open over the map. */
import { useCallback } from "react";
import { piece } from "../kit/piece.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { BinPanel } from "./bin-panel.tsx";
import { GoneDialog } from "./gone-dialog.tsx";
import { HelpDialog } from "./help-dialog.tsx";
import { HintDialog } from "./hint-dialog.tsx";
import { LabelDialog } from "./label-dialog.tsx";
import { LegendDialog } from "./legend-dialog.tsx";
import { MoveDialog } from "./move-dialog.tsx";
import { PasteDialog } from "./paste-dialog.tsx";
import { PeopleDialog } from "./people-dialog.tsx";
import { RenameBoardDialog } from "./rename-board-dialog.tsx";
import { ShareDialog } from "./share-dialog.tsx";
import { TagsDialog } from "./tags-dialog.tsx";

const HeartTable = piece(async () => (await import("../hartslag/heart-table.tsx")).HeartTable);

const CommentsPanel = piece(
  async () => (await import("../comment/comments-panel.tsx")).CommentsPanel,
);

const LeadPanel = piece(async () => (await import("../protect/lead-panel.tsx")).LeadPanel);

const VersionsPanel = piece(
  async () => (await import("../versions/versions-panel.tsx")).VersionsPanel,
);

export function Dialogs() {
  const desk = useDesk();
  const request = useValue(desk.dialog);
  const close = useCallback(() => desk.dialog.set(null), [desk]);
  switch (request?.kind) {
    case undefined:
      return null;
    case "move":
      return <MoveDialog ids={request.stickies} onClose={close} />;
    case "label":
      return <LabelDialog ids={request.stickies} onClose={close} />;
    case "paste":
      return <PasteDialog onClose={close} pasting={request.pasting} />;
    case "gone":
      return <GoneDialog onClose={close} target={request.target} />;
    case "legend":
      return <LegendDialog onClose={close} />;
    case "hint":
      return <HintDialog lane={request.lane} onClose={close} />;
    case "rename_board":
      return <RenameBoardDialog onClose={close} />;
    case "share":
      return <ShareDialog onClose={close} />;
    case "help":
      return <HelpDialog onClose={close} />;
    case "people":
      return <PeopleDialog onClose={close} />;
    case "heart_table":
      return <HeartTable onClose={close} />;
    case "comments":
      return <CommentsPanel onClose={close} />;
    case "lead":
      return <LeadPanel onClose={close} />;
    case "versions":
      return <VersionsPanel onClose={close} />;
    case "tags":
      return <TagsDialog onClose={close} />;
    case "bin":
      return <BinPanel onClose={close} />;
  }
}
