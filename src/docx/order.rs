//! The order in which the schema of ISO/IEC 29500-4 wants the children of an element.

use super::xml::{Element, Node};

/// The children of an element in the order of the schema; those that it does not order stay.
pub(super) fn sorted(element: &Element) -> Vec<&Node> {
    let mut children: Vec<&Node> = element.children.iter().collect();
    // A group with one child, as many are, has an order.
    if children.len() > 1
        && let Some(order) = order(&element.name)
    {
        children.sort_by_cached_key(|node| match node {
            Node::Element(child) => order.split_whitespace().position(|name| child.name == name),
            Node::Text(_) => None,
        });
    }
    children
}

/// Whether an element is a group of properties without any.
pub(super) fn is_void(element: &Element) -> bool {
    let group = matches!(&*element.name, "w:pPr" | "w:rPr" | "w:trPr" | "w:tcPr" | "w:numPr");
    group && element.children.iter().all(|node| matches!(node, Node::Element(e) if is_void(e)))
}

fn order(name: &str) -> Option<&'static str> {
    Some(match name {
        "w:pPr" => PARAGRAPH,
        "w:rPr" => RUN,
        "w:sectPr" => SECTION,
        "w:footnotePr" => FOOTNOTES,
        "w:style" => STYLE,
        "w:lvl" => LEVEL,
        "w:settings" => SETTINGS,
        "w:compat" => COMPATIBILITY,
        "w:tblPr" => TABLE,
        "w:trPr" => ROW,
        "w:tcPr" => CELL,
        "w:tblBorders" | "w:tblCellMar" => BORDERS,
        "w:abstractNum" => ABSTRACT_NUMBERING,
        "w:font" => FONT,
        "w:lvlOverride" => LEVEL_OVERRIDE,
        "w:numPr" => NUMBER,
        _ => return None,
    })
}

const PARAGRAPH: &str = "\
    w:pStyle w:keepNext w:keepLines w:pageBreakBefore w:framePr w:widowControl w:numPr \
    w:suppressLineNumbers w:pBdr w:shd w:tabs w:suppressAutoHyphens w:kinsoku w:wordWrap \
    mc:AlternateContent w:overflowPunct w:topLinePunct w:autoSpaceDE w:autoSpaceDN w:bidi \
    w:adjustRightInd w:snapToGrid w:spacing w:ind w:contextualSpacing w:mirrorIndents \
    w:suppressOverlap w:jc w:textDirection w:textAlignment w:textboxTightWrap w:outlineLvl \
    w:divId w:cnfStyle w:rPr w:sectPr";

const RUN: &str = "\
    w:rStyle w:rFonts w:b w:bCs w:i w:iCs w:caps w:smallCaps w:strike w:dstrike w:outline \
    w:shadow w:emboss w:imprint w:noProof w:snapToGrid w:vanish w:webHidden w:color w:spacing \
    w:w w:kern w:position w:sz w:szCs w:highlight w:u w:effect w:bdr w:shd w:fitText w:vertAlign \
    w:rtl w:cs w:em w:lang w:eastAsianLayout w:specVanish w:oMath";

const SECTION: &str = "\
    w:headerReference w:footerReference w:footnotePr w:endnotePr w:type w:pgSz w:pgMar \
    w:paperSrc w:pgBorders w:lnNumType w:pgNumType w:cols w:formProt w:vAlign w:noEndnote \
    w:titlePg w:textDirection w:bidi w:rtlGutter w:docGrid w:printerSettings";

const FOOTNOTES: &str = "\
    w:pos w:numFmt w:numStart w:numRestart w:footnote";

const STYLE: &str = "\
    w:name w:aliases w:basedOn w:next w:link w:autoRedefine w:hidden w:uiPriority w:semiHidden \
    w:unhideWhenUsed w:qFormat w:locked w:personal w:personalCompose w:personalReply w:rsid \
    w:pPr w:rPr w:tblPr w:trPr w:tcPr w:tblStylePr";

const LEVEL: &str = "\
    w:start w:numFmt w:lvlRestart w:pStyle w:isLgl w:suff w:lvlText w:lvlPicBulletId w:legacy \
    w:lvlJc w:pPr w:rPr";

