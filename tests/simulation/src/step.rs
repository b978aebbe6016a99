//! A plan: what happens in one workshop, step by step. It is drawn from a seed alone and can be saved,
//! replayed and made smaller; a step that makes no sense at its moment does nothing.

use crdt::ids::Role;
use serde::{Deserialize, Serialize};

use crate::broken::Broken;
use crate::cast::{BOARDS, CAST};
use crate::dice::Dice;
use crate::disk::Mood;
use crate::replica::Touch;

/// What the network does to the next frame of a stock client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Trick {
    Lose,
    Twice,
    /// It arrives after the one that follows it.
    Late,
}

/// Which way of a half-open connection swallows what is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Dead {
    Up,
    Down,
    Both,
}

/// What somebody asks the server to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Ask {
    Comment,
    Lock,
    Unlock,
    TakeBack,
    Name,
}

/// What somebody hostile sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Forge {
    /// An honest change of a document that may not be theirs to write.
    Write,
    /// A change by the replica of somebody else.
    Foreign,
    /// The canary without its words, or without itself.
    Canary,
    /// A change that builds on what it keeps to itself.
    Gap,
    /// Bytes.
    Garbage,
    /// The leaving of somebody else.
    Presence,
}

/// One step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub(crate) enum Step {
    Edit {
        who: usize,
        touch: Touch,
        n: u32,
    },
    Point {
        who: usize,
    },
    Ask {
        who: usize,
        ask: Ask,
        n: u32,
    },
    Forge {
        who: usize,
        forge: Forge,
        n: u32,
    },
    Pass {
        millis: u64,
    },
    Cut {
        who: usize,
    },
    HalfOpen {
        who: usize,
        dead: Dead,
    },
    Lag {
        who: usize,
        millis: u64,
    },
    Stall {
        who: usize,
        stalled: bool,
    },
    Trick {
        who: usize,
        trick: Trick,
    },
    Role {
        who: usize,
        role: Role,
    },
    Remove {
        who: usize,
    },
    Disk {
        mood: Mood,
    },
    Crash {
        keep: u32,
        torn: bool,
    },
    Compact {
        board: usize,
        n: u32,
    },
    /// Another process appends to the board.
    Usurp {
        board: usize,
    },
    /// Somebody makes a backup of the board.
    Backup {
        board: usize,
    },
    /// Another process restores that; the server notices after so long, or when the store refuses it.
    Restore {
        board: usize,
        after: u64,
    },
    /// The room of the board panics.
    Panic {
        board: usize,
    },
}

/// Draws a plan.
pub(crate) fn draw(seed: u64, length: usize) -> Vec<Step> {
    let mut dice = Dice::new(seed);
    // Some workshops have a quiet disk, some a quiet network: trouble on trouble hides trouble.
    let (calm_disk, calm_net) = (dice.roll(4) == 0, dice.roll(4) == 0);
    let mut steps = Vec::with_capacity(length);
    while steps.len() < length {
        let step = draw_one(&mut dice);
        let is_calm = match step {
            Step::Disk { .. } | Step::Crash { .. } | Step::Usurp { .. } => !calm_disk,
            Step::Cut { .. } | Step::HalfOpen { .. } | Step::Trick { .. } => !calm_net,
            _ => true,
        };
        if is_calm {
            steps.push(step);
        }
    }
    if seed.is_multiple_of(4) {
        restores(seed, &mut steps);
    }
    steps
}

/// A backup in the first half of a workshop, and in the second half it is restored, twice.
fn restores(seed: u64, steps: &mut Vec<Step>) {
    let mut dice = Dice::new(seed ^ 0x5eed);
    let (board, half) = (below(&mut dice, BOARDS), steps.len() / 2);
    for _ in 0..2 {
        let after = [0, 200, 1_000, 5_000];
        let after = dice.pick(after).unwrap_or(0);
        steps.insert(half + below(&mut dice, half + 1), Step::Restore { board, after });
    }
    steps.insert(below(&mut dice, half + 1), Step::Backup { board });
}

