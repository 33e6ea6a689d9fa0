#include "widgets/run/log_view.h"

#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTextBlock>
#include <QToolButton>

#include <array>

namespace isthmus::widgets {

namespace {

constexpr int info = 2;
constexpr int off = 6;

struct Level {
    const char* word;
    Role role;
};

// In the order of spdlog's levels; words of one column.
constexpr std::array levels{
    Level{QT_TRANSLATE_NOOP("LogView", "trace"), Role::Muted}, Level{QT_TRANSLATE_NOOP("LogView", "debug"), Role::Muted},
    Level{QT_TRANSLATE_NOOP("LogView", "info"), Role::Text},   Level{QT_TRANSLATE_NOOP("LogView", "warning"), Role::Warning},
    Level{QT_TRANSLATE_NOOP("LogView", "error"), Role::Bad},   Level{QT_TRANSLATE_NOOP("LogView", "critical"), Role::Bad},
};

const Level& levelAt(int level)
{
    return levels[static_cast<std::size_t>(qBound(0, level, static_cast<int>(levels.size()) - 1))];
}

QString wordOf(int level) { return QApplication::translate("LogView", levelAt(level).word); }

int wordColumn()
{
    qsizetype widest = 0;
    for (int i = 0; i < static_cast<int>(levels.size()); ++i)
        widest = qMax(widest, wordOf(i).size());
    return static_cast<int>(widest) + 2;
}

QToolButton* toolButton(const QString& drawing, const QString& tip, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setIcon(icon(drawing));
    button->setIconSize({16, 16});
    button->setAutoRaise(true);
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

}  // namespace

LogView::LogView(QWidget* parent) : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(makeTools());
    page_ = new QPlainTextEdit(this);
    page_->setReadOnly(true);
    page_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    page_->setMaximumBlockCount(maxLines);
    page_->setUndoRedoEnabled(false);
    page_->setLineWrapMode(QPlainTextEdit::NoWrap);
    page_->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    page_->setFrameShape(QFrame::NoFrame);
    page_->setAccessibleName(tr("Log"));
    page_->setPlaceholderText(tr("Nothing to show."));
    column->addWidget(page_, 1);
}

QWidget* LogView::makeTools()
{
    auto* tools = new QWidget(this);
    level_ = new QComboBox(tools);
    level_->setAccessibleName(tr("Least level shown"));
    level_->addItem(tr("Everything"), 0);
    level_->addItem(tr("Debug and above"), 1);
    level_->addItem(tr("Info and above"), info);
    level_->addItem(tr("Warnings and errors"), 3);
    level_->addItem(tr("Errors"), 4);
    level_->setCurrentIndex(info);
    find_ = new QLineEdit(tools);
    find_->setPlaceholderText(tr("Find"));
    find_->setAccessibleName(tr("Show only lines that contain"));
    find_->setClearButtonEnabled(true);
    find_->addAction(icon(QStringLiteral("find")), QLineEdit::LeadingPosition);
    find_->setMaximumWidth(320);
    auto* copyButton = toolButton(QStringLiteral("copy"), tr("Copy the selection, or all lines shown"), tools);
    auto* clearButton = toolButton(QStringLiteral("clear"), tr("Clear the log"), tools);
    copyButton->setObjectName(QStringLiteral("copy"));
    clearButton->setObjectName(QStringLiteral("clear"));
    auto* row = new QHBoxLayout(tools);
    row->setContentsMargins(4, 4, 4, 0);
    row->setSpacing(8);
    row->addWidget(level_);
    row->addWidget(find_, 1);
    row->addStretch(1);
    row->addWidget(copyButton);
    row->addWidget(clearButton);
    connect(level_, &QComboBox::currentIndexChanged, this, &LogView::rebuild);
    connect(find_, &QLineEdit::textChanged, this, &LogView::rebuild);
    connect(copyButton, &QToolButton::clicked, this, &LogView::copy);
    connect(clearButton, &QToolButton::clicked, this, &LogView::clear);
    return tools;
}

void LogView::append(int level, const QString& time, const QString& text)
{
    if (level >= off)
        return;
    for (const QString& part : text.split(QLatin1Char('\n'))) {
        lines_.push_back({level, time, part});
        if (lines_.size() > maxLines)
            lines_.pop_front();
        if (!isShown(lines_.back()))
            continue;
        QScrollBar* bar = page_->verticalScrollBar();
        const bool following = bar->value() == bar->maximum();
        const int place = bar->value();
        const int blocks = page_->blockCount();
        QTextCursor cursor(page_->document());
        cursor.movePosition(QTextCursor::End);
        write(cursor, lines_.back());
        // Of a full page the first line goes: stay at the lines that are being read.
        const bool full = blocks == maxLines;
        bar->setValue(following ? bar->maximum() : qMax(0, place - (full ? 1 : 0)));
    }
}

void LogView::clear()
{
    lines_.clear();
    rebuild();
}

bool LogView::isShown(const Line& line) const
{
    return line.level >= level_->currentData().toInt() && line.text.contains(find_->text(), Qt::CaseInsensitive);
}

void LogView::write(QTextCursor& cursor, const Line& line) const
{
    QTextCharFormat quiet;
    quiet.setForeground(color(Role::Muted));
    QTextCharFormat marked;
    marked.setForeground(color(levelAt(line.level).role));
    if (!page_->document()->isEmpty())
        cursor.insertBlock();
    cursor.insertText(line.time + QStringLiteral("  "), quiet);
    cursor.insertText(wordOf(line.level).leftJustified(wordColumn()) + line.text, marked);
}

void LogView::rebuild()
{
    page_->clear();
    QTextCursor cursor(page_->document());
    cursor.beginEditBlock();
    for (const Line& line : lines_) {
        if (isShown(line))
            write(cursor, line);
    }
    cursor.endEditBlock();
    page_->verticalScrollBar()->setValue(page_->verticalScrollBar()->maximum());
}

void LogView::copy() const
{
    const QTextCursor cursor = page_->textCursor();
    QString text = cursor.hasSelection() ? cursor.selectedText() : page_->toPlainText();
    text.replace(QChar::ParagraphSeparator, QLatin1Char('\n'));
    QApplication::clipboard()->setText(text);
}

void LogView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange && page_ != nullptr)
        rebuild();
    QWidget::changeEvent(event);
}

}  // namespace isthmus::widgets
