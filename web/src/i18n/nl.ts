/**
 * Every word the page says in Dutch, at B1: what happened, what to do, no blame. Dutch is the
 * measure: the other languages must have the same keys and the same holes.
 */

import { actionDeeds, actions } from "./nl/actions.ts";
import { clip } from "./nl/clip.ts";
import { comments } from "./nl/comments.ts";
import { dependencies, dependencyDeeds } from "./nl/dependencies.ts";
import { find } from "./nl/find.ts";
import { hartslag, hartslagDeeds, persona } from "./nl/hartslag.ts";
import { layerDeeds, layers } from "./nl/layers.ts";
import { list } from "./nl/list.ts";
import { panel, panelDeeds } from "./nl/panel.ts";
import { protect } from "./nl/protect.ts";
import { screen } from "./nl/screen.ts";
import { select } from "./nl/select.ts";
import { standup } from "./nl/standup.ts";
import { structure } from "./nl/structure.ts";
import { versionDeeds, versions } from "./nl/versions.ts";
import { views } from "./nl/views.ts";
import { zoom } from "./nl/zoom.ts";

const stickies = (n: number) => (n === 1 ? "1 kaartje" : `${n} kaartjes`);
const changes = (n: number) => (n === 1 ? "1 wijziging" : `${n} wijzigingen`);

