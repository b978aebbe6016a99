//! Somebody with a page: a stock client on one document, or our own page in its simplest form. It edits,
//! sends what it wrote, answers what it is asked, and comes back when it was cut off.

use std::collections::BTreeMap;

use bytes::Bytes;
use crdt::ids::{Document, Epoch, MemberId, Millis, Role, SessionId};
use crdt::room::session::Door;
use crdt::wire::{self, Channel, Flavour, Hello, Live, Reader, Stock, Sync, Unreadable, Writer};

use crate::broken::{Broken, Check, hold};
use crate::cast::{Part, Speaks, first_id, owner};
use crate::content::Content;
use crate::replica::{Replica, Touch};
use crate::rights::{may_read, may_write};
use crate::step::Trick;

/// A page asks for all that it missed when nothing was heard for so long.
pub(crate) const SILENCE_MILLIS: u64 = 30_000;
/// A page says that it is still here this often.
const RENEW_MILLIS: u64 = 15_000;

/// A document on somebody's page.
#[derive(Debug)]
pub(crate) struct Copy {
    pub(crate) replica: Replica,
    /// What each frame of this connection said, in order.
    pub(crate) sent: Vec<Content>,
    pub(crate) is_synced: bool,
}

/// Somebody.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is its own misfortune; they come in any mix"
)]
pub(crate) struct Person {
    pub(crate) who: usize,
    pub(crate) part: Part,
    pub(crate) member: MemberId,
    pub(crate) role: Role,
    pub(crate) is_removed: bool,
    pub(crate) copies: BTreeMap<Document, Copy>,
    pub(crate) link: Option<SessionId>,
    pub(crate) heard: Millis,
    pub(crate) retry_at: Option<Millis>,
    pub(crate) renew_at: Millis,
    pub(crate) lag: u64,
    pub(crate) is_stalled: bool,
    pub(crate) trick: Option<Trick>,
    pub(crate) held: Option<Bytes>,
    /// The network lost something of theirs; only a new connection mends that.
    pub(crate) is_lossy: bool,
    /// What they wrote was refused: they begin afresh.
    pub(crate) is_denied: bool,
    /// They may write less than before, and may hold words that nobody asks them for any more.
    pub(crate) is_demoted: bool,
    is_greeted: bool,
    /// The history that their page knows.
    epoch: Option<Epoch>,
    presence_clock: u64,
    /// Who they see.
    pub(crate) others: BTreeMap<u64, bool>,
    /// What they asked for, with what must be on disk when it is answered.
    pub(crate) asked: BTreeMap<u64, Option<String>>,
    ids: u64,
    requests: u64,
}

impl Person {
    pub(crate) fn new(who: usize, part: Part) -> Result<Self, Broken> {
        let member = part.name.parse().map_err(|_id| Broken("a name is no id".to_owned()))?;
        let mut person = Self {
            who,
            part,
            member,
            role: part.role,
            is_removed: false,
            copies: BTreeMap::new(),
            link: None,
            heard: Millis(0),
            retry_at: Some(Millis(0)),
            renew_at: Millis(0),
            lag: 0,
            is_stalled: false,
            trick: None,
            held: None,
            is_lossy: false,
            is_denied: false,
            is_demoted: false,
            is_greeted: false,
            epoch: None,
            presence_clock: 0,
            others: BTreeMap::new(),
            asked: BTreeMap::new(),
            ids: 0,
            requests: 0,
        };
        person.start_afresh();
        Ok(person)
    }

    /// A new page: new documents, written to by new replicas.
    pub(crate) fn start_afresh(&mut self) {
        (self.is_denied, self.is_demoted) = (false, false);
        self.copies.clear();
        self.epoch = None;
        match self.part.speaks {
            Speaks::StockMap => self.hold(&Document::Map),
            Speaks::StockFrame => self.hold(&Document::Frame),
            Speaks::Live => {}
        }
    }

    /// A replica id that nobody used before.
    pub(crate) fn next_id(&mut self) -> u64 {
        self.ids += 1;
        first_id(self.who) + self.ids
    }

    fn hold(&mut self, document: &Document) {
        if !self.copies.contains_key(document) {
            let replica = Replica::new(document, self.next_id());
            let copy = Copy { replica, sent: Vec::new(), is_synced: false };
            self.copies.insert(document.clone(), copy);
        }
    }

    pub(crate) fn is_live(&self) -> bool {
        self.part.speaks == Speaks::Live
    }

    pub(crate) fn door(&self) -> Door {
        match self.part.speaks {
            Speaks::Live => Door::Live(self.epoch),
            Speaks::StockMap => Door::Stock(Document::Map),
            Speaks::StockFrame => Door::Stock(Document::Frame),
        }
    }

