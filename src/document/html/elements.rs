//! What the elements of HTML are to a reader of prose.

use super::super::BlockKind;

/// What an element does to the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// What is inside is nobody's prose: code of the page, navigation, controls.
    Skipped,
    /// It begins and ends a paragraph, of this kind if it has one of its own.
    Block(Option<BlockKind>),
    /// It marks text up and nothing more.
    Inline,
    /// Its text is emphasised.
    Emphasis,
    /// It leads elsewhere.
    Link,
    /// What is inside is code: one object.
    Code,
    /// A picture.
    Image,
    /// A line break.
    Break,
    /// It has no content and says nothing.
    Void,
    /// The title of the page.
    Title,
}

/// The role of the element with this name, in lower case.
pub(super) fn role(name: &[u8]) -> Role {
    use BlockKind::{Caption, Cell, Heading, ListItem, Quotation};
    match name {
        b"script" | b"style" | b"nav" | b"noscript" | b"template" | b"svg" | b"math"
        | b"iframe" | b"object" | b"button" | b"select" | b"datalist" | b"textarea" | b"audio"
        | b"video" | b"canvas" | b"map" | b"menu" | b"dialog" | b"noembed" | b"noframes"
        | b"xmp" => Role::Skipped,
        b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Role::Block(Some(Heading)),
        b"li" | b"dd" | b"dt" => Role::Block(Some(ListItem)),
        b"figcaption" | b"caption" => Role::Block(Some(Caption)),
        b"blockquote" => Role::Block(Some(Quotation)),
        b"td" | b"th" => Role::Block(Some(Cell)),
        b"p" | b"div" | b"html" | b"head" | b"body" | b"article" | b"section" | b"main"
        | b"header" | b"footer" | b"aside" | b"address" | b"figure" | b"ul" | b"ol" | b"dl"
        | b"table" | b"thead" | b"tbody" | b"tfoot" | b"tr" | b"colgroup" | b"pre" | b"form"
        | b"fieldset" | b"legend" | b"details" | b"summary" | b"hgroup" | b"center"
        | b"optgroup" | b"option" | b"search" | b"picture" => Role::Block(None),
        b"em" | b"strong" | b"b" | b"i" | b"u" | b"s" | b"del" | b"ins" | b"mark" | b"cite"
        | b"dfn" | b"small" | b"strike" | b"big" => Role::Emphasis,
        b"a" => Role::Link,
        b"code" | b"kbd" | b"samp" | b"var" | b"tt" => Role::Code,
        b"img" => Role::Image,
        b"br" => Role::Break,
        b"hr" => Role::Block(None),
        b"wbr" | b"input" | b"meta" | b"link" | b"base" | b"col" | b"embed" | b"source"
        | b"track" | b"area" | b"param" => Role::Void,
        b"title" => Role::Title,
        _ => Role::Inline,
    }
}

/// Whether the element has no end tag.
pub(super) fn is_void(name: &[u8]) -> bool {
    matches!(role(name), Role::Void | Role::Image | Role::Break) || name == b"hr"
}

/// Whether an open element ends where `next` begins, as people leave end tags out.
pub(super) fn is_ended_by(open: &[u8], next: &[u8]) -> bool {
    match open {
        b"p" => matches!(role(next), Role::Block(_)) || next == b"nav",
        b"li" => next == b"li",
        b"dd" | b"dt" => matches!(next, b"dd" | b"dt"),
        b"td" | b"th" => matches!(next, b"td" | b"th" | b"tr" | b"tbody" | b"thead" | b"tfoot"),
        b"tr" => matches!(next, b"tr" | b"tbody" | b"thead" | b"tfoot"),
        b"thead" | b"tbody" => matches!(next, b"tbody" | b"tfoot"),
        b"head" => {
            next == b"body" || !matches!(role(next), Role::Void | Role::Title | Role::Skipped)
        }
        b"option" => next == b"option",
        _ => false,
    }
}

/// Whether elements outside this one do not end for what begins inside it.
pub(super) fn is_boundary(name: &[u8]) -> bool {
    matches!(
        name,
        b"table"
            | b"ul"
            | b"ol"
            | b"dl"
            | b"div"
            | b"section"
            | b"article"
            | b"blockquote"
            | b"figure"
            | b"body"
            | b"html"
            | b"main"
            | b"aside"
    )
}
