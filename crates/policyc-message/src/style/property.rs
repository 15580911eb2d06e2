//! The CSS properties that some fact depends on.

macro_rules! properties {
    ($( $variant:ident $name:literal $inherited:literal ),* $(,)?) => {
        /// A longhand property.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(super) enum Property { $( #[doc = $name] $variant, )* }

        impl Property {
            /// All of them, in the order of their names here.
            pub(super) const ALL: &'static [Self] = &[ $( Self::$variant, )* ];

            /// Its name in CSS.
            pub(super) const fn name(self) -> &'static str {
                match self { $( Self::$variant => $name, )* }
            }

            /// Whether children take it over where nothing is declared.
            pub(super) const fn is_inherited(self) -> bool {
                match self { $( Self::$variant => $inherited, )* }
            }
        }
    };
}

properties! {
    AnimationName "animation-name" false,
    BackgroundColor "background-color" false,
    BackgroundImage "background-image" false,
    BorderBottomStyle "border-bottom-style" false,
    BorderBottomWidth "border-bottom-width" false,
    BorderLeftStyle "border-left-style" false,
    BorderLeftWidth "border-left-width" false,
    BorderRightStyle "border-right-style" false,
    BorderRightWidth "border-right-width" false,
    BorderTopStyle "border-top-style" false,
    BorderTopWidth "border-top-width" false,
    BoxSizing "box-sizing" false,
    Clip "clip" false,
    ClipPath "clip-path" false,
    Colour "color" true,
    ContentVisibility "content-visibility" false,
    Direction "direction" true,
    Display "display" false,
    FlexDirection "flex-direction" false,
    Float "float" false,
    FontFamily "font-family" true,
    FontSize "font-size" true,
    Height "height" false,
    JustifyContent "justify-content" false,
    Left "left" false,
    LetterSpacing "letter-spacing" true,
    LineHeight "line-height" true,
    MarginBottom "margin-bottom" false,
    MarginLeft "margin-left" false,
    MarginRight "margin-right" false,
    MarginTop "margin-top" false,
    MaxHeight "max-height" false,
    MaxWidth "max-width" false,
    MinHeight "min-height" false,
    MinWidth "min-width" false,
    MsoFontFamily "mso-ascii-font-family" true,
    MsoLineHeightRule "mso-line-height-rule" true,
    Opacity "opacity" false,
    OverflowX "overflow-x" false,
    OverflowY "overflow-y" false,
    PaddingBottom "padding-bottom" false,
    PaddingLeft "padding-left" false,
    PaddingRight "padding-right" false,
    PaddingTop "padding-top" false,
    Position "position" false,
    Scale "scale" false,
    TextAlign "text-align" true,
    TextFill "-webkit-text-fill-color" true,
    TextIndent "text-indent" true,
    Top "top" false,
    Transform "transform" false,
    Visibility "visibility" true,
    WhiteSpace "white-space" true,
    Width "width" false,
    Zoom "zoom" false,
}

impl Property {
    /// The property called `name` (in lower case); old names of mail programs' engines are taken as what they stand for.
    pub(super) fn named(name: &str) -> Option<Self> {
        let name = match name {
            "-webkit-transform" | "-ms-transform" | "-moz-transform" => "transform",
            "-webkit-animation-name" | "-moz-animation-name" => "animation-name",
            "-webkit-box-sizing" | "-moz-box-sizing" => "box-sizing",
            "-webkit-clip-path" => "clip-path",
            "-webkit-opacity" => "opacity",
            "margin-inline-start" => "margin-left",
            "margin-inline-end" => "margin-right",
            "padding-inline-start" => "padding-left",
            "padding-inline-end" => "padding-right",
            "margin-block-start" => "margin-top",
            "margin-block-end" => "margin-bottom",
            "padding-block-start" => "padding-top",
            "padding-block-end" => "padding-bottom",
            "inline-size" => "width",
            "block-size" => "height",
            "max-inline-size" => "max-width",
            "max-block-size" => "max-height",
            "mso-ansi-font-family"
            | "mso-fareast-font-family"
            | "mso-bidi-font-family"
            | "mso-hansi-font-family"
            | "mso-generic-font-family" => "mso-ascii-font-family",
            same => same,
        };
        Self::ALL.iter().copied().find(|property| property.name() == name)
    }
}
