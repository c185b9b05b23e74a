//! Groups of properties as they are written: few differ in a document, however long it is.

use std::collections::BTreeMap;

use crate::docx::order::is_void;
use crate::docx::xml::Element;

/// Groups of properties in XML, by all that they depend on.
#[derive(Debug)]
pub(super) struct Memo<Key>(BTreeMap<Key, String>);

impl<Key> Default for Memo<Key> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<Key: Ord> Memo<Key> {
    /// Writes the group of a key, which is made when it first comes. It gets nothing but the key,
    /// so that what it depends on can't be forgotten in it. A group without properties is left out.
    pub(super) fn write(&mut self, key: Key, make: impl FnOnce(&Key) -> Element, out: &mut String) {
        if let Some(known) = self.0.get(&key) {
            out.push_str(known);
            return;
        }
        let group = make(&key);
        let mut written = String::new();
        if !is_void(&group) {
            group.write(&mut written);
        }
        out.push_str(&written);
        self.0.insert(key, written);
    }
}
