//! Commands on documents: templates, new, render, set.

use std::path::Path;
use std::sync::Arc;

use serde_json::json;

use super::args::{Listing, MakeSet, New, Render, SetKind};
use super::ending::Ending;
use super::error::CliError;
use super::files;
use super::terminal::Terminal;
use crate::artwork::IconWeight;
use crate::badge::{Standard, quoted};
use crate::credential::SystemRandom;
use crate::credential::random::new_urn;
use crate::document::set::{MAX_TABLE_BYTES, Set, Table, TableError};
use crate::document::{Document, Edit, OwnStandards, renamed, starters};
use crate::issue::{Export, FileKind, Over, SavedIssuers, SetFile, USUAL_SIDE, check_set, write_set};
use crate::render::raster::Renderer;
use crate::review::Profile;
use crate::scene;
use crate::store::{user_folder, write_new};

pub(super) fn templates(args: &Listing, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    let mut rows = Vec::new();
    for starter in starters() {
        let document = starter
            .document(String::new())
            .map_err(|source| CliError::Document { path: starter.name.into(), source })?;
        let layer = document.badge.layer().map(|layer| layer.name.clone());
        rows.push((starter.name, layer, starter.sector, document.badge.name.clone()));
    }
    if args.json {
        let list: Vec<_> = rows
            .iter()
            .map(|(name, layer, sector, badge)| json!({ "name": name, "layer": layer, "sector": sector, "badge": badge }))
            .collect();
        terminal.json(&list)?;
        return Ok(Ending::Well);
    }
    let widest = rows.iter().map(|(name, ..)| name.len()).max().unwrap_or_default();
    for (name, layer, sector, badge) in rows {
        terminal.line(&format!("{name:widest$}  {:<11}  {sector}: {badge}", layer.unwrap_or_default()))?;
    }
    Ok(Ending::Well)
}

pub(super) fn new(args: &New, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    if args.output.symlink_metadata().is_ok() {
        return Err(CliError::Exists(args.output.clone()));
    }
    let starter = args.template;
    let mut document = starter
        .document(new_urn(&mut SystemRandom)?)
        .map_err(|source| CliError::Document { path: starter.name.into(), source })?;
    let example = document.clone();
    let badge = Arc::make_mut(&mut document.badge);
    if let Some(name) = &args.name {
        badge.name.clone_from(name);
        badge.short_name.clear();
    }
    if let Some(named) = &args.standard {
        badge.take_up(&standard(named)?);
    }
    if let Some(named) = &args.layer {
        let layer = badge.standard().layer_named(named).ok_or_else(|| no_such_layer(badge.standard()))?;
        badge.layer = Some(layer.code.clone());
    }
    if let Some(named) = &args.issuer {
        let saved = SavedIssuers::load(&user_folder()?)?;
        let issuer = saved.by_name(named).ok_or_else(|| CliError::NoSuchIssuer {
            name: named.clone(),
            saved: saved.issuers.iter().map(|issuer| issuer.profile.name.clone()).collect::<Vec<_>>().join(", "),
        })?;
        badge.issuer = issuer.profile.clone();
    }
    write_new(&args.output, &renamed(&example, document).to_bytes())?;
    terminal.say(&format!("Wrote {}.", args.output.display()));
    Ok(Ending::Well)
}

/// The bundled standard, one that the user added, or a file.
fn standard(named: &str) -> Result<Standard, CliError> {
    let bundled = Standard::bundled();
    if named == bundled.code {
        return Ok(bundled.clone());
    }
    let own = user_folder().map(|home| OwnStandards::new(&home).list().0).unwrap_or_default();
    match own.into_iter().find(|standard| standard.code == named) {
        Some(standard) => Ok(standard),
        None => Ok(OwnStandards::read(Path::new(named))?),
    }
}

fn no_such_layer(standard: &Standard) -> CliError {
    let names: Vec<String> = standard.layers.iter().map(|layer| layer.name.to_lowercase()).collect();
    CliError::NoSuchLayer { standard: standard.name.clone(), layers: names.join(", ") }
}

