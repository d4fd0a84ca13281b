//! What a badge is aligned to: skills, entries of frameworks, its learning layer.

use std::collections::HashSet;

use serde_json::Value;

use super::model::AlignmentView;
use crate::badge::{Layer, Standard as BadgeStandard};
use crate::credential::ob3::SKILL_TYPE;
use crate::credential::values::{address, entries, text};

/// The fields in which alignments give their name and address.
#[derive(Clone, Copy)]
pub(super) struct AlignmentNames {
    pub(super) name: &'static [&'static str],
    pub(super) url: &'static [&'static str],
}

impl Default for AlignmentNames {
    fn default() -> Self {
        Self { name: &["targetName"], url: &["targetUrl"] }
    }
}

/// Each alignment, and whether it is a skill.
pub(super) fn alignments(value: Option<&Value>, names: AlignmentNames) -> Vec<(AlignmentView, bool)> {
    entries(value)
        .map(|entry| {
            let kind = text(entry.get("targetType")).unwrap_or_default();
            let one_of = |fields: &[&str]| fields.iter().find_map(|field| text(entry.get(*field)));
            // What is not described here is known by its address alone.
            let alone = || address(entry).filter(|id| id.contains(':') && !id.starts_with("_:"));
            let url = one_of(names.url).or_else(|| text(Some(&alone()?.into())));
            let skill = kind == SKILL_TYPE
                || kind.to_lowercase().ends_with("skill")
                || ["CFItem", "ceasn:Competency"].contains(&kind.as_str())
                || url.as_deref().is_some_and(|url| url.contains("data.europa.eu/esco/skill/"));
            let view = AlignmentView {
                name: one_of(names.name),
                url,
                framework: text(entry.get("targetFramework")),
                code: text(entry.get("targetCode")),
                description: text(entry.get("targetDescription")),
                kind: Some(kind).filter(|kind| !kind.is_empty()),
            };
            (view, skill)
        })
        .collect()
}

/// The learning layer among the alignments, or all of them where there are
/// several: by our own code, by the standard's address and the layer's name, or
/// by the form in which layers of other standards are written.
pub(super) fn layer(aligned: &[(AlignmentView, bool)]) -> Option<String> {
    let mut seen = HashSet::new();
    let named = aligned.iter().filter_map(|(view, _)| layer_of(view));
    let found: Vec<String> = named.filter(|name| seen.insert(name.clone())).collect();
    (!found.is_empty()).then(|| found.join(", "))
}

fn layer_of(view: &AlignmentView) -> Option<String> {
    let by_code = view.code.as_deref().and_then(Layer::by_code);
    let ours = view.url.as_deref() == Some(BadgeStandard::bundled().url.as_str())
        || view.framework.as_deref() == Some(BadgeStandard::bundled().name.as_str());
    let by_name = || {
        let name = view.name.as_deref()?;
        let name = name.strip_suffix("Layer").or_else(|| name.strip_suffix("layer")).unwrap_or(name);
        if ours { Layer::by_name(name) } else { None }
    };
    // A layer of another standard, as our own files name it: code and name tell.
    let elsewhere = || {
        let name = view.name.as_deref()?.strip_suffix(" Layer")?;
        let (standard, layer) = view.code.as_deref()?.split_once('/')?;
        (!standard.is_empty() && !layer.is_empty()).then(|| name.to_owned())
    };
    by_code.or_else(by_name).map(|layer| layer.name.clone()).or_else(elsewhere)
}
