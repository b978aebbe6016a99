//! The promises of a store, as functions over any store: a second one calls [`log`] and [`book`] with
//! its own way to open and to reopen, and nothing else.

use bytes::Bytes;
use crdt::ids::{BoardId, ClientId, Document, Epoch, MemberId, Millis, Role, Seq};
use server::pace::Pace;
use server::store::committer::{Committer, Progress};
use server::store::compaction::{Compactor, compact};
use server::store::{
    Board, Book, Grant, Kept, Link, Log, Member, NewBoard, NewVersion, PIECE_BYTES, Record,
    StoreError, Thinning, Verdict, Version, Versions,
};
use std::sync::Arc;
use tokio::sync::watch;

/// A store under test.
pub(crate) trait Subject {
    type Store: Log + Book + Versions + 'static;
    /// The store, as it is after the process was killed and started again.
    fn reopen(&mut self) -> Arc<Self::Store>;
}

pub(crate) fn board_id(name: &str) -> BoardId {
    name.parse().unwrap()
}

pub(crate) fn make_board(store: &impl Book, name: &str) -> BoardId {
    let id = board_id(name);
    let board = Board {
        id: id.clone(),
        title: format!("Board {name}"),
        template: "leeg".to_owned(),
        created_on: Millis(10),
        changed_on: Millis(10),
        archived_on: None,
    };
    store.create_board(&NewBoard { board, epoch: Epoch([7; 16]), records: Vec::new() }).unwrap();
    id
}

pub(crate) fn record(board: &BoardId, seq: u64, document: Document, bytes: &[u8]) -> Record {
    Record {
        board: board.clone(),
        seq: Seq(seq),
        document,
        on: Millis(100 + seq),
        bytes: Bytes::copy_from_slice(bytes),
        owners: Vec::new(),
        journal: Bytes::new(),
    }
}

fn log_of(store: &impl Log, board: &BoardId, document: &Document) -> Vec<(u64, Bytes)> {
    let loaded = store.load(board).unwrap();
    let kept = loaded.documents.into_iter().find(|kept| kept.document == *document);
    let log = kept.map(|kept| kept.log).unwrap_or_default();
    log.into_iter().map(|(seq, bytes)| (seq.0, bytes)).collect()
}

/// Joins log and snapshot with a comma, in place of what an engine does.
#[expect(clippy::unnecessary_wraps, reason = "it has the shape of an engine that can fail")]
fn glue(kept: &Kept) -> Result<Bytes, String> {
    let snapshot = kept.snapshot.iter().map(|(_seq, bytes)| bytes.to_vec());
    let parts: Vec<_> =
        snapshot.chain(kept.log.iter().map(|(_seq, bytes)| bytes.to_vec())).collect();
    Ok(parts.join(&b',').into())
}

/// Everything that a log promises.
pub(crate) fn log(mut subject: impl Subject) {
    what_was_appended_is_there_again(&mut subject);
    recent_changes_are_remembered_for_a_day(&mut subject);
    gaps_and_repeats_are_refused_alone(&mut subject);
    a_snapshot_replaces_what_it_covers(&mut subject);
    compaction_keeps_everything_and_shortens(&mut subject);
    another_history_replaces_everything(&mut subject);
    boards_that_are_gone_take_nothing(&mut subject);
    the_committer_reports_per_board(&mut subject);
}

fn what_was_appended_is_there_again(subject: &mut impl Subject) {
    let store = subject.reopen();
    let board = make_board(&*store, "kept");
    assert_eq!(store.load(&board).unwrap().last_seq, Seq(0));
    let mut first = record(&board, 1, Document::Map, b"one");
    first.owners = vec![(ClientId((1 << 53) - 1), "anna".parse().unwrap())];
    let drafts = Document::Drafts("anna".parse().unwrap());
    let batch =
        [first, record(&board, 2, drafts.clone(), b""), record(&board, 3, Document::Map, b"three")];
    assert_eq!(store.append(&batch).unwrap(), [Verdict::Stored; 3]);
    drop(store);
    let store = subject.reopen();
    let loaded = store.load(&board).unwrap();
    assert_eq!((loaded.last_seq, loaded.epoch), (Seq(3), Epoch([7; 16])));
    assert_eq!(loaded.owners, [(ClientId((1 << 53) - 1), "anna".parse().unwrap())]);
    assert_eq!(log_of(&*store, &board, &Document::Map), [(1, "one".into()), (3, "three".into())]);
    assert_eq!(log_of(&*store, &board, &drafts), [(2, Bytes::new())]);
    assert_eq!(store.board(&board).unwrap().unwrap().changed_on, Millis(103));
}