    pub(crate) fn flavour(&self, document: &Document) -> Flavour {
        if self.is_live() { Flavour::Live(Channel::of(document)) } else { Flavour::Stock }
    }

    /// As in Yjs the replica stands for the person: the one of the document that everybody has.
    pub(crate) fn presence_id(&self) -> u64 {
        let copy = self.copies.get(&Document::Map).or_else(|| self.copies.get(&Document::Frame));
        copy.map_or(0, |copy| copy.replica.client)
    }

    /// The first words on a new connection.
    pub(crate) fn connected(&mut self, session: SessionId, now: Millis) -> Vec<Bytes> {
        self.link = Some(session);
        self.retry_at = None;
        self.heard = now;
        self.held = None;
        self.is_lossy = false;
        self.is_greeted = !self.is_live();
        self.others.clear();
        self.asked.clear();
        for copy in self.copies.values_mut() {
            copy.sent.clear();
            copy.is_synced = false;
        }
        if self.is_live() {
            return Vec::new();
        }
        let own: Vec<Document> = self.copies.keys().cloned().collect();
        let mut words = self.questions(&own);
        words.push(self.point(now));
        words
    }

    /// Whether there is a connection on which they know who they are.
    pub(crate) fn is_there(&self) -> bool {
        self.link.is_some() && self.is_greeted
    }

    fn questions(&self, about: &[Document]) -> Vec<Bytes> {
        let ask = |document: &Document| {
            let copy = self.copies.get(document)?;
            Some(self.flavour(document).step_1(&copy.replica.vector()))
        };
        about.iter().filter_map(ask).collect()
    }

