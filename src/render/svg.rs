//! A scene to an SVG file.
//!
//! Text is written as outlines, so that no font is needed, and shadows as a
//! chain of plain filters, since some viewers leave out elements with newer
//! ones.

mod live;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::f64::consts::TAU;
use std::fmt::Write as _;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kurbo::{Affine, BezPath, Cap, Join, PathEl, Point, Rect, Vec2};

use super::extent::{blur_reach, content_box};
use super::raster::Pixels;
use crate::artwork::{Blend, Color, Picture, SIDE, Shadow};
use crate::document::carries_document;
use crate::scene::{Brush, ColorStop, Draw, Face, Group, ImageDraw, PathDraw, Scene};

/// The scene as an SVG file. `title` names the picture and `description` says
/// what it shows, for people who do not see it.
pub fn write(scene: &Scene, title: &str, description: &str) -> String {
    Writer::default().file(scene, title, description)
}

/// As [`write()`], but texts stay texts that can be changed elsewhere; their
/// fonts travel inside.
pub fn write_live(scene: &Scene, title: &str, description: &str) -> String {
    Writer { live: Some(scene), ..Writer::default() }.file(scene, title, description)
}

/// Writing to a String cannot fail.
fn push(text: &mut String, arguments: std::fmt::Arguments<'_>) {
    let _ = text.write_fmt(arguments);
}

#[derive(Default)]
struct Writer<'a> {
    definitions: String,
    known: BTreeSet<String>,
    body: String,
    /// The scene whose texts stay texts.
    live: Option<&'a Scene>,
    /// Pictures that are drawn several times, and the ids under which they are
    /// written once.
    shared: HashMap<*const Picture, Option<String>>,
    /// The faces that these texts are set in.
    faces: BTreeMap<usize, Arc<Face>>,
}