fn recent_changes_are_remembered_for_a_day(subject: &mut impl Subject) {
    let store = subject.reopen();
    let board = make_board(&*store, "journal");
    let now = server::clock::now();
    let days_ago = Millis(now.0 - 2 * crdt::limits::TAKE_BACK_MILLIS);
    let batch: Vec<_> = [(days_ago, "old"), (now, "one"), (now, ""), (now, "two")]
        .into_iter()
        .zip(1..)
        .map(|((on, words), seq)| {
            let record = record(&board, seq, Document::Map, b"x");
            Record { on, journal: words.into(), ..record }
        })
        .collect();
    store.append(&batch).unwrap();
    store.snapshot(&board, &Document::Map, Seq(4), b"whole").unwrap();
    drop(store);
    let store = subject.reopen();
    assert_eq!(store.load(&board).unwrap().journal, ["one", "two"]);
}

fn gaps_and_repeats_are_refused_alone(subject: &mut impl Subject) {
    let store = subject.reopen();
    let (one, two) = (make_board(&*store, "order-1"), make_board(&*store, "order-2"));
    let batch = [
        record(&one, 1, Document::Map, b"a"),
        record(&two, 2, Document::Map, b"gap"),
        record(&one, 2, Document::Map, b"b"),
    ];
    let verdicts = store.append(&batch).unwrap();
    let refused = |last| Verdict::OutOfOrder { last: Seq(last) };
    assert_eq!(verdicts, [Verdict::Stored, refused(0), Verdict::Stored]);
    // What comes after a refused one builds on it, also where its number would fit.
    let batch = [
        record(&one, 2, Document::Map, b"repeat"),
        record(&two, 1, Document::Map, b"first"),
        record(&one, 3, Document::Map, b"builds on the repeat"),
        record(&two, 2, Document::Map, b"second"),
    ];
    let verdicts = store.append(&batch).unwrap();
    assert_eq!(verdicts, [refused(2), Verdict::Stored, refused(2), Verdict::Stored]);
    assert_eq!(log_of(&*store, &one, &Document::Map), [(1, "a".into()), (2, "b".into())]);
    let second = [(1, "first".into()), (2, "second".into())];
    assert_eq!(log_of(&*store, &two, &Document::Map), second);
}

fn a_snapshot_replaces_what_it_covers(subject: &mut impl Subject) {
    let store = subject.reopen();
    let board = make_board(&*store, "snap");
    let batch: Vec<_> = (1..=6)
        .map(|seq| {
            let document = if seq % 2 == 0 { Document::Frame } else { Document::Map };
            record(&board, seq, document, format!("{seq}").as_bytes())
        })
        .collect();
    store.append(&batch).unwrap();
    let whole: Vec<u8> = (0_u8..=255).cycle().take(PIECE_BYTES * 2 + 17).collect();
    store.snapshot(&board, &Document::Map, Seq(5), &whole).unwrap();
    drop(store);
    let store = subject.reopen();
    let loaded = store.load(&board).unwrap();
    assert_eq!(loaded.last_seq, Seq(6));
    let map = loaded.documents.iter().find(|kept| kept.document == Document::Map).unwrap();
    assert_eq!((map.snapshot.clone(), map.log.len()), (Some((Seq(5), whole.into())), 0));
    assert_eq!(log_of(&*store, &board, &Document::Frame).len(), 3);
    store.snapshot(&board, &Document::Frame, Seq(6), b"").unwrap();
    // Everything is trimmed now; the numbering goes on where it was.
    let again = store.append(&[record(&board, 1, Document::Map, b"again")]).unwrap();
    assert_eq!(again, [Verdict::OutOfOrder { last: Seq(6) }]);
    let next = store.append(&[record(&board, 7, Document::Map, b"7")]).unwrap();
    assert_eq!(next, [Verdict::Stored]);
}

