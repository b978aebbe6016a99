//! What is known to be true of one board: what is on disk, who was allowed to write what. Every frame that
//! leaves the server, and every record that enters the log, is held against it.

use std::collections::{BTreeMap, BTreeSet};

use bytes::Bytes;
use crdt::ids::{ClientId, Document, Seq};
use crdt::replica::{Replica, Stored};
use crdt::room::Append;
use yrs::{ClientID, IdSet};

use crate::broken::{Broken, Check, hold};
use crate::content::Content;
use crate::disk::{Kept, Shelf};

/// A record that was given to the committer.
#[derive(Debug)]
struct Pending {
    document: Document,
    content: Content,
    bytes: Bytes,
}

/// What is known of one board.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    durable: BTreeMap<Document, Content>,
    allowed: BTreeMap<Document, IdSet>,
    hands: BTreeSet<u64>,
    pending: BTreeMap<Seq, Pending>,
    /// What the server wrote in `talk`, as far as it is on disk.
    talk: Vec<Bytes>,
    /// Which history this is about.
    epoch: u8,
    /// Replica ids of the histories before.
    retired: BTreeSet<ClientId>,
    /// Whether the frame is locked.
    pub(crate) is_locked: bool,
}

impl Ledger {
    /// The board was read from disk. Everything that was durable must be there.
    pub(crate) fn opened(&mut self, hand: u64, shelf: &Shelf) -> Check {
        self.recovered(shelf)?;
        self.hands.insert(hand);
        Ok(())
    }

    /// The disk holds this.
    pub(crate) fn recovered(&mut self, shelf: &Shelf) -> Check {
        self.pending.clear();
        if shelf.epoch != self.epoch {
            self.begin_again(shelf);
        }
        for (document, durable) in &mut self.durable {
            let kept = shelf.documents.get(document).map(content).transpose()?.unwrap_or_default();
            if let Some(lost) = durable.missing_in(&kept) {
                return Err(Broken(format!("the disk lost of {document}: {lost}")));
            }
        }
        for (document, kept) in &shelf.documents {
            self.durable.insert(document.clone(), content(kept)?);
        }
        self.is_locked = match shelf.documents.get(&Document::Talk) {
            Some(talk) => open(talk)?.flat_flag("session", "frame_locked"),
            None => false,
        };
        self.talk = shelf.documents.get(&Document::Talk).map(records).unwrap_or_default();
        Ok(())
    }

    /// The board was restored: what it holds from here on is what was in the backup, and what was written
    /// before by anybody is nobody's to write any more.
    fn begin_again(&mut self, shelf: &Shelf) {
        self.epoch = shelf.epoch;
        self.retired.extend(shelf.owners.keys().copied());
        self.retired.extend(self.hands.iter().map(|hand| ClientId(*hand)));
        self.durable.clear();
        self.allowed.clear();
    }

    /// Whether a replica id is of an earlier history.
    pub(crate) fn is_retired(&self, client: u64) -> bool {
        self.retired.contains(&ClientId(client))
    }

    /// Somebody who may write the document was heard to make this.
    pub(crate) fn allow(&mut self, document: &Document, made: IdSet) {
        self.allowed.entry(document.clone()).or_default().merge_with(made);
    }

    /// The room wants this on disk: nothing in it may be of somebody who may not.
    pub(crate) fn appended(&mut self, append: &Append) -> Check {
        let content = Content::of(&append.bytes)?;
        let mut unexplained = content.made.clone();
        if let Some(allowed) = self.allowed.get(&append.document) {
            unexplained.diff_with(allowed);
        }
        let left = content.made.client_ids().chain(content.deleted.client_ids());
        let left = left.map(|client| client.get()).find(|client| self.is_retired(*client));
        hold(left.is_none(), || {
            format!("{left:?} of an earlier history writes {}", append.document)
        })?;
        let strange = unexplained.client_ids().find(|client| !self.hands.contains(&client.get()));
        hold(strange.is_none(), || {
            format!("{} was written without the right to: {unexplained}", append.document)
        })?;
        let (document, bytes) = (append.document.clone(), append.bytes.clone());
        self.pending.insert(append.seq, Pending { document, content, bytes });
        Ok(())
    }

    /// Everything up to this position is on disk.
    pub(crate) fn stored(&mut self, seq: Seq) {
        let later = self.pending.split_off(&seq.next());
        for pending in std::mem::replace(&mut self.pending, later).into_values() {
            if pending.document == Document::Talk {
                self.talk.push(pending.bytes);
            }
            self.durable.entry(pending.document).or_default().add(&pending.content);
        }
    }

    /// Somebody is shown or promised this.
    pub(crate) fn is_durable(&self, document: &Document, content: &Content) -> Check {
        let nothing = Content::default();
        let durable = self.durable.get(document).unwrap_or(&nothing);
        match content.missing_in(durable) {
            Some(missing) => Err(Broken(format!("of {document} not on disk: {missing}"))),
            None => Ok(()),
        }
    }

    /// Whether these words are in `talk` on disk.
    pub(crate) fn has_said(&self, words: &str) -> bool {
        let has = |bytes: &Bytes| bytes.windows(words.len()).any(|part| part == words.as_bytes());
        self.talk.iter().any(has)
    }

    /// Whether anything of this replica is on disk.
    pub(crate) fn knows(&self, document: &Document, client: u64) -> bool {
        let made = self.durable.get(document).map(|durable| &durable.made);
        made.is_some_and(|made| made.get(&ClientID::new(client)).is_some())
    }
}

fn records(kept: &Kept) -> Vec<Bytes> {
    let snapshot = kept.snapshot.iter().map(|(_, bytes)| bytes);
    snapshot.chain(kept.log.iter().map(|(_, bytes)| bytes)).cloned().collect()
}

/// What is kept of a document.
pub(crate) fn content(kept: &Kept) -> Result<Content, Broken> {
    let mut all = Content::default();
    for record in records(kept) {
        all.add(&Content::of(&record)?);
    }
    Ok(all)
}

/// Opens a document as the server does.
pub(crate) fn open(kept: &Kept) -> Result<Replica, Broken> {
    let snapshot = kept.snapshot.as_ref().map(|(_, bytes)| bytes.clone());
    let log = kept.log.iter().map(|(_, bytes)| bytes.clone()).collect();
    let replica = Replica::open(ClientId(1), &Stored { snapshot, log });
    replica.map_err(|tainted| Broken(format!("a board cannot be opened: {tainted}")))
}
