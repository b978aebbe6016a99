//! An update taken apart, so that one field can be changed and the rest still fits: random damage to bytes
//! hardly ever gets past the walk. It reads what honest people write, and writes anything.

use crdt::wire::Writer;

/// An update of format v1.
#[derive(Debug, Clone, Default)]
pub(crate) struct Update {
    pub(crate) sections: Vec<Section>,
    /// By replica: first clock and length.
    pub(crate) deletes: Vec<(u64, Vec<(u64, u64)>)>,
}

/// The structs of one replica.
#[derive(Debug, Clone)]
pub(crate) struct Section {
    pub(crate) client: u64,
    pub(crate) clock: u64,
    pub(crate) blocks: Vec<Block>,
}

/// A struct's address.
pub(crate) type Place = (u64, u64);

/// What a struct is put into.
#[derive(Debug, Clone)]
pub(crate) enum Parent {
    Root(Vec<u8>),
    Struct(Place),
}

/// One struct.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    pub(crate) origin: Option<Place>,
    pub(crate) right: Option<Place>,
    pub(crate) parent: Option<Parent>,
    /// Whether it says that it has a key; beside another struct it says so without naming it.
    pub(crate) is_keyed: bool,
    pub(crate) key: Option<Vec<u8>>,
    pub(crate) body: Body,
}

/// What is in a struct.
#[derive(Debug, Clone)]
pub(crate) enum Body {
    Dead(u64),
    Deleted(u64),
    Text(Vec<u8>),
    Type(u64),
    /// Plain values, as they are written.
    Values(Vec<Vec<u8>>),
}

struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..63).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn take(&mut self, length: u64) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(usize::try_from(length).ok()?)?;
        self.0 = rest;
        Some(taken)
    }

    fn string(&mut self) -> Option<Vec<u8>> {
        let length = self.number()?;
        self.take(length).map(<[u8]>::to_vec)
    }

    fn place(&mut self) -> Option<Place> {
        Some((self.number()?, self.number()?))
    }

    fn value(&mut self) -> Option<Vec<u8>> {
        let before = self.0;
        self.skip()?;
        before.get(..before.len() - self.0.len()).map(<[u8]>::to_vec)
    }

    fn skip(&mut self) -> Option<()> {
        match self.byte()? {
            125 => self.number().map(drop),
            124 => self.take(4).map(drop),
            123 | 122 => self.take(8).map(drop),
            119 | 116 => self.string().map(drop),
            118 => (0..self.number()?).try_for_each(|_| {
                self.string()?;
                self.skip()
            }),
            117 => (0..self.number()?).try_for_each(|_| self.skip()),
            _ => Some(()),
        }
    }
}

impl Update {
    /// Takes bytes apart; nothing when they hold what honest people do not write.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let mut bytes = Bytes(bytes);
        let mut update = Self::default();
        for _ in 0..bytes.number()? {
            let (count, client, clock) = (bytes.number()?, bytes.number()?, bytes.number()?);
            let blocks = (0..count).map(|_| block(&mut bytes)).collect::<Option<_>>()?;
            update.sections.push(Section { client, clock, blocks });
        }
        for _ in 0..bytes.number()? {
            let (client, count) = (bytes.number()?, bytes.number()?);
            let ranges = (0..count).map(|_| bytes.place()).collect::<Option<_>>()?;
            update.deletes.push((client, ranges));
        }
        bytes.0.is_empty().then_some(update)
    }

    /// Puts it together.
    pub(crate) fn write(&self) -> Vec<u8> {
        let mut out = number(self.sections.len() as u64);
        for section in &self.sections {
            out.extend(number(section.blocks.len() as u64));
            out.extend(number(section.client));
            out.extend(number(section.clock));
            for block in &section.blocks {
                out.extend(block.write());
            }
        }
        out.extend(number(self.deletes.len() as u64));
        for (client, ranges) in &self.deletes {
            out.extend(number(*client));
            out.extend(number(ranges.len() as u64));
            for range in ranges {
                out.extend(place(*range));
            }
        }
        out
    }
}

fn block(bytes: &mut Bytes<'_>) -> Option<Block> {
    let info = bytes.byte()?;
    let mut block = Block {
        origin: None,
        right: None,
        parent: None,
        is_keyed: false,
        key: None,
        body: Body::Dead(0),
    };
    if info == 0 {
        block.body = Body::Dead(bytes.number()?);
        return Some(block);
    }
    block.is_keyed = info & 0x20 != 0;
    if info & 0x80 != 0 {
        block.origin = Some(bytes.place()?);
    }
    if info & 0x40 != 0 {
        block.right = Some(bytes.place()?);
    }
    if info & 0xc0 == 0 {
        block.parent = Some(match bytes.number()? {
            1 => Parent::Root(bytes.string()?),
            _ => Parent::Struct(bytes.place()?),
        });
        if info & 0x20 != 0 {
            block.key = Some(bytes.string()?);
        }
    }
    block.body = match info & 0x1f {
        1 => Body::Deleted(bytes.number()?),
        4 => Body::Text(bytes.string()?),
        7 => Body::Type(bytes.number()?),
        8 => {
            let count = bytes.number()?;
            Body::Values((0..count).map(|_| bytes.value()).collect::<Option<_>>()?)
        }
        _ => return None,
    };
    Some(block)
}

impl Block {
    pub(crate) fn write(&self) -> Vec<u8> {
        let (kind, body) = match &self.body {
            Body::Dead(length) => return [vec![0], number(*length)].concat(),
            Body::Deleted(length) => (1, number(*length)),
            Body::Text(text) => (4, string(text)),
            Body::Type(kind) => (7, number(*kind)),
            Body::Values(values) => (8, [number(values.len() as u64), values.concat()].concat()),
        };
        let beside = self.origin.is_some() || self.right.is_some();
        let mut info = kind;
        let mut head = Vec::new();
        if let Some(origin) = self.origin {
            info |= 0x80;
            head.extend(place(origin));
        }
        if let Some(right) = self.right {
            info |= 0x40;
            head.extend(place(right));
        }
        match self.parent.as_ref().filter(|_| !beside) {
            Some(Parent::Root(root)) => head.extend([number(1), string(root)].concat()),
            Some(Parent::Struct(parent)) => head.extend([number(0), place(*parent)].concat()),
            None => {}
        }
        if self.is_keyed {
            info |= 0x20;
        }
        if let Some(key) = self.key.as_ref().filter(|_| self.is_keyed && !beside) {
            head.extend(string(key));
        }
        [vec![info], head, body].concat()
    }
}

pub(crate) fn number(number: u64) -> Vec<u8> {
    Writer::default().number(number).done().into()
}

fn string(text: &[u8]) -> Vec<u8> {
    Writer::default().bytes(text).done().into()
}

fn place((client, clock): Place) -> Vec<u8> {
    Writer::default().number(client).number(clock).done().into()
}
