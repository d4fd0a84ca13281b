//! The bundled icons: Phosphor, as outlines.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use kurbo::BezPath;

use super::Cache;
use crate::artwork::IconWeight;

/// Side of the square in which icons are drawn.
pub(super) const ICON_SIDE: f64 = 256.0;

/// Most icons whose outlines are kept in each half of the cache.
const CACHED: usize = 1000;

static TABLE: &str = include_str!("../../assets/icons/phosphor.tsv");

/// An icon of the bundled set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IconInfo {
    /// Its name, such as `first-aid-kit`.
    pub name: &'static str,
    /// Words to find it by, with a space between them.
    pub tags: &'static str,
    regular: &'static str,
    fill: &'static str,
    /// A mark of a company: drawn where a badge has it, but not offered.
    is_company_mark: bool,
}

static ICONS: LazyLock<Vec<IconInfo>> = LazyLock::new(|| {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let mut columns = line.split('\t');
            let (name, tags) = (columns.next()?, columns.next()?);
            let (regular, fill) = (columns.next()?, columns.next()?);
            Some(IconInfo { name, tags, regular, fill, is_company_mark: columns.next().is_some() })
        })
        .collect()
});

static BY_NAME: LazyLock<HashMap<&'static str, &'static IconInfo>> =
    LazyLock::new(|| ICONS.iter().map(|icon| (icon.name, icon)).collect());

type Outlines = Cache<(String, IconWeight), Arc<BezPath>>;

static OUTLINES: LazyLock<Mutex<Outlines>> = LazyLock::new(|| Mutex::new(Cache::new(CACHED)));

/// The outline of an icon on a square of 256 by 256; `None` when there is no
/// such icon.
pub fn icon(name: &str, weight: IconWeight) -> Option<Arc<BezPath>> {
    let info = BY_NAME.get(name)?;
    let key = (name.to_owned(), weight);
    let mut outlines = OUTLINES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(path) = outlines.look_up(&key) {
        return Some(path);
    }
    let data = match weight {
        IconWeight::Regular => info.regular,
        IconWeight::Fill => info.fill,
    };
    let path = Arc::new(BezPath::from_svg(data).ok()?);
    outlines.put(key, path.clone(), 1);
    Some(path)
}

/// The icons that are offered.
fn offered() -> impl Iterator<Item = &'static IconInfo> {
    ICONS.iter().filter(|icon| !icon.is_company_mark)
}

/// The icons that fit a search, the best first, at most `limit`. All of them
/// by name when nothing is asked; marks of companies are never offered. Every word of the query must be found:
/// the icon's name counts most, then how a name or a tag begins.
pub fn search_icons(query: &str, limit: usize) -> Vec<IconInfo> {
    let query = query.to_lowercase();
    let words: Vec<&str> =
        query.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(8).collect();
    if words.is_empty() {
        return offered().take(limit).copied().collect();
    }
    let whole = words.join("-");
    let mut found: Vec<(u32, usize, &IconInfo)> = offered()
        .filter_map(|icon| {
            let ranks = words.iter().map(|word| rank(icon, word)).sum::<Option<u32>>()?;
            let rank = if icon.name == whole { 0 } else { 1 + ranks };
            Some((rank, icon.name.len(), icon))
        })
        .collect();
    found.sort_by_key(|(rank, length, icon)| (*rank, *length, icon.name));
    found.into_iter().take(limit).map(|(.., icon)| *icon).collect()
}

/// How well one word fits: lower is better, `None` for not at all.
fn rank(icon: &IconInfo, word: &str) -> Option<u32> {
    let mut best = None;
    let mut offer = |rank: u32| best = Some(best.map_or(rank, |so_far: u32| so_far.min(rank)));
    for (index, part) in icon.name.split('-').enumerate() {
        match part.strip_prefix(word) {
            Some("") => offer(if index == 0 { 0 } else { 2 }),
            Some(_) => offer(if index == 0 { 1 } else { 3 }),
            None => {}
        }
    }
    for tag in icon.tags.split([' ', '-']) {
        match tag.strip_prefix(word) {
            Some("") => offer(4),
            Some(_) => offer(6),
            None => {}
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bundled_icon_has_both_outlines() {
        assert!(ICONS.len() > 1500);
        for info in ICONS.iter() {
            for weight in [IconWeight::Regular, IconWeight::Fill] {
                assert!(icon(info.name, weight).is_some_and(|path| !path.is_empty()), "{} {weight:?}", info.name);
            }
        }
    }

    #[test]
    fn marks_of_companies_are_drawn_but_not_offered() {
        assert!(icon("github-logo", IconWeight::Fill).is_some());
        let all = search_icons("", usize::MAX);
        assert_eq!(ICONS.len() - all.len(), 77);
        for query in ["github", "brands", "social media", "x-logo"] {
            let found = search_icons(query, usize::MAX);
            assert!(found.iter().all(|info| !info.name.ends_with("-logo")), "{query}: {found:?}");
        }
        assert!(all.iter().any(|info| info.name == "parallelogram"));
    }
}
