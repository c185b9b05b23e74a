//! What the program itself says: help texts, summaries, faults of the installation.