fn compaction_keeps_everything_and_shortens(subject: &mut impl Subject) {
    let store = subject.reopen();
    let board = make_board(&*store, "compact");
    for round in 0..3_u64 {
        let batch: Vec<_> = (1..=50)
            .map(|n| {
                record(
                    &board,
                    round * 50 + n,
                    Document::Map,
                    format!("{}", round * 50 + n).as_bytes(),
                )
            })
            .collect();
        store.append(&batch).unwrap();
        compact(&*store, glue, &board, &Document::Map).unwrap();
    }
    let loaded = store.load(&board).unwrap();
    let [map] = loaded.documents.as_slice() else { panic!("one document") };
    let expected: Vec<_> = (1..=150).map(|n| n.to_string()).collect();
    assert_eq!(map.snapshot, Some((Seq(150), expected.join(",").into())));
    assert_eq!((map.log.len(), loaded.last_seq), (0, Seq(150)));
}

fn another_history_replaces_everything(subject: &mut impl Subject) {
    let store = subject.reopen();
    let board = make_board(&*store, "again");
    let anna: MemberId = "anna".parse().unwrap();
    let mut first = record(&board, 1, Document::Map, b"one");
    first.owners = vec![(ClientId(5), anna.clone())];
    let drafts = Document::Drafts(anna);
    store.append(&[first, record(&board, 2, drafts.clone(), b"silence")]).unwrap();
    let [new, other] = [Epoch([8; 16]), Epoch([7; 16])];
    assert_eq!(store.epochs(&[board.clone(), board_id("none")]).unwrap(), [Some(other), None]);
    let documents = [(Document::Map, Bytes::from_static(b"restored"))];
    store.begin_again(&board, new, &documents, &[ClientId(6)], Millis(500)).unwrap();
    drop(store);
    let store = subject.reopen();
    let loaded = store.load(&board).unwrap();
    assert_eq!((loaded.epoch, loaded.last_seq), (new, Seq(4)));
    let kept = |document: &Document| {
        let kept = loaded.documents.iter().find(|kept| kept.document == *document).unwrap();
        (kept.snapshot.clone().unwrap().1, kept.log.len())
    };
    assert_eq!(kept(&Document::Map), ("restored".into(), 0));
    assert_eq!(kept(&drafts), (Bytes::from_static(&[0, 0]), 0), "what was not restored is empty");
    assert!(loaded.owners.iter().all(|(_, owner)| owner.as_str() == "retired"));
    assert_eq!(loaded.owners.len(), 2);
    // Compaction that began before, and an append of a room that still has the old history.
    store.snapshot(&board, &Document::Map, Seq(1), b"one").unwrap();
    let late = store.append(&[record(&board, 3, Document::Map, b"late")]).unwrap();
    assert_eq!(late, [Verdict::OutOfOrder { last: Seq(4) }]);
    assert_eq!(store.load(&board).unwrap(), loaded);
}

fn boards_that_are_gone_take_nothing(subject: &mut impl Subject) {
    let store = subject.reopen();
    let board = make_board(&*store, "gone");
    store.append(&[record(&board, 1, Document::Map, b"words")]).unwrap();
    assert!(store.delete_board(&board).unwrap());
    assert!(!store.delete_board(&board).unwrap());
    assert!(matches!(store.load(&board), Err(StoreError::NoBoard)));
    let verdicts = store.append(&[record(&board, 2, Document::Map, b"late")]).unwrap();
    assert_eq!(verdicts, [Verdict::NoBoard]);
    let snapshot = store.snapshot(&board, &Document::Map, Seq(1), b"late");
    assert!(matches!(snapshot, Err(StoreError::NoBoard)));
}

fn the_committer_reports_per_board(subject: &mut impl Subject) {
    let store = subject.reopen();
    let boards = [make_board(&*store, "busy-1"), make_board(&*store, "busy-2")];
    let log: Arc<dyn Log> = store.clone();
    let compactor = Compactor::start(Arc::clone(&log), glue).unwrap();
    let committer = Committer::start(log, compactor.clone(), Pace::default()).unwrap();
    let reports = boards.each_ref().map(|_board| Arc::new(watch::Sender::new(Progress::default())));
    for seq in 1..=200 {
        for (board, report) in boards.iter().zip(&reports) {
            committer.append(record(board, seq, Document::Map, b"x"), report);
        }
    }
    committer.append(record(&boards[0], 900, Document::Map, b"gap"), &reports[0]);
    committer.stop();
    compactor.stop();
    assert_eq!(*reports[0].borrow(), Progress { stored: Seq(200), refused: true });
    assert_eq!(*reports[1].borrow(), Progress { stored: Seq(200), refused: false });
    assert_eq!(log_of(&*store, &boards[1], &Document::Map).len(), 200);
}

