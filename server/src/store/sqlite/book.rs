//! Boards, links and settings in SQLite; sessions and members are in `people`.

use crdt::ids::{BoardId, MemberId, Millis};
use rusqlite::{OptionalExtension as _, Row, params};
use subtle::ConstantTimeEq as _;

use super::Sqlite;
use super::log::{insert, number_of, signed, unsigned};
use crate::store::{Audit, Board, Book, Grant, Hash, Link, Member, NewBoard, Session, StoreError};

const BOARD: &str = "SELECT id, title, template, created_on, max(changed_on, coalesce(
    (SELECT made_on FROM log WHERE board = b.number ORDER BY seq DESC LIMIT 1), 0)) AS changed,
    archived_on FROM boards AS b";

const LINK: &str = "SELECT l.id, b.id, l.role, l.once, l.created_on, l.expires_on, l.revoked_on,
    l.uses, l.hash FROM links AS l LEFT JOIN boards AS b ON b.number = l.board";

/// What stands in the place of a role when a link only feeds a calendar.
const FEED: &str = "feed";

/// Bytes of a hash that the index is asked for.
const BEGINNING: usize = 8;

impl Book for Sqlite {
    fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        self.read(|t| {
            let sql = "SELECT value FROM settings WHERE name = ?1";
            Ok(t.query_row(sql, [name], |row| row.get(0)).optional()?)
        })
    }

    fn set_setting(&self, name: &str, value: &str) -> Result<(), StoreError> {
        self.change("INSERT OR REPLACE INTO settings (name, value) VALUES (?1, ?2)", [name, value])
            .map(drop)
    }

    fn create_board(&self, new: &NewBoard) -> Result<(), StoreError> {
        let board = &new.board;
        self.write(|t| {
            t.execute(
                "INSERT INTO boards (id, title, template, epoch, created_on, changed_on)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![
                    board.id.as_str(),
                    board.title,
                    board.template,
                    new.epoch.0.as_slice(),
                    signed(board.created_on.0),
                    signed(board.changed_on.0),
                ],
            )?;
            let number = t.last_insert_rowid();
            new.records.iter().try_for_each(|record| insert(t, number, record))
        })
    }

    fn board(&self, id: &BoardId) -> Result<Option<Board>, StoreError> {
        self.read(|t| {
            let mut query = t.prepare_cached(&format!("{BOARD} WHERE id = ?1"))?;
            Ok(query.query_row([id.as_str()], board).optional()?)
        })
    }

    fn boards(&self) -> Result<Vec<Board>, StoreError> {
        self.read(|t| {
            let mut query = t.prepare_cached(&format!("{BOARD} ORDER BY changed DESC, id"))?;
            Ok(query.query_map([], board)?.collect::<Result<_, _>>()?)
        })
    }

    fn set_title(&self, id: &BoardId, title: &str) -> Result<(), StoreError> {
        self.change("UPDATE boards SET title = ?2 WHERE id = ?1", [id.as_str(), title]).map(drop)
    }

    fn set_archived(&self, id: &BoardId, on: Option<Millis>) -> Result<(), StoreError> {
        let sql = "UPDATE boards SET archived_on = ?2 WHERE id = ?1";
        self.change(sql, params![id.as_str(), moment(on)]).map(drop)
    }

    fn delete_board(&self, id: &BoardId) -> Result<bool, StoreError> {
        self.change("DELETE FROM boards WHERE id = ?1", [id.as_str()]).map(|rows| rows > 0)
    }

    fn create_link(&self, link: &Link, hash: &Hash) -> Result<(), StoreError> {
        self.write(|t| {
            let (number, role) = match &link.grant {
                Grant::Instance => (None, None),
                Grant::Board(board, role) => (Some(number_of(t, board)?), Some(role.name())),
                Grant::Feed(board) => (Some(number_of(t, board)?), Some(FEED)),
            };
            t.execute(
                "INSERT INTO links (id, board, role, hash, once, created_on, expires_on)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                params![
                    link.id,
                    number,
                    role,
                    hash.as_slice(),
                    link.once,
                    signed(link.created_on.0),
                    moment(link.expires_on),
                ],
            )?;
            Ok(())
        })
    }

    fn link_by_hash(&self, hash: &Hash) -> Result<Option<Link>, StoreError> {
        self.read(|t| {
            let mut query = t.prepare_cached(&format!("{LINK} WHERE l.hash BETWEEN ?1 AND ?2"))?;
            let (from, to) = near(hash);
            let mut rows = query.query([from.as_slice(), to.as_slice()])?;
            while let Some(row) = rows.next()? {
                if is_same(hash, row, 8)? {
                    return Ok(Some(link(row)?));
                }
            }
            Ok(None)
        })
    }

    fn links(&self, board: &BoardId) -> Result<Vec<Link>, StoreError> {
        self.read(|t| {
            let sql = format!("{LINK} WHERE b.id = ?1 ORDER BY l.created_on DESC, l.id");
            Ok(t.prepare_cached(&sql)?
                .query_map([board.as_str()], link)?
                .collect::<Result<_, _>>()?)
        })
    }

    fn count_instance_links(&self) -> Result<u64, StoreError> {
        self.read(|t| {
            let sql = "SELECT count(*) FROM links WHERE board IS NULL";
            Ok(t.query_row(sql, [], |row| row.get(0).map(unsigned))?)
        })
    }

    fn revoke_link(&self, board: &BoardId, link: &str, on: Millis) -> Result<bool, StoreError> {
        let sql = "UPDATE links SET revoked_on = coalesce(revoked_on, ?3)
                   WHERE id = ?2 AND board = (SELECT number FROM boards WHERE id = ?1)";
        self.change(sql, params![board.as_str(), link, signed(on.0)]).map(|rows| rows > 0)
    }

    fn use_link(&self, link: &str) -> Result<bool, StoreError> {
        let sql = "UPDATE links SET uses = uses + 1 WHERE id = ?1 AND (once = 0 OR uses = 0)";
        self.change(sql, [link]).map(|rows| rows > 0)
    }

    fn create_session(&self, hash: &Hash, name: &str, on: Millis) -> Result<i64, StoreError> {
        self.start_session(hash, name, on)
    }

    fn session_by_hash(&self, hash: &Hash) -> Result<Option<Session>, StoreError> {
        self.find_session(hash)
    }

    fn rename_session(&self, session: i64, name: &str) -> Result<(), StoreError> {
        self.write(|t| {
            t.execute("UPDATE sessions SET name = ?2 WHERE number = ?1", params![session, name])?;
            t.execute("UPDATE members SET name = ?2 WHERE session = ?1", params![session, name])?;
            Ok(())
        })
    }

    fn rename_member(
        &self,
        board: &BoardId,
        member: &MemberId,
        name: &str,
    ) -> Result<(), StoreError> {
        self.write(|t| {
            let board = number_of(t, board)?;
            t.execute(
                "UPDATE members SET name = ?3 WHERE board = ?1 AND id = ?2",
                params![board, member.as_str(), name],
            )?;
            Ok(())
        })
    }

    fn see_session(&self, session: i64, on: Millis) -> Result<(), StoreError> {
        let sql = "UPDATE sessions SET seen_on = ?2 WHERE number = ?1";
        self.change(sql, params![session, signed(on.0)]).map(drop)
    }

    fn promote_session(&self, session: i64, link: &str) -> Result<(), StoreError> {
        let sql = "UPDATE sessions SET beheer = ?2 WHERE number = ?1";
        self.change(sql, params![session, link]).map(drop)
    }

    fn delete_session(&self, session: i64) -> Result<(), StoreError> {
        self.change("DELETE FROM sessions WHERE number = ?1", [session]).map(drop)
    }

    fn add_member(&self, member: &Member) -> Result<Member, StoreError> {
        self.put_member(member)
    }

    fn change_member(&self, member: &Member) -> Result<(), StoreError> {
        self.update_member(member)
    }

    fn member(&self, board: &BoardId, id: &MemberId) -> Result<Option<Member>, StoreError> {
        self.find_members("b.id = ?1 AND m.id = ?2", &[board.as_str(), id.as_str()])
            .map(|members| members.into_iter().next())
    }

    fn members(&self, board: &BoardId) -> Result<Vec<Member>, StoreError> {
        self.find_members("b.id = ?1", &[board.as_str()])
    }

    fn members_of_session(&self, session: i64) -> Result<Vec<Member>, StoreError> {
        self.find_members("m.session = ?1", &[session])
    }

    fn members_of_link(&self, link: &str) -> Result<Vec<Member>, StoreError> {
        self.find_members("m.link = ?1", &[link])
    }

    fn audit(&self, line: &Audit<'_>) -> Result<(), StoreError> {
        self.change(
            "INSERT INTO audit (made_on, who, what, board, subject) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![
                signed(line.on.0),
                line.who,
                line.what,
                line.board.map(BoardId::as_str),
                line.subject
            ],
        )
        .map(drop)
    }
}

