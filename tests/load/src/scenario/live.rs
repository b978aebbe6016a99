//! People who edit or point while others look on, in one room or in many.

use std::rc::Rc;
use std::time::Duration;

use tokio::task::JoinHandle;

use super::{Figures, Times};
use crate::accounting::{cpu, memory};
use crate::clock::Stopwatch;
use crate::editor;
use crate::failure::Failure;
use crate::ledger::{Counting, Ledger, Plan};
use crate::number::{count, many, nanos, per};
use crate::person::Person;
use crate::servers::{Server, Starter};
use crate::socket::{self, Door, Mouth, message};

/// Seconds that warm the server up.
const WARM: usize = 2;
/// Seconds that count.
const SECONDS: usize = 8;
/// How long deliveries may still come after the last update.
const DRAIN: Duration = Duration::from_secs(6);
/// Between two looks whether everything came.
const LOOK: Duration = Duration::from_millis(20);
/// What the system takes in for somebody who does not read.
const STALLED_BUFFER: u32 = 4_096;
/// A flood: so many different updates of so many bytes, as fast as the server takes them.
const FLOOD: (usize, usize) = (20_000, 300);

/// So many rooms, each with so many people of whom so many edit at so many updates a second.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rooms {
    pub(crate) count: usize,
    pub(crate) people: usize,
    pub(crate) editors: usize,
    pub(crate) rate: usize,
}

impl Rooms {
    fn plan(self, counting: Counting) -> Plan {
        Plan {
            people: self.count * self.people,
            editors: self.count * self.editors,
            updates: (WARM + SECONDS) * self.rate,
            warm: WARM * self.rate,
            receivers: self.people,
            counting,
        }
    }
}

/// A run: people in their rooms, and what they will send.
struct Run {
    server: Server,
    rooms: Rooms,
    ledger: Rc<Ledger>,
    people: Vec<Person>,
    frames: Vec<Vec<Vec<u8>>>,
    /// Somewhere to come in beside the people, in the first room.
    spare: Vec<Door>,
}

/// Text that people type.
pub(super) async fn typing(starter: &Starter, rooms: Rooms) -> Result<Figures, Failure> {
    Run::prepare(starter, rooms, Counting::Each, editor::typing).await?.measure().await
}

/// Pointers that people move.
pub(super) async fn pointing(starter: &Starter, rooms: Rooms) -> Result<Figures, Failure> {
    Run::prepare(starter, rooms, Counting::Latest, editor::pointing).await?.measure().await
}

/// What ten rooms cost, by what one costs.
pub(super) async fn growing(starter: &Starter) -> Result<Figures, Failure> {
    let one = Rooms { count: 1, people: 50, editors: 4, rate: 10 };
    let alone = typing(starter, one).await?;
    let many = typing(starter, Rooms { count: 10, ..one }).await?;
    let cost = per(10.0 * many.cost, alone.cost);
    Ok(Figures { cost, missing: alone.missing + many.missing, ..many })
}

/// How much later the others hear each other because of a stalled reader and a flooder.
pub(super) async fn hostile(starter: &Starter) -> Result<Figures, Failure> {
    let rooms = Rooms { count: 1, people: 50, editors: 4, rate: 20 };
    let quiet = typing(starter, rooms).await?;
    let run = Run::prepare(starter, rooms, Counting::Each, editor::typing).await?;
    let stalled = stall(&run).await?;
    let flooding = flood(&run).await?;
    let noisy = run.measure().await?;
    flooding.abort();
    drop(stalled);
    let p99 = |figures: &Figures| figures.times.map_or(0.0, |times| times.p99);
    let missing = quiet.missing + noisy.missing;
    eprintln!("  p99 {:.1} ms when quiet, {:.1} ms when not", p99(&quiet), p99(&noisy));
    Ok(Figures { cost: per(p99(&noisy), p99(&quiet)), missing, ..noisy })
}

/// Somebody who asks for the board and then never reads again.
async fn stall(run: &Run) -> Result<(Mouth, socket::Ears), Failure> {
    let door = run.spare.first().ok_or_else(|| Failure::new("no door is left"))?;
    let (mouth, ears) = socket::open(door, Some(STALLED_BUFFER)).await?;
    mouth.say(&message(&[0, 0, 1, 0])).await?;
    Ok((mouth, ears))
}

