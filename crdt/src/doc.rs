//! Making a document: the one place that chooses its options.
//!
//! Offsets count UTF-16 units as browsers do, deleted content is collected, and the replica's number
//! is the caller's. A document made elsewhere would disagree with a page about where a letter stands.

use yrs::{Doc, OffsetKind, Options, StateVector, Transact as _, Update};
use yrs::{ReadTxn as _, updates::decoder::Decode as _};

use crate::ids::ClientId;

/// An empty document, written to as this replica.
pub fn new_doc(client: ClientId) -> Doc {
    // The guid never leaves the process; without one given, yrs would draw it at random.
    let replica = yrs::ClientID::new(client.0 & CLIENT_MASK);
    let mut options = Options::with_guid_and_client_id("".into(), replica);
    options.offset_kind = OffsetKind::Utf16;
    options.skip_gc = false;
    Doc::with_options(options)
}

/// Yjs numbers replicas below 2⁵³; a larger number would make yrs panic.
const CLIENT_MASK: u64 = (1 << 53) - 1;

/// The whole of a document as one update.
pub fn whole(doc: &Doc) -> Vec<u8> {
    doc.transact().encode_state_as_update_v1(&StateVector::default())
}

/// Applies updates from a trusted source: our own log, a template, a test. What comes from a client
/// goes through the guard first.
pub fn merge(doc: &Doc, updates: &[&[u8]]) -> Result<(), yrs::error::Error> {
    let mut txn = doc.transact_mut();
    for update in updates {
        txn.apply_update(Update::decode_v1(update)?)?;
    }
    Ok(())
}
