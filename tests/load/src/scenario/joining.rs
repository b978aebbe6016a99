//! People who come in, all at once or to stay: what a join costs, and what a connection keeps.

use std::rc::Rc;
use std::time::Duration;

use hdrhistogram::Histogram;

use super::{Figures, REST, Times};
use crate::accounting::{cpu, memory};
use crate::editor;
use crate::failure::Failure;
use crate::ledger::{Counting, Ledger, Plan, histogram};
use crate::number::{count, many, nanos, per};
use crate::person::Person;
use crate::servers::{Server, Starter};
use crate::socket::Door;

/// Stickies of the board that they join: one megabyte.
const STICKIES: usize = 5_000;
/// Everybody who joins.
const PEOPLE: usize = 200;
/// How many of them at a time.
const AT_A_TIME: usize = 50;
/// Connections that do nothing.
const IDLE: usize = 300;
/// How long memory gets to settle.
const SETTLE: Duration = Duration::from_secs(5);
/// The minute after which a join must be forgotten.
const MINUTE: Duration = Duration::from_mins(1);
/// How long a board gets to be taken in before it is joined.
const TAKE_IN: Duration = Duration::from_secs(2);
/// Nobody edits while people join.
const NOBODY: Plan =
    Plan { people: 0, editors: 0, updates: 0, warm: 0, receivers: 0, counting: Counting::Each };

/// A large board with one person on it.
pub(super) struct Large {
    pub(super) bytes: usize,
    writer: Person,
    ledger: Rc<Ledger>,
}

impl Large {
    /// Fills the board behind this door, and joins it once so that it is as large as it was written.
    pub(super) async fn fill(door: &Door) -> Result<Self, Failure> {
        let ledger = Rc::new(Ledger::new(NOBODY));
        let writer = Person::join(door, 0, &ledger).await?;
        let (frames, bytes) = editor::board(STICKIES);
        for frame in &frames {
            writer.mouth.say(frame).await?;
        }
        tokio::time::sleep(TAKE_IN).await;
        let large = Self { bytes, writer, ledger };
        drop(large.join(door).await?);
        Ok(large)
    }

    /// Somebody joins once the writer has gone, because the server was another one.
    pub(super) async fn come_back(&self, door: &Door) -> Result<Person, Failure> {
        let person = Person::join(door, 0, &self.ledger).await?;
        self.is_whole(&person)?;
        Ok(person)
    }

    /// Somebody joins and is given all of it.
    pub(super) async fn join(&self, door: &Door) -> Result<Person, Failure> {
        if let Some(code) = self.writer.ended() {
            return Err(Failure(format!("the writer was closed with {code}")));
        }
        self.come_back(door).await
    }

    fn is_whole(&self, person: &Person) -> Result<(), Failure> {
        let given = person.given();
        // Engines differ by some bytes in what they write; half a board is no board.
        if given * 10 >= self.bytes * 9 {
            return Ok(());
        }
        Err(Failure(format!("{given} of {} bytes were given", self.bytes)))
    }
}

async fn large_board(server: &Server) -> Result<(Rc<Large>, Vec<Door>), Failure> {
    let mut doors = server.room(PEOPLE + 1).await?;
    let writer = doors.pop().ok_or_else(|| Failure::new("there is no door"))?;
    Ok((Rc::new(Large::fill(&writer).await?), doors))
}

/// Everybody joins, so many at a time.
async fn come_in(
    board: &Rc<Large>,
    doors: &[Door],
    took: &mut Histogram<u64>,
) -> Result<Vec<Person>, Failure> {
    let mut people = Vec::new();
    for wave in doors.chunks(AT_A_TIME) {
        let join = |door: &Door| {
            let (board, door) = (Rc::clone(board), door.clone());
            tokio::task::spawn_local(async move { board.join(&door).await })
        };
        for joining in wave.iter().map(join).collect::<Vec<_>>() {
            let person = joining.await.map_err(|_| Failure::new("a join failed"))??;
            took.saturating_record(nanos(person.took) / 1_000);
            people.push(person);
        }
    }
    Ok(people)
}

/// A join storm.
pub(super) async fn storm(starter: &Starter) -> Result<Figures, Failure> {
    let server = starter.start().await?;
    let (board, doors) = large_board(&server).await?;
    let mut took = histogram();
    let before = cpu(server.process());
    let people = come_in(&board, &doors, &mut took).await?;
    let spent = count(nanos(cpu(server.process()).saturating_sub(before))) / 1_000_000.0;
    let millis = |part| count(took.value_at_quantile(part)) / 1_000.0;
    Ok(Figures {
        cost: per(spent, many(people.len())),
        times: Some(Times { p50: millis(0.5), p99: millis(0.99) }),
        memory: memory(server.process()),
        ..Figures::default()
    })
}

/// What a connection keeps that does nothing.
pub(super) async fn idle(starter: &Starter) -> Result<Figures, Failure> {
    let server = starter.start().await?;
    let mut doors = server.room(IDLE + 1).await?;
    let first = doors.pop().ok_or_else(|| Failure::new("there is no door"))?;
    let ledger = Rc::new(Ledger::new(NOBODY));
    let mut people = vec![Person::join(&first, 0, &ledger).await?];
    tokio::time::sleep(SETTLE).await;
    let before = memory(server.process());
    for door in &doors {
        people.push(Person::join(door, 0, &ledger).await?);
    }
    tokio::time::sleep(SETTLE).await;
    Ok(kept(&server, before, doors.len()))
}

/// What a connection keeps a minute after it was given a large board.
pub(super) async fn joined(starter: &Starter) -> Result<Figures, Failure> {
    let server = starter.start().await?;
    let (board, doors) = large_board(&server).await?;
    // Else what the board itself gives back meanwhile would hide what connections keep.
    tokio::time::sleep(REST).await;
    let before = memory(server.process());
    let people = come_in(&board, &doors, &mut histogram()).await?;
    tokio::time::sleep(MINUTE).await;
    let figures = kept(&server, before, people.len());
    match people.iter().find_map(Person::ended) {
        Some(code) => Err(Failure(format!("somebody was closed with {code}"))),
        None => Ok(figures),
    }
}

fn kept(server: &Server, before: u64, connections: usize) -> Figures {
    let memory = memory(server.process());
    let cost = per(count(memory.saturating_sub(before)) / 1_000.0, many(connections));
    Figures { cost, memory, ..Figures::default() }
}
