//! One document of a board in memory: loads, applies, encodes. The only file of the room that knows
//! the CRDT engine.
//!
//! The engine is code of others that meets bytes of strangers, so it runs inside `catch_unwind` with
//! its transaction in `ManuallyDrop` (dropping a transaction while unwinding would commit it, and a
//! second panic there ends the process). After a panic or an error the document is [`Tainted`]: it is
//! leaked, never used again, and the room reloads it from its log.
//!
//! The engine takes a dozen times the encoded size. So a document that nobody needs more of than its
//! bytes can be put to [`Replica::rest`]; whatever needs the engine reads it in again.

use std::collections::{BTreeMap, BTreeSet};
use std::mem::ManuallyDrop;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use bytes::Bytes;
use thiserror::Error;
use yrs::branch::Branch;
use yrs::updates::decoder::Decode as _;
use yrs::updates::encoder::Encode as _;
use yrs::{
    Assoc, BranchID, Doc, Map as _, MapRef, Out, ReadTxn as _, StateVector, StickyIndex,
    Transact as _, TransactionMut, Update,
};

mod holder;
pub mod layout;
pub mod watch;

pub use holder::{Depth, Holder, Run, Whose};

use crate::anew::anew;
use crate::doc::new_doc;
use crate::ids::ClientId;
use crate::limits::STATE_VECTOR_MAX;
use crate::schema::DocumentSchema;
use crate::walk::{Home, Place, Section, Under, Words};
use crate::wire::{Reader, Unreadable};
use layout::Layout;
use watch::{Spot, Touch, Watch};

/// The update that says nothing: no structs, no deletions.
pub const NOTHING: &[u8] = &[0, 0];

/// What the store holds of one document: bytes of update format v1.
#[derive(Debug, Clone, Default)]
pub struct Stored {
    /// The newest snapshot.
    pub snapshot: Option<Bytes>,
    /// What was appended after it, in order.
    pub log: Vec<Bytes>,
}

/// The engine failed on this document; what is in memory cannot be trusted.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("the document cannot be used: {0}")]
pub struct Tainted(pub String);

/// Clocks by replica: how much of each somebody has.
pub type Clocks = BTreeMap<ClientId, u32>;

/// Reads a state vector; costs no more than the bytes it really has.
pub fn read_clocks(bytes: &Bytes) -> Result<Clocks, Unreadable> {
    let mut reader = Reader::new(bytes.clone());
    let mut clocks = Clocks::new();
    let count = reader.number()?;
    if count > STATE_VECTOR_MAX as u64 {
        return Err(Unreadable("it names too many replicas"));
    }
    for _ in 0..count {
        let client = ClientId(reader.number()?);
        let clock = u32::try_from(reader.number()?);
        clocks.insert(client, clock.map_err(|_large| Unreadable("a clock is too large"))?);
    }
    if reader.is_empty() { Ok(clocks) } else { Err(Unreadable("it goes on after its end")) }
}

/// The document as the engine holds it.
#[derive(Debug)]
struct Awake {
    doc: Doc,
    watch: Option<Watch>,
}

/// One document of a board.
#[derive(Debug)]
pub struct Replica {
    hand: ClientId,
    /// Made from `whole` when it is first needed. With neither of them the document is tainted.
    awake: OnceLock<Awake>,
    /// All of it as bytes, until something changes.
    whole: Option<Bytes>,
    /// Whether the engine was needed since this was last asked.
    used: AtomicBool,
    known: Clocks,
    watched: Option<&'static DocumentSchema>,
    /// Where a map, list or text lives that is in a root or in a record, once somebody asked. What only
    /// the server writes is never asked about.
    shared: OnceLock<BTreeSet<Place>>,
    /// What each replica wrote last, and in what: whoever types goes on there, and the engine walks a whole
    /// text to say which one it is.
    typed: BTreeMap<ClientId, Run>,
    /// How many structs the engine holds, estimated from above.
    structs: AtomicUsize,
}

/// Replicas of which it is kept where they typed last: everybody in the fullest room, and those who came
/// back.
const TYPISTS_MAX: usize = 512;