pub(super) fn render(args: &Render, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    let ending = || CliError::Ending { path: args.output.clone(), endings: ".png, .svg or .pdf" };
    let usual = args.platform.map_or(USUAL_SIDE, |platform| platform.side);
    let kind = match FileKind::by_ending(&args.output).ok_or_else(ending)? {
        FileKind::Png { .. } => FileKind::Png { side: args.size.unwrap_or(usual) },
        FileKind::Record => return Err(ending()),
        kind => kind,
    };
    let export =
        Export { kind, live_text: args.live_text, sheet: args.sheet, editable: args.editable, platform: args.platform };
    let document = files::document(&args.document)?;
    let over = Over { force: args.force, inputs: vec![args.document.clone()] };
    over.check(&args.output)?;
    for missing in scene::build(&document.artwork, &document.badge).missing() {
        terminal.say(&missing.to_string());
    }
    let bytes = export.make(&document, &mut Renderer::new(), &|_| true)?;
    over.write(&args.output, &bytes)?;
    terminal.say(&format!("Wrote {}.", args.output.display()));
    Ok(Ending::Well)
}

pub(super) fn set(args: &MakeSet, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    let mut document = files::document(&args.document)?;
    if let Some(path) = &args.csv {
        document = from_table(&document, path, terminal)?;
    }
    if document.set.members.is_empty() {
        return Err(CliError::NoSet(args.document.clone()));
    }
    let kind = match args.kind {
        SetKind::Png => SetFile::Picture(FileKind::Png { side: args.size }),
        SetKind::Svg => SetFile::Picture(FileKind::Svg),
        SetKind::Pdf => SetFile::Picture(FileKind::Pdf),
        SetKind::Badge => SetFile::Document,
    };
    for finding in check_set(&document, &Profile::default().into(), |_| true) {
        terminal.say(&format!("{:<7}  {}  {}", finding.rule.severity.label(), finding.rule.id, finding.message));
    }
    let inputs = [&args.document].into_iter().chain(&args.csv).cloned().collect();
    let over = Over { force: args.force, inputs };
    let count = write_set(&document, &args.output, kind, &over, |_| true)?;
    let count = if count == 1 { "1 badge".to_owned() } else { format!("{count} badges") };
    terminal.say(&format!("Wrote {count} into {}.", args.output.display()));
    Ok(Ending::Well)
}

/// The document with a set of the rows of a table in the place of its own.
fn from_table(document: &Document, path: &Path, terminal: &mut Terminal<'_>) -> Result<Document, CliError> {
    let refused = |errors: &[TableError]| {
        let sentences: Vec<String> = errors.iter().map(ToString::to_string).collect();
        CliError::Table { path: path.to_owned(), sentences }
    };
    let bytes = files::limited(path, MAX_TABLE_BYTES as u64)?;
    let table = Table::read(&bytes).map_err(|error| refused(&[error]))?;
    let mapping = table.guessed(&document.artwork);
    for heading in table.unused(&mapping).into_iter().filter(|heading| !heading.is_empty()) {
        terminal.say(&format!(
            "{}: the column {} is passed over: nothing in this design has that name.",
            path.display(),
            quoted(heading)
        ));
    }
    let is_icon = |name: &str| scene::icon(name, IconWeight::Fill).is_some();
    let mut ids = Vec::with_capacity(table.rows.len());
    for _ in &table.rows {
        ids.push(new_urn(&mut SystemRandom)?);
    }
    let members = table.members(document, &mapping, is_icon, || ids.pop().unwrap_or_default());
    let members = members.map_err(|errors| refused(&errors))?.into_iter().map(Arc::new).collect();
    let set = Set { members, ..Set::default() };
    document
        .edited(&Edit::Set(Arc::new(set)))
        .map_err(|error| CliError::Table { path: path.to_owned(), sentences: vec![error.to_string()] })
}
