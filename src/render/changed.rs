//! Where two scenes differ.

use std::sync::Arc;

use kurbo::Rect;

use super::extent::{content_box, shadow_reach};
use crate::scene::{Draw, Scene};

/// A box, in badge units, outside of which two scenes look alike; `None` where
/// they do everywhere. Quick rather than tight: what lies between the first and
/// the last step that differ counts as changed.
pub fn changed(before: &Scene, after: &Scene) -> Option<Rect> {
    let (before, after) = (before.draws(), after.draws());
    let start = before.iter().zip(after).take_while(|(old, new)| same(old, new)).count();
    let (old, new) = (&before[start..], &after[start..]);
    let end = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| same(old, new)).count();
    let (old, new) = (&old[..old.len() - end], &new[..new.len() - end]);
    if old.is_empty() && new.is_empty() {
        return None;
    }
    let both =
        |one: &[Draw], other: &[Draw]| [one, other].into_iter().filter_map(content_box).reduce(|a, b| a.union(b));
    if !(is_whole(old) && is_whole(new)) {
        return both(before, after);
    }
    // The shadow of a group around it changes as far as it reaches from there.
    let mut around = Vec::new();
    for draw in &before[..start] {
        match draw {
            Draw::Push(group) => around.push(group.shadow.map_or(0.0, shadow_reach)),
            Draw::Pop => drop(around.pop()),
            Draw::Path(_) | Draw::Image(_) => {}
        }
    }
    let reach: f64 = around.into_iter().sum();
    both(old, new).map(|rect| rect.inflate(reach, reach))
}

fn same(old: &Draw, new: &Draw) -> bool {
    match (old, new) {
        (Draw::Path(old), Draw::Path(new)) => old == new,
        (Draw::Image(old), Draw::Image(new)) => {
            Arc::ptr_eq(&old.bitmap, &new.bitmap)
                && old.place == new.place
                && [old.width, old.height] == [new.width, new.height]
                && old.opacity.to_bits() == new.opacity.to_bits()
        }
        (Draw::Push(old), Draw::Push(new)) => old == new,
        (Draw::Pop, Draw::Pop) => true,
        _ => false,
    }
}

/// Whether each group that begins or ends here does both here.
fn is_whole(draws: &[Draw]) -> bool {
    let mut depth = 0_usize;
    for draw in draws {
        match draw {
            Draw::Push(_) => depth += 1,
            Draw::Pop if depth == 0 => return false,
            Draw::Pop => depth -= 1,
            Draw::Path(_) | Draw::Image(_) => {}
        }
    }
    depth == 0
}

#[cfg(test)]
mod tests {
    use kurbo::Affine;

    use super::*;
    use crate::artwork::{Artwork, Color, Element, Paint, Shadow};
    use crate::document::{starter, starters};
    use crate::render::raster::{Part, Pixels, Renderer};
    use crate::scene::build;

    const SIZE: [u32; 2] = [640, 520];

    fn patched(mut picture: Pixels, piece: &Pixels, at: Part) -> Pixels {
        let row = 4 * piece.width as usize;
        for (line, pixels) in piece.rgba.chunks_exact(row).enumerate() {
            let start = 4 * ((at.top as usize + line) * picture.width as usize + at.left as usize);
            picture.rgba[start..start + row].copy_from_slice(pixels);
        }
        picture
    }

    /// What may be done to one element.
    fn versions(artwork: &Artwork, place: usize) -> Vec<Artwork> {
        let changed = |change: &dyn Fn(&mut Element)| {
            let mut artwork = artwork.clone();
            change(Arc::make_mut(&mut artwork.elements[place]));
            artwork
        };
        let mut without = artwork.clone();
        without.elements.remove(place);
        let mut on_top = artwork.clone();
        let moved = on_top.elements.remove(place);
        on_top.elements.push(moved);
        vec![
            changed(&|element| element.frame = element.frame.moved(37.3, -21.8)),
            changed(&|element| element.fill = Some(Paint::Solid(Color::rgb(200, 30, 90)))),
            changed(&|element| element.shadow = Some(Shadow { dx: 9.0, dy: 14.0, blur: 11.0, ..Shadow::default() })),
            changed(&|element| element.opacity = 0.4),
            changed(&|element| element.frame.rotation += 33.0),
            without,
            on_top,
        ]
    }

    #[test]
    fn only_what_changed_has_to_be_drawn_again() {
        let view = Affine::translate((-31.4, -80.7)) * Affine::scale(1.13);
        let mut smaller = 0;
        let all: Vec<_> = starters().iter().map(|starter| starter.name).collect();
        for (number, name) in all.iter().enumerate() {
            let document = starter(name).unwrap().document("urn:uuid:1".into()).unwrap();
            let mut renderer = Renderer::new();
            let before = build(&document.artwork, &document.badge);
            let shown = renderer.render_view(&before, SIZE[0], SIZE[1], view);
            assert_eq!(changed(&before, &build(&document.artwork, &document.badge)), None, "{name}");
            let place = number % document.artwork.elements.len();
            for (step, artwork) in versions(&document.artwork, place).iter().enumerate() {
                let after = build(artwork, &document.badge);
                let whole = renderer.render_view(&after, SIZE[0], SIZE[1], view);
                let seen = match changed(&before, &after)
                    .and_then(|area| Part::around(view.transform_rect_bbox(area), SIZE))
                {
                    Some(part) => {
                        smaller += usize::from(part.width * part.height < SIZE[0] * SIZE[1] / 2);
                        patched(shown.clone(), &renderer.render_part(&after, SIZE, view, part), part)
                    }
                    None => shown.clone(),
                };
                let most = whole.rgba.iter().zip(&seen.rgba).map(|(a, b)| a.abs_diff(*b)).max().unwrap();
                assert!(most <= 3, "{name}, element {place}, change {step}: {most} of 255");
            }
        }
        assert!(smaller > 20, "{smaller} of the changes were small");
    }
}