impl Replica {
    /// Loads a document as `hand`, the id of the server's own edits.
    pub fn open(hand: ClientId, stored: &Stored) -> Result<Self, Tainted> {
        let mut replica = Self {
            hand,
            awake: Awake { doc: new_doc(hand), watch: None }.into(),
            whole: None,
            used: AtomicBool::new(true),
            known: Clocks::new(),
            watched: None,
            shared: OnceLock::new(),
            typed: BTreeMap::new(),
            structs: AtomicUsize::new(0),
        };
        for update in stored.snapshot.iter().chain(&stored.log) {
            replica.apply(update)?;
        }
        Ok(replica)
    }

    /// Lets go of the engine's form of the document; `whole` is all of it.
    pub fn rest(&mut self, whole: Bytes) {
        if self.awake.take().is_some() {
            self.whole = Some(whole);
        }
    }

    /// Whether the engine holds it.
    pub fn is_awake(&self) -> bool {
        self.awake.get().is_some()
    }

    /// Whether the engine was needed since this was last asked.
    pub fn was_used(&self) -> bool {
        self.used.swap(false, Ordering::Relaxed)
    }

    fn awake(&self) -> Result<&Awake, Tainted> {
        self.used.store(true, Ordering::Relaxed);
        if let Some(awake) = self.awake.get() {
            return Ok(awake);
        }
        let whole = self.whole.as_ref().ok_or_else(|| Tainted("it failed before".to_owned()))?;
        let (doc, ()) = guarded(new_doc(self.hand), |txn| read_in(txn, whole))?;
        let watch = self.watched.map(|schema| Watch::start(&doc, schema));
        Ok(self.awake.get_or_init(|| Awake { doc, watch }))
    }

    /// Applies an update that was walked. Gives what was new in it, as the engine itself writes it, or
    /// `None` when there was nothing new.
    pub fn apply(&mut self, update: &[u8]) -> Result<Option<Bytes>, Tainted> {
        self.transact(|txn| read_in(txn, update)).map(|((), bytes)| bytes)
    }