fn draw_one(dice: &mut Dice) -> Step {
    let who = below(dice, CAST.len());
    let n = dice.number();
    match dice.roll(1_000) {
        0..400 => Step::Edit { who, touch: touch(dice), n },
        400..450 => Step::Point { who },
        450..500 => ask(dice, who, n),
        500..560 => Step::Forge { who, forge: forge(dice), n },
        560..770 => Step::Pass { millis: 1 + dice.roll(80) },
        770..790 => Step::Pass { millis: 500 + dice.roll(4_000) },
        790..793 => Step::Pass { millis: 30_000 + dice.roll(70_000) },
        793..830 => Step::Cut { who },
        830..840 => half_open(dice, who),
        840..865 => Step::Lag { who, millis: dice.roll(400) },
        865..890 => Step::Stall { who, stalled: dice.roll(3) == 0 },
        890..920 => trick(dice, who),
        920..930 => role(dice, who),
        930..932 => Step::Remove { who },
        932..962 => Step::Disk { mood: mood(dice) },
        962..976 => Step::Crash { keep: n, torn: dice.roll(2) == 0 },
        976..990 => Step::Compact { board: below(dice, BOARDS), n },
        990..995 => Step::Usurp { board: below(dice, BOARDS) },
        _ => Step::Panic { board: below(dice, BOARDS) },
    }
}

fn below(dice: &mut Dice, sides: usize) -> usize {
    usize::try_from(dice.roll(sides as u64)).unwrap_or(0)
}

fn touch(dice: &mut Dice) -> Touch {
    match dice.roll(10) {
        0..2 => Touch::Add,
        2..6 => Touch::Type,
        6..8 => Touch::Erase,
        8 => Touch::Recolour,
        _ => Touch::ThrowAway,
    }
}

fn ask(dice: &mut Dice, who: usize, n: u32) -> Step {
    let asks = [Ask::Comment, Ask::Comment, Ask::Lock, Ask::Unlock, Ask::TakeBack, Ask::Name];
    Step::Ask { who, ask: dice.pick(asks).unwrap_or(Ask::Comment), n }
}

fn forge(dice: &mut Dice) -> Forge {
    let forges =
        [Forge::Write, Forge::Foreign, Forge::Canary, Forge::Gap, Forge::Garbage, Forge::Presence];
    dice.pick(forges).unwrap_or(Forge::Write)
}

fn half_open(dice: &mut Dice, who: usize) -> Step {
    let dead = dice.pick([Dead::Down, Dead::Up, Dead::Both]).unwrap_or(Dead::Both);
    Step::HalfOpen { who, dead }
}

fn trick(dice: &mut Dice, who: usize) -> Step {
    let tricks = [Trick::Lose, Trick::Twice, Trick::Late];
    Step::Trick { who, trick: dice.pick(tricks).unwrap_or(Trick::Lose) }
}

fn role(dice: &mut Dice, who: usize) -> Step {
    let roles = [Role::Viewer, Role::Commenter, Role::Participant, Role::Editor];
    Step::Role { who, role: dice.pick(roles).unwrap_or(Role::Viewer) }
}

fn mood(dice: &mut Dice) -> Mood {
    match dice.roll(8) {
        0..3 => Mood::Syncs(1),
        3..5 => Mood::Syncs(5 + dice.roll(100)),
        5 => Mood::Syncs(3_000 + dice.roll(30_000)),
        _ => Mood::Refuses,
    }
}

/// A plan as a file: a step a line.
pub(crate) fn write(steps: &[Step]) -> Result<String, Broken> {
    let lines = steps.iter().map(serde_json::to_string).collect::<Result<Vec<_>, _>>();
    let lines = lines.map_err(|error| Broken(format!("a step cannot be written: {error}")))?;
    Ok(lines.join("\n") + "\n")
}

/// Reads a plan; lines that begin with `#` are for people.
pub(crate) fn read(text: &str) -> Result<Vec<Step>, Broken> {
    let steps = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let steps = steps.map(serde_json::from_str).collect::<Result<Vec<_>, _>>();
    steps.map_err(|error| Broken(format!("this is no plan: {error}")))
}