const SETTINGS: &str = "\
    w:writeProtection w:view w:zoom w:removePersonalInformation w:removeDateAndTime \
    w:doNotDisplayPageBoundaries w:displayBackgroundShape w:printPostScriptOverText \
    w:printFractionalCharacterWidth w:printFormsData w:embedTrueTypeFonts w:embedSystemFonts \
    w:saveSubsetFonts w:saveFormsData w:mirrorMargins w:alignBordersAndEdges \
    w:bordersDoNotSurroundHeader w:bordersDoNotSurroundFooter w:gutterAtTop w:hideSpellingErrors \
    w:hideGrammaticalErrors w:activeWritingStyle w:proofState w:formsDesign w:attachedTemplate \
    w:linkStyles w:stylePaneFormatFilter w:stylePaneSortMethod w:documentType w:mailMerge \
    w:revisionView w:trackRevisions w:doNotTrackMoves w:doNotTrackFormatting \
    w:documentProtection w:autoFormatOverride w:styleLockTheme w:styleLockQFSet w:defaultTabStop \
    w:autoHyphenation w:consecutiveHyphenLimit w:hyphenationZone w:doNotHyphenateCaps \
    w:showEnvelope w:summaryLength w:clickAndTypeStyle w:defaultTableStyle w:evenAndOddHeaders \
    w:bookFoldRevPrinting w:bookFoldPrinting w:bookFoldPrintingSheets \
    w:drawingGridHorizontalSpacing w:drawingGridVerticalSpacing \
    w:displayHorizontalDrawingGridEvery w:displayVerticalDrawingGridEvery \
    w:doNotUseMarginsForDrawingGridOrigin w:drawingGridHorizontalOrigin \
    w:drawingGridVerticalOrigin w:doNotShadeFormData w:noPunctuationKerning \
    w:characterSpacingControl w:printTwoOnOne w:strictFirstAndLastChars w:noLineBreaksAfter \
    w:noLineBreaksBefore w:savePreviewPicture w:doNotValidateAgainstSchema w:saveInvalidXml \
    w:ignoreMixedContent w:alwaysShowPlaceholderText w:doNotDemarcateInvalidXml \
    w:saveXmlDataOnly w:useXSLTWhenSaving w:saveThroughXslt w:showXMLTags \
    w:alwaysMergeEmptyNamespace w:updateFields w:hdrShapeDefaults w:footnotePr w:endnotePr \
    w:compat w:docVars w:rsids w:mathPr w:attachedSchema w:themeFontLang w:clrSchemeMapping \
    w:doNotIncludeSubdocsInStats w:doNotAutoCompressPictures w:forceUpgrade w:captions \
    w:readModeInkLockDown w:smartTagType w:schemaLibrary w:shapeDefaults w:doNotEmbedSmartTags \
    w:decimalSymbol w:listSeparator";

const COMPATIBILITY: &str = "\
    w:doNotExpandShiftReturn w:compatSetting";

const TABLE: &str = "\
    w:tblStyle w:tblpPr w:tblOverlap w:bidiVisual w:tblStyleRowBandSize w:tblStyleColBandSize \
    w:tblW w:jc w:tblCellSpacing w:tblInd w:tblBorders w:shd w:tblLayout w:tblCellMar w:tblLook \
    w:tblCaption w:tblDescription";

const ROW: &str = "\
    w:cnfStyle w:divId w:gridBefore w:gridAfter w:wBefore w:wAfter w:cantSplit w:trHeight \
    w:tblHeader w:tblCellSpacing w:jc w:hidden w:ins w:del";

const CELL: &str = "\
    w:cnfStyle w:tcW w:gridSpan w:hMerge w:vMerge w:tcBorders w:shd w:noWrap w:tcMar \
    w:textDirection w:tcFitText w:vAlign w:hideMark w:headers w:cellIns w:cellDel w:cellMerge";

const BORDERS: &str = "\
    w:top w:start w:left w:bottom w:end w:right w:insideH w:insideV";

const ABSTRACT_NUMBERING: &str = "\
    w:nsid w:multiLevelType w:tmpl w:name w:styleLink w:numStyleLink w:lvl";

const FONT: &str = "\
    w:altName w:panose1 w:charset w:family w:notTrueType w:pitch w:sig w:embedRegular \
    w:embedBold w:embedItalic w:embedBoldItalic";

const LEVEL_OVERRIDE: &str = "\
    w:startOverride w:lvl";

const NUMBER: &str = "\
    w:ilvl w:numId w:ins";
