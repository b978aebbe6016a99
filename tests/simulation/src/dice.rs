//! A small generator of our own, so that a seed means the same for ever (xorshift64*).

/// The generator.
#[derive(Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        // Spread, because neighbouring seeds are drawn one after the other; and never zero.
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `sides`; 0 when there are none.
    pub(crate) fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33).checked_rem(sides).unwrap_or(0)
    }

    /// One of these; the first when it is the only one.
    pub(crate) fn pick<T: Copy, const N: usize>(&mut self, from: [T; N]) -> Option<T> {
        let at = usize::try_from(self.roll(N as u64)).unwrap_or(0);
        from.get(at).copied()
    }

    /// A small number, for a step that interprets it.
    pub(crate) fn number(&mut self) -> u32 {
        u32::try_from(self.roll(1 << 20)).unwrap_or(0)
    }
}