fn link(id: &str, grant: Grant, once: bool) -> Link {
    Link {
        id: id.to_owned(),
        grant,
        once,
        created_on: Millis(1),
        expires_on: Some(Millis(99)),
        revoked_on: None,
        uses: 0,
    }
}

fn member(board: &BoardId, id: &str, session: Option<i64>, link: Option<&str>) -> Member {
    Member {
        board: board.clone(),
        id: id.parse().unwrap(),
        session,
        link: link.map(str::to_owned),
        bearer: session.is_none(),
        name: "Anna".to_owned(),
        role: Role::Editor,
        role_fixed: false,
        core_team: false,
        joined_on: Millis(5),
        removed_on: None,
        link_revoked: false,
    }
}

/// Everything that a book promises.
pub(crate) fn book(mut subject: impl Subject) {
    let store = subject.reopen();
    let board = make_board(&*store, "book");
    boards_and_settings(&*store, &board);
    links(&*store, &board);
    people(&*store, &board);
    drop(store);
    let store = subject.reopen();
    assert_eq!(store.members(&board).unwrap().len(), 2);
    assert!(store.delete_board(&board).unwrap());
    assert_eq!(store.members(&board).unwrap(), []);
    assert_eq!(store.link_by_hash(&[1; 32]).unwrap(), None);
}

fn boards_and_settings(store: &impl Book, board: &BoardId) {
    assert_eq!(store.setting("public_url").unwrap(), None);
    store.set_setting("public_url", "http://a").unwrap();
    store.set_setting("public_url", "http://b").unwrap();
    assert_eq!(store.setting("public_url").unwrap().as_deref(), Some("http://b"));
    store.set_title(board, "Nieuw").unwrap();
    store.set_archived(board, Some(Millis(70))).unwrap();
    let read = store.board(board).unwrap().unwrap();
    assert_eq!((read.title.as_str(), read.archived_on), ("Nieuw", Some(Millis(70))));
    assert!(store.boards().unwrap().contains(&read));
    assert_eq!(store.board(&board_id("other")).unwrap(), None);
}

fn links(store: &impl Book, board: &BoardId) {
    let made = link("l1", Grant::Board(board.clone(), Role::Participant), false);
    store.create_link(&made, &[1; 32]).unwrap();
    store.create_link(&link("l2", Grant::Instance, true), &[2; 32]).unwrap();
    assert_eq!(store.link_by_hash(&[1; 32]).unwrap(), Some(made));
    assert_eq!(store.link_by_hash(&[3; 32]).unwrap(), None);
    assert_eq!((store.links(board).unwrap().len(), store.count_instance_links().unwrap()), (1, 1));
    assert!(store.use_link("l1").unwrap() && store.use_link("l1").unwrap());
    assert!(store.use_link("l2").unwrap() && !store.use_link("l2").unwrap());
    assert!(store.revoke_link(board, "l1", Millis(50)).unwrap());
    assert!(store.revoke_link(board, "l1", Millis(60)).unwrap());
    assert!(!store.revoke_link(board, "l2", Millis(60)).unwrap(), "not a link of this board");
    let read = store.link_by_hash(&[1; 32]).unwrap().unwrap();
    assert_eq!((read.revoked_on, read.uses), (Some(Millis(50)), 2));
}

fn people(store: &impl Book, board: &BoardId) {
    let session = store.create_session(&[4; 32], "Anna", Millis(5)).unwrap();
    store.promote_session(session, "l2").unwrap();
    store.rename_session(session, "Anne").unwrap();
    let read = store.session_by_hash(&[4; 32]).unwrap().unwrap();
    assert_eq!((read.name.as_str(), read.beheer), ("Anne", true));
    let anna = store.add_member(&member(board, "m1", Some(session), Some("l1"))).unwrap();
    assert!(anna.link_revoked);
    let again = store.add_member(&member(board, "m9", Some(session), None)).unwrap();
    assert_eq!(again.id, anna.id, "a session is one person on a board");
    let program = store.add_member(&member(board, "m2", None, Some("l1"))).unwrap();
    assert_eq!(store.add_member(&member(board, "m8", None, Some("l1"))).unwrap(), program);
    let changed = Member { role: Role::Viewer, removed_on: Some(Millis(9)), link: None, ..anna };
    store.change_member(&changed).unwrap();
    store.rename_member(board, &changed.id, "Annie").unwrap();
    let read = store.member(board, &changed.id).unwrap().unwrap();
    assert_eq!(read.name, "Annie");
    assert_eq!((read.role, read.removed_on, read.link), (Role::Viewer, Some(Millis(9)), None));
    assert_eq!(store.members_of_session(session).unwrap().len(), 1);
    assert_eq!(store.members_of_link("l1").unwrap(), [program]);
    store.delete_session(session).unwrap();
    assert_eq!(store.session_by_hash(&[4; 32]).unwrap(), None);
    assert_eq!(store.members(board).unwrap().len(), 2, "who wrote something stays known");
}

