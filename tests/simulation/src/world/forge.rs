//! What somebody hostile sends: changes they may not make, by replicas that are not theirs, bytes.

use bytes::Bytes;
use crdt::ids::Document;
use crdt::wire::Channel;

use super::World;
use crate::broken::Check;
use crate::cast::{CAST, Speaks};
use crate::dice::Dice;
use crate::replica::{CANARY, Replica, Touch};
use crate::step::Forge;

impl World {
    pub(super) fn forge(&mut self, who: usize, forge: Forge, n: u32) -> Check {
        let person = self.person(who)?;
        if !person.part.is_hostile || person.link.is_none() {
            return Ok(());
        }
        let frame = match forge {
            Forge::Presence => {
                let victim = self.victim(who, n);
                let id = self.replica_of(victim, &Document::Map);
                // Whoever never wrote has only their presence itself to claim an id.
                let Some(id) = id else { return Ok(()) };
                self.person(who)?.presence(id, 1 << 30, "null")
            }
            Forge::Garbage => garbage(n),
            Forge::Write | Forge::Foreign | Forge::Canary | Forge::Gap => {
                let document = Self::target(who, forge, n);
                let client = match forge {
                    // Nobody owns a replica that never wrote.
                    Forge::Foreign => self.replica_of(self.victim(who, n), &document),
                    _ => Some(self.person(who)?.next_id()),
                };
                let Some(client) = client else { return Ok(()) };
                let change = self.forged(who, &document, client, forge)?;
                self.person(who)?.flavour(&document).update(&change)
            }
        };
        self.work.did("forgery");
        self.send(who, frame)
    }

    /// Somebody else on the same board.
    fn victim(&self, who: usize, n: u32) -> usize {
        let board = self.board_of(who);
        let others =
            CAST.iter().enumerate().filter(|(one, part)| part.board == board && *one != who);
        let others: Vec<usize> = others.map(|(one, _)| one).collect();
        let at = usize::try_from(n).unwrap_or(0) % others.len().max(1);
        others.get(at).copied().unwrap_or(who)
    }

    /// The replica by which somebody has written.
    fn replica_of(&self, who: usize, document: &Document) -> Option<u64> {
        let client = self.people.get(who)?.copies.get(document)?.replica.client;
        let ledger = self.ledgers.get(self.board_of(who))?;
        ledger.knows(document, client).then_some(client)
    }

    /// Which document is tried: a stock client has only its own.
    fn target(who: usize, forge: Forge, n: u32) -> Document {
        let live = CAST.get(who).is_some_and(|part| part.speaks == Speaks::Live);
        let all = [Document::Map, Document::Frame, Document::Talk, Document::Notes];
        let at = usize::try_from(n).unwrap_or(0) % all.len();
        match all.get(at) {
            Some(document) if live && forge != Forge::Canary => document.clone(),
            _ => Document::Map,
        }
    }

    fn forged(
        &mut self,
        who: usize,
        document: &Document,
        client: u64,
        forge: Forge,
    ) -> Result<Vec<u8>, crate::broken::Broken> {
        let person = self.person(who)?;
        let mut scratch = Replica::new(document, client);
        if let Some(copy) = person.copies.get(document) {
            scratch.merge(&copy.replica.whole())?;
        }
        let may_type = person.part.speaks != Speaks::Live;
        let before = scratch.vector();
        match forge {
            // Whoever may write the map may also write on the canary; but nobody may take it away.
            Forge::Canary if may_type => Ok(scratch.take_away(CANARY)),
            Forge::Canary => Ok(scratch.scribble_on_canary()),
            Forge::Gap => {
                scratch.touch(Touch::Add, 0);
                Ok(scratch.touch(Touch::Add, 0).unwrap_or_default())
            }
            _ => {
                scratch.touch(Touch::Add, 0);
                scratch.diff(&before)
            }
        }
    }
}

/// A frame of any bytes, now and then with a head that reads.
fn garbage(n: u32) -> Bytes {
    let mut dice = Dice::new(u64::from(n));
    let mut byte = || u8::try_from(dice.roll(256)).unwrap_or(0);
    let mut bytes: Vec<u8> = (0..n % 40).map(|_| byte()).collect();
    if n.is_multiple_of(2) {
        let head = [Channel::of(&Document::Map).number(), 2, u8::try_from(n % 40).unwrap_or(0)];
        bytes.splice(0..0, head);
    }
    bytes.into()
}
