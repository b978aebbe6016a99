//! Makes a plan that fails smaller, as long as it still fails: first in halves, in the end step by step.

use crate::step::Step;

/// Tries before it is small enough for people.
const TRIES_MAX: usize = 3_000;

/// The smallest plan found for which `fails` still holds.
pub(crate) fn shrink(steps: Vec<Step>, fails: impl Fn(&[Step]) -> bool) -> Vec<Step> {
    let mut steps = steps;
    let mut tries = 0;
    let mut size = steps.len().div_ceil(2);
    while size > 0 && tries < TRIES_MAX {
        let mut at = 0;
        let mut is_smaller = false;
        while at < steps.len() && tries < TRIES_MAX {
            let mut fewer = steps.clone();
            fewer.drain(at..(at + size).min(steps.len()));
            tries += 1;
            if fails(&fewer) {
                steps = fewer;
                is_smaller = true;
            } else {
                at += size;
            }
        }
        if size > 1 {
            size /= 2;
        } else if !is_smaller {
            break;
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::step::draw;

    #[test]
    fn what_matters_is_left() {
        let steps = draw(7, 300);
        let crashes = |steps: &[Step]| {
            steps.iter().filter(|step| matches!(step, Step::Crash { .. })).count() >= 2
        };
        assert!(crashes(&steps));
        assert_eq!(shrink(steps, crashes).len(), 2);
    }
}
