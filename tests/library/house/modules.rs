//! The crate as its files: which modules they are, what each defines, and which
//! others it names. Read with `syn`, tests aside.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, Item, Meta, UseTree, Visibility};

/// A path of names from the root of the crate.
pub type Names = Vec<String>;

/// One module of the crate.
pub struct Module {
    /// The file that it stands in.
    pub file: PathBuf,
    /// Every path to something of the crate that its code names.
    pub named: BTreeSet<Names>,
    /// Every word that is a name in its code: of macros, methods, crates.
    pub words: BTreeSet<String>,
    /// Every path as it is written, such as `fs::read`.
    pub paths: BTreeSet<String>,
    /// What is defined there.
    items: BTreeSet<String>,
    /// What it hands on: under which name (none for everything), and from where.
    handed_on: Vec<(Option<String>, Names)>,
}

impl Module {
    /// Every path of the crate that it names or hands on.
    pub fn reached(&self) -> impl Iterator<Item = &Names> {
        self.named.iter().chain(self.handed_on.iter().map(|(_, names)| names))
    }
}

/// All modules of the crate, by their paths.
pub struct Modules(BTreeMap<Names, Module>);

impl Modules {
    /// Reads files of `src`.
    pub fn read<'s>(files: impl IntoIterator<Item = (&'s Path, &'s str)>) -> Self {
        let mut all = BTreeMap::new();
        for (path, source) in files {
            let file = syn::parse_file(source).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            take(&mut all, path, names_of(path), &file.items);
        }
        let mut modules = Self(all);
        modules.keep_own();
        modules
    }

    /// Every module with its path.
    pub fn all(&self) -> impl Iterator<Item = (&Names, &Module)> {
        self.0.iter()
    }

    /// The files that each file names, itself aside, wherever what it names is
    /// defined.
    pub fn arrows(&self) -> BTreeMap<&Path, BTreeSet<&Path>> {
        let mut arrows: BTreeMap<&Path, BTreeSet<&Path>> = BTreeMap::new();
        for module in self.0.values() {
            let from = arrows.entry(&module.file).or_default();
            from.extend(
                module.named.iter().filter_map(|names| self.file_of(names)).filter(|file| *file != module.file),
            );
        }
        arrows
    }

    /// The file that defines what a path names.
    pub fn file_of(&self, names: &[String]) -> Option<&Path> {
        self.find(&[], names, 0)
    }

    fn find(&self, module: &[String], names: &[String], depth: usize) -> Option<&Path> {
        let here = self.0.get(module)?;
        let Some((first, rest)) = names.split_first() else { return Some(&here.file) };
        let child = [module, std::slice::from_ref(first)].concat();
        if self.0.contains_key(&child) {
            return self.find(&child, rest, depth);
        }
        if here.items.contains(first) {
            return Some(&here.file);
        }
        // Hands on what others hand on, but not in a circle.
        let found = |(name, from): &(Option<String>, Names)| match name {
            _ if depth > 8 => None,
            Some(name) if name == first => self.find(&[], &[from, rest].concat(), depth + 1),
            Some(_) => None,
            None => self.find(&[], &[from.as_slice(), names].concat(), depth + 1),
        };
        here.handed_on.iter().find_map(found)
    }

    /// Forgets paths that begin with names of other crates or of a function's own.
    fn keep_own(&mut self) {
        let roots: BTreeSet<String> = self.0.keys().filter_map(|names| names.first().cloned()).collect();
        let items = self.0.get(&Vec::new()).map(|root| root.items.clone()).unwrap_or_default();
        for module in self.0.values_mut() {
            module
                .named
                .retain(|names| names.first().is_some_and(|first| roots.contains(first) || items.contains(first)));
        }
    }
}

/// The groups of files that can reach each other, largest first.
pub fn circles<'f>(arrows: &BTreeMap<&'f Path, BTreeSet<&'f Path>>) -> Vec<BTreeSet<&'f Path>> {
    let reached = |from: &'f Path| {
        let (mut seen, mut open) = (BTreeSet::new(), vec![from]);
        while let Some(next) = open.pop() {
            open.extend(arrows.get(next).into_iter().flatten().filter(|to| seen.insert(**to)).copied());
        }
        seen
    };
    let all: BTreeMap<&Path, BTreeSet<&Path>> = arrows.keys().map(|from| (*from, reached(from))).collect();
    let mut found: Vec<BTreeSet<&Path>> = Vec::new();
    for (from, reached) in &all {
        if reached.contains(from) && !found.iter().any(|circle| circle.contains(from)) {
            let back = |to: &&&Path| all.get(**to).is_some_and(|back| back.contains(from));
            found.push(reached.iter().filter(back).copied().collect());
        }
    }
    found.sort_by_key(|circle| std::cmp::Reverse(circle.len()));
    found
}

/// The path of the module that a file is.
fn names_of(path: &Path) -> Names {
    let inside = path.strip_prefix("src").unwrap_or(path).with_extension("");
    let mut names: Names = inside.iter().filter_map(|part| part.to_str()).map(str::to_owned).collect();
    if matches!(names.last().map(String::as_str), Some("mod" | "lib" | "main")) {
        names.pop();
    }
    names
}

fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::List(list) if list.path.is_ident("cfg") => {
            list.tokens.to_string().split(&['(', ')', ',', ' ']).any(|word| word == "test")
        }
        _ => false,
    })
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// Takes in a module and those that stand in it.
fn take(all: &mut BTreeMap<Names, Module>, path: &Path, names: Names, items: &[Item]) {
    let mut reader = Reader {
        at: &names,
        module: Module {
            file: path.to_owned(),
            named: BTreeSet::new(),
            words: BTreeSet::new(),
            paths: BTreeSet::new(),
            items: BTreeSet::new(),
            handed_on: Vec::new(),
        },
        children: BTreeSet::new(),
    };
    let items: Vec<&Item> = items.iter().filter(|item| !is_for_tests(attributes(item))).collect();
    for item in &items {
        if let Item::Mod(module) = item {
            reader.children.insert(module.ident.to_string());
        }
    }
    for item in &items {
        reader.item(item);
    }
    let module = reader.module;
    for item in &items {
        if let Item::Mod(inner) = item
            && let Some((_, items)) = &inner.content
        {
            take(all, path, [names.clone(), vec![inner.ident.to_string()]].concat(), items);
        }
    }
    all.insert(names, module);
}

struct Reader<'n> {
    at: &'n [String],
    module: Module,
    children: BTreeSet<String>,
}

impl Reader<'_> {
    fn item(&mut self, item: &Item) {
        let name = match item {
            Item::Const(item) => Some(&item.ident),
            Item::Enum(item) => Some(&item.ident),
            Item::Fn(item) => Some(&item.sig.ident),
            Item::Macro(item) => item.ident.as_ref(),
            Item::Static(item) => Some(&item.ident),
            Item::Struct(item) => Some(&item.ident),
            Item::Trait(item) => Some(&item.ident),
            Item::Type(item) => Some(&item.ident),
            _ => None,
        };
        self.module.items.extend(name.map(ToString::to_string));
        match item {
            Item::Use(used) => self.used(&used.tree, &[], !matches!(used.vis, Visibility::Inherited)),
            // What stands in it is a module of its own.
            Item::Mod(_) => {}
            item => self.visit_item(item),
        }
    }

    fn used(&mut self, tree: &UseTree, before: &[String], is_handed_on: bool) {
        let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
        match tree {
            UseTree::Path(path) => self.used(&path.tree, &with(&path.ident), is_handed_on),
            UseTree::Name(name) => self.used_as(with(&name.ident), Some(name.ident.to_string()), is_handed_on),
            UseTree::Rename(name) => self.used_as(with(&name.ident), Some(name.rename.to_string()), is_handed_on),
            UseTree::Glob(_) => self.used_as(before.to_vec(), None, is_handed_on),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.used(tree, before, is_handed_on)),
        }
    }

    fn used_as(&mut self, mut names: Names, name: Option<String>, is_handed_on: bool) {
        self.module.paths.insert(names.join("::"));
        self.module.words.extend(names.iter().cloned());
        let name = match names.last().map(String::as_str) {
            Some("self") => {
                names.pop();
                names.last().cloned()
            }
            _ => name,
        };
        let names = self.rooted(&names).unwrap_or(names);
        if is_handed_on {
            self.module.handed_on.push((name, names));
        } else {
            self.module.named.insert(names);
        }
    }

    /// A path as it reads from the root of the crate.
    fn rooted(&self, names: &[String]) -> Option<Names> {
        let first = names.first()?;
        let (mut from, mut rest) = match first.as_str() {
            "crate" => (Vec::new(), names.get(1..)?),
            "self" => (self.at.to_vec(), names.get(1..)?),
            "super" => (self.at.to_vec(), names),
            child if self.children.contains(child) => (self.at.to_vec(), names),
            _ => return None,
        };
        while rest.first().is_some_and(|name| name == "super") {
            from.pop();
            rest = rest.get(1..)?;
        }
        from.extend(rest.iter().cloned());
        Some(from)
    }

    fn mentioned(&mut self, names: &[String]) {
        self.module.paths.insert(names.join("::"));
        self.module.words.extend(names.iter().cloned());
        self.module.named.extend(self.rooted(names));
    }

    /// Paths in the unparsed insides of a macro.
    fn tokens(&mut self, tokens: TokenStream) {
        let (mut names, mut colons) = (Vec::new(), 0);
        for token in tokens {
            match token {
                TokenTree::Ident(name) => {
                    if colons != 2 {
                        self.mentioned(&std::mem::take(&mut names));
                    }
                    names.push(name.to_string());
                    colons = 0;
                }
                TokenTree::Punct(sign) if sign.as_char() == ':' => colons += 1,
                TokenTree::Group(group) => {
                    self.mentioned(&std::mem::take(&mut names));
                    self.tokens(group.stream());
                    colons = 0;
                }
                _ => {
                    self.mentioned(&std::mem::take(&mut names));
                    colons = 0;
                }
            }
        }
        self.mentioned(&names);
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        if is_for_tests(attributes(item)) {
            return;
        }
        match item {
            Item::Use(used) => self.used(&used.tree, &[], false),
            _ => visit::visit_item(self, item),
        }
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        if !is_for_tests(&function.attrs) {
            visit::visit_impl_item_fn(self, function);
        }
    }

    fn visit_attribute(&mut self, _: &'ast Attribute) {}

    // Who may name it, it does not name.
    fn visit_visibility(&mut self, _: &'ast Visibility) {}

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.mentioned(&path.segments.iter().map(|name| name.ident.to_string()).collect::<Names>());
        visit::visit_path(self, path);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        self.module.words.insert(call.method.to_string());
        visit::visit_expr_method_call(self, call);
    }

    fn visit_macro(&mut self, called: &'ast syn::Macro) {
        self.visit_path(&called.path);
        self.tokens(called.tokens.clone());
    }
}
