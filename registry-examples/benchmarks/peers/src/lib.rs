//! rapidfuzz (Rust) over pairs of byte texts, called once for all pairs, so that crossing over costs nothing.
use rapidfuzz::distance::{jaro_winkler, levenshtein, osa};

struct Pairs<'a> {
    data: &'a [u8],
    starts: &'a [i32],
    lengths: &'a [u8],
}

impl Pairs<'_> {
    fn text(&self, i: usize) -> &[u8] {
        let from = self.starts[i] as usize;
        &self.data[from..from + self.lengths[i] as usize]
    }
}

/// Text 2i is compared with text 2i+1; `kind`: 0 Jaro-Winkler, 1 Levenshtein, 2 Levenshtein up to 3, 3 OSA. Gives the sum.
///
/// # Safety
/// `data` has `bytes` bytes, `starts` and `lengths` have two elements a pair, and every text lies within `data`.
#[no_mangle]
pub unsafe extern "C" fn pairs(
    kind: i32,
    data: *const u8,
    bytes: i32,
    starts: *const i32,
    lengths: *const u8,
    count: i32,
) -> f64 {
    let starts = std::slice::from_raw_parts(starts, count as usize * 2);
    let lengths = std::slice::from_raw_parts(lengths, count as usize * 2);
    let data = std::slice::from_raw_parts(data, bytes as usize);
    let p = Pairs { data, starts, lengths };
    let mut sum = 0.0;
    let small = levenshtein::Args::default().score_cutoff(3);
    for i in 0..count as usize {
        let (a, b) = (p.text(2 * i), p.text(2 * i + 1));
        let (a, b) = (a.iter().copied(), b.iter().copied());
        sum += match kind {
            0 => jaro_winkler::similarity(a, b),
            1 => levenshtein::distance(a, b) as f64,
            2 => levenshtein::distance_with_args(a, b, &small).unwrap_or(4) as f64,
            _ => osa::distance(a, b) as f64,
        };
    }
    sum
}
