//! Who may read and write which document: one table, asked for every frame.
//!
//! It judges by document alone. What needs finer judgement is a command (`command.rs`).

use crate::ids::{Document, MemberId, Role};

/// What is known of somebody who wants to read or write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rights {
    /// Who it is.
    pub member: MemberId,
    /// The role on this board.
    pub role: Role,
    /// Whether this member is named core team, and so may see raw interviews.
    pub core_team: bool,
}

impl Rights {
    /// Whether this member sees the document.
    pub fn may_read(&self, document: &Document) -> bool {
        match document {
            Document::Frame | Document::Map | Document::Talk => true,
            Document::Notes => self.core_team && self.role >= Role::Editor,
            Document::Drafts(owner) => *owner == self.member && self.role >= Role::Participant,
        }
    }

    /// Whether this member's own updates of the document are taken now.
    pub fn may_write(&self, document: &Document, frame_locked: bool) -> bool {
        match document {
            Document::Map => self.role >= Role::Participant,
            Document::Frame if frame_locked => self.role >= Role::Facilitator,
            Document::Frame => self.role >= Role::Editor,
            Document::Talk => false,
            Document::Notes | Document::Drafts(_) => self.may_read(document),
        }
    }

    /// The documents this member sees, in the order of their channels.
    pub fn readable(&self) -> Vec<Document> {
        let mut documents = Document::SHARED.to_vec();
        documents.push(Document::Drafts(self.member.clone()));
        documents.retain(|document| self.may_read(document));
        documents
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line per role: read and write of frame, locked frame, map, talk, notes (core), own drafts.
    #[test]
    fn the_whole_table() {
        let member: MemberId = "anna".parse().unwrap();
        let drafts = Document::Drafts(member.clone());
        let table: Vec<String> = Role::ALL
            .into_iter()
            .map(|role| {
                let rights = Rights { member: member.clone(), role, core_team: true };
                let mark = |document: &Document, locked| match (
                    rights.may_read(document),
                    rights.may_write(document, locked),
                ) {
                    (true, true) => 'w',
                    (true, false) => 'r',
                    (false, false) => '-',
                    (false, true) => '!',
                };
                [
                    mark(&Document::Frame, false),
                    mark(&Document::Frame, true),
                    mark(&Document::Map, true),
                    mark(&Document::Talk, false),
                    mark(&Document::Notes, false),
                    mark(&drafts, false),
                ]
                .iter()
                .collect()
            })
            .collect();
        assert_eq!(table, ["rrrr--", "rrrr--", "rrwr-w", "wrwrww", "wwwrww", "wwwrww"]);
    }

    #[test]
    fn raw_interviews_and_others_drafts_stay_closed() {
        let rights =
            Rights { member: "anna".parse().unwrap(), role: Role::Owner, core_team: false };
        assert!(!rights.may_read(&Document::Notes));
        assert!(!rights.may_read(&Document::Drafts("bert".parse().unwrap())));
    }
}
