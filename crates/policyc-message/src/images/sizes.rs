//! Used sizes of images and their shares of the page (vocabulary, sections 9 and 13).

use crate::model::{Image, Known, Measure, Ratio};
use crate::style::{Page, ReplacedSize, Widths};

/// Fills in width, height and share of the image of the element at `at`.
pub(super) fn measure(page: &Page<'_>, widths: &Widths, at: usize, image: &mut Image) {
    let natural = |side: Known<u32>| side.value().map(|px| Ratio::whole(i64::from(px)));
    let size = (natural(image.natural_width), natural(image.natural_height));
    let ReplacedSize { width, height, share, causes } = page.replaced_size(widths, at, size);
    (image.width, image.height, image.width_share) = (width, height, share);
    image.item.fields.extend(causes);
    let small = |side: Measure| side.high.is_some_and(|px| px <= Ratio::whole(16));
    if small(width) || small(height) {
        image.painted_text = Known::Value(String::new());
    }
}

/// Sums shares over images that stand side by side without ink between.
pub(super) fn row_shares(page: &Page<'_>, widths: &Widths, images: &mut [(usize, Image)]) {
    let mut from = 0;
    while from < images.len() {
        let mut to = from + 1;
        let mut sum = images.get(from).map_or(Measure::UNKNOWN, |(_, image)| image.width_share);
        while let (Some((before, _)), Some((at, image))) = (images.get(to - 1), images.get(to)) {
            let next = plus(sum, image.width_share);
            // More than a whole line wraps.
            if !page.side_by_side(widths, *before, *at) || next.low.is_some_and(|low| low > Ratio::ONE) {
                break;
            }
            (sum, to) = (next, to + 1);
        }
        for (_, image) in images.iter_mut().take(to).skip(from) {
            image.row_share = sum;
        }
        from = to;
    }
}

fn plus(one: Measure, other: Measure) -> Measure {
    let sum = |a: Option<Ratio>, b: Option<Ratio>| a?.plus(b?);
    Measure::between(sum(one.low, other.low), sum(one.high, other.high))
}