const DAY: u64 = 24 * 60 * 60 * 1_000;

fn version(board: &BoardId, id: &str, on: u64, title: Option<&str>) -> Version {
    Version {
        id: id.to_owned(),
        board: board.clone(),
        made_on: Millis(on),
        title: title.map(str::to_owned),
        by: title.map(|_title| "anna".parse().unwrap()),
        seq: Seq(on),
        bytes: 0,
    }
}

fn keep(store: &impl Versions, version: &Version, map: &[u8], frame: &[u8]) {
    let new = NewVersion {
        version: version.clone(),
        map: Bytes::copy_from_slice(map),
        frame: Bytes::copy_from_slice(frame),
    };
    store.keep_version(&new).unwrap();
}

fn ids(store: &impl Versions, board: &BoardId) -> Vec<String> {
    store.versions(board).unwrap().into_iter().map(|version| version.id).collect()
}

/// Everything that versions promise.
pub(crate) fn versions(mut subject: impl Subject) {
    let store = subject.reopen();
    let board = make_board(&*store, "versions");
    assert_eq!(store.newest_version(&board).unwrap(), None);
    let large: Vec<u8> = (0_u8..=255).cycle().take(PIECE_BYTES * 2 + 3).collect();
    let named = version(&board, "v1", 10, Some("Voor de sessie"));
    keep(&*store, &named, &large, b"frame");
    keep(&*store, &version(&board, "v2", 20, None), b"", b"two");
    drop(store);
    let store = subject.reopen();
    let document = |id: &str, document| store.version_document(&board, id, &document).unwrap();
    assert_eq!(document("v1", Document::Map), Some(large.clone().into()));
    assert_eq!(document("v1", Document::Frame), Some("frame".into()));
    assert_eq!(document("v2", Document::Map), Some(Bytes::new()));
    assert_eq!((document("v1", Document::Talk), document("v9", Document::Map)), (None, None));
    let read = store.version(&board, "v1").unwrap().unwrap();
    assert_eq!(read, Version { bytes: large.len() as u64 + 5, ..named });
    assert_eq!(ids(&*store, &board), ["v2", "v1"]);
    assert_eq!(store.newest_version(&board).unwrap().unwrap().id, "v2");
    versions_are_named_and_go(&*store, &board);
    let other = board_id("nowhere");
    assert!(matches!(store.versions(&other), Err(StoreError::NoBoard)));
    let late = NewVersion {
        version: version(&other, "v1", 1, None),
        map: Bytes::new(),
        frame: Bytes::new(),
    };
    assert!(matches!(store.keep_version(&late), Err(StoreError::NoBoard)));
    assert!(store.delete_board(&board).unwrap());
    assert_eq!(store.version(&board, "v1").unwrap(), None);
}

fn versions_are_named_and_go(store: &impl Versions, board: &BoardId) {
    assert!(store.rename_version(board, "v2", "Nieuw").unwrap());
    assert!(!store.rename_version(board, "v9", "Nieuw").unwrap());
    assert_eq!(store.version(board, "v2").unwrap().unwrap().title.as_deref(), Some("Nieuw"));
    assert!(
        store.delete_version(board, "v2").unwrap() && !store.delete_version(board, "v2").unwrap()
    );
    let days = [
        ("a", 3 * DAY),
        ("b", 5 * DAY + 1),
        ("c", 5 * DAY + 2),
        ("d", 9 * DAY),
        ("e", 9 * DAY + 1),
    ];
    for (id, on) in days {
        keep(store, &version(board, id, on, None), b"m", b"f");
    }
    let thinning = Thinning { gone_before: Millis(4 * DAY), daily_before: Millis(8 * DAY) };
    assert_eq!(store.thin_versions(thinning).unwrap(), 2, "one too old, one of two of a day");
    assert_eq!(ids(store, board), ["e", "d", "c", "v1"], "what has a title stays");
}
