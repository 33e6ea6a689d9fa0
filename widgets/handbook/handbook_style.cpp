#include "widgets/handbook/handbook_style.h"

#include "widgets/handbook/handbook_sections.h"
#include "widgets/theme/theme.h"

#include <QFontDatabase>
#include <QImage>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextTable>
#include <QUrl>

namespace isthmus::widgets {

namespace {

constexpr double lineHeight = 135.0;  ///< per cent
constexpr double cellPadding = 5.0;

bool isCode(const QTextBlockFormat& format)
{
    return format.hasProperty(QTextFormat::BlockCodeLanguage) || format.hasProperty(QTextFormat::BlockCodeFence);
}

void styleHeading(QTextCursor& cursor, QTextBlockFormat& format)
{
    const int level = format.headingLevel();
    format.setTopMargin(level == 1 ? 0 : level == 2 ? 28 : 20);
    format.setBottomMargin(level == 1 ? 12 : 6);
    QTextCharFormat name;
    name.setAnchor(true);
    name.setAnchorNames({headingAnchor(cursor.block().text())});
    cursor.mergeCharFormat(name);
}

/// Lines of one piece of code stand close together on a ground of their own.
void styleCode(QTextCursor& cursor, QTextBlockFormat& format)
{
    const QTextBlock block = cursor.block();
    format.setBackground(color(Role::Window));
    format.setLeftMargin(8);
    format.setTopMargin(block.previous().isValid() && isCode(block.previous().blockFormat()) ? 0 : 6);
    format.setBottomMargin(block.next().isValid() && isCode(block.next().blockFormat()) ? 0 : 10);
    format.setNonBreakableLines(false);  // the page is never wider than its window
    QTextCharFormat letters;
    letters.setFontFamilies({QFontDatabase::systemFont(QFontDatabase::FixedFont).family()});
    cursor.mergeCharFormat(letters);
}

void styleBlock(const QTextBlock& block)
{
    QTextCursor cursor(block);
    cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
    QTextBlockFormat format = block.blockFormat();
    if (isCode(format)) {
        styleCode(cursor, format);
    } else {
        if (!block.text().contains(QChar::ObjectReplacementCharacter))  // a picture is a line's height itself
            format.setLineHeight(lineHeight, QTextBlockFormat::ProportionalHeight);
        if (format.headingLevel() > 0)
            styleHeading(cursor, format);
        else if (cursor.currentTable() == nullptr)
            format.setBottomMargin(block.textList() == nullptr ? 10 : 4);
    }
    cursor.setBlockFormat(format);
}

void styleTable(QTextTable& table)
{
    QTextTableFormat format = table.format();
    format.setBorder(0);
    format.setCellSpacing(0);
    format.setCellPadding(cellPadding);
    format.setTopMargin(4);
    format.setBottomMargin(14);
    table.setFormat(format);
    for (int row = 0; row < table.rows(); ++row) {
        for (int column = 0; column < table.columns(); ++column) {
            QTextTableCell cell = table.cellAt(row, column);
            QTextTableCellFormat look = cell.format().toTableCellFormat();
            look.setBottomBorder(1);
            look.setBottomBorderStyle(QTextFrameFormat::BorderStyle_Solid);
            look.setBottomBorderBrush(color(row == 0 ? Role::Line : Role::Grid));
            cell.setFormat(look);
        }
    }
}

}  // namespace

void styleHandbookPage(QTextDocument& page)
{
    QTextCursor edit(&page);
    edit.beginEditBlock();
    for (QTextBlock block = page.begin(); block.isValid(); block = block.next())
        styleBlock(block);
    for (QTextFrame* frame : page.rootFrame()->childFrames())
        if (auto* table = qobject_cast<QTextTable*>(frame))
            styleTable(*table);
    edit.endEditBlock();
}

void fitHandbookPictures(QTextDocument& page, int width, double devicePixels)
{
    for (QTextBlock block = page.begin(); block.isValid(); block = block.next()) {
        for (auto part = block.begin(); !part.atEnd(); ++part) {
            QTextImageFormat picture = part.fragment().charFormat().toImageFormat();
            if (!picture.isValid())
                continue;
            const QImage whole(handbookFolder() + picture.name());
            const int shown = qMin(width, whole.width());
            QImage fitted = whole.scaledToWidth(qRound(shown * devicePixels), Qt::SmoothTransformation);
            fitted.setDevicePixelRatio(devicePixels);
            page.addResource(QTextDocument::ImageResource, page.baseUrl().resolved(QUrl(picture.name())), fitted);
            picture.setWidth(shown);
            picture.setHeight(qRound(double(shown) * whole.height() / whole.width()));
            QTextCursor cursor(&page);
            cursor.setPosition(part.fragment().position());
            cursor.setPosition(part.fragment().position() + part.fragment().length(), QTextCursor::KeepAnchor);
            cursor.setCharFormat(picture);
            break;  // the iterator is of the block as it was
        }
    }
}

}  // namespace isthmus::widgets