impl Sqlite {
    /// One statement in a transaction of its own; how many rows it touched.
    pub(super) fn change(
        &self,
        sql: &str,
        values: impl rusqlite::Params,
    ) -> Result<usize, StoreError> {
        self.write(|t| Ok(t.prepare_cached(sql)?.execute(values)?))
    }
}

/// The range of hashes that begin alike. The index finds by a beginning only; the rest is compared in
/// constant time, so that how long a look takes says nothing about a hash.
pub(super) fn near(hash: &Hash) -> (Hash, Hash) {
    let (mut from, mut to) = ([0; 32], [u8::MAX; 32]);
    for ((from, to), byte) in from.iter_mut().zip(&mut to).zip(hash).take(BEGINNING) {
        (*from, *to) = (*byte, *byte);
    }
    (from, to)
}

/// Whether a column holds this hash.
pub(super) fn is_same(hash: &Hash, row: &Row<'_>, column: usize) -> rusqlite::Result<bool> {
    let kept = row.get_ref(column)?.as_blob().map_err(rusqlite::Error::from)?;
    Ok(bool::from(hash.as_slice().ct_eq(kept)))
}

/// A moment that may be absent, as a column has it.
pub(super) fn moment(on: Option<Millis>) -> Option<i64> {
    on.map(|on| signed(on.0))
}

