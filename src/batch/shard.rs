//! Shards: parts of a batch that machines do independently of each other.

use sha2::{Digest, Sha256};

/// A part of a batch.
///
/// Which jobs are in it depends on their names alone, by rendezvous hashing: when the number of
/// shards changes from N to N+1, about one job in N+1 moves, and all of these to the new shard.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Shard {
    index: u32,
    count: u32,
}

/// The most shards that a batch may have.
const MOST: u32 = 10_000;

impl Shard {
    /// The shard of a number from 1 to `count`.
    pub fn new(index: u32, count: u32) -> Option<Self> {
        ((1..=count).contains(&index) && count <= MOST).then_some(Self { index, count })
    }

    /// Reads `2/4`.
    pub fn parse(text: &str) -> Option<Self> {
        let (index, count) = text.split_once('/')?;
        Self::new(index.trim().parse().ok()?, count.trim().parse().ok()?)
    }

    /// Its number, from 1.
    pub fn index(self) -> u32 {
        self.index
    }

    /// How many there are.
    pub fn count(self) -> u32 {
        self.count
    }

    /// Whether a job belongs to it, by the job's name.
    pub fn owns(self, name: &str) -> bool {
        let digest: [u8; 32] = Sha256::digest(name).into();
        let name = digest[..8].iter().fold(0, |number, byte| number << 8 | u64::from(*byte));
        let score = |index: u32| (mix(name ^ mix(u64::from(index))), index);
        (1..=self.count).map(score).max().is_some_and(|(_, best)| best == self.index)
    }
}

impl std::fmt::Display for Shard {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}/{}", self.index, self.count)
    }
}

/// The finalizer of `SplitMix64`: every bit of the input changes half of the output.
fn mix(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// Why the environment does not say which shard this is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum DetectError {
    /// No engine that is known has set its variables.
    NoEngine,
    /// Several have.
    Several(String),
    /// A variable has no number, or one that can't be.
    Value {
        /// The variable.
        variable: &'static str,
        /// What is in it.
        value: String,
    },
    /// The engine does not say how many shards there are.
    NoCount {
        /// The engine.
        engine: &'static str,
    },
    /// The indices of a Slurm array have gaps.
    Gaps,
}

/// The variables of an engine for array jobs.
struct Engine {
    name: &'static str,
    index: &'static str,
    /// The number of the first shard.
    first: u32,
    count: Option<&'static str>,
}

const ENGINES: [Engine; 5] = [
    Engine { name: "Kubernetes Indexed Job", index: "JOB_COMPLETION_INDEX", first: 0, count: None },
    Engine { name: "Slurm", index: SLURM_INDEX, first: 0, count: Some("SLURM_ARRAY_TASK_COUNT") },
    Engine { name: "GitLab", index: "CI_NODE_INDEX", first: 1, count: Some("CI_NODE_TOTAL") },
    Engine {
        name: "AWS Batch",
        index: "AWS_BATCH_JOB_ARRAY_INDEX",
        first: 0,
        count: Some("AWS_BATCH_JOB_ARRAY_SIZE"),
    },
    Engine {
        name: "Buildkite",
        index: "BUILDKITE_PARALLEL_JOB",
        first: 0,
        count: Some("BUILDKITE_PARALLEL_JOB_COUNT"),
    },
];

const SLURM_INDEX: &str = "SLURM_ARRAY_TASK_ID";

/// The shard that the engine around this process means it to do, with its engine.
///
/// `variable` gives the variables of the environment; `count` is the number of shards if the caller
/// knows it, as is needed where the engine does not say.
///
/// # Errors
///
/// [`DetectError`] if no engine is known, or its variables make no sense.
pub fn detect(
    variable: impl Fn(&str) -> Option<String>,
    count: Option<u32>,
) -> Result<(Shard, &'static str), DetectError> {
    let found: Vec<&Engine> =
        ENGINES.iter().filter(|engine| variable(engine.index).is_some()).collect();
    let engine = match found[..] {
        [] => return Err(DetectError::NoEngine),
        [engine] => engine,
        _ => {
            let names: Vec<&str> = found.iter().map(|engine| engine.name).collect();
            return Err(DetectError::Several(names.join(", ")));
        }
    };
    let number = |name: &'static str| -> Result<Option<u32>, DetectError> {
        let Some(value) = variable(name) else { return Ok(None) };
        match value.trim().parse() {
            Ok(number) => Ok(Some(number)),
            Err(_) => Err(DetectError::Value { variable: name, value }),
        }
    };
    let mut index = number(engine.index)?.unwrap_or_default();
    let said = engine.count.map(number).transpose()?.flatten();
    if engine.index == SLURM_INDEX {
        index = slurm_position(index, said, number)?;
    }
    let count = count.or(said).ok_or(DetectError::NoCount { engine: engine.name })?;
    let shard = (index + 1).checked_sub(engine.first).and_then(|index| Shard::new(index, count));
    let shard = shard.ok_or_else(|| DetectError::Value {
        variable: engine.index,
        value: variable(engine.index).unwrap_or_default(),
    })?;
    Ok((shard, engine.name))
}

/// The position of a task in a Slurm array, whose indices may begin anywhere and go in steps.
fn slurm_position(
    index: u32,
    count: Option<u32>,
    number: impl Fn(&'static str) -> Result<Option<u32>, DetectError>,
) -> Result<u32, DetectError> {
    let first = number("SLURM_ARRAY_TASK_MIN")?.unwrap_or(0);
    let last = number("SLURM_ARRAY_TASK_MAX")?;
    let step = number("SLURM_ARRAY_TASK_STEP")?.unwrap_or(1).max(1);
    let distance = index.checked_sub(first).ok_or(DetectError::Gaps)?;
    let is_even = last.zip(count).is_none_or(|(last, count)| {
        last.checked_sub(first).is_some_and(|range| range / step + 1 == count)
    });
    if !distance.is_multiple_of(step) || !is_even {
        return Err(DetectError::Gaps);
    }
    Ok(distance / step)
}