impl Writer<'_> {
    fn file(mut self, scene: &Scene, title: &str, description: &str) -> String {
        self.shared = shared(scene.draws());
        self.draws(scene.draws());
        let mut file = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{SIDE}\" height=\"{SIDE}\" viewBox=\"0 0 {SIDE} {SIDE}\" role=\"img\">\n"
        );
        for (tag, text) in [("title", title), ("desc", description)] {
            if !text.trim().is_empty() {
                push(&mut file, format_args!("<{tag}>{}</{tag}>\n", escaped(text.trim())));
            }
        }
        file.push_str(&self.style_sheet());
        if !self.definitions.is_empty() {
            push(&mut file, format_args!("<defs>\n{}</defs>\n", self.definitions));
        }
        file.push_str(&self.body);
        file.push_str("</svg>\n");
        file
    }

    fn draws(&mut self, draws: &[Draw]) {
        for (index, draw) in draws.iter().enumerate() {
            match draw {
                Draw::Path(draw) => self.path(draw),
                Draw::Image(draw) => self.image(draw),
                Draw::Push(group) => self.group(group, Draw::content(&draws[index + 1..])),
                Draw::Pop => self.body.push_str("</g>\n"),
            }
        }
    }

    fn group(&mut self, group: &Group, content: &[Draw]) {
        self.body.push_str("<g");
        if group.opacity < 1.0 {
            push(&mut self.body, format_args!(" opacity=\"{}\"", number(f64::from(group.opacity), 3)));
        }
        if group.blend != Blend::Normal {
            push(&mut self.body, format_args!(" style=\"mix-blend-mode:{}\"", group.blend.css()));
        }
        if let Some(clip) = &group.clip {
            let id = self.clip(&clip.path, clip.place);
            push(&mut self.body, format_args!(" clip-path=\"url(#{id})\""));
        }
        if let Some((shadow, area)) = group.shadow.zip(content_box(content)) {
            let id = self.define("filter", &filter_attributes(&shadow, area), &filter_steps(&shadow));
            push(&mut self.body, format_args!(" filter=\"url(#{id})\""));
        }
        self.body.push_str(">\n");
    }

    fn clip(&mut self, path: &BezPath, place: Affine) -> String {
        self.define("clipPath", "", &format!("<path d=\"{}\"/>", path_data(path, place)))
    }

    /// What SVG has no paint for: colours around a point, as wedges that are
    /// seen within the outline only. Their edges are not softened, so that no
    /// seam shows.
    fn wedges(&mut self, outline: &BezPath, place: Affine, brush: &Brush) {
        let Brush::Angular { center, angle, stops } = brush else { return };
        let id = self.clip(outline, place);
        let area = outline.control_box();
        let reach = [(area.x0, area.y0), (area.x1, area.y0), (area.x1, area.y1), (area.x0, area.y1)]
            .into_iter()
            .map(|corner| center.distance(corner.into()))
            .fold(1.0, f64::max);
        push(&mut self.body, format_args!("<g clip-path=\"url(#{id})\" shape-rendering=\"crispEdges\">\n"));
        let step = TAU / f64::from(WEDGES);
        for wedge in 0..WEDGES {
            let (from, part) = (angle + step * f64::from(wedge), (f64::from(wedge) + 0.5) / f64::from(WEDGES));
            let on = |angle: f64| *center + Vec2::from_angle(angle) * reach * 1.5;
            let mut path = BezPath::new();
            path.move_to(*center);
            path.line_to(on(from));
            path.line_to(on(from + step));
            path.close_path();
            push(&mut self.body, format_args!("<path d=\"{}\"", path_data(&path, place)));
            self.brush("fill", &Brush::Solid(color_at(stops, part)), place);
            self.body.push_str("/>\n");
        }
        self.body.push_str("</g>\n");
    }

    fn path(&mut self, draw: &PathDraw) {
        let around = |brush: Option<&Brush>| matches!(brush, Some(Brush::Angular { .. }));
        let (fill, line) = (draw.fill.as_ref(), draw.stroke.as_ref());
        if around(fill) || around(line.map(|line| &line.brush)) {
            if let Some(brush) = fill {
                if around(fill) {
                    self.wedges(&draw.path, draw.place, brush);
                } else {
                    self.path(&PathDraw { stroke: None, ..draw.clone() });
                }
            }
            if let Some(line) = line {
                if around(Some(&line.brush)) {
                    let outline = kurbo::stroke(draw.path.iter(), &line.style, &kurbo::StrokeOpts::default(), 0.02);
                    self.wedges(&outline, draw.place, &line.brush);
                } else {
                    self.path(&PathDraw { fill: None, ..draw.clone() });
                }
            }
            return;
        }
        if let Some(letters) = self.live.and_then(|scene| scene.letters(&draw.path)) {
            self.text(draw, letters);
            return;
        }
        push(&mut self.body, format_args!("<path d=\"{}\"", path_data(&draw.path, draw.place)));
        self.paint(draw, draw.place);
        self.body.push_str("/>\n");
    }

    /// Fill and line; `place` takes the places of gradients to the units in use.
    fn paint(&mut self, draw: &PathDraw, place: Affine) {
        match &draw.fill {
            Some(brush) => self.brush("fill", brush, place),
            None => self.body.push_str(" fill=\"none\""),
        }
        if let Some(line) = &draw.stroke {
            self.brush("stroke", &line.brush, place);
            push(&mut self.body, format_args!(" stroke-width=\"{}\"", number(line.style.width, 3)));
            if !line.style.dash_pattern.is_empty() {
                let lengths: Vec<String> = line.style.dash_pattern.iter().map(|length| number(*length, 3)).collect();
                push(&mut self.body, format_args!(" stroke-dasharray=\"{}\"", lengths.join(" ")));
            }
            match line.style.start_cap {
                Cap::Butt => {}
                Cap::Round => self.body.push_str(" stroke-linecap=\"round\""),
                Cap::Square => self.body.push_str(" stroke-linecap=\"square\""),
            }
            match line.style.join {
                Join::Miter => {}
                Join::Round => self.body.push_str(" stroke-linejoin=\"round\""),
                Join::Bevel => self.body.push_str(" stroke-linejoin=\"bevel\""),
            }
        }
    }

    fn brush(&mut self, attribute: &str, brush: &Brush, place: Affine) {
        match brush {
            Brush::Solid(color) => {
                push(&mut self.body, format_args!(" {attribute}=\"{}\"", hex(*color)));
                if color.a < 255 {
                    let alpha = number(f64::from(color.a) / 255.0, 3);
                    push(&mut self.body, format_args!(" {attribute}-opacity=\"{alpha}\""));
                }
            }
            Brush::Linear { from, to, stops } => {
                let (from, to) = (place * *from, place * *to);
                let line = format!(
                    "gradientUnits=\"userSpaceOnUse\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"",
                    length(from.x),
                    length(from.y),
                    length(to.x),
                    length(to.y)
                );
                let id = self.define("linearGradient", &line, &stop_list(stops));
                push(&mut self.body, format_args!(" {attribute}=\"url(#{id})\""));
            }
            Brush::Radial { center, radius, stops } => {
                let center = place * *center;
                let circle = format!(
                    "gradientUnits=\"userSpaceOnUse\" cx=\"{}\" cy=\"{}\" r=\"{}\"",
                    length(center.x),
                    length(center.y),
                    length(*radius)
                );
                let id = self.define("radialGradient", &circle, &stop_list(stops));
                push(&mut self.body, format_args!(" {attribute}=\"url(#{id})\""));
            }
            // Drawn as wedges, see above.
            Brush::Angular { stops, .. } => self.brush(attribute, &Brush::Solid(color_at(stops, 0.0)), place),
        }
    }

    fn image(&mut self, draw: &ImageDraw) {
        let key = Arc::as_ptr(&draw.picture);
        if let Some(known) = self.shared.get(&key) {
            let id = known.clone().unwrap_or_else(|| {
                let link = picture_link(draw);
                let unit = format!("width=\"1\" height=\"1\" preserveAspectRatio=\"none\" href=\"{link}\"");
                let id = self.define("image", &unit, "");
                self.shared.insert(key, Some(id.clone()));
                id
            });
            let place = draw.place
                * Affine::translate((-draw.width / 2.0, -draw.height / 2.0))
                * Affine::scale_non_uniform(draw.width, draw.height);
            push(&mut self.body, format_args!("<use transform=\"matrix({})\"", matrix(place)));
            self.faded(draw.opacity);
            push(&mut self.body, format_args!(" href=\"#{id}\"/>\n"));
            return;
        }
        push(
            &mut self.body,
            format_args!(
                "<image x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" preserveAspectRatio=\"none\" transform=\"matrix({})\"",
                length(-draw.width / 2.0),
                length(-draw.height / 2.0),
                length(draw.width),
                length(draw.height),
                matrix(draw.place)
            ),
        );
        self.faded(draw.opacity);
        push(&mut self.body, format_args!(" href=\"{}\"/>\n", picture_link(draw)));
    }

    fn faded(&mut self, opacity: f32) {
        if opacity < 1.0 {
            push(&mut self.body, format_args!(" opacity=\"{}\"", number(f64::from(opacity), 3)));
        }
    }

    /// Writes a definition, once, and returns its id. The id follows from what
    /// is defined: it stays the same from one writing to the next, and two
    /// badges on one page cannot get in each other's way.
    fn define(&mut self, tag: &str, attributes: &str, content: &str) -> String {
        let sum = crc32fast::hash(format!("{tag} {attributes} {content}").as_bytes());
        let id = format!("{}{sum:08x}", &tag[..1]);
        if self.known.insert(id.clone()) {
            push(&mut self.definitions, format_args!("<{tag} id=\"{id}\" {attributes}>{content}</{tag}>\n"));
        }
        id
    }
}