    /// Makes edits of the server's own; gives what the closure gives, and what was new.
    pub fn write<T>(
        &mut self,
        edit: impl FnOnce(&mut TransactionMut<'_>) -> T,
    ) -> Result<(T, Option<Bytes>), Tainted> {
        let written = self.transact(|txn| Ok(edit(txn)))?;
        if let Some(change) = &written.1 {
            self.shared = OnceLock::new();
            self.typed.clear();
            self.grew(change.len());
        }
        Ok(written)
    }

    /// Takes note of the maps, lists and texts that an applied update brought, and of what was typed last.
    /// One that also deletes may have taken some of them away again.
    pub fn brought(&mut self, types: &BTreeSet<Place>, deletes: bool, typed: Option<&Run>) {
        if let Some(run) = typed {
            if self.typed.len() == TYPISTS_MAX {
                self.typed.clear();
            }
            self.typed.insert(run.client, run.clone());
        }
        if deletes && !types.is_empty() {
            self.shared = OnceLock::new();
        } else if let Some(shared) = self.shared.get_mut() {
            shared.extend(types);
        }
    }

    /// Takes note that the engine may hold so many structs more.
    pub fn grew(&mut self, structs: usize) {
        let all = self.structs.get_mut();
        *all = all.saturating_add(structs);
    }

    /// How many structs the engine holds at most.
    pub fn structs(&self) -> usize {
        self.structs.load(Ordering::Relaxed)
    }

    /// Where they lie; nothing when there are too many to tell. As long as a newcomer's answer takes.
    pub fn layout(&self, schema: &'static DocumentSchema) -> Option<Layout> {
        let layout = Layout::of(&self.encode().ok()?, schema)?;
        self.structs.store(layout.count(), Ordering::Relaxed);
        Some(layout)
    }

    /// Whether these words go on where their writer wrote last, so that the engine puts them together.
    pub fn goes_on(&self, words: &Words) -> bool {
        let (client, clock) = words.at;
        let last = clock.checked_sub(1).map(|last| Home::Beside((client, last)));
        self.typed.get(&client).is_some_and(|run| {
            run.section.end == clock && run.right == words.right && last == Some(words.home)
        })
    }

    fn transact<T>(
        &mut self,
        work: impl FnOnce(&mut TransactionMut<'_>) -> Result<T, String>,
    ) -> Result<(T, Option<Bytes>), Tainted> {
        self.awake()?;
        let awake = self.awake.take().ok_or_else(|| Tainted("it failed before".to_owned()))?;
        let whole = self.whole.take();
        let Awake { doc, watch } = awake;
        let (doc, (value, bytes, moved)) = guarded(doc, |txn| {
            let value = work(txn)?;
            let bytes = txn.has_changes().then(|| exact(txn.encode_update_v1()));
            Ok((value, bytes, moved_clocks(txn)))
        })?;
        self.awake = Awake { doc, watch }.into();
        self.whole = whole.filter(|_| bytes.is_none());
        self.known.extend(moved);
        Ok((value, bytes))
    }

    /// Tells from now on what each change did; see [`Self::touches`].
    pub fn watch(&mut self, schema: &'static DocumentSchema) {
        self.watched = Some(schema);
        if let Some(awake) = self.awake.get_mut() {
            awake.watch = Some(Watch::start(&awake.doc, schema));
        }
    }

    /// In this text somebody goes on typing: what stood there before is told already.
    pub fn told(&self, spot: Option<Spot>) {
        if let Some(watch) = self.awake.get().and_then(|awake| awake.watch.as_ref()) {
            watch.told(spot);
        }
    }

    /// What was changed since this was last asked; nothing when it is not watched.
    pub fn touches(&self) -> Vec<Touch> {
        let watch = self.awake.get().and_then(|awake| awake.watch.as_ref());
        watch.map(Watch::take).unwrap_or_default()
    }

    /// The document itself, for a migration; `None` once tainted.
    pub(crate) fn doc(&self) -> Option<&Doc> {
        self.awake().ok().map(|awake| &awake.doc)
    }

    /// Takes note of what a migration wrote.
    pub(crate) fn recount(&mut self) {
        self.whole = None;
        if let Some(awake) = self.awake.get() {
            let vector = awake.doc.transact().state_vector();
            self.known = vector.iter().map(|(id, clock)| (ClientId(id.get()), *clock)).collect();
        }
        self.shared = OnceLock::new();
        self.typed.clear();
    }

    /// Reads the document.
    pub fn read<T>(&self, read: impl FnOnce(&yrs::Transaction<'_>) -> T) -> Result<T, Tainted> {
        let txn = self.awake()?.doc.try_transact().map_err(|error| Tainted(error.to_string()))?;
        Ok(read(&txn))
    }

    /// The clock up to which this replica id is known; 0 for an unknown one.
    pub fn known(&self, client: ClientId) -> u32 {
        self.known.get(&client).copied().unwrap_or(0)
    }

    /// All clocks.
    pub fn clocks(&self) -> &Clocks {
        &self.known
    }

    /// The state vector on the wire.
    pub fn state_vector(&self) -> Bytes {
        vector(&self.known).encode_v1().into()
    }

    /// What somebody with these clocks misses, and all deletions.
    pub fn diff(&self, clocks: &Clocks) -> Result<Bytes, Tainted> {
        self.read(|txn| exact(txn.encode_diff_v1(&vector(clocks))))
    }

    /// The whole document.
    pub fn encode(&self) -> Result<Bytes, Tainted> {
        match &self.whole {
            Some(whole) => Ok(whole.clone()),
            None => self.diff(&Clocks::new()),
        }
    }

    /// The whole document as another history begins with it: written by this replica, and by no other.
    pub fn anew(&self, schema: &DocumentSchema, hand: ClientId) -> Result<Bytes, Tainted> {
        self.read(|txn| anew(txn, schema, hand).into())
    }

    /// How many keys a root map has.
    pub fn keys(&self, root: &str) -> usize {
        let count = self.read(|txn| txn.get_map(root).map_or(0, |map| map.len(txn)));
        count.map_or(usize::MAX, |count| usize::try_from(count).unwrap_or(usize::MAX))
    }

    /// Whether others can be put into all of these known structs: maps, lists or texts, or ones whose
    /// content is gone.
    pub fn can_hold(&self, places: &[Place]) -> bool {
        let holds = self.read(|txn| {
            let ids = places.iter().map(|(client, clock)| id(*client, *clock));
            let others: Vec<_> = ids.filter(|id| BranchID::get_nested(txn, id).is_none()).collect();
            // Rare: somebody wrote in what was removed for good meanwhile. Asked once, for it is dear.
            others.is_empty() || {
                let gone = txn.snapshot().delete_set;
                others.iter().all(|id| gone.contains(id))
            }
        });
        holds.unwrap_or(false)
    }

    /// Those of these ranges that are not deleted from their beginning to their end.
    pub fn fresh(&self, ranges: &[(ClientId, Section)]) -> Vec<(ClientId, Section)> {
        let fresh = self.read(|txn| {
            let deleted = txn.snapshot().delete_set;
            let is_known = |client, clock| deleted.contains(&id(client, clock));
            let fresh = ranges.iter().filter(|(client, range)| {
                let last = range.end.saturating_sub(1);
                !is_known(*client, range.start) || !is_known(*client, last)
            });
            fresh.copied().collect()
        });
        fresh.unwrap_or_else(|_tainted| ranges.to_vec())
    }

    /// How deep in the document the struct at this known place is.
    pub fn depth(&self, place: Place) -> Depth {
        let holder = |txn: &yrs::Transaction<'_>, (client, clock): Place| {
            let index = StickyIndex::from_id(id(client, clock), Assoc::After);
            index.get_offset(txn).map(|offset| offset.branch.id())
        };
        let depth = self.read(|txn| match holder(txn, place) {
            None => Depth::Forgotten,
            Some(BranchID::Root(_)) => Depth::Root,
            Some(BranchID::Nested(it)) => {
                match holder(txn, (ClientId(it.client.get()), it.clock)) {
                    Some(BranchID::Root(_)) => Depth::Record,
                    Some(BranchID::Nested(_)) | None => Depth::Deeper,
                }
            }
        });
        depth.unwrap_or(Depth::Deeper)
    }

    /// What the known map, list or text at this place is to what is put into it.
    pub fn as_holder(&self, (client, clock): Place) -> Holder {
        let holder = self.read(|txn| {
            let branch = BranchID::get_nested(txn, &id(client, clock));
            branch.map_or(Holder::Gone, |branch| Holder::of(&branch))
        });
        holder.unwrap_or(Holder::Gone)
    }

    /// What the struct at this known place is in. The engine walks to the beginning of that to say it.
    pub fn holder(&self, (client, clock): Place) -> Holder {
        let typed = self.typed.get(&client);
        let is_in = |run: &&Run| (run.section.start..run.section.end).contains(&clock);
        if let Some(run) = typed.filter(is_in) {
            return run.holder.clone();
        }
        let holder = self.read(|txn| {
            let offset = StickyIndex::from_id(id(client, clock), Assoc::After).get_offset(txn);
            offset.map_or(Holder::Gone, |offset| Holder::of(&offset.branch))
        });
        holder.unwrap_or(Holder::Gone)
    }

    /// Whether a map, list or text lives at this place.
    pub fn is_shared(&self, place: Place) -> bool {
        self.shared().contains(&place)
    }

    /// Whether a map, list or text lives among these clocks.
    pub fn has_shared(&self, client: ClientId, range: Section) -> bool {
        range.start < range.end
            && self.shared().range((client, range.start)..(client, range.end)).next().is_some()
    }

    /// Whether a map, list or text lives under this key.
    pub fn holds(&self, under: Under, key: &str) -> bool {
        let held = self.read(|txn| {
            let map = match under {
                Under::Root(root) => txn.get_map(root)?,
                Under::Struct((client, clock)) => {
                    MapRef::from(BranchID::get_nested(txn, &id(client, clock))?)
                }
            };
            shared_at(&map.get(txn, key)?)
        });
        held.ok().flatten().is_some()
    }

    fn shared(&self) -> &BTreeSet<Place> {
        self.shared.get_or_init(|| self.look().unwrap_or_default())
    }

    /// What lives in the document.
    fn look(&self) -> Result<BTreeSet<Place>, Tainted> {
        self.read(|txn| {
            let mut found = BTreeSet::new();
            // The kind of a root that was just loaded is not known yet; a text or a list has no keys.
            let roots = txn.root_refs().filter_map(|(name, _)| txn.get_map(name));
            for out in roots.flat_map(|root| values(txn, &root)) {
                found.extend(shared_at(&out));
                if let Out::YMap(record) = out {
                    found.extend(values(txn, &record).iter().filter_map(shared_at));
                }
            }
            found
        })
    }

    /// A plain value in a flat root, as text; `None` when it is absent or something else.
    pub fn flat_text(&self, root: &str, key: &str) -> Option<String> {
        self.flat(root, key, |value| match value {
            Out::Any(yrs::Any::String(text)) => Some(text.to_string()),
            _ => None,
        })
    }

    /// Whether a key of a flat root is true.
    pub fn flat_flag(&self, root: &str, key: &str) -> bool {
        let flag = |value| matches!(value, Out::Any(yrs::Any::Bool(true))).then_some(());
        self.flat(root, key, flag).is_some()
    }

    fn flat<T>(&self, root: &str, key: &str, of: impl FnOnce(Out) -> Option<T>) -> Option<T> {
        self.read(|txn| of(txn.get_map(root)?.get(txn, key)?)).ok().flatten()
    }
}

/// Runs one transaction where a panic of the engine does no more harm than losing the document.
fn guarded<T>(
    doc: Doc,
    work: impl FnOnce(&mut TransactionMut<'_>) -> Result<T, String>,
) -> Result<(Doc, T), Tainted> {
    let doc = ManuallyDrop::new(doc);
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let mut txn = ManuallyDrop::new(doc.transact_mut());
        let value = work(&mut txn)?;
        txn.commit();
        drop(ManuallyDrop::into_inner(txn));
        Ok(value)
    }));
    match outcome {
        Ok(Ok(value)) => Ok((ManuallyDrop::into_inner(doc), value)),
        Ok(Err(why)) => Err(Tainted(why)),
        Err(_panic) => Err(Tainted("the engine panicked".to_owned())),
    }
}

