//! The kinds of findings.

use super::Severity;

/// Declares the codes: one line each with its id, severity and what it is about.
macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $id:literal $severity:ident,)+) => {
        /// What a finding is about. Codes are never reused.
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub enum Code {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Code {
            /// Every code, in the order of their ids.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The stable name by which a finding's kind is known: `E030`.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)+ }
            }

            /// The severity that findings of this kind have unless they say otherwise.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)+ }
            }
        }
    };
}

codes! {
    // The file
    /// The bytes are no text in UTF-8, nor in an encoding that we know.
    NotUtf8 = "E001" Error,
    /// The text is UTF-16.
    Utf16 = "E002" Error,
    /// The text is GBK or GB 18030.
    Gbk = "E003" Error,
    /// The report is too large to be read.
    TooLarge = "E004" Error,
    /// A character that no document can hold.
    ControlCharacter = "E005" Error,
    /// There is nothing in the report.
    EmptyReport = "E006" Error,

    // YAML
    /// Some other fault of the YAML.
    YamlSyntax = "E010" Error,
    /// A colon and a space where no key can stand.
    YamlColon = "E011" Error,
    /// A tab where YAML takes only spaces.
    YamlTab = "E012" Error,
    /// A quotation mark without its partner.
    YamlQuote = "E013" Error,
    /// A bracket without its partner, or no comma between entries.
    YamlBracket = "E014" Error,
    /// A value begins with a character that YAML keeps for itself.
    YamlCharacter = "E015" Error,
    /// A value begins with `*`, which YAML takes for a reference.
    YamlAlias = "E016" Error,
    /// A line stands too far left or right.
    YamlIndent = "E017" Error,
    /// A line without a key.
    YamlKey = "E018" Error,
    /// A backslash in double quotes with something else after it than YAML knows.
    YamlEscape = "E019" Error,
    /// Text after a closing quotation mark.
    YamlAfterQuote = "E020" Error,
    /// A tag (`!something`) that does not fit.
    YamlTag = "E021" Error,
    /// More than one document in a file.
    SeveralDocuments = "E022" Error,
    /// Nested too deeply.
    TooDeep = "E023" Error,
    /// Too many values.
    TooManyValues = "E024" Error,
    /// References that multiply the text beyond measure.
    AliasBomb = "E025" Error,
    /// A reference within what it refers to.
    AliasLoop = "E026" Error,

    // Keys
    /// A key that the format does not have.
    UnknownKey = "E030" Error,
    /// A key that stands twice.
    DuplicateKey = "E031" Error,
    /// A key that must be there.
    MissingKey = "E032" Error,
    /// A key of the format that this version can't set yet.
    NotSupported = "E033" Error,
    /// A key that is no text.
    KeyNotText = "E034" Error,

    // Values
    /// Keys and values are needed here.
    NotMapping = "E040" Error,
    /// A list is needed here.
    NotList = "E041" Error,
    /// Text is needed here.
    NotText = "E042" Error,
    /// Text or a list of texts is needed here.
    NotTextOrList = "E043" Error,
    /// `true` or `false` is needed here.
    NotBoolean = "E044" Error,
    /// A bare number or truth value where text is needed.
    UnquotedText = "E045" Error,
    /// A text without characters.
    EmptyText = "E046" Error,
    /// A list without entries.
    EmptyList = "E047" Error,
    /// A word that is none of those possible here.
    UnknownChoice = "E048" Error,
    /// No language tag.
    Language = "E049" Error,

    // Dates
    /// A date in another form than year-month-day.
    DateFormat = "E050" Error,
    /// A month that does not exist.
    DateMonth = "E051" Error,
    /// A day that its month does not have.
    DateDay = "E052" Error,

    // Body
    /// Keys and values that are no kind of block.
    UnknownBlock = "E060" Error,
    /// One entry with several kinds of blocks.
    SeveralBlocks = "E061" Error,
    /// Neither a paragraph nor a block.
    NotABlock = "E062" Error,
    /// A heading below the fourth level.
    HeadingTooDeep = "E063" Error,
    /// More points than their counter has numbers.
    TooManyPoints = "E064" Error,
    /// A point with neither lead nor text.
    EmptyPoint = "E065" Error,
    /// Lists in lists in lists.
    ListTooDeep = "E066" Error,

    // Tables
    /// A row with more or fewer cells than there are columns.
    RowLength = "E070" Error,
    /// A list or keys where a paragraph of a cell should be.
    CellNotText = "E071" Error,
    /// No width.
    Width = "E072" Error,
    /// Shares of the width that make more than the whole.
    WidthsTooLarge = "E073" Error,

    // Markup
    /// A reference to a footnote that is not there.
    UndefinedFootnote = "E080" Error,
    /// A link to something else than a web page or a mail address.
    LinkTarget = "E081" Error,
    /// HTML in the text.
    InlineHtml = "E082" Error,
    /// A picture within the text.
    InlineImage = "E083" Error,
    /// A blank line within one paragraph.
    BlankLine = "E084" Error,

    // Pictures
    /// There is no such file.
    PictureMissing = "E090" Error,
    /// The file is outside the folders that the report may read.
    PictureOutside = "E091" Error,
    /// A folder or a device.
    PictureNotAFile = "E092" Error,
    /// A file with too many bytes.
    PictureTooLarge = "E093" Error,
    /// The system refuses.
    PictureUnreadable = "E094" Error,
    /// A file without bytes.
    PictureEmpty = "E095" Error,
    /// A picture in a format that the outputs can't carry.
    PictureFormat = "E096" Error,
    /// No picture at all.
    NotAPicture = "E097" Error,
    /// A picture that can't be drawn.
    PictureBroken = "E098" Error,
    /// A picture with too many pixels.
    PicturePixels = "E099" Error,
    /// An SVG that needs something from elsewhere.
    SvgExternal = "E100" Error,
    /// An SVG with entities of its own.
    SvgEntities = "E101" Error,
    /// An SVG with a program in it.
    SvgScript = "E102" Error,
    /// An SVG with too many elements.
    SvgTooComplex = "E103" Error,
    /// An SVG with parts in HTML, which are not drawn.
    SvgForeignObject = "W100" Warning,
    /// A picture that isn't described for those who can't see it.
    MissingAlt = "W101" Warning,

    // Standards of PDF
    /// A picture that isn't described, where PDF/UA-1 has been asked for.
    AltRequired = "E270" Error,
    /// A picture in the colours of a printing press.
    PrintingInks = "E271" Error,
    /// A character of private use.
    PrivateCharacter = "E272" Error,
    /// A filled template where the source is to be attached.
    SourceIsTemplate = "E273" Error,

    // Setting
    /// A character that no font has.
    MissingGlyph = "E110" Error,
    /// A character that no font has, drawn as a box.
    MissingGlyphBox = "W110" Warning,
    /// A forced break that would make an empty line.
    EmptyLine = "W111" Warning,
    /// Columns that together are wider than the page.
    TableTooWide = "E112" Error,
    /// A picture that is made narrower than asked for.
    FigureTooLarge = "W113" Warning,
    /// A theme that can't be used.
    UnusableTheme = "E114" Error,
    /// Page numbers that change with the pages that they change.
    PagesDoNotSettle = "E115" Error,

    // Letterhead
    /// A 份号 that is not six digits.
    CopyNumber = "E170" Error,
    /// A term of secrecy in another form.
    SecurityTerm = "E171" Error,
    /// A term of secrecy without its level.
    TermWithoutLevel = "E172" Error,
    /// A term of secrecy longer than its level may have.
    TermTooLong = "W173" Warning,
    /// A classified document without 份号.
    SecretWithoutCopyNumber = "W174" Warning,
    /// A 发文字号 in another form.
    NumberForm = "E175" Error,
    /// A 发文字号 with 第 or leading zeros.
    NumberPadding = "E176" Error,
    /// A 令号 in another form.
    OrderNumber = "E177" Error,
    /// A 发文字号 whose brackets, digits or spaces were put right.
    NumberNormalized = "N178" Note,
    /// 签发人 in a document that does not go to a superior.
    SignatoriesDownward = "E179" Error,
    /// No 签发人 in a document that goes to a superior.
    SignatoriesMissing = "W180" Warning,
    /// Several agencies written as one name.
    SeveralInOneName = "W181" Warning,
    /// An agency that is listed twice.
    AgencyTwice = "E182" Error,
    /// A 函 whose 标志 names more than the lead agency.
    LetterMark = "E183" Error,
    /// Nothing to make a 发文机关标志 of.
    NoMark = "E184" Error,
    /// A letterhead of a document that has none.
    LetterheadOfPlain = "E185" Error,
    /// A 标志 that leads with another agency than the issuers do.
    TwoLeads = "E186" Error,
    /// A 标志 that does not fit.
    MarkTooLong = "E187" Error,
    /// A 标志 with more or fewer agencies than issue the document.
    MarkAndIssuers = "W188" Warning,
    /// What this kind of document does not have.
    NotOfKind = "E189" Error,

    // Footnotes, references, table of contents
    /// A footnote with two marks.
    FootnoteTwice = "E230" Error,
    /// A footnote without a mark.
    UnusedFootnote = "W231" Warning,
    /// A footnote's mark in a footnote.
    FootnoteInFootnote = "E232" Error,
    /// A footnote's mark where none can stand.
    FootnotePlace = "E233" Error,
    /// A reference to what is not there.
    UnknownId = "E234" Error,
    /// An id that two parts of the report have.
    DuplicateId = "E235" Error,
    /// No id.
    Id = "E236" Error,
    /// A word in braces that stands for nothing.
    UnknownPlaceholder = "E237" Error,
    /// A reference by number or title to a table or figure that has none.
    NoCaption = "E238" Error,
    /// A reference by number to the only attachment.
    NoAttachmentNumber = "E239" Error,
    /// A table of contents without entries.
    NoHeadings = "W240" Warning,
    /// A table of contents in front of the 版头.
    ContentsBeforeLetterhead = "W219" Warning,
    /// A table of contents with too many levels, or none.
    ContentsLevels = "E241" Error,
    /// A footnote that does not begin on the page of its mark.
    FootnoteElsewhere = "W242" Warning,
    /// A caption that brings a number which another one has.
    CaptionNumberTaken = "W243" Warning,
    /// A reference by number to a heading that has none.
    NoHeadingNumber = "E245" Error,

    // Punctuation
    // Signature and 版记
    /// A seal or stamp with a style of signature that has none.
    UnusedSeal = "E190" Error,
    /// More or fewer seals or stamps than there are issuers.
    SealCount = "E191" Error,
    /// A seal that is not as wide as it is high.
    SealShape = "E192" Error,
    /// A seal in another colour than red.
    SealInk = "W193" Warning,
    /// A seal whose own size is not that of its level.
    SealSize = "W194" Warning,
    /// A seal of an issuer whose level is not said.
    SealLevel = "N195" Note,
    /// A date of printing before the date of issue.
    PrintedEarly = "E197" Error,
    /// An attachment that the text names and that is not there.
    AttachmentMissing = "W198" Warning,
    /// An attachment's name with a mark at its end.
    AttachmentMark = "W199" Warning,
    /// A signature that goes on on further pages.
    SignatureTooTall = "W200" Warning,
    /// 发文字号 of another year than the date of issue.
    NumberYear = "W201" Warning,
    /// A signature on a page without text.
    LoneSignature = "W202" Warning,
    /// A seal that is printed over 附注.
    SealOverNote = "W218" Warning,
    /// 发文字号 that does not fit on its line.
    NumberTooLong = "W203" Warning,
    /// A 版记 higher than a page.
    ColophonTooHigh = "E196" Error,

    // What an author has typed
    /// A number before a heading, point or item that is numbered anyway.
    TypedNumber = "W265" Warning,
    /// A label or mark that the program writes.
    WrittenTwice = "W266" Warning,
    /// A mark at the end of the title.
    TitleMark = "W267" Warning,
    /// Two stars without partner.
    StrayStars = "W268" Warning,

    // Lines
    /// 孤字: a paragraph that ends with a line of one character.
    Orphan = "N120" Note,
    /// 孤字 that another tracking avoids.
    OrphanFixed = "N121" Note,
    /// A line that ends where none should, since there is no other place.
    NoBreak = "W122" Warning,
    /// A Word file of a report whose lines are to break as no Word file's do.
    DocxByOffice = "W250" Warning,

    /// Punctuation of a draft that was put right.
    Normalized = "N001" Note,

    // Templates
    /// An expression that can't be understood.
    TemplateSyntax = "E140" Error,
    /// A name that the data does not have.
    TemplateUndefined = "E141" Error,
    /// An expression that can't be worked out.
    TemplateFailed = "E142" Error,
    /// A template that does not end, or gives more than a report can have.
    TemplateEndless = "E143" Error,
    /// An expression whose value no text can hold.
    TemplateNoText = "E144" Error,
    /// Braces without quotes, which YAML takes for something else.
    TemplateUnquoted = "E145" Error,
    /// A key beside `for` or `if` that means nothing there.
    TemplateControlKey = "E146" Error,
    /// `for` or `if` without `do`.
    TemplateNoBody = "E147" Error,
    /// A loop without its name or its list.
    TemplateLoopHead = "E148" Error,
    /// A loop over something else than a list.
    TemplateNotAList = "E149" Error,

    // Names of outputs
    /// A name that leads out of the output folder.
    NameOutside = "E150" Error,
    /// A character that some systems don't allow in names.
    NameCharacter = "E151" Error,
    /// A name that is too long.
    NameTooLong = "E152" Error,
    /// A name, or a part of it, that can't be one.
    NamePart = "E153" Error,
    /// Two rows with one name.
    NameTwice = "E154" Error,

    // Data
    /// Text in another encoding than UTF-8.
    DataEncoding = "E155" Error,
    /// A quotation mark without its partner.
    DataQuote = "E156" Error,
    /// A quotation mark within a cell that does not begin with one.
    DataStrayQuote = "E157" Error,
    /// A row with more or fewer cells than there are columns.
    DataRowLength = "E158" Error,
    /// A column without a name.
    DataColumnName = "E159" Error,
    /// Two columns, or two values of a row, with one name.
    DataColumnTwice = "E160" Error,
    /// A name that templates have for something else.
    DataColumnReserved = "E161" Error,
    /// A cell with too much in it.
    DataCellTooLarge = "E162" Error,
    /// A line that is no JSON.
    DataSyntax = "E163" Error,
    /// Something else than names and values where a row should be, or than a list of these.
    DataNotAnObject = "E164" Error,
    /// No rows, or too many.
    DataEmpty = "E165" Error,
    /// A number that would come out with other digits.
    DataNumber = "E166" Error,
    /// A workbook that can't be read.
    DataWorkbook = "E167" Error,
    /// A workbook without the sheet asked for.
    DataSheet = "E168" Error,
    /// A cell with an error, or outside the columns.
    DataErrorCell = "E169" Error,

    // The grid of a table
    /// A row that does not fill the columns that the cells above leave free.
    RowGrid = "E210" Error,
    /// Groups of columns in groups in groups.
    ColumnGroupTooDeep = "E211" Error,
    /// A number of columns or rows that is none.
    SpanNumber = "E212" Error,
    /// A cell that reaches over the table's right edge.
    SpanOverEdge = "E213" Error,
    /// A cell that reaches below the table's last row.
    SpanBelowTable = "E214" Error,
    /// A cell that reaches over a place that another one takes.
    SpanOverlap = "E215" Error,
    /// A number or word that is wider than its column.
    WordTooWide = "W216" Warning,
    /// A picture that is made smaller since the page is not high enough.
    FigureTooHigh = "W217" Warning,
}
