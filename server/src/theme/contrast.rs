//! The contrast of the pairs of colours that the page uses, as WCAG counts it. Only plain hexadecimal
//! colours are judged, alone or inside `light-dark()`: what is computed by a browser cannot be seen here.

/// Foreground, background and the least ratio between them.
const PAIRS: [(&str, &str, f64); 15] = [
    ("default-color-default", "default-bg-document", 4.5),
    ("default-color-default", "default-bg-subtle", 4.5),
    ("default-color-default", "default-bg-default", 4.5),
    ("default-color-subtle", "default-bg-document", 4.5),
    ("default-color-subtle", "default-bg-subtle", 4.5),
    ("default-color-subtle", "default-bg-default", 4.5),
    ("default-border-default", "default-bg-default", 3.0),
    ("action-1-inverse-color-default", "action-1-bg-default", 4.5),
    ("action-1-inverse-color-default", "action-1-bg-hover", 4.5),
    ("action-1-color-default", "default-bg-default", 4.5),
    ("default-color-default", "selected-bg-default", 4.5),
    ("default-color-default", "accent-1-bg-default", 4.5),
    ("positive-color-default", "positive-bg-subtle", 4.5),
    ("warning-color-default", "warning-bg-subtle", 4.5),
    ("negative-inverse-color-default", "negative-bg-default", 4.5),
];

/// The value of a token where a style sheet first declares it.
pub(super) fn declared<'a>(css: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = css.split_once(&format!("{name}:"))?;
    let end = rest.find([';', '}']).unwrap_or(rest.len());
    rest.get(..end).map(str::trim)
}

/// The pairs that are too faint, in words.
pub(super) fn faint<'a>(value: impl Fn(&str) -> Option<&'a str>) -> Vec<String> {
    let token = |part: &str| format!("--basis-color-{part}");
    let mut found = Vec::new();
    for (front, back, least) in PAIRS {
        let (front, back) = (token(front), token(back));
        let both = value(&front).zip(value(&back));
        for (nth, scheme) in ["light", "dark"].into_iter().enumerate() {
            let colours = both.and_then(|(a, b)| Some((colour(a, nth)?, colour(b, nth)?)));
            let Some((one, other)) = colours else { continue };
            let ratio = ratio(one, other);
            if ratio < least {
                found.push(format!(
                    "{front} on {back} has a contrast of {ratio:.1} in {scheme}; {least} is needed"
                ));
            }
        }
    }
    found
}

/// The colour that a value is in light (0) or dark (1), as its luminance.
fn colour(value: &str, scheme: usize) -> Option<f64> {
    let inside = value.strip_prefix("light-dark(").and_then(|rest| rest.strip_suffix(')'));
    let one = match inside {
        Some(both) => both.split(',').nth(scheme)?.trim(),
        // One value is for both, and then the page is light only.
        None if scheme == 0 => value,
        None => return None,
    };
    let digits = one.strip_prefix('#')?;
    let digit = |at: usize| digits.get(at..=at).and_then(|one| u8::from_str_radix(one, 16).ok());
    let pair = |at: usize| digits.get(at..at + 2).and_then(|two| u8::from_str_radix(two, 16).ok());
    let parts = match digits.len() {
        3 => [digit(0)? * 17, digit(1)? * 17, digit(2)? * 17],
        6 => [pair(0)?, pair(2)?, pair(4)?],
        _ => return None,
    };
    let [red, green, blue] = parts.map(|part| {
        let share = f64::from(part) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    });
    Some(0.2126f64.mul_add(red, 0.7152f64.mul_add(green, 0.0722 * blue)))
}

fn ratio(one: f64, other: f64) -> f64 {
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}
