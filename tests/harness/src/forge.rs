//! Updates as nobody honest writes them: varint by varint, without asking whether they make sense. One
//! collection of tricks for the room's own tests, which take this file in by its path, and for the
//! tests on real sockets. It knows the format and nothing of a server.

/// Bytes of an update under construction.
#[derive(Debug, Default, Clone)]
pub struct Forge(pub Vec<u8>);

impl Forge {
    /// Appends a number.
    #[must_use]
    pub fn number(mut self, mut number: u64) -> Self {
        while number >= 0x80 {
            self.0.push(number.to_le_bytes()[0] | 0x80);
            number >>= 7;
        }
        self.0.push(number.to_le_bytes()[0]);
        self
    }

    /// Appends a text with its length before it.
    #[must_use]
    pub fn text(self, text: &str) -> Self {
        self.number(text.len() as u64).raw(text.as_bytes())
    }

    /// Appends bytes as they are.
    #[must_use]
    pub fn raw(mut self, bytes: &[u8]) -> Self {
        self.0.extend_from_slice(bytes);
        self
    }

    /// The head of an update with one struct of one replica.
    pub fn one(client: u64, clock: u64) -> Self {
        Self::default().number(1).number(1).number(client).number(clock)
    }

    /// A struct of this kind under a key of a root.
    #[must_use]
    pub fn under(self, kind: u8, root: &str, key: &str) -> Self {
        self.raw(&[kind | 0x20, 1]).text(root).text(key)
    }
}

/// A new record, as an honest page writes it but for its fields.
pub fn record(client: u64, root: &str, key: &str) -> Vec<u8> {
    Forge::one(client, 0).under(7, root, key).raw(&[1, 0]).0
}

/// An update that only deletes.
pub fn deletes(client: u64, clock: u64, length: u64) -> Vec<u8> {
    let head = Forge::default().number(0).number(1).number(client);
    head.number(1).number(clock).number(length).0
}

