/** Every word the page says in English. Has the keys and holes of `nl.ts`; the compiler sees to it. */

import { actionDeeds, actions } from "./en/actions.ts";
import { clip } from "./en/clip.ts";
import { comments } from "./en/comments.ts";
import { dependencies, dependencyDeeds } from "./en/dependencies.ts";
import { find } from "./en/find.ts";
import { hartslag, hartslagDeeds, persona } from "./en/hartslag.ts";
import { layerDeeds, layers } from "./en/layers.ts";
import { list } from "./en/list.ts";
import { panel, panelDeeds } from "./en/panel.ts";
import { protect } from "./en/protect.ts";
import { screen } from "./en/screen.ts";
import { select } from "./en/select.ts";
import { standup } from "./en/standup.ts";
import { structure } from "./en/structure.ts";
import { versionDeeds, versions } from "./en/versions.ts";
import { views } from "./en/views.ts";
import { zoom } from "./en/zoom.ts";
import type { Words } from "./words.ts";

const stickies = (n: number) => (n === 1 ? "1 sticky" : `${n} stickies`);
const changes = (n: number) => (n === 1 ? "1 change" : `${n} changes`);

export const en: Words = {
  actions,
  standup,
  protect,
  versions,
  comments,
  views,
  select,
  list,
  find,
  zoom,
  screen,
  clip,
  product: "Reisbord",
  language: "Language",
  otherLanguage: "Nederlands",
  close: "Close",
  cancel: "Cancel",
  save: "Save",
  loading: "One moment…",
  tryAgain: "Try again",
  stickies,
  changes,

  boards: {
    name: "What is the journey called?",
    nameMissing: "Give the journey a name.",
    title: "Journeys",
  },

  roles: {
    viewer: "viewer",
    commenter: "commenter",
    participant: "participant",
    editor: "editor",
    facilitator: "facilitator",
    owner: "owner",
  },
  may: {
    viewer: "Watches.",
    commenter: "Watches and comments.",
    participant: "Writes and moves stickies.",
    editor: "May also make phases and lanes.",
    facilitator: "May also lead the session.",
    owner: "May also share, remove people and delete the board.",
  },

  status: {
    opening: "Opening…",
    saved: "Saved",
    saving: "Saving…",
    offline: "No connection",
    offlineWaiting: (n) =>
      n === 1 ? "No connection, 1 change is waiting" : `No connection, ${n} changes are waiting`,
    readOnly: "View only",
    trouble: "Saving does not work for now",
    ended: "No longer connected",
  },
  banner: {
    offline: "You have no connection. Carry on: we send everything as soon as it is back.",
    trouble: "The server cannot save now. Your work stays in this window. Keep it open.",
    readOnly: "The board can only be read for now. Your work stays in this window.",
    almostFull: "This board is almost full. Throw away what is no longer needed.",
    many: "There are more than 3,000 stickies on this board. It becomes hard to read.",
    viewer: "You can only look here. Ask the facilitator for rights.",
    commenter:
      "You can look and comment here. Ask the facilitator for rights if you want to write.",
    sign_in: "You are no longer signed in. Ask the facilitator for a new link.",
    forbidden: "You no longer have access to this board. Ask the facilitator for a new link.",
    no_board: "This board no longer exists.",
    unreadable: "This page and the server do not understand each other. Reload the page.",
    refused: (n) =>
      n === 1
        ? "1 change was not saved, because your rights have changed."
        : `${n} changes were not saved, because your rights have changed.`,
    keepFile: "Keep as a file",
    reload: "Reload",
    toBoards: "Go to journeys",
  },

  board: {
    where: "Where you are",
    map: "Map of the journey",
    mapHelp:
      "Walk through the cells with the arrow keys. Enter goes into a cell. Question mark shows all keys.",
    layer: "Which journey",
    layers: { designed: "Designed", current: "Current", desired: "Desired" },
    people: (n) => (n === 1 ? "1 person here" : `${n} people here`),
    peopleTitle: "Who is here?",
    you: "you",
    alone: "Nobody else is here now. Share the board to work together.",
    share: "Share",
    bin: "Bin",
    help: "Shortcuts",
    moreTools: "More",
    more: (n) => `${n} more`,
    emptyCell: "empty",
    phase: "Phase",
    phases: "Phases",
    lane: "Lane",
    whole: "Whole phase",
    unplaced: "Without a place",
    unplacedHelp: "The phase or lane of these stickies is gone. Give them a new place.",
    addSticky: "Add a sticky",
    addPhase: "Add a phase",
    addLane: "Add a lane",
    here: (names) => `Also here: ${names}`,
    writing: (names) => `${names} is writing here`,
    menuFor: (what) => `Actions for ${what}`,
    emptySticky: "empty sticky",
    stickyKind: "sticky",
    by: (name) => `by ${name}`,
    someone: "somebody",
    writeHere: "Write on the sticky",
    left: (n) => `${n} characters left`,
    legend: "Colours and what they mean",
    notices: "Notices",
    justDone: "Just done",
    legendFor: "Colour of the next sticky",
    untitled: "Untitled",
    meaning: (color) => `What does ${color} mean?`,
    question: (lane) => `What does the lane “${lane}” ask?`,
    newPhase: "New phase",
    newStep: "New step",
    newLane: "New lane",
  },
  colors: {
    yellow: "Yellow",
    orange: "Orange",
    red: "Red",
    pink: "Pink",
    purple: "Purple",
    blue: "Blue",
    green: "Green",
    grey: "Grey",
  },

  empty: {
    title: (person) => `Which steps does the ${person} take?`,
    person: "resident",
    help: "Write one per line. You can always change them later.",
    placeholder: "For example:\nGets a letter\nLooks for an explanation\nApplies",
    make: "Make the phases",
    standard: "Use the standard phases",
    phases: [
      "Trigger",
      "Finding out",
      "Preparing",
      "Applying",
      "Waiting",
      "Decision",
      "Disagreeing",
      "Afterwards",
    ],
    viewer: "This board has no phases yet. The facilitator fills them in.",
  },

  action: {
    add: "New sticky",
    below: "New sticky below",
    edit: "Write",
    move: "Move to…",
    up: "Up",
    down: "Down",
    previousPhase: "To the previous phase",
    nextPhase: "To the next phase",
    duplicate: "Duplicate",
    remove: "Throw away",
    colour: "Colour",
    colourTo: (name) => `Make it ${name.toLowerCase()}`,
    undo: "Undo",
    redo: "Redo",
    help: "All shortcuts",
    share: "Share the board",
    menu: "Open the menu",
    rename: "Rename",
    phaseBefore: "Make a phase before it",
    phaseAfter: "Make a phase after it",
    addStep: "Add a step",
    left: "To the left",
    right: "To the right",
    laneBefore: "Make a lane above it",
    laneAfter: "Make a lane below it",
    hint: "Change the question",
    enter: "Go into the cell, or write",
    leave: "Back to the cell, or stop writing",
    arrows: "Walk through the map",
    nextLine: "Finish the sticky, next one below",
    newLine: "New line on the sticky",
    nextColumn: "Finish the sticky, on to the next phase",
    typing: "Start a sticky by typing",
    renameBoard: "Rename the board",
    caption: "Change what colours mean",
  },

  keys: {
    Control: "Ctrl",
    Shift: "Shift",
    Enter: "Enter",
    Escape: "Esc",
    Delete: "Delete",
    " ": "Space",
    ArrowKeys: "Arrows",
    Or: "or",
  },

  gone: {
    typing: (name) => `${name} threw this sticky away. Put it back?`,
    typingHelp: "What you wrote is kept.",
    putBack: "Put back",
    leave: "Leave it",
  },

  bin: {
    putBack: "Put back",
  },

  shut: {
    sign_in: {
      title: "Open the link you were given",
      help: "That link takes you to this board. No link? Ask your facilitator for one.",
    },
    forbidden: {
      title: "You have no access to this board",
      help: "Ask the facilitator for a new link.",
    },
    no_board: {
      title: "This board is not here",
      help: "It may have been deleted. Ask the person who gave you the link.",
    },
    unreadable: {
      title: "Reload the page",
      help: "This page is older than the server. After reloading you can go on.",
    },
  },
  lost: { title: "Nothing here", help: "This address does not exist on Reisbord." },
  leave: "There is work that is not saved yet.",

  panel,
  hartslag,
  layers,
  structure,
  dependencies,
  persona,
  deed: {
    ...panelDeeds,
    ...dependencyDeeds,
    ...layerDeeds,
    ...hartslagDeeds,
    ...actionDeeds,
    ...versionDeeds,
    add_sticky: (n, what) => (n === 1 ? `Sticky “${what}” added` : `${stickies(n)} added`),
    move_sticky: (n, what) => (n === 1 ? `Sticky “${what}” moved` : `${stickies(n)} moved`),
    copy_sticky: (n, what) => (n === 1 ? `Sticky “${what}” copied` : `${stickies(n)} copied`),
    recolour: (n, what) =>
      n === 1 ? `Colour of “${what}” changed` : `Colour of ${stickies(n)} changed`,
    tag: (n, what) => (n === 1 ? `Label of “${what}” changed` : `Labels of ${stickies(n)} changed`),
    throw_away: (n, what) => (n === 1 ? `“${what}” thrown away` : `${n} things thrown away`),
    put_back: (n, what) => (n === 1 ? `“${what}” put back` : `${n} things put back`),
    type: (_n, what) => `Text of “${what}” changed`,
    add_phase: (n, what) => (n === 1 ? `Phase “${what}” added` : `${n} phases added`),
    add_step: (_n, what) => `Step “${what}” added`,
    rename_phase: (_n, what) => `Phase “${what}” renamed`,
    move_phase: (_n, what) => `Phase “${what}” moved`,
    throw_away_phase: (_n, what) => `Phase “${what}” thrown away`,
    add_lane: (_n, what) => `Lane “${what}” added`,
    rename_lane: (_n, what) => `Lane “${what}” renamed`,
    move_lane: (_n, what) => `Lane “${what}” moved`,
    throw_away_lane: (_n, what) => `Lane “${what}” thrown away`,
    rename_board: (_n, what) => `Board “${what}” renamed`,
    caption: (_n, what) => `Meaning “${what}” changed`,
  },
  undone: (what) => `Undone: ${what}`,
  redone: (what) => `Done again: ${what}`,
  undoNothing: "There is nothing to undo.",
  redoNothing: "There is nothing to redo.",
  undoLeft: (name) => `${name} changed this since. We leave that as it is.`,

  say: {
    carriedOff: (phase: string) => `Somebody moved this sticky. It is now at ${phase}.`,
    takenAway: (who: string) => `${who} threw this sticky away. You are now on its cell.`,
    thrown: (what) => `“${what}” thrown away.`,
    moved: (phase, lane, at, of) => `Moved to ${phase}, ${lane}, place ${at} of ${of}.`,
    coloured: (name) => `Colour: ${name}.`,
    added: (n) => `${stickies(n)} added.`,
    putBack: (what) => `“${what}” put back.`,
    came: (name) => `${name} is here now too.`,
    left: (name) => `${name} has left.`,
    remote: (n, phase) => `${changes(n)} by others in ${phase}.`,
    remoteMany: (n) => `${changes(n)} by others on the map.`,
    dragCancelled: "Not moved.",
    viewerOnly: "You can only look here. Ask the facilitator for rights.",
    tooLong: "No more fits on this sticky.",
    full: "Nothing more fits on this board.",
  },
};
