//! Pictures that many reports show, a seal or a logo: checked once, and kept with what is made of them.

use std::any::Any;
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::{LARGEST_FILE, Picture, PictureError, check};
use crate::assets::Assets;

/// How much is kept: bytes of files and pixels. What is made of a pixel has four bytes at most.
const MOST_KEPT: u64 = 16 << 20;

/// Pictures that have been read, by the digests of their files; the latest are kept.
#[derive(Debug, Default)]
pub struct Gallery(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    pictures: BTreeMap<[u8; 32], Arc<Picture>>,
    /// Their digests, the oldest first.
    order: VecDeque<[u8; 32]>,
    /// Bytes and pixels of all.
    size: u64,
}

/// What a writer has made of a picture.
pub(super) type Made = OnceLock<Arc<dyn Any + Send + Sync>>;

impl Gallery {
    /// Reads and checks the picture that a report calls `path`, unless one with these bytes is known.
    ///
    /// # Errors
    ///
    /// [`PictureError`] if it can't be had or drawn.
    pub fn read(&self, assets: &Assets, path: &str) -> Result<Arc<Picture>, PictureError> {
        let (bytes, digest) = assets.read(path, LARGEST_FILE)?;
        if let Some(known) = self.with(|kept| kept.pictures.get(&digest).map(Arc::clone)) {
            return Ok(known);
        }
        let mut picture = check(bytes)?;
        if picture.size() > MOST_KEPT {
            return Ok(Arc::new(picture));
        }
        picture.made = Some(Made::new());
        let picture = Arc::new(picture);
        self.with(|kept| kept.keep(digest, &picture));
        Ok(picture)
    }

    fn with<T>(&self, act: impl FnOnce(&mut Kept) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Kept {
    fn keep(&mut self, digest: [u8; 32], picture: &Arc<Picture>) {
        if self.pictures.insert(digest, Arc::clone(picture)).is_some() {
            // Another thread has read it at the same time.
            return;
        }
        self.order.push_back(digest);
        self.size += picture.size();
        while self.size > MOST_KEPT {
            let oldest = self.order.pop_front().and_then(|oldest| self.pictures.remove(&oldest));
            self.size -= oldest.map_or(self.size, |oldest| oldest.size());
        }
    }
}

impl Picture {
    /// Its bytes and pixels.
    fn size(&self) -> u64 {
        self.bytes.len() as u64 + u64::from(self.width) * u64::from(self.height)
    }

    /// What a writer makes of the picture's bytes alone: made once as long as the picture is kept.
    ///
    /// There is one such writer.
    ///
    /// # Errors
    ///
    /// Those of `make`.
    pub fn made<T, E>(&self, make: impl FnOnce() -> Result<T, E>) -> Result<Arc<T>, E>
    where
        T: Any + Send + Sync,
    {
        let known = self.made.as_ref().and_then(OnceLock::get);
        if let Some(Ok(known)) = known.map(|known| Arc::clone(known).downcast::<T>()) {
            return Ok(known);
        }
        let new = Arc::new(make()?);
        if let Some(slot) = &self.made {
            // If another thread was first, its is the same.
            let _ = slot.set(Arc::clone(&new) as Arc<dyn Any + Send + Sync>);
        }
        Ok(new)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn png(width: u32, height: u32, shade: u8) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        let image = image::GrayImage::from_pixel(width, height, image::Luma([shade]));
        image.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn a_picture_is_checked_and_made_once_and_again_when_its_bytes_change() {
        let folder = tempfile::tempdir().unwrap();
        let (assets, gallery) = (Assets::new(folder.path(), Vec::new()), Gallery::default());
        let path = folder.path().join("a.png");
        std::fs::write(&path, png(2, 3, 9)).unwrap();
        let first = gallery.read(&assets, "a.png").unwrap();
        let again = gallery.read(&assets, "a.png").unwrap();
        assert!(Arc::ptr_eq(&first, &again));
        let made = |picture: &Picture, value: u8| *picture.made(|| Ok::<_, ()>(value)).unwrap();
        assert_eq!([made(&first, 1), made(&again, 2)], [1, 1]);
        std::fs::write(&path, png(3, 2, 9)).unwrap();
        let other = gallery.read(&assets, "a.png").unwrap();
        assert_eq!((other.width, made(&other, 3)), (3, 3));
        assert_eq!(assets.into_used().len(), 1);
    }

    #[test]
    fn the_latest_pictures_are_kept_up_to_a_size() {
        let folder = tempfile::tempdir().unwrap();
        let (assets, gallery) = (Assets::new(folder.path(), Vec::new()), Gallery::default());
        let read = |name: &str, side, shade| {
            std::fs::write(folder.path().join(name), png(side, side, shade)).unwrap();
            gallery.read(&assets, name).unwrap()
        };
        let first = read("0.png", 2000, 0);
        assert!(Arc::ptr_eq(&first, &read("again.png", 2000, 0)));
        for shade in 1..5 {
            read("n.png", 2000, shade);
        }
        assert!(!Arc::ptr_eq(&first, &read("again.png", 2000, 0)));
        let large = read("large.png", 4500, 0);
        assert!(!Arc::ptr_eq(&large, &read("large.png", 4500, 0)));
    }
}