/// A trick: what it is called, and its bytes.
pub type Trick = (&'static str, Vec<u8>);

/// Somebody hostile, by the number of their replica, and whose work they are after: that one wrote the
/// record `a` among the stickies as the first thing it ever wrote.
#[derive(Debug, Clone, Copy)]
pub struct Forger {
    /// Their own.
    pub own: u64,
    /// The other's.
    pub victim: u64,
}

impl Forger {
    /// What nobody may send to any document, whatever their role.
    pub fn tricks(self, root: &str) -> Vec<Trick> {
        [self.forgeries(root), self.contents(root), self.lengths(root), self.nestings(root)]
            .concat()
    }

    fn start(self) -> Forge {
        Forge::one(self.own, 0)
    }

    /// Somebody else's ids, and what leaves something out.
    fn forgeries(self, root: &str) -> Vec<Trick> {
        let further = Forge::one(self.victim, 500).under(7, root, "f").raw(&[1, 0]).0;
        let gap = Forge::one(self.own, 7).under(7, root, "gap").raw(&[1, 0]).0;
        let inside = self.start().raw(&[0x27, 0]).number(12_345).number(9).text("k").raw(&[1, 0]).0;
        let beside = self.start().raw(&[0x84]).number(12_345).number(9).text("x").raw(&[0]).0;
        vec![
            ("another's replica id", record(self.victim, root, "forged")),
            ("another's id, further on", further),
            ("a gap before its own", gap),
            ("inside what is not there", inside),
            ("beside what is not there", beside),
            ("deletes what is not there", deletes(12_345, 0, 5)),
            ("a skip", self.start().raw(&[10, 3, 0]).0),
            (
                "builds on itself",
                self.start().raw(&[0x84]).number(self.own).raw(&[0, 1, b'x', 0]).0,
            ),
        ]
    }

    /// Kinds of content that no board has.
    fn contents(self, root: &str) -> Vec<Trick> {
        let under = |kind: u8| self.start().under(kind, root, "x");
        let value = |bytes: &[u8]| under(8).number(1).raw(bytes).0;
        vec![
            ("format 2", vec![0, 0, 5, 1, 4, 1, 2, 154, 5, 0, 0, 1, 39, 1, 1, 1, 1, 1, 0]),
            ("a subdocument", under(9).text("guid").raw(&[118, 0, 0]).0),
            ("rich text", under(6).text("bold").text("true").raw(&[0]).0),
            ("an element of XML", under(7).raw(&[3]).text("p").raw(&[0]).0),
            ("binary content", under(3).raw(&[2, 1, 2, 0]).0),
            ("an embed", under(5).text("{}").raw(&[0]).0),
            ("bytes as a value", value(&[116, 2, 1, 2, 0])),
            ("a 64-bit integer", value(&[122, 0, 0, 0, 0, 0, 0, 0, 1, 0])),
        ]
    }

    /// Lengths, counts and flags on which engines differ or break.
    fn lengths(self, root: &str) -> Vec<Trick> {
        let huge = |length: u64| self.start().raw(&[0]).number(length).raw(&[0]).0;
        let deleted = |length: u64| self.start().under(1, root, "x").number(length).raw(&[0]).0;
        let at_the_end = Forge::one(self.own, (1 << 31) - 1).under(7, root, "x").raw(&[1, 0]).0;
        let past_all = Forge::one(u64::MAX >> 1, 0).under(7, root, "x").raw(&[1, 0]).0;
        let no_text = self.start().under(4, root, "x").raw(&[2, 0xff, 0xfe, 0]).0;
        vec![
            ("kind 20", self.start().raw(&[20, 1, 1, b'x', 0]).0),
            ("flags on what is gone", self.start().raw(&[0x80, 1, 0]).0),
            ("flags on a skip", self.start().raw(&[0x8a, 3, 0]).0),
            ("a length of nothing", huge(0)),
            ("a length near 2^31", huge((1 << 31) - 1)),
            ("a length of 2^31", huge(1 << 31)),
            ("a length near 2^32", huge((1 << 32) - 1)),
            ("a length of 2^40", huge(1 << 40)),
            ("a length near 2^53", huge((1 << 53) - 1)),
            ("a deleted run near 2^31", deleted((1 << 31) - 1)),
            ("a deleted run near 2^32", deleted((1 << 32) - 1)),
            ("deletes nearly 2^31", deletes(self.victim, 0, (1 << 31) - 1)),
            ("deletes nearly 2^53", deletes(self.victim, 0, (1 << 53) - 1)),
            ("a clock near 2^31", at_the_end),
            ("a replica near 2^64", past_all),
            ("a count past the end", Forge::default().number((1 << 31) - 1).number(1).0),
            ("an unknown root", record(self.own, "paintings", "x")),
            ("a text that is no UTF-8", no_text),
            ("goes on after its end", [record(self.own, root, "x"), vec![1]].concat()),
        ]
    }

    /// What is too deep: values in values, and types in types.
    fn nestings(self, root: &str) -> Vec<Trick> {
        const DEEP: u64 = 10_000;
        let lists = [[117, 1].repeat(10_000), vec![126, 0]].concat();
        let chain = |depth: u64| {
            let head = Forge::default().number(1).number(depth).number(self.own).number(0);
            let first = head.under(7, root, "deep").raw(&[1]);
            let inner = |forge: Forge, parent: u64| {
                forge.raw(&[0x27, 0]).number(self.own).number(parent).text("k").raw(&[1])
            };
            (0..depth - 1).fold(first, inner).raw(&[0]).0
        };
        vec![
            ("10,000 lists in lists", self.start().under(8, root, "x").number(1).raw(&lists).0),
            ("10,000 maps in maps", chain(DEEP)),
            ("a map in a map in a record", chain(3)),
            ("a map beside a value in a map", self.creeping().raw(&[0]).0),
        ]
    }

    /// A record, a map in it, a value in that, and a map that takes the place of the value.
    fn creeping(self) -> Forge {
        let head = Forge::default().number(1).number(4).number(self.own).number(0);
        let record = head.under(7, "stickies", "deep").raw(&[1]);
        let map = record.raw(&[0x27, 0]).number(self.own).number(0).text("seen").raw(&[1]);
        let value = map.raw(&[0x28, 0]).number(self.own).number(1).text("k").raw(&[1, 126]);
        value.raw(&[0x87]).number(self.own).number(2).raw(&[1])
    }

    /// What takes the victim's record away for good, in several ways; for the map, where it lives.
    pub fn takings(self) -> Vec<Trick> {
        let over =
            |flag: u8, kind: u8| self.start().raw(&[flag | kind]).number(self.victim).number(0);
        let words = self.start().raw(&[0x27, 0]).number(self.victim).number(0).text("text");
        vec![
            ("deletes a record", deletes(self.victim, 0, 1)),
            ("deletes all there is", deletes(self.victim, 0, 5)),
            ("puts another after it", over(0x80, 7).raw(&[1, 0]).0),
            ("puts a value after it", over(0x80, 8).number(1).raw(&[126, 0]).0),
            ("puts another before it", over(0x40, 7).raw(&[1, 0]).0),
            ("makes it anew", record(self.own, "stickies", "a")),
            ("makes its words anew", words.raw(&[2, 0]).0),
        ]
    }
}
