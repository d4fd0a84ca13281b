//! Markdown as people read it. What strangers wrote is safe here: nothing is
//! fetched, tags are shown as text, and a link tells its host before it is
//! followed.

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{self, FontId, Label, RichText, Stroke, Ui, vec2};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::right_to_left;
use super::theme::{Tokens, text};
use super::widgets::Action;
use crate::badge::as_address;

/// Most characters that are set; what comes after them is told of.
const LONGEST: usize = 8_000;

/// Most blocks, and how deep lists go.
const MOST_BLOCKS: usize = 400;
const DEEPEST: usize = 6;

/// One block of text: a paragraph, a heading, an item.
#[derive(Debug, Default, PartialEq)]
struct Block {
    kind: Kind,
    /// How deep it stands in lists.
    depth: usize,
    /// Its runs of letters.
    runs: Vec<Run>,
    /// Links in it: their words and their addresses.
    links: Vec<(String, String)>,
}

#[derive(Clone, Debug, Default, PartialEq)]
enum Kind {
    #[default]
    Paragraph,
    Heading,
    /// With what stands before it: a number, or nothing for a dot.
    Item(Option<u64>),
    Code,
    Line,
}

#[derive(Debug, Default, PartialEq)]
struct Run {
    text: String,
    strong: bool,
    italics: bool,
    code: bool,
    link: bool,
}

/// Shows a text with Markdown.
pub(in crate::app) fn show(ui: &mut Ui, source: &str) {
    let (shown, cut) = beginning(source);
    for block in blocks(shown).into_iter().take(MOST_BLOCKS) {
        show_block(ui, &block);
    }
    if cut {
        super::widgets::note(ui, "… the text goes on; it is too long to be shown here.");
    }
}

/// A block as plain words, for where nothing can be clicked: addresses stand
/// behind the words that lead to them.
#[derive(Debug, PartialEq)]
pub(in crate::app) enum Plain {
    Heading(String),
    Paragraph(String),
    /// An item, with its number if its list counts.
    Item(Option<u64>, String),
}

/// The blocks of a text with Markdown as plain words.
pub(in crate::app) fn plain(source: &str) -> Vec<Plain> {
    let words = |block: &Block| {
        let runs = block.runs.iter().map(|run| run.text.clone());
        let links = block.links.iter().map(|(_, address)| format!(" ({address})"));
        runs.chain(links).collect::<String>()
    };
    let told = blocks(beginning(source).0).into_iter().take(MOST_BLOCKS).filter_map(|block| match block.kind {
        Kind::Heading => Some(Plain::Heading(words(&block))),
        Kind::Paragraph | Kind::Code => Some(Plain::Paragraph(words(&block))),
        Kind::Item(number) => Some(Plain::Item(number, words(&block))),
        Kind::Line => None,
    });
    told.collect()
}

fn beginning(source: &str) -> (&str, bool) {
    match source.char_indices().nth(LONGEST) {
        Some((end, _)) => (&source[..end], true),
        None => (source, false),
    }
}

fn show_block(ui: &mut Ui, block: &Block) {
    let tokens = Tokens::of(ui);
    let ink = ui.visuals().text_color();
    if block.kind == Kind::Line {
        ui.separator();
        return;
    }
    let mut job = LayoutJob::default();
    for run in &block.runs {
        let font: FontId = match (&block.kind, run.strong, run.code) {
            (Kind::Heading, ..) => text::heading(),
            (_, true, _) => text::strong(),
            (_, _, true) => FontId::new(14.0, egui::FontFamily::Monospace),
            _ => text::body(),
        };
        let format = TextFormat {
            font_id: font,
            color: if run.link { tokens.accent.ink } else { ink },
            italics: run.italics,
            underline: if run.link { Stroke::new(1.0, tokens.accent.ink) } else { Stroke::NONE },
            background: if run.code || block.kind == Kind::Code {
                tokens.background
            } else {
                egui::Color32::TRANSPARENT
            },
            ..TextFormat::default()
        };
        job.append(&run.text, 0.0, format);
    }
    ui.horizontal_top(|ui| {
        #[expect(clippy::cast_precision_loss, reason = "at most a few")]
        let indent = 18.0 * block.depth.saturating_sub(1).min(DEEPEST) as f32;
        ui.add_space(indent);
        match &block.kind {
            Kind::Item(None) => {
                let (rect, _) = ui.allocate_exact_size(vec2(8.0, 20.0), egui::Sense::hover());
                ui.painter().circle_filled(rect.center(), 2.5, ink);
            }
            Kind::Item(Some(number)) => {
                ui.add(Label::new(RichText::new(format!("{number}.")).font(text::body())).selectable(false));
            }
            _ => {}
        }
        ui.vertical(|ui| {
            if right_to_left::begins_at_the_right(&job.text) {
                let font = if block.kind == Kind::Heading { text::heading() } else { text::body() };
                right_to_left::show(ui, &job.text, &font, ink);
            } else if !job.is_empty() {
                ui.add(Label::new(job).wrap());
            }
            for (words, address) in &block.links {
                link(ui, words, address);
            }
        });
    });
}

