//! Findings as text for people and JSON lines for machines.