/// A column with a moment.
pub(super) fn millis(row: &Row<'_>, column: usize) -> rusqlite::Result<Millis> {
    row.get(column).map(|on| Millis(unsigned(on)))
}

/// A column with a moment that may be absent.
pub(super) fn maybe_millis(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Millis>> {
    let on: Option<i64> = row.get(column)?;
    Ok(on.map(|on| Millis(unsigned(on))))
}

/// A column that holds the text of an id or a role.
pub(super) fn parsed<T: std::str::FromStr>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    text.parse().map_err(|_id| {
        let kind = rusqlite::types::Type::Text;
        rusqlite::Error::InvalidColumnType(column, "not an id".to_owned(), kind)
    })
}

fn board(row: &Row<'_>) -> rusqlite::Result<Board> {
    Ok(Board {
        id: parsed(row, 0)?,
        title: row.get(1)?,
        template: row.get(2)?,
        created_on: millis(row, 3)?,
        changed_on: millis(row, 4)?,
        archived_on: maybe_millis(row, 5)?,
    })
}

fn link(row: &Row<'_>) -> rusqlite::Result<Link> {
    let board: Option<String> = row.get(1)?;
    let role: Option<String> = row.get(2)?;
    let grant = match board {
        None => Grant::Instance,
        Some(_board) if role.as_deref() == Some(FEED) => Grant::Feed(parsed(row, 1)?),
        Some(_board) => Grant::Board(parsed(row, 1)?, parsed(row, 2)?),
    };
    Ok(Link {
        id: row.get(0)?,
        grant,
        once: row.get(3)?,
        created_on: millis(row, 4)?,
        expires_on: maybe_millis(row, 5)?,
        revoked_on: maybe_millis(row, 6)?,
        uses: unsigned(row.get(7)?),
    })
}
