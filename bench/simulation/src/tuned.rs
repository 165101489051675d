//! M/M/10 at 90 %, first come first served, mean wait: nothing else, as fast as a person writes it. What a general engine
//! costs is measured against it. Variates by ziggurat, no event list: ten numbers are looked through.

use std::collections::VecDeque;

const SERVERS: usize = 10;
const RATE: f64 = 9.0;

/// xoshiro256+ (Blackman, Vigna 2019): the lower bits are not used for numbers.
struct Chance([u64; 4]);

impl Chance {
    #[inline(always)]
    fn bits(&mut self) -> u64 {
        let s = &mut self.0;
        let bits = s[0].wrapping_add(s[3]);
        let t = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= t;
        s[3] = s[3].rotate_left(45);
        bits
    }

    #[inline(always)]
    fn uniform(&mut self) -> f64 {
        (self.bits() >> 11) as f64 * (1.0 / 9_007_199_254_740_992.0)
    }
}

/// Marsaglia and Tsang's ziggurat for the exponential, 256 layers.
struct Ziggurat {
    x: [f64; 257],
    y: [f64; 257],
}

const TAIL: f64 = 7.697_117_470_131_05;
const AREA: f64 = 0.003_949_659_822_581_557;

impl Ziggurat {
    fn new() -> Self {
        let (mut x, mut y) = ([0.0_f64; 257], [0.0_f64; 257]);
        x[1] = TAIL;
        y[1] = (-TAIL).exp();
        x[0] = AREA / y[1];
        for layer in 2..256 {
            y[layer] = y[layer - 1] + AREA / x[layer - 1];
            x[layer] = -y[layer].ln();
        }
        y[256] = 1.0;
        Self { x, y }
    }

    #[inline(always)]
    fn draw(&self, chance: &mut Chance) -> f64 {
        loop {
            let bits = chance.bits();
            let layer = (bits >> 3 & 255) as usize;
            let x = (bits >> 11) as f64 * (1.0 / 9_007_199_254_740_992.0) * self.x[layer];
            if x < self.x[layer + 1] {
                return x;
            }
            if let Some(x) = self.rare(layer, x, chance) {
                return x;
            }
        }
    }

    #[cold]
    fn rare(&self, layer: usize, x: f64, chance: &mut Chance) -> Option<f64> {
        if layer == 0 {
            return Some(TAIL - (1.0 - chance.uniform()).ln());
        }
        let y = self.y[layer] + chance.uniform() * (self.y[layer + 1] - self.y[layer]);
        (y < (-x).exp()).then_some(x)
    }
}

/// The least of ten, and where.
#[inline(always)]
fn least(ends: &[f64; SERVERS]) -> (usize, f64) {
    let (mut at, mut end) = (0, ends[0]);
    for (server, &other) in ends.iter().enumerate().skip(1) {
        if other < end {
            (at, end) = (server, other);
        }
    }
    (at, end)
}

/// The mean wait of so many customers.
pub(crate) fn mm10(customers: u64) -> f64 {
    let ziggurat = Ziggurat::new();
    let mut chance = Chance([0x9e37_79b9, 0x7f4a_7c15, 0xd134_2543, 0xde82_ef95]);
    for _ in 0..100 {
        chance.bits();
    }
    let mut ends = [f64::INFINITY; SERVERS];
    let mut waiting: VecDeque<f64> = VecDeque::with_capacity(1 << 12);
    let (mut busy, mut arrived, mut waited) = (0, 0, 0.0);
    let mut arrival = ziggurat.draw(&mut chance) / RATE;
    let (mut server, mut end) = least(&ends);
    while arrived < customers {
        if arrival < end {
            arrived += 1;
            if busy < SERVERS {
                busy += 1;
                let free = ends
                    .iter()
                    .position(|end| *end == f64::INFINITY)
                    .unwrap_or(0);
                ends[free] = arrival + ziggurat.draw(&mut chance);
                (server, end) = least(&ends);
            } else {
                waiting.push_back(arrival);
            }
            arrival += ziggurat.draw(&mut chance) * (1.0 / RATE);
        } else {
            match waiting.pop_front() {
                Some(came) => {
                    waited += end - came;
                    ends[server] = end + ziggurat.draw(&mut chance);
                }
                None => {
                    busy -= 1;
                    ends[server] = f64::INFINITY;
                }
            }
            (server, end) = least(&ends);
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    let mean = waited / arrived as f64;
    mean
}

#[cfg(test)]
mod tests {
    #[test]
    fn it_waits_as_erlang_c_says() {
        let mean = super::mm10(2_000_000);
        assert!((0.62..0.72).contains(&mean), "0.6687, not {mean}");
    }
}
