//! What somebody hostile does to an honest change: one field another way, or the bytes themselves.

use crate::dice::Dice;
use crate::update::{Block, Body, Parent, Update};

/// Values that people do not write.
const VALUES: [&[u8]; 8] = [
    &[127],
    &[126],
    &[120],
    &[125, 0x41],
    &[123, 0x7f, 0xf8, 0, 0, 0, 0, 0, 0],
    &[119, 2, 0xc3, 0xa9],
    &[117, 2, 126, 121],
    &[118, 1, 1, b'k', 117, 0],
];

/// Changes one field of an update.
pub(crate) fn field(dice: &mut Dice, update: &mut Update, clients: &[u64]) {
    if dice.roll(5) == 0 {
        return deletions(dice, update, clients);
    }
    let sections = update.sections.len();
    let Some(section) = update.sections.get_mut(dice.roll(sections)) else { return };
    let (client, clock) = (section.client, section.clock);
    match dice.roll(12) {
        0 => section.client = dice.pick(clients).unwrap_or(client),
        1 => section.clock = clock.wrapping_add(1).wrapping_sub(dice.roll(3) as u64),
        2 => {
            section.blocks.pop();
        }
        3 => {
            let copy = dice.pick(&section.blocks);
            section.blocks.extend(copy);
        }
        _ => {
            let blocks = section.blocks.len();
            if let Some(block) = section.blocks.get_mut(dice.roll(blocks)) {
                one(dice, block, clients);
            }
        }
    }
}

fn place(dice: &mut Dice, clients: &[u64]) -> (u64, u64) {
    (dice.pick(clients).unwrap_or(1), dice.roll(14) as u64)
}

fn one(dice: &mut Dice, block: &mut Block, clients: &[u64]) {
    match dice.roll(8) {
        0 => block.origin = (dice.roll(3) > 0).then(|| place(dice, clients)),
        1 => block.right = (dice.roll(3) > 0).then(|| place(dice, clients)),
        2 => block.parent = Some(Parent::Struct(place(dice, clients))),
        3 => {
            let roots: [&[u8]; 5] = [b"stickies", b"links", b"actions", b"heartbeat", b"paint"];
            block.parent = dice.pick(&roots).map(|root| Parent::Root(root.to_vec()));
        }
        4 => {
            let keys: [&[u8]; 5] = [b"text", b"color", b"at", b"x", b"gone"];
            block.is_keyed = dice.roll(4) > 0;
            block.key = Some(dice.pick(&keys).unwrap_or_default().to_vec());
        }
        _ => body(dice, &mut block.body),
    }
}

fn body(dice: &mut Dice, body: &mut Body) {
    match body {
        Body::Dead(length) | Body::Deleted(length) => *length = dice.roll(9) as u64,
        Body::Text(text) => {
            let texts: [&[u8]; 6] = [b"a", b"brief", "é😀".as_bytes(), b"\xf0\x9f", b"", b"x\0y"];
            *text = dice.pick(&texts).unwrap_or_default().to_vec();
        }
        Body::Type(kind) => *kind = dice.roll(8) as u64,
        Body::Values(values) => {
            let value = dice.pick(&VALUES).unwrap_or_default().to_vec();
            match dice.roll(3) {
                0 => values.push(value),
                _ => *values = vec![value],
            }
        }
    }
    if dice.roll(12) == 0 {
        *body = Body::Deleted(1 + dice.roll(4) as u64);
    }
}

fn deletions(dice: &mut Dice, update: &mut Update, clients: &[u64]) {
    let (client, clock) = place(dice, clients);
    let range = (clock, dice.roll(4) as u64);
    match update.deletes.iter_mut().find(|(known, _)| *known == client) {
        Some((_, ranges)) => ranges.push(range),
        None => update.deletes.push((client, vec![range])),
    }
}

/// Damages bytes as they are.
pub(crate) fn bytes(dice: &mut Dice, bytes: &mut Vec<u8>) {
    let at = dice.roll(bytes.len());
    match dice.roll(5) {
        0 => bytes.truncate(at),
        1 => {
            let odd = [0x00, 0x7f, 0x80, 0xff, 10, 20, 126];
            bytes.splice(at..at, dice.pick(&odd));
        }
        2 => {
            let end = (at + 1 + dice.roll(16)).min(bytes.len());
            let piece = bytes.get(at..end).unwrap_or_default().to_vec();
            bytes.splice(at..at, piece);
        }
        _ => {
            let bit = 1_u8 << dice.roll(8);
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= bit;
            }
        }
    }
}
