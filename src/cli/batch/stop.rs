//! Being told to stop: by SIGINT or SIGTERM, by a failure, by a full disk.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

/// Why to stop, once there is a reason.
#[derive(Clone, Debug, Default)]
pub(super) struct Stop {
    signal: Arc<AtomicUsize>,
    failed: Arc<AtomicBool>,
}

impl Stop {
    /// Heeds signals from now on: the first asks to stop, a second ends the program at once.
    pub(super) fn on_signals() -> Self {
        let stop = Self::default();
        let again = Arc::new(AtomicBool::new(false));
        for signal in [SIGINT, SIGTERM] {
            // Where a signal can't be heeded, it ends the program as ever: nothing is lost by that.
            let _ = flag::register_conditional_shutdown(signal, 128 + signal, Arc::clone(&again));
            let _ = flag::register(signal, Arc::clone(&again));
            let number = usize::try_from(signal).unwrap_or_default();
            let _ = flag::register_usize(signal, Arc::clone(&stop.signal), number);
        }
        stop
    }

    /// Asks to stop after a failure.
    pub(super) fn fail(&self) {
        self.failed.store(true, Ordering::Relaxed);
    }

    /// Whether to begin nothing more.
    pub(super) fn is_asked(&self) -> bool {
        self.failed.load(Ordering::Relaxed) || self.signal().is_some()
    }

    /// The signal that asked.
    pub(super) fn signal(&self) -> Option<u8> {
        let number = self.signal.load(Ordering::Relaxed);
        u8::try_from(number).ok().filter(|&number| number > 0)
    }
}