fn read_in(txn: &mut TransactionMut<'_>, update: &[u8]) -> Result<(), String> {
    let update = Update::decode_v1(update).map_err(|error| error.to_string())?;
    txn.apply_update(update).map_err(|error| error.to_string())?;
    if txn.has_missing_updates() {
        return Err("an update was left waiting for what it builds on".to_owned());
    }
    Ok(())
}

/// The engine reserves a kilobyte for the smallest change, and changes are kept.
fn exact(bytes: Vec<u8>) -> Bytes {
    bytes.into_boxed_slice().into()
}

fn id(client: ClientId, clock: u32) -> yrs::ID {
    yrs::ID::new(yrs::ClientID::new(client.0), clock)
}

fn values(txn: &yrs::Transaction<'_>, map: &MapRef) -> Vec<Out> {
    map.iter(txn).map(|(_, out)| out).collect()
}

/// The place of a map, list or text; none for a plain value.
fn shared_at(out: &Out) -> Option<Place> {
    let branch: &Branch = match out {
        Out::YMap(map) => map.as_ref(),
        Out::YText(text) => text.as_ref(),
        Out::YArray(list) => list.as_ref(),
        _ => return None,
    };
    match branch.id() {
        BranchID::Nested(id) => Some((ClientId(id.client.get()), id.clock)),
        BranchID::Root(_) => None,
    }
}

/// Merges updates that this replica wrote itself.
pub fn merge(updates: &[Bytes]) -> Result<Bytes, Tainted> {
    match updates {
        [] => Ok(Bytes::from_static(NOTHING)),
        [one] => Ok(one.clone()),
        many => match yrs::merge_updates_v1(many) {
            Ok(merged) => Ok(merged.into()),
            Err(error) => Err(Tainted(error.to_string())),
        },
    }
}

fn vector(clocks: &Clocks) -> StateVector {
    clocks.iter().map(|(client, clock)| (yrs::ClientID::new(client.0), *clock)).collect()
}

/// Where the clocks of the replicas stand that this transaction moved.
fn moved_clocks(txn: &TransactionMut<'_>) -> Clocks {
    let after = txn.state_vector();
    let moved = txn.insert_set().client_ids();
    moved.map(|client| (ClientId(client.get()), after.get(&client))).collect()
}