    /// Shows where they are.
    pub(crate) fn point(&mut self, now: Millis) -> Bytes {
        self.renew_at = now.plus(RENEW_MILLIS);
        self.presence_clock += 1;
        let state = format!(r#"{{"at":{}}}"#, self.presence_clock);
        self.presence(self.presence_id(), self.presence_clock, &state)
    }

    pub(crate) fn presence(&self, id: u64, clock: u64, state: &str) -> Bytes {
        let update = Writer::default().number(1).number(id).number(clock).bytes(state.as_bytes());
        let update = update.done();
        if self.is_live() { wire::live_presence(&update) } else { wire::stock_awareness(&update) }
    }

    /// Changes something, and sends it when there is a connection.
    pub(crate) fn edit(&mut self, touch: Touch, n: u32) -> Result<(bool, Option<Bytes>), Broken> {
        let (part, role) = (self.part, self.role);
        let mut writable: Vec<Document> = self.copies.keys().cloned().collect();
        // Our page knows its role; a stock client finds out.
        writable.retain(|document| !self.is_live() || may_write(&part, role, document, false));
        let at = usize::try_from(n >> 8).unwrap_or(0).checked_rem(writable.len());
        let Some(document) = at.and_then(|at| writable.get(at)) else { return Ok((false, None)) };
        let (flavour, sends) = (self.flavour(document), self.is_there());
        let Some(copy) = self.copies.get_mut(document) else { return Ok((false, None)) };
        let Some(change) = copy.replica.touch(touch, n & 0xff) else { return Ok((false, None)) };
        if sends {
            copy.sent.push(Content::of(&change)?);
        }
        Ok((true, sends.then(|| flavour.update(&change))))
    }

    /// Asks the server to do something, with what must be on disk when it says that it did.
    pub(crate) fn ask(&mut self, json: &str, proof: Option<String>) -> Option<Bytes> {
        let asks = self.is_live() && self.is_there();
        asks.then(|| {
            self.requests += 1;
            self.asked.insert(self.requests, proof);
            let head = Writer::default().number(0).number(wire::kind::COMMAND);
            head.number(self.requests).bytes(json.as_bytes()).done()
        })
    }

    /// Takes in what the server says; what they answer.
    pub(crate) fn hear(&mut self, frame: Bytes, now: Millis) -> Result<Vec<Bytes>, Broken> {
        self.heard = now;
        let outcome =
            if self.is_live() { self.hear_live(frame, now) } else { self.hear_stock(frame) };
        outcome.map_err(|Broken(what)| Broken(format!("{} heard: {what}", self.part.name)))
    }

    fn hear_stock(&mut self, frame: Bytes) -> Result<Vec<Bytes>, Broken> {
        if frame.first() == Some(&2) {
            self.is_denied = true;
            return Ok(Vec::new());
        }
        let mut answers = Vec::new();
        for message in wire::decode_stock(frame).map_err(unreadable)? {
            match message {
                Stock::Sync(sync) => {
                    let document = self.copies.keys().next().cloned();
                    let document = document.ok_or_else(|| Broken("nothing is open".to_owned()))?;
                    answers.extend(self.hear_sync(&document, sync)?);
                }
                Stock::Awareness(update) => self.hear_presence(update)?,
                Stock::Query | Stock::Nothing => {}
            }
        }
        Ok(answers)
    }

    fn hear_live(&mut self, frame: Bytes, now: Millis) -> Result<Vec<Bytes>, Broken> {
        let mut reader = Reader::new(frame.clone());
        if reader.number().map_err(unreadable)? > 0 {
            let Live::Sync(channel, sync) = wire::decode_live(frame).map_err(unreadable)? else {
                return Err(Broken("a frame of no channel".to_owned()));
            };
            let document = self.copies.keys().find(|one| Channel::of(one) == channel).cloned();
            // A document that closed under their hands.
            return document.map_or(Ok(Vec::new()), |document| self.hear_sync(&document, sync));
        }
        match reader.number().map_err(unreadable)? {
            wire::kind::HELLO => {
                let json = reader.bytes().map_err(unreadable)?;
                return self.greeted(&json, now);
            }
            wire::kind::PRESENCE => self.hear_presence(reader.bytes().map_err(unreadable)?)?,
            wire::kind::REFUSED => self.is_denied = true,
            wire::kind::RESULT => {
                self.asked.remove(&reader.number().map_err(unreadable)?);
            }
            _ => {}
        }
        Ok(Vec::new())
    }

    fn greeted(&mut self, json: &[u8], now: Millis) -> Result<Vec<Bytes>, Broken> {
        let hello: Hello = serde_json::from_slice(json)
            .map_err(|error| Broken(format!("a hello that does not parse: {error}")))?;
        // What the page has stays with its history: the server is to see the difference.
        if self.epoch.is_none() {
            let number = u128::from_str_radix(&hello.epoch, 16);
            let number =
                number.map_err(|_word| Broken("a history that does not parse".to_owned()))?;
            self.epoch = Some(Epoch(number.to_be_bytes()));
        }
        let drafts = Document::Drafts(self.member.clone());
        let documents = Document::SHARED.into_iter().chain([drafts]);
        let open: Vec<Document> = documents
            .filter(|document| hello.channels.contains(&Channel::of(document).number()))
            .collect();
        for document in &open {
            hold(may_read(&self.part, hello.role, document), || {
                format!("{} is open to a {}", document.kind(), hello.role)
            })?;
            self.hold(document);
        }
        self.is_greeted = true;
        // What closed under their hands stays on their page, as it was.
        let mut words = self.questions(&open);
        words.push(self.point(now));
        Ok(words)
    }

    fn hear_sync(&mut self, document: &Document, sync: Sync) -> Result<Vec<Bytes>, Broken> {
        let flavour = self.flavour(document);
        let Some(copy) = self.copies.get_mut(document) else { return Ok(Vec::new()) };
        match sync {
            Sync::Step1(vector) => {
                let answer = copy.replica.diff(&vector)?;
                copy.sent.push(Content::of(&answer)?);
                Ok(vec![flavour.step_2(&answer)])
            }
            Sync::Step2(update) => {
                copy.is_synced = true;
                copy.replica.merge(&update).map(|()| Vec::new())
            }
            Sync::Update(update) => copy.replica.merge(&update).map(|()| Vec::new()),
        }
    }

    /// Whoever shows a place is who they say: the server signs it.
    fn hear_presence(&mut self, update: Bytes) -> Check {
        let mut reader = Reader::new(update);
        for _ in 0..reader.number().map_err(unreadable)? {
            let id = reader.number().map_err(unreadable)?;
            reader.number().map_err(unreadable)?;
            let state = reader.bytes().map_err(unreadable)?;
            let is_here = state.as_ref() != b"null";
            if is_here {
                let json: serde_json::Value = serde_json::from_slice(&state)
                    .map_err(|error| Broken(format!("a presence that does not parse: {error}")))?;
                let name = owner(id).and_then(|who| crate::cast::CAST.get(who));
                let name = name.map_or("nobody", |part| part.name);
                let signed = json.pointer("/user/id").and_then(serde_json::Value::as_str);
                hold(signed == Some(name), || format!("{name}'s presence is signed {signed:?}"))?;
            }
            self.others.insert(id, is_here);
        }
        Ok(())
    }
}

fn unreadable(error: Unreadable) -> Broken {
    Broken(error.to_string())
}
