//! Updates whose parts all speak of each other: whoever looks at each for each takes minutes over what an
//! hour of small inputs never shows.

use crate::honest::MALLORYS;
use crate::update::{Block, Body, Parent, Place, Section, Update};

/// Structs of each kind in one update.
const MANY: u64 = 2_000;
/// A plain value: null.
const NULL: u8 = 126;

fn block(body: Body) -> Block {
    Block { origin: None, right: None, parent: None, is_keyed: false, key: None, body }
}

fn beside(place: Place, body: Body) -> Block {
    Block { origin: Some(place), ..block(body) }
}

fn under(parent: Parent, key: &str, body: Body) -> Block {
    let key = Some(key.as_bytes().to_vec());
    Block { parent: Some(parent), is_keyed: true, key, ..block(body) }
}

fn value() -> Body {
    Body::Values(vec![vec![NULL]])
}

fn of(client: u64, blocks: Vec<Block>) -> Section {
    Section { client, clock: 0, blocks }
}

fn update(sections: Vec<Section>) -> Vec<u8> {
    Update { sections, deletes: Vec::new() }.write()
}

/// All of them, with what each is called.
pub(crate) fn all() -> [(&'static str, Vec<u8>); 2] {
    let [_, own] = MALLORYS;
    let stickies = || Parent::Root(b"stickies".to_vec());
    let record = under(stickies(), "m", Body::Type(1));
    let first = under(Parent::Struct((own, 0)), "k", value());
    let row = (0..MANY).map(|nth| beside((own, 1 + nth), value()));
    let last = (own, 1 + MANY);
    let maps_at_the_end = (0..MANY).map(|_| beside(last, Body::Type(1)));
    let blocks = [record, first].into_iter().chain(row).chain(maps_at_the_end);
    let replicas = (0..MANY).map(|nth| {
        let other = (own + 1 + (nth + 1) % MANY, 0);
        of(own + 1 + nth, vec![under(stickies(), "m", value()), beside(other, value())])
    });
    [
        ("maps beside the end of a row", update(vec![of(own, blocks.collect())])),
        ("replicas that wait for each other", update(replicas.collect())),
    ]
}