export const nl = {
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
  language: "Taal",
  otherLanguage: "English",
  close: "Sluiten",
  cancel: "Annuleren",
  save: "Opslaan",
  loading: "Even wachten…",
  tryAgain: "Opnieuw proberen",
  stickies,
  changes,

  boards: {
    name: "Hoe heet de klantreis?",
    nameMissing: "Geef de klantreis een naam.",
    title: "Klantreizen",
  },

  roles: {
    viewer: "kijker",
    commenter: "reageerder",
    participant: "deelnemer",
    editor: "bewerker",
    facilitator: "begeleider",
    owner: "beheerder",
  },
  may: {
    viewer: "Kijkt mee.",
    commenter: "Kijkt mee en reageert.",
    participant: "Schrijft en verplaatst kaartjes.",
    editor: "Mag ook fasen en rijen maken.",
    facilitator: "Mag ook de bijeenkomst leiden.",
    owner: "Mag ook delen, mensen weghalen en het bord verwijderen.",
  },

  status: {
    opening: "Openen…",
    saved: "Opgeslagen",
    saving: "Opslaan…",
    offline: "Geen verbinding",
    offlineWaiting: (n: number) =>
      n === 1 ? "Geen verbinding, 1 wijziging wacht" : `Geen verbinding, ${n} wijzigingen wachten`,
    readOnly: "Alleen kijken",
    trouble: "Opslaan lukt even niet",
    ended: "Niet meer verbonden",
  },
  banner: {
    offline: "Je hebt geen verbinding. Werk gerust door: we sturen alles op zodra het weer kan.",
    trouble: "De server kan nu niet opslaan. Je werk blijft in dit venster staan. Laat het open.",
    readOnly: "Het bord is even alleen te lezen. Je werk blijft in dit venster staan.",
    almostFull: "Dit bord is bijna vol. Gooi weg wat niet meer nodig is.",
    many: "Er staan meer dan 3.000 kaartjes op dit bord. Dan wordt het lastig te overzien.",
    viewer: "Je mag hier alleen kijken. Vraag de begeleider om rechten.",
    commenter:
      "Je mag hier kijken en reageren. Vraag de begeleider om rechten als je wilt schrijven.",
    sign_in: "Je bent niet meer aangemeld. Vraag de begeleider om een nieuwe link.",
    forbidden: "Je hebt geen toegang meer tot dit bord. Vraag de begeleider om een nieuwe link.",
    no_board: "Dit bord bestaat niet meer.",
    unreadable: "Deze pagina en de server begrijpen elkaar niet. Laad de pagina opnieuw.",
    refused: (n: number) =>
      n === 1
        ? "1 wijziging is niet opgeslagen, omdat je rechten zijn veranderd."
        : `${n} wijzigingen zijn niet opgeslagen, omdat je rechten zijn veranderd.`,
    keepFile: "Bewaar als bestand",
    reload: "Opnieuw laden",
    toBoards: "Naar klantreizen",
  },

  board: {
    where: "Waar je bent",
    map: "Kaart van de klantreis",
    mapHelp:
      "Met de pijlen loop je door de cellen. Enter gaat de cel in. Vraagteken toont alle toetsen.",
    layer: "Welke reis",
    layers: { designed: "Ontworpen", current: "Huidig", desired: "Gewenst" },
    people: (n: number) => (n === 1 ? "1 persoon hier" : `${n} mensen hier`),
    peopleTitle: "Wie is er?",
    you: "jij",
    alone: "Er is nu niemand anders. Deel het bord om samen te werken.",
    share: "Delen",
    bin: "Prullenbak",
    help: "Sneltoetsen",
    moreTools: "Meer",
    more: (n: number) => `nog ${n}`,
    emptyCell: "leeg",
    phase: "Fase",
    phases: "Fasen",
    lane: "Rij",
    whole: "Hele fase",
    unplaced: "Zonder plek",
    unplacedHelp: "De fase of rij van deze kaartjes is weg. Geef ze een nieuwe plek.",
    addSticky: "Kaartje toevoegen",
    addPhase: "Fase toevoegen",
    addLane: "Rij toevoegen",
    here: (names: string) => `Hier is ook: ${names}`,
    writing: (names: string) => `${names} schrijft hier`,
    menuFor: (what: string) => `Acties voor ${what}`,
    emptySticky: "leeg kaartje",
    stickyKind: "kaartje",
    by: (name: string) => `van ${name}`,
    someone: "iemand",
    writeHere: "Schrijf op het kaartje",
    left: (n: number) => `nog ${n} tekens`,
    legend: "Kleuren en wat ze betekenen",
    notices: "Meldingen",
    justDone: "Net gedaan",
    legendFor: "Kleur van het volgende kaartje",
    untitled: "Zonder naam",
    meaning: (color: string) => `Wat betekent ${color}?`,
    question: (lane: string) => `Wat vraagt de rij “${lane}”?`,
    newPhase: "Nieuwe fase",
    newStep: "Nieuwe stap",
    newLane: "Nieuwe rij",
  },
  colors: {
    yellow: "Geel",
    orange: "Oranje",
    red: "Rood",
    pink: "Roze",
    purple: "Paars",
    blue: "Blauw",
    green: "Groen",
    grey: "Grijs",
  },

  empty: {
    title: (person: string) => `Welke stappen zet de ${person}?`,
    person: "inwoner",
    help: "Schrijf er één per regel. Je kunt ze later altijd veranderen.",
    placeholder: "Bijvoorbeeld:\nKrijgt een brief\nZoekt uitleg\nVraagt aan",
    make: "Maak de fasen",
    standard: "Gebruik de standaardfasen",
    phases: [
      "Aanleiding",
      "Oriënteren",
      "Voorbereiden",
      "Aanvragen",
      "Wachten",
      "Besluit",
      "Niet eens",
      "Daarna",
    ],
    viewer: "Dit bord heeft nog geen fasen. De begeleider vult ze in.",
  },

  action: {
    add: "Nieuw kaartje",
    below: "Nieuw kaartje eronder",
    edit: "Schrijven",
    move: "Verplaats naar…",
    up: "Omhoog",
    down: "Omlaag",
    previousPhase: "Naar vorige fase",
    nextPhase: "Naar volgende fase",
    duplicate: "Nog zo een maken",
    remove: "Weggooien",
    colour: "Kleur",
    colourTo: (name: string) => `Maak ${name.toLowerCase()}`,
    undo: "Ongedaan maken",
    redo: "Opnieuw doen",
    help: "Alle sneltoetsen",
    share: "Bord delen",
    menu: "Menu openen",
    rename: "Naam wijzigen",
    phaseBefore: "Fase ervoor maken",
    phaseAfter: "Fase erna maken",
    addStep: "Stap toevoegen",
    left: "Naar links",
    right: "Naar rechts",
    laneBefore: "Rij erboven maken",
    laneAfter: "Rij eronder maken",
    hint: "Vraag wijzigen",
    enter: "Cel in gaan of schrijven",
    leave: "Terug naar de cel, of stoppen met schrijven",
    arrows: "Door de kaart lopen",
    nextLine: "Kaartje af, volgende eronder",
    newLine: "Nieuwe regel op het kaartje",
    nextColumn: "Kaartje af, door naar de volgende fase",
    typing: "Begin een kaartje door te typen",
    renameBoard: "Naam van het bord wijzigen",
    caption: "Betekenis van kleuren wijzigen",
  },

  keys: {
    Control: "Ctrl",
    Shift: "Shift",
    Enter: "Enter",
    Escape: "Esc",
    Delete: "Delete",
    " ": "Spatie",
    ArrowKeys: "Pijlen",
    Or: "of",
  },

  gone: {
    typing: (name: string) => `${name} heeft dit kaartje weggegooid. Terugzetten?`,
    typingHelp: "Wat je schreef blijft bewaard.",
    putBack: "Terugzetten",
    leave: "Laat maar weg",
  },

  bin: {
    putBack: "Terugzetten",
  },

  shut: {
    sign_in: {
      title: "Open de link die je kreeg",
      help: "Met die link kom je op dit bord. Heb je geen link? Vraag erom bij je begeleider.",
    },
    forbidden: {
      title: "Je hebt geen toegang tot dit bord",
      help: "Vraag de begeleider om een nieuwe link.",
    },
    no_board: {
      title: "Dit bord is er niet",
      help: "Misschien is het verwijderd. Vraag het aan wie je de link gaf.",
    },
    unreadable: {
      title: "Laad de pagina opnieuw",
      help: "Deze pagina is ouder dan de server. Na opnieuw laden kun je verder.",
    },
  },
  lost: { title: "Hier is niets", help: "Dit adres bestaat niet op Reisbord." },
  leave: "Er is nog werk dat niet is opgeslagen.",

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
    add_sticky: (n: number, what: string) =>
      n === 1 ? `Kaartje “${what}” toegevoegd` : `${stickies(n)} toegevoegd`,
    move_sticky: (n: number, what: string) =>
      n === 1 ? `Kaartje “${what}” verplaatst` : `${stickies(n)} verplaatst`,
    copy_sticky: (n: number, what: string) =>
      n === 1 ? `Kaartje “${what}” gekopieerd` : `${stickies(n)} gekopieerd`,
    recolour: (n: number, what: string) =>
      n === 1 ? `Kleur van “${what}” veranderd` : `Kleur van ${stickies(n)} veranderd`,
    tag: (n: number, what: string) =>
      n === 1 ? `Label van “${what}” veranderd` : `Labels van ${stickies(n)} veranderd`,
    throw_away: (n: number, what: string) =>
      n === 1 ? `“${what}” weggegooid` : `${n} dingen weggegooid`,
    put_back: (n: number, what: string) =>
      n === 1 ? `“${what}” teruggezet` : `${n} dingen teruggezet`,
    type: (_n: number, what: string) => `Tekst van “${what}” veranderd`,
    add_phase: (n: number, what: string) =>
      n === 1 ? `Fase “${what}” toegevoegd` : `${n} fasen toegevoegd`,
    add_step: (_n: number, what: string) => `Stap “${what}” toegevoegd`,
    rename_phase: (_n: number, what: string) => `Fase “${what}” een andere naam gegeven`,
    move_phase: (_n: number, what: string) => `Fase “${what}” verplaatst`,
    throw_away_phase: (_n: number, what: string) => `Fase “${what}” weggegooid`,
    add_lane: (_n: number, what: string) => `Rij “${what}” toegevoegd`,
    rename_lane: (_n: number, what: string) => `Rij “${what}” een andere naam gegeven`,
    move_lane: (_n: number, what: string) => `Rij “${what}” verplaatst`,
    throw_away_lane: (_n: number, what: string) => `Rij “${what}” weggegooid`,
    rename_board: (_n: number, what: string) => `Bord “${what}” een andere naam gegeven`,
    caption: (_n: number, what: string) => `Betekenis “${what}” veranderd`,
  },
  undone: (what: string) => `Ongedaan gemaakt: ${what}`,
  redone: (what: string) => `Opnieuw gedaan: ${what}`,
  undoNothing: "Er is niets om ongedaan te maken.",
  redoNothing: "Er is niets om opnieuw te doen.",
  undoLeft: (name: string) => `${name} heeft dit daarna veranderd. Dat laten we staan.`,

  say: {
    carriedOff: (phase: string) => `Iemand verplaatste dit kaartje. Het staat nu bij ${phase}.`,
    takenAway: (who: string) => `${who} heeft dit kaartje weggegooid. Je staat nu op het vak.`,
    thrown: (what: string) => `“${what}” weggegooid.`,
    moved: (phase: string, lane: string, at: number, of: number) =>
      `Verplaatst naar ${phase}, ${lane}, plek ${at} van ${of}.`,
    coloured: (name: string) => `Kleur: ${name}.`,
    added: (n: number) => `${stickies(n)} toegevoegd.`,
    putBack: (what: string) => `“${what}” teruggezet.`,
    came: (name: string) => `${name} is er nu ook.`,
    left: (name: string) => `${name} is weg.`,
    remote: (n: number, phase: string) => `${changes(n)} van anderen in ${phase}.`,
    remoteMany: (n: number) => `${changes(n)} van anderen op de kaart.`,
    dragCancelled: "Niet verplaatst.",
    viewerOnly: "Je mag hier alleen kijken. Vraag de begeleider om rechten.",
    tooLong: "Er past niet meer op dit kaartje.",
    full: "Er kan niets meer bij op dit bord.",
  },
};
