//! Elements larger and smaller.

use std::sync::Arc;

use super::{Element, Frame, Kind, Paint, Spot, each_of_mut};

impl Element {
    /// The same element with another width and height. What does not stretch
    /// with its frame (type, the elements of a group) is scaled along.
    #[must_use]
    pub fn resized(&self, width: f64, height: f64) -> Self {
        let (width, height) = (width.max(Frame::MIN_SIDE), height.max(Frame::MIN_SIDE));
        let (sx, sy) = (width / self.frame.width.max(Frame::MIN_SIDE), height / self.frame.height.max(Frame::MIN_SIDE));
        let even = (sx * sy).sqrt();
        let mut resized = self.clone();
        resized.frame.width = width;
        resized.frame.height = height;
        match &mut resized.kind {
            Kind::Text(text) => {
                text.size *= even;
                text.spacing *= even;
            }
            Kind::Group { elements } => {
                for element in elements.iter_mut() {
                    let mut scaled = element.stretched(sx, sy, element.frame.rotation);
                    scaled.frame.x *= sx;
                    scaled.frame.y *= sy;
                    scaled.middle = scaled.middle.map(|spot| Spot { x: spot.x * sx, y: spot.y * sy });
                    *element = Arc::new(scaled);
                }
            }
            _ => {}
        }
        resized
    }

    /// The same element after the frame around it, and perhaps around others,
    /// became another of the same turn.
    #[must_use]
    pub fn refitted(&self, from: Frame, to: Frame) -> Self {
        let part = |to: f64, from: f64| to / from.max(Frame::MIN_SIDE);
        let (sx, sy) = (part(to.width, from.width), part(to.height, from.height));
        let mut refitted = self.stretched(sx, sy, self.frame.rotation - from.rotation);
        let (x, y) = from.from_artwork(self.frame.x, self.frame.y);
        (refitted.frame.x, refitted.frame.y) = to.to_artwork(x * sx, y * sy);
        refitted
    }

    /// The same element with everything about it larger by this factor; its
    /// middle stays where it is.
    #[must_use]
    pub fn grown(&self, factor: f64) -> Self {
        let mut grown = self.resized(self.frame.width * factor, self.frame.height * factor);
        each_of_mut(&mut grown, &|element| grow_details(element, factor));
        grown
    }

    /// The element sized by what it lies in, which is stretched across and
    /// down and in which it is turned by so many degrees: on its side it is
    /// its height that grows across.
    fn stretched(&self, across: f64, down: f64, turned: f64) -> Self {
        let (sin, cos) = turned.to_radians().sin_cos();
        let (along, upright) = ((across * cos).hypot(down * sin), (across * sin).hypot(down * cos));
        self.resized(self.frame.width * along, self.frame.height * upright)
    }
}

/// Scales what does not grow along with the frame of an element.
fn grow_details(element: &mut Element, factor: f64) {
    if let Some(stroke) = &mut element.stroke {
        stroke.width *= factor;
        stroke.dash.iter_mut().for_each(|length| *length *= factor);
    }
    for shadow in [&mut element.shadow, &mut element.inner_shadow].into_iter().flatten() {
        shadow.dx *= factor;
        shadow.dy *= factor;
        shadow.blur *= factor;
    }
    if let Some(Paint::Pattern { size, .. }) = &mut element.fill {
        *size *= factor;
    }
    match &mut element.kind {
        Kind::Rectangle { corners } => corners.iter_mut().for_each(|corner| *corner *= factor),
        Kind::Polygon { corner, .. } | Kind::Star { corner, .. } => *corner *= factor,
        _ => {}
    }
}
