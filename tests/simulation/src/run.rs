//! Running workshops: one, or many, and what to do with a failure.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use crate::broken::Broken;
use crate::options::Options;
use crate::shrink::shrink;
use crate::step::{self, Step};
use crate::work::Work;
use crate::world::World;

/// Steps of a workshop.
pub(crate) const LENGTH: usize = 250;

/// Runs a plan from the first step to the last check.
pub(crate) fn replay(steps: &[Step]) -> Result<Work, Broken> {
    let run = || {
        let mut world = World::new()?;
        for step in steps {
            world.act(step)?;
        }
        world.finish()
    };
    let panicked = |_panic| Err(Broken("something panicked; it says above what".to_owned()));
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(panicked)
}

/// Runs the workshop of a seed. A failure is kept with a smaller one, and told.
pub(crate) fn seed(seed: u64) -> Result<Work, String> {
    let steps = step::draw(seed, LENGTH);
    replay(&steps).map_err(|broken| failed(&format!("seed-{seed}"), &steps, &broken))
}

fn failed(name: &str, steps: &[Step], broken: &Broken) -> String {
    let whole = keep(name, steps, broken);
    let small = shrink(steps.to_vec(), |fewer| replay(fewer).is_err());
    let what = replay(&small).err().unwrap_or_else(|| broken.clone());
    let small = keep(&format!("{name}-small"), &small, &what);
    format!(
        "{name}: {broken}\n  all of it: {whole}\n  as small as it gets: {small}\n    ({what})\n\
         replay it with: cargo xtask simulate --replay FILE"
    )
}

fn keep(name: &str, steps: &[Step], broken: &Broken) -> String {
    let path = folder().join(format!("{name}.plan"));
    let told = format!("# {}\n", broken.to_string().replace('\n', "\n# "));
    let written = step::write(steps).map_err(|why| why.to_string()).and_then(|text| {
        std::fs::create_dir_all(folder()).map_err(|why| why.to_string())?;
        std::fs::write(&path, told + &text).map_err(|why| why.to_string())
    });
    match written {
        Ok(()) => path.display().to_string(),
        Err(why) => format!("not kept: {why}"),
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/simulation")
}

/// Does what the command line asks for; what there is to say about it.
pub(crate) fn command(options: &Options) -> Result<String, String> {
    match options {
        Options::Seed(one) => seed(*one).map(|work| format!("seed {one} holds: {work}")),
        Options::Replay(file) => {
            let text = std::fs::read_to_string(file)
                .map_err(|why| format!("{}: {why}", file.display()))?;
            let steps = step::read(&text).map_err(|broken| broken.to_string())?;
            let name = file.file_stem().map_or_else(String::new, |s| s.display().to_string());
            let work = replay(&steps);
            let work = work.map_err(|broken| failed(&format!("{name}-again"), &steps, &broken))?;
            Ok(format!("it holds: {work}"))
        }
        Options::For(time) => {
            let started = now();
            let first = fresh_seed();
            let (mut runs, mut total) = (0, Work::default());
            while now().duration_since(started) < *time {
                total.add(&seed(first + runs)?);
                runs += 1;
            }
            let lacks = total.lacks(runs);
            if lacks.is_empty() {
                Ok(format!("{runs} workshops from seed {first} hold: {total}"))
            } else {
                Err(format!("{runs} workshops did too little: {}", lacks.join("; ")))
            }
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "how long to go on, and where to begin; no run asks it"
)]
fn now() -> Instant {
    Instant::now()
}

#[expect(
    clippy::disallowed_methods,
    reason = "how long to go on, and where to begin; no run asks it"
)]
fn fresh_seed() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    // Far from the pinned and the counted ones, and room for an hour of runs before the next.
    1_000_000 + since.as_secs() % 1_000_000_000 * 1_000
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUNS: u64 = 2_000;
    /// Seeds that once found a defect.
    const PINNED: [u64; 1] = [215];

    #[test]
    fn whatever_happens_nothing_acknowledged_or_shown_is_lost_and_all_converge() {
        let seeds: Vec<u64> = PINNED.into_iter().chain(1..=RUNS).collect();
        let halves: Vec<&[u64]> = seeds.chunks(seeds.len().div_ceil(2)).collect();
        let many = |seeds: &[u64]| -> Result<Work, String> {
            let mut total = Work::default();
            for one in seeds {
                total.add(&seed(*one)?);
            }
            Ok(total)
        };
        let mut total = Work::default();
        std::thread::scope(|scope| {
            let runs: Vec<_> = halves.iter().map(|half| scope.spawn(|| many(half))).collect();
            for run in runs {
                match run.join().unwrap() {
                    Ok(work) => total.add(&work),
                    Err(why) => panic!("{why}"),
                }
            }
        });
        let lacks = total.lacks(seeds.len() as u64);
        assert!(
            lacks.is_empty(),
            "the runs did too little to prove anything: {lacks:?} of {total}"
        );
    }

    /// As small as they got; each begins with what it found.
    #[test]
    fn what_once_went_wrong_goes_well() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("plans");
        let mut plans = 0;
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let steps = step::read(&std::fs::read_to_string(&path).unwrap()).unwrap();
            assert!(!steps.is_empty(), "{} is empty", path.display());
            if let Err(broken) = replay(&steps) {
                panic!("{}: {broken}", path.display());
            }
            plans += 1;
        }
        assert!(plans > 0, "there are no plans");
    }

    #[test]
    fn a_plan_reads_back() {
        let steps = step::draw(1, LENGTH);
        let text = step::write(&steps).unwrap();
        assert_eq!(step::read(&format!("# why\n{text}")).unwrap(), steps);
    }
}