/// The pictures that are drawn more than once: a file would hold each as often.
fn shared(draws: &[Draw]) -> HashMap<*const Picture, Option<String>> {
    let (mut once, mut shared) = (HashSet::new(), HashMap::new());
    for draw in draws {
        if let Draw::Image(image) = draw
            && !once.insert(Arc::as_ptr(&image.picture))
        {
            shared.insert(Arc::as_ptr(&image.picture), None);
        }
    }
    shared
}

/// A picture as an address that holds all of it.
fn picture_link(draw: &ImageDraw) -> String {
    let media_type = draw.picture.media_type.as_str();
    // WebP is not shown everywhere, and whether a viewer turns a photo the
    // way its camera noted differs. A document inside a picture is no part of this one.
    let is_plain = matches!(media_type, "image/png" | "image/jpeg")
        && !draw.bitmap.is_turned()
        && !carries_document(&draw.picture.data);
    let (media_type, data) = match draw.bitmap.levels().first() {
        Some(pixmap) if !is_plain => {
            let rgba = pixmap.data_as_u8_slice().to_vec();
            let (width, height) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
            ("image/png", STANDARD.encode(Pixels { width, height, rgba }.to_png()))
        }
        _ => (media_type, STANDARD.encode(&draw.picture.data)),
    };
    format!("data:{media_type};base64,{data}")
}

fn matrix(place: Affine) -> String {
    place.as_coeffs().iter().map(|value| number(*value, 5)).collect::<Vec<_>>().join(" ")
}

/// As many wedges as colours around a point are made of.
const WEDGES: u32 = 180;

