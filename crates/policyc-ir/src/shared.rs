//! Parts that many policies have in common, kept once, and unpacked only when somebody looks at them.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned};
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

/// A value that is read as if it stood here, and may be that of other policies too.
#[derive(Debug, Default)]
pub struct Shared<T>(Arc<Held<T>>);

/// A value, or the bytes that it is made of when it is first asked for.
#[derive(Debug, Default)]
struct Held<T> {
    value: OnceLock<T>,
    packed: &'static [u8],
    unpack: Option<fn(&[u8]) -> T>,
}

impl<T: DeserializeOwned + Default> Shared<T> {
    /// A value that is unpacked when it is first looked at. The bytes have to be those of a `T`: what cannot be read
    /// is the empty value, so only bytes that were checked before may come here.
    #[must_use]
    pub fn packed(bytes: &'static [u8]) -> Self {
        let unpack: fn(&[u8]) -> T = |bytes| postcard::from_bytes(bytes).unwrap_or_default();
        Self(Arc::new(Held { value: OnceLock::new(), packed: bytes, unpack: Some(unpack) }))
    }
}

impl<T> Shared<T> {
    /// Whether both are one value in memory (so what was made of one serves the other).
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: Default> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0.value.get_or_init(|| self.0.unpack.map_or_else(T::default, |unpack| unpack(self.0.packed)))
    }
}

impl<T> From<T> for Shared<T> {
    fn from(value: T) -> Self {
        Self(Arc::new(Held { value: OnceLock::from(value), packed: &[], unpack: None }))
    }
}

impl<T: Default + PartialEq> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        self.same(other) || **self == **other
    }
}

impl<T: Default + Eq> Eq for Shared<T> {}

impl<T: Default + Serialize> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Shared<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Self::from)
    }
}

impl<'a, T: Default> IntoIterator for &'a Shared<T>
where
    &'a T: IntoIterator,
{
    type Item = <&'a T as IntoIterator>::Item;
    type IntoIter = <&'a T as IntoIterator>::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        (&**self).into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packed_value_is_the_value_it_was_packed_from() {
        let words = vec!["one".to_owned(), "two".to_owned()];
        let bytes: &'static [u8] = Box::leak(postcard::to_allocvec(&words).unwrap().into_boxed_slice());
        let packed: Shared<Vec<String>> = Shared::packed(bytes);
        assert_eq!(*packed, words);
        assert_eq!(packed, Shared::from(words));
    }

    #[test]
    fn a_clone_is_the_same_value_before_it_is_unpacked_and_after() {
        let packed: Shared<Vec<String>> = Shared::packed(&[0]);
        let clone = packed.clone();
        assert!(packed.same(&clone) && packed.is_empty() && packed.same(&clone));
    }
}