/// Somebody who changes one sticky as fast as the server lets them.
async fn flood(run: &Run) -> Result<JoinHandle<()>, Failure> {
    let door = run.spare.last().ok_or_else(|| Failure::new("no door is left"))?;
    let nobody = Plan { people: 0, editors: 0, ..run.rooms.plan(Counting::Each) };
    let person = Person::join(door, 0, &Rc::new(Ledger::new(nobody))).await?;
    let frames = editor::flood(FLOOD.0, FLOOD.1);
    Ok(tokio::task::spawn_local(async move {
        for frame in frames {
            if person.mouth.say(&frame).await.is_err() {
                break;
            }
        }
        if let Some(code) = person.ended() {
            eprintln!("  the flooder was closed with {code}");
        }
    }))
}

impl Run {
    async fn prepare(
        starter: &Starter,
        rooms: Rooms,
        counting: Counting,
        frames: impl Fn(usize, usize) -> Vec<Vec<u8>>,
    ) -> Result<Self, Failure> {
        let server = starter.start().await?;
        let plan = rooms.plan(counting);
        let ledger = Rc::new(Ledger::new(plan));
        let (mut people, mut spare) = (Vec::new(), Vec::new());
        for room in 0..rooms.count {
            let mut doors = server.room(rooms.people + 2).await?;
            let rest = doors.split_off(rooms.people);
            if room == 0 {
                spare = rest;
            }
            for door in doors {
                people.push(Person::join(&door, people.len(), &ledger).await?);
            }
        }
        let frames = (0..plan.editors).map(|editor| frames(editor, plan.updates)).collect();
        Ok(Self { server, rooms, ledger, people, frames, spare })
    }

    async fn measure(mut self) -> Result<Figures, Failure> {
        let process = self.server.process();
        let editing = self.begin();
        tokio::time::sleep(Duration::from_secs(WARM as u64)).await;
        let before = cpu(process);
        for editor in editing {
            editor.await.map_err(|_| Failure::new("an editor failed"))??;
        }
        let sent = Stopwatch::start();
        while self.ledger.missing() > 0 && sent.elapsed() < DRAIN {
            tokio::time::sleep(LOOK).await;
        }
        let spent = count(nanos(cpu(process).saturating_sub(before))) / 1_000.0;
        let ended: Vec<u16> = self.people.iter().filter_map(Person::ended).collect();
        if !ended.is_empty() {
            eprintln!("  {} people lost their connection: {ended:?}", ended.len());
        }
        Ok(Figures {
            cost: per(spent, count(self.ledger.arrived())),
            times: Some(Times::of(&self.ledger)),
            missing: self.ledger.missing(),
            behind: self.ledger.behind(),
            memory: memory(process),
        })
    }

    /// Starts the editors, spread over one interval so that they do not all speak at once.
    fn begin(&mut self) -> Vec<JoinHandle<Result<(), Failure>>> {
        let interval = Duration::from_secs_f64(per(1.0, many(self.rooms.rate)));
        let frames = std::mem::take(&mut self.frames);
        let step = interval.div_f64(many(frames.len()).max(1.0));
        let Rooms { people, editors, .. } = self.rooms;
        let mut editing = Vec::new();
        let mut offset = Duration::ZERO;
        for (editor, frames) in frames.into_iter().enumerate() {
            let person = editor / editors * people + editor % editors;
            let Some(person) = self.people.get(person) else { continue };
            let (mouth, ledger) = (person.mouth.clone(), Rc::clone(&self.ledger));
            let later = offset;
            offset += step;
            editing.push(tokio::task::spawn_local(async move {
                tokio::time::sleep(later).await;
                let mut ticks = tokio::time::interval(interval);
                for (update, frame) in frames.iter().enumerate() {
                    ticks.tick().await;
                    ledger.sends(editor, update);
                    mouth.say(frame).await?;
                }
                Ok(())
            }));
        }
        editing
    }
}
