//! The scenarios: what happens in each, and what Reisbord must reach in it. A limit is relative to the
//! yardstick of the same run wherever there is one, because machines differ.

mod joining;
mod live;
mod own;

use std::time::Duration;

use crate::failure::Failure;
use crate::ledger::Ledger;
use crate::servers::Starter;
use live::Rooms;

/// How long until a board that nobody changes has come to rest: half a minute, and some.
const REST: Duration = Duration::from_secs(35);

/// What is measured first of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Microseconds of the server's processor for each delivered update.
    MicrosPerDelivery,
    /// Milliseconds of the server's processor for each join.
    MillisPerJoin,
    /// Memory for each connection.
    KilobytesEach,
    /// Milliseconds.
    Millis,
    /// A factor.
    Times,
}

impl Unit {
    /// For the table.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::MicrosPerDelivery => "µs",
            Self::MillisPerJoin | Self::Millis => "ms",
            Self::KilobytesEach => "KB",
            Self::Times => "×",
        }
    }
}

/// What must be reached.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Limit {
    /// At most this part of the yardstick's cost.
    pub(crate) of_yardstick: Option<f64>,
    /// At most this.
    pub(crate) cost: Option<f64>,
    /// At most so many milliseconds for 99 of 100.
    pub(crate) p99: Option<f64>,
}

#[derive(Debug, Clone, Copy)]
enum Shape {
    Typing(Rooms),
    Pointing(Rooms),
    Joining,
    Idle,
    Joined,
    Starting,
    Open,
    Growing,
    Hostile,
}

/// One scenario.
#[derive(Debug)]
pub(crate) struct Row {
    /// What people type after `--only`.
    pub(crate) name: &'static str,
    /// What happens in it.
    pub(crate) about: &'static str,
    /// In what the cost is given.
    pub(crate) unit: Unit,
    /// What must be reached.
    pub(crate) limit: Limit,
    /// Whether the peers cannot do it, or are not compared in it.
    pub(crate) only_reisbord: bool,
    shape: Shape,
}

/// What came of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Figures {
    /// In the unit of the row.
    pub(crate) cost: f64,
    /// Milliseconds, where something was delivered.
    pub(crate) times: Option<Times>,
    /// Deliveries that did not come.
    pub(crate) missing: u64,
    /// How long after the last update the last delivery came.
    pub(crate) behind: Duration,
    /// Bytes of the server at the end.
    pub(crate) memory: u64,
}

/// Milliseconds.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Times {
    /// Half of all.
    pub(crate) p50: f64,
    /// 99 of 100.
    pub(crate) p99: f64,
}

impl Times {
    fn of(ledger: &Ledger) -> Self {
        Self { p50: ledger.within(0.5), p99: ledger.within(0.99) }
    }
}

const fn relative(of_yardstick: f64, p99: f64) -> Limit {
    Limit { of_yardstick: Some(of_yardstick), cost: None, p99: Some(p99) }
}

const fn at_most(cost: f64) -> Limit {
    Limit { of_yardstick: None, cost: Some(cost), p99: None }
}

const fn rooms(count: usize, people: usize, editors: usize, rate: usize) -> Rooms {
    Rooms { count, people, editors, rate }
}

/// All scenarios.
pub(crate) const ROWS: [Row; 12] = [
    Row {
        name: "workshop",
        about: "50 people, 4 editing at 20/s",
        unit: Unit::MicrosPerDelivery,
        limit: relative(0.75, 45.0),
        only_reisbord: false,
        shape: Shape::Typing(rooms(1, 50, 4, 20)),
    },
    Row {
        name: "hall",
        about: "200 people, 20 editing at 10/s",
        unit: Unit::MicrosPerDelivery,
        limit: relative(0.35, 50.0),
        only_reisbord: false,
        shape: Shape::Typing(rooms(1, 200, 20, 10)),
    },
    Row {
        name: "stadium",
        about: "300 people, 40 editing at 20/s",
        unit: Unit::MicrosPerDelivery,
        limit: relative(0.25, 60.0),
        only_reisbord: false,
        shape: Shape::Typing(rooms(1, 300, 40, 20)),
    },
    Row {
        name: "cursors",
        about: "100 cursors at 20 Hz",
        unit: Unit::MicrosPerDelivery,
        limit: relative(0.30, 60.0),
        only_reisbord: false,
        shape: Shape::Pointing(rooms(1, 100, 100, 20)),
    },
    Row {
        name: "boards",
        about: "40 boards × 10 people, 2 editing at 5/s each",
        unit: Unit::MicrosPerDelivery,
        limit: relative(1.5, 45.0),
        only_reisbord: false,
        shape: Shape::Typing(rooms(40, 10, 2, 5)),
    },
    Row {
        name: "joins",
        about: "200 people join a board of 5,000 stickies, 50 at a time",
        unit: Unit::MillisPerJoin,
        limit: relative(0.25, 120.0),
        only_reisbord: false,
        shape: Shape::Joining,
    },
    Row {
        name: "idle",
        about: "memory per idle connection",
        unit: Unit::KilobytesEach,
        limit: at_most(10.0),
        only_reisbord: false,
        shape: Shape::Idle,
    },
    Row {
        name: "joined",
        about: "memory per connection a minute after joining a 1 MB board",
        unit: Unit::KilobytesEach,
        limit: at_most(64.0),
        only_reisbord: false,
        shape: Shape::Joined,
    },
    Row {
        name: "start",
        about: "start with 10,000 boards in the store",
        unit: Unit::Millis,
        limit: at_most(500.0),
        only_reisbord: true,
        shape: Shape::Starting,
    },
    Row {
        name: "open",
        about: "memory of an open board, by its encoded size",
        unit: Unit::Times,
        limit: at_most(6.0),
        only_reisbord: true,
        shape: Shape::Open,
    },
    Row {
        name: "growth",
        about: "ten rooms of 50 people cost so many times one",
        unit: Unit::Times,
        limit: at_most(11.0),
        only_reisbord: true,
        shape: Shape::Growing,
    },
    Row {
        name: "hostile",
        about: "a stalled reader and a flooder in a room of 50: p99 of the others by that of a quiet room",
        unit: Unit::Times,
        limit: at_most(1.5),
        only_reisbord: true,
        shape: Shape::Hostile,
    },
];

/// Runs one scenario on one server.
pub(crate) async fn measure(row: &Row, starter: &Starter) -> Result<Figures, Failure> {
    match row.shape {
        Shape::Typing(rooms) => live::typing(starter, rooms).await,
        Shape::Pointing(rooms) => live::pointing(starter, rooms).await,
        Shape::Joining => joining::storm(starter).await,
        Shape::Idle => joining::idle(starter).await,
        Shape::Joined => joining::joined(starter).await,
        Shape::Starting => own::starting(starter).await,
        Shape::Open => own::open_boards(starter).await,
        Shape::Growing => live::growing(starter).await,
        Shape::Hostile => live::hostile(starter).await,
    }
}