/// The colour of a gradient at an offset.
pub(super) fn color_at(stops: &[ColorStop], offset: f64) -> Color {
    let Some(first) = stops.first() else { return Color::BLACK };
    let mut before = *first;
    for stop in stops {
        let (from, to) = (f64::from(before.offset), f64::from(stop.offset));
        if offset <= to {
            let part = if to > from { ((offset - from) / (to - from)).clamp(0.0, 1.0) } else { 1.0 };
            return before.color.mixed(stop.color, part);
        }
        before = *stop;
    }
    before.color
}

fn filter_attributes(shadow: &Shadow, area: Rect) -> String {
    let reach = blur_reach(shadow.blur);
    let cast = (area + kurbo::Vec2::new(shadow.dx, shadow.dy)).inflate(reach, reach);
    let all = area.union(cast).expand();
    format!(
        "filterUnits=\"userSpaceOnUse\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" color-interpolation-filters=\"sRGB\"",
        length(all.x0),
        length(all.y0),
        length(all.width()),
        length(all.height())
    )
}

fn filter_steps(shadow: &Shadow) -> String {
    let mut steps = String::new();
    let mut source = " in=\"SourceAlpha\"";
    if shadow.blur >= 0.01 {
        push(&mut steps, format_args!("<feGaussianBlur{source} stdDeviation=\"{}\"/>", number(shadow.blur, 3)));
        source = "";
    }
    let part = |channel: u8| number(f64::from(channel) / 255.0, 4);
    let Color { r, g, b, a } = shadow.color;
    push(
        &mut steps,
        format_args!(
            "<feOffset{source} dx=\"{}\" dy=\"{}\"/><feColorMatrix values=\"0 0 0 0 {} 0 0 0 0 {} 0 0 0 0 {} 0 0 0 {} 0\" \
             result=\"s\"/><feMerge><feMergeNode in=\"s\"/><feMergeNode in=\"SourceGraphic\"/></feMerge>",
            length(shadow.dx),
            length(shadow.dy),
            part(r),
            part(g),
            part(b),
            part(a)
        ),
    );
    steps
}

fn stop_list(stops: &[ColorStop]) -> String {
    let mut list = String::new();
    for stop in stops {
        let offset = number(f64::from(stop.offset), 4);
        push(&mut list, format_args!("<stop offset=\"{offset}\" stop-color=\"{}\"", hex(stop.color)));
        if stop.color.a < 255 {
            push(&mut list, format_args!(" stop-opacity=\"{}\"", number(f64::from(stop.color.a) / 255.0, 3)));
        }
        list.push_str("/>");
    }
    list
}

fn path_data(path: &BezPath, place: Affine) -> String {
    let mut data = String::with_capacity(path.elements().len() * 16);
    let mut last = ' ';
    let mut write = |letter: char, points: &[Point]| {
        // A letter that repeats may be left out, but not that of a new part.
        if letter != last || letter == 'M' || letter == 'Z' {
            data.push(letter);
        }
        let mut after_letter = letter != last || letter == 'M';
        last = letter;
        for point in points {
            let point = place * *point;
            for value in [point.x, point.y] {
                let text = length(value);
                if !after_letter && !text.starts_with('-') {
                    data.push(' ');
                }
                after_letter = false;
                data.push_str(&text);
            }
        }
    };
    for element in path.elements() {
        match element {
            PathEl::MoveTo(a) => write('M', &[*a]),
            PathEl::LineTo(a) => write('L', &[*a]),
            PathEl::QuadTo(a, b) => write('Q', &[*a, *b]),
            PathEl::CurveTo(a, b, c) => write('C', &[*a, *b, *c]),
            PathEl::ClosePath => write('Z', &[]),
        }
    }
    data
}

/// A length in badge units, to a hundredth: a fifteenth of a pixel on the
/// largest picture.
fn length(value: f64) -> String {
    number(value, 2)
}

fn number(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    let short = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    match short {
        "-0" | "" => "0".to_owned(),
        _ => match short.strip_prefix("-0.") {
            Some(rest) => format!("-.{rest}"),
            None => short.strip_prefix("0.").map_or_else(|| short.to_owned(), |rest| format!(".{rest}")),
        },
    }
}

fn hex(color: Color) -> String {
    let Color { r, g, b, .. } = color;
    if [r, g, b].iter().all(|channel| channel % 17 == 0) {
        return format!("#{:x}{:x}{:x}", r / 17, g / 17, b / 17);
    }
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// Text as XML takes it: marks escaped, signs that XML forbids left out.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\n' | '\t' => escaped.push(letter),
            '\u{FFFE}' | '\u{FFFF}' => {}
            _ if letter.is_control() => {}
            _ => escaped.push(letter),
        }
    }
    escaped
}
