//! Sessions and members in SQLite.

use crdt::ids::Millis;
use rusqlite::{OptionalExtension as _, Row, ToSql, params};

use super::Sqlite;
use super::book::{is_same, maybe_millis, millis, moment, near, parsed};
use super::log::{number_of, signed};
use super::transaction::Transaction;
use crate::store::{Hash, Member, Session, StoreError};

const MEMBER: &str = "SELECT b.id, m.id, m.session, m.link, m.bearer, m.name, m.role, m.role_fixed,
    m.core_team, m.joined_on, m.removed_on, l.revoked_on IS NOT NULL
    FROM members AS m JOIN boards AS b ON b.number = m.board LEFT JOIN links AS l ON l.id = m.link";

impl Sqlite {
    pub(super) fn start_session(
        &self,
        hash: &Hash,
        name: &str,
        on: Millis,
    ) -> Result<i64, StoreError> {
        self.write(|t| {
            t.execute(
                "INSERT INTO sessions (hash, name, created_on, seen_on) VALUES (?1, ?2, ?3, ?3)",
                params![hash.as_slice(), name, signed(on.0)],
            )?;
            Ok(t.last_insert_rowid())
        })
    }

    pub(super) fn find_session(&self, hash: &Hash) -> Result<Option<Session>, StoreError> {
        self.read(|t| {
            let mut query = t.prepare_cached(
                "SELECT s.number, s.name, l.id IS NOT NULL AND l.revoked_on IS NULL, s.seen_on,
                 s.hash
                 FROM sessions AS s LEFT JOIN links AS l ON l.id = s.beheer WHERE s.hash BETWEEN ?1 AND ?2",
            )?;
            let (from, to) = near(hash);
            let mut rows = query.query([from.as_slice(), to.as_slice()])?;
            while let Some(row) = rows.next()? {
                if is_same(hash, row, 4)? {
                    return Ok(Some(session(row)?));
                }
            }
            Ok(None)
        })
    }

    pub(super) fn put_member(&self, new: &Member) -> Result<Member, StoreError> {
        // Nearly always they are one already, and reading makes nobody wait.
        if let Some(known) = self.read(|t| known(t, number_of(t, &new.board)?, new))? {
            return Ok(known);
        }
        self.write(|t| {
            let number = number_of(t, &new.board)?;
            t.prepare_cached(
                "INSERT OR IGNORE INTO members (board, id, session, link, bearer, name, role,
                 role_fixed, core_team, joined_on, removed_on)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            )?
            .execute(params![
                number,
                new.id.as_str(),
                new.session,
                new.link,
                new.bearer,
                new.name,
                new.role.name(),
                new.role_fixed,
                new.core_team,
                signed(new.joined_on.0),
                moment(new.removed_on),
            ])?;
            let put = known(t, number, new)?;
            put.ok_or_else(|| StoreError::Disk("a member was not kept".to_owned()))
        })
    }

    pub(super) fn update_member(&self, member: &Member) -> Result<(), StoreError> {
        let sql = "UPDATE members SET role = ?3, role_fixed = ?4, core_team = ?5, link = ?6,
                   removed_on = ?7
                   WHERE board = (SELECT number FROM boards WHERE id = ?1) AND id = ?2";
        let values = params![
            member.board.as_str(),
            member.id.as_str(),
            member.role.name(),
            member.role_fixed,
            member.core_team,
            member.link,
            moment(member.removed_on),
        ];
        self.change(sql, values).map(drop)
    }

    pub(super) fn find_members<const N: usize>(
        &self,
        condition: &str,
        values: &[impl ToSql; N],
    ) -> Result<Vec<Member>, StoreError> {
        let sql = format!("{MEMBER} WHERE {condition} ORDER BY m.joined_on, m.id");
        self.read(|t| {
            let mut query = t.prepare_cached(&sql)?;
            let values = rusqlite::params_from_iter(values);
            Ok(query.query_map(values, member)?.collect::<Result<_, _>>()?)
        })
    }
}

/// The member that this session or token is already.
fn known(t: &Transaction<'_>, board: i64, who: &Member) -> Result<Option<Member>, StoreError> {
    let sql = if who.bearer {
        format!("{MEMBER} WHERE m.board = ?1 AND m.bearer = 1 AND m.link = ?3 AND ?2 IS NULL")
    } else {
        format!("{MEMBER} WHERE m.board = ?1 AND m.session = ?2 AND ?3 IS ?3")
    };
    let values = params![board, who.session, who.link];
    Ok(t.prepare_cached(&sql)?.query_row(values, member).optional()?)
}

fn session(row: &Row<'_>) -> rusqlite::Result<Session> {
    Ok(Session {
        number: row.get(0)?,
        name: row.get(1)?,
        beheer: row.get(2)?,
        seen_on: millis(row, 3)?,
    })
}

fn member(row: &Row<'_>) -> rusqlite::Result<Member> {
    Ok(Member {
        board: parsed(row, 0)?,
        id: parsed(row, 1)?,
        session: row.get(2)?,
        link: row.get(3)?,
        bearer: row.get(4)?,
        name: row.get(5)?,
        role: parsed(row, 6)?,
        role_fixed: row.get(7)?,
        core_team: row.get(8)?,
        joined_on: millis(row, 9)?,
        removed_on: maybe_millis(row, 10)?,
        link_revoked: row.get(11)?,
    })
}