/// A link below its words: named by where it leads, opened only by a click.
fn link(ui: &mut Ui, words: &str, address: &str) {
    let Some(host) = host(address).map(told_host) else { return };
    let shown = format!("Open {host}");
    let button = ui.add(Action::new(&shown).icon("arrow-square-out").small().fits());
    let named = format!("Open {host} in the browser: {words}");
    if button.on_hover_text(as_address(address)).accessible_name(named).clicked() {
        ui.ctx().open_url(egui::OpenUrl::new_tab(address));
    }
}

/// The host of a web address; none for anything else.
fn host(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let authority = rest.split(['/', '?', '#', '\\']).next()?;
    let host = authority.rsplit('@').next()?;
    let plain =
        !host.is_empty() && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']'));
    plain.then_some(host)
}

/// A host with its port as people are told of it.
fn told_host(host: &str) -> String {
    let address = as_address(&format!("https://{host}"));
    address.strip_prefix("https://").unwrap_or(&address).to_owned()
}

/// The blocks of a text, in order. A dot at the beginning of a line, as people
/// type it, is an item like any other.
fn blocks(source: &str) -> Vec<Block> {
    let mut reader = Reader::default();
    let options = Options::ENABLE_STRIKETHROUGH;
    let dotted = |line: &str| line.trim_start().strip_prefix("• ").map(|item| format!("- {item}"));
    let source: String = source.split_inclusive('\n').map(|line| dotted(line).unwrap_or_else(|| line.into())).collect();
    for event in Parser::new_ext(&source, options) {
        reader.take(event);
    }
    reader.end_block();
    reader.blocks
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    open: Block,
    strong: usize,
    italics: usize,
    link: Option<(String, String)>,
    /// The lists that are open: the number of the next item of each.
    lists: Vec<Option<u64>>,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) => self.add(&words, false),
            Event::Code(words) => self.add(&words, true),
            Event::Html(words) | Event::InlineHtml(words) => self.add(words.trim_end(), false),
            Event::SoftBreak => self.add(" ", false),
            Event::HardBreak => self.add("\n", false),
            Event::Rule => {
                self.end_block();
                self.blocks.push(Block { kind: Kind::Line, ..Block::default() });
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.begin(if level <= HeadingLevel::H4 { Kind::Heading } else { Kind::Paragraph });
            }
            Tag::Paragraph if self.open.runs.is_empty() && matches!(self.open.kind, Kind::Item(_)) => {}
            Tag::Paragraph => self.begin(Kind::Paragraph),
            Tag::CodeBlock(_) => self.begin(Kind::Code),
            Tag::HtmlBlock => self.begin(Kind::Paragraph),
            Tag::List(first) => {
                self.end_block();
                self.lists.push(first);
            }
            Tag::Item => {
                let number = self.lists.last_mut().and_then(|next| {
                    let number = *next;
                    *next = next.map(|n| n.saturating_add(1));
                    number
                });
                self.begin(Kind::Item(number));
            }
            Tag::Strong => self.strong += 1,
            Tag::Emphasis => self.italics += 1,
            Tag::Link { dest_url, .. } => self.link = Some((String::new(), dest_url.into_string())),
            Tag::Image { .. } => self.add("[Picture: ", false),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Emphasis => self.italics = self.italics.saturating_sub(1),
            TagEnd::Link => {
                if let Some((words, address)) = self.link.take() {
                    if host(&address).is_none() {
                        self.add(&format!(" ({address})"), false);
                    } else {
                        self.open.links.push((words, address));
                    }
                }
            }
            TagEnd::Image => self.add("]", false),
            TagEnd::List(_) => {
                self.end_block();
                self.lists.pop();
            }
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::CodeBlock | TagEnd::HtmlBlock => {
                self.end_block();
            }
            _ => {}
        }
    }

    fn begin(&mut self, kind: Kind) {
        self.end_block();
        self.open = Block { kind, depth: self.lists.len(), ..Block::default() };
    }

    fn end_block(&mut self) {
        let block = std::mem::take(&mut self.open);
        self.open.depth = self.lists.len();
        if !block.runs.is_empty() || !block.links.is_empty() {
            self.blocks.push(block);
        }
    }

    fn add(&mut self, words: &str, code: bool) {
        if let Some((of_link, _)) = &mut self.link {
            of_link.push_str(words);
        }
        // What cannot be seen would only confuse.
        let text = crate::badge::cleaned(words, true).0;
        if text.is_empty() {
            return;
        }
        let link = self.link.as_ref().is_some_and(|(_, address)| host(address).is_some());
        self.open.runs.push(Run { text, strong: self.strong > 0, italics: self.italics > 0, code, link });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(source: &str) -> Vec<(Kind, String)> {
        let joined = |block: Block| block.runs.into_iter().map(|run| run.text).collect::<String>();
        blocks(source).into_iter().map(|block| (block.kind.clone(), joined(block))).collect()
    }

    #[test]
    fn paragraphs_headings_and_lists_are_blocks() {
        let source =
            "# Kites\nEarner has **built** one.\n\n- first\n- second\n  goes on\n\n3. third\n4. fourth\n\n---\n";
        let expected = [
            (Kind::Heading, "Kites"),
            (Kind::Paragraph, "Earner has built one."),
            (Kind::Item(None), "first"),
            (Kind::Item(None), "second goes on"),
            (Kind::Item(Some(3)), "third"),
            (Kind::Item(Some(4)), "fourth"),
            (Kind::Line, ""),
        ];
        assert_eq!(told(source), expected.map(|(kind, words)| (kind, words.to_owned())));
        assert!(blocks("**a** b")[0].runs[0].strong);
    }

    #[test]
    fn links_keep_their_host_and_only_web_addresses_can_be_opened() {
        let block = &blocks("See [the page](https://example.org/a?b) there.")[0];
        assert_eq!(block.links, [("the page".to_owned(), "https://example.org/a?b".to_owned())]);
        let block = &blocks("[run](javascript:alert(1)) [file](file:///etc/passwd)")[0];
        assert!(block.links.is_empty(), "{block:?}");
        assert_eq!(host("https://good.example@evil.example/"), Some("evil.example"));
        assert_eq!(host("https://evil.example\\@good.example/"), Some("evil.example"));
        assert_eq!(host("https://\u{202e}x/"), None);
        assert_eq!(host("ftp://x"), None);
        assert_eq!(told_host("good.example:8443"), "good.example:8443");
        let looks_good = host("https://g\u{43e}od.example/").map(told_host);
        assert_eq!(looks_good.as_deref(), Some("g\u{43e}od.example (xn--god-sed.example)"));
    }

    #[test]
    fn where_nothing_can_be_clicked_addresses_are_written_out() {
        let item = |words: &str| Plain::Item(None, words.into());
        assert_eq!(
            plain("## How\n• a [page](https://example.org/a)\n• b\n\nThe log."),
            [
                Plain::Heading("How".into()),
                item("a page (https://example.org/a)"),
                item("b"),
                Plain::Paragraph("The log.".into())
            ]
        );
    }

    #[test]
    fn tags_and_pictures_are_shown_as_words() {
        assert_eq!(told("a <b>c</b>"), [(Kind::Paragraph, "a <b>c</b>".to_owned())]);
        assert_eq!(told("![a kite](https://x.example/k.png)"), [(Kind::Paragraph, "[Picture: a kite]".to_owned())]);
    }

    #[test]
    fn hostile_nesting_comes_to_an_end() {
        for source in ["> ".repeat(3_000), "- ".repeat(3_000), "[".repeat(8_000), "*".repeat(8_000), "\n".repeat(8_000)]
        {
            let begun = std::time::Instant::now();
            let _ = blocks(&source);
            assert!(begun.elapsed().as_secs() < 30, "{}", &source[..4]);
        }
        assert_eq!(beginning(&"é".repeat(LONGEST + 1)).0.chars().count(), LONGEST);
    }
}
