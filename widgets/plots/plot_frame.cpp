#include "widgets/plots/plot_frame.h"

#include "widgets/accessible/chart_accessible.h"
#include "widgets/plots/data_table_dialog.h"
#include "widgets/plots/elided_label.h"
#include "widgets/plots/file_question.h"
#include "widgets/plots/picture_file.h"
#include "widgets/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QFileInfo>
#include <QFocusEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QStackedLayout>
#include <QVBoxLayout>
#include <QWhatsThis>

namespace isthmus::widgets {

namespace {

constexpr QKeyCombination tableKey = Qt::CTRL | Qt::Key_T;
constexpr QMargins frameMargins(12, 8, 12, 8);

/// The sentence in the middle of an empty plot.
QLabel* emptyLabel(const QString& text)
{
    auto* label = new QLabel(text);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setMargin(24);
    return label;
}

QString keysWords()
{
    return PlotFrame::tr("Arrow keys move from value to value; %1 shows all of them as a table")
        .arg(QKeySequence(tableKey).toString(QKeySequence::NativeText));
}

}  // namespace

PlotFrame::PlotFrame(const QString& title, const QString& emptyText, QWidget* parent)
    : QWidget(parent),
      header_(new QWidget),
      stack_(new QStackedLayout),
      emptyText_(emptyLabel(emptyText)),
      title_(new ElidedLabel(Role::Text, Qt::AlignLeft, true)),
      note_(new ElidedLabel(Role::Muted, Qt::AlignLeft, true)),
      readout_(new ElidedLabel(Role::Muted, Qt::AlignRight, false))
{
    QFont semibold = title_->font();
    semibold.setWeight(QFont::DemiBold);
    title_->setFont(semibold);
    title_->setText(title);
    title_->setSizePolicy(QSizePolicy::Minimum, title_->sizePolicy().verticalPolicy());  // the words beside it give way

    auto* header = new QHBoxLayout(header_);
    header->setContentsMargins(0, 0, 0, 0);
    header->setSpacing(12);
    header->addWidget(title_);
    header->addWidget(note_);
    header->addWidget(readout_, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(frameMargins);
    layout->setSpacing(4);
    layout->addWidget(header_);
    layout->addLayout(stack_, 1);
    header_->setToolTip(keysWords());
    stack_->addWidget(emptyText_);

    createActions();
}

QString PlotFrame::title() const { return title_->text(); }
QString PlotFrame::note() const { return note_->text(); }
QString PlotFrame::readout() const { return readout_->text(); }
bool PlotFrame::isEmpty() const { return stack_->currentIndex() == 0; }

void PlotFrame::createActions()
{
    const auto add = [this](const QString& text, const char* name, auto slot) {
        auto* action = new QAction(text, this);
        action->setObjectName(QLatin1String(name));
        connect(action, &QAction::triggered, this, slot);
        addAction(action);
        return action;
    };
    copyValue_ = add(tr("Copy value"), "copyValue", &PlotFrame::copyValue);
    copyValue_->setShortcut(QKeySequence::Copy);
    copyValue_->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    table_ = add(tr("Show as table"), "showTable", &PlotFrame::showTable);
    table_->setShortcut(tableKey);
    table_->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    needData_ << table_ << add(tr("Copy data"), "copyData", &PlotFrame::copyData)
              << add(tr("Save data…"), "saveData", &PlotFrame::askForData)
              << add(tr("Save picture…"), "savePicture", &PlotFrame::askForPicture);
    whatIsThis_ = add(tr("What is this?"), "whatIsThis", &PlotFrame::showDefinition);
    copyValue_->setEnabled(false);
    for (QAction* action : needData_)
        action->setEnabled(false);
}

void PlotFrame::setCanvas(QWidget* canvas)
{
    canvas_ = canvas;
    stack_->addWidget(canvas_);
    announceCharts();
    canvas_->setAccessibleName(title());
    canvas_->setAccessibleDescription(keysWords());
    canvas_->setFocusPolicy(Qt::StrongFocus);
    canvas_->installEventFilter(this);
    setFocusProxy(canvas_);
}

void PlotFrame::setNote(const QString& note) { note_->setText(note); }

void PlotFrame::setReadout(const QString& text)
{
    readout_->setText(text);
    // In a narrow frame the value under the cursor matters more than note and title, which come back when the cursor leaves.
    const int wanted = fontMetrics().horizontalAdvance(text), withTitle = title_->sizeHint().width() + wanted + 36;
    title_->setVisible(text.isEmpty() || withTitle - wanted / 2 <= width());
    note_->setVisible(text.isEmpty() || withTitle + note_->sizeHint().width() + 12 <= width());
    // Kept when the cursor leaves, as it does when the context menu opens.
    if (!text.isEmpty())
        lastValue_ = text;
    copyValue_->setEnabled(!lastValue_.isEmpty());
    QWidget* const speaking = focused();
    if (spoken_ && spoken_ != speaking)
        announceValue(spoken_, {});
    spoken_ = speaking;
    announceValue(spoken_, text);
}

QWidget* PlotFrame::focused() const
{
    QWidget* const widget = QApplication::focusWidget();
    return widget && canvas_->isAncestorOf(widget) ? widget : canvas_;
}

void PlotFrame::setEmpty(bool empty)
{
    if (empty) {
        lastValue_.clear();
        setReadout({});
    }
    setFocusProxy(empty ? nullptr : canvas_);  // the Tab key would stop before a canvas that is not there
    stack_->setCurrentIndex(empty ? 0 : 1);
    title_->setAccessibleName(empty ? title() : QString());  // else the canvas says it
    for (QAction* action : needData_)
        action->setEnabled(!empty);
}

void PlotFrame::setBare(bool bare)
{
    bare_ = bare;
    header_->setVisible(!bare);
    layout()->setContentsMargins(bare ? QMargins() : frameMargins);
    copyValue_->setShortcut(bare ? QKeySequence() : QKeySequence(QKeySequence::Copy));
    table_->setShortcut(bare ? QKeySequence() : QKeySequence(tableKey));
}

void PlotFrame::setEmptyText(const QString& sentence) { emptyText_->setText(sentence); }

void PlotFrame::addPlotAction(QAction* action)
{
    plotActions_ << action;
    addAction(action);
}

void PlotFrame::copyValue()
{
    if (!lastValue_.isEmpty())
        QGuiApplication::clipboard()->setText(lastValue_);
}

void PlotFrame::copyData()
{
    if (!isEmpty())
        QGuiApplication::clipboard()->setText(csv());
}

void PlotFrame::showTable()
{
    if (!isEmpty())
        (new DataTableDialog(title(), note(), dataTable(), this))->show();
}

bool PlotFrame::savePicture(const QString& path)
{
    const QString wrong =
        writePicture(path, canvas_->size(), title(), [this](QPaintDevice& device, bool vector) { drawPicture(device, vector); });
    if (!wrong.isEmpty())
        Q_EMIT problem(wrong);
    return wrong.isEmpty();
}

namespace {

/// Another ending would promise another kind of file.
bool isTable(const QString& path)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    return ending.isEmpty() || ending == QStringLiteral("csv");
}

}  // namespace

bool PlotFrame::saveData(const QString& path)
{
    const QString wrong = isTable(path) ? writeText(path, csv()) : tr("%1: what a plot shows is written as .csv.").arg(path);
    if (!wrong.isEmpty())
        Q_EMIT problem(wrong);
    return wrong.isEmpty();
}

QString PlotFrame::suggestedName(const QString& suffix) const { return title().toLower().replace(u' ', u'-') + suffix; }

void PlotFrame::askForPicture()
{
    const QString path = askWhereToWrite(this, tr("Save picture"), suggestedName(QStringLiteral(".pdf")),
                                         tr("PDF (*.pdf);;SVG (*.svg);;PNG (*.png)"));
    if (!path.isEmpty())
        savePicture(path);
}

void PlotFrame::askForData()
{
    const QString path =
        askWhereToWrite(this, tr("Save data"), suggestedName(QStringLiteral(".csv")), tr("Comma-separated values (*.csv)"));
    if (!path.isEmpty())
        saveData(path);
}

void PlotFrame::showDefinition()
{
    QWhatsThis::showText(mapToGlobal(QPoint(width() / 2, header_->geometry().bottom())), definition(), this);
}

bool PlotFrame::event(QEvent* event)
{
    if (event->type() != QEvent::WhatsThis)
        return QWidget::event(event);
    showDefinition();
    return true;
}

void PlotFrame::contextMenuEvent(QContextMenuEvent* event)
{
    if (bare_) {
        event->ignore();
        return;
    }
    lastValue_ = readout();
    copyValue_->setEnabled(!lastValue_.isEmpty());
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(copyValue_);
    menu->addActions(needData_);
    menu->addSeparator();
    menu->addActions(plotActions_);
    menu->addSeparator();
    menu->addAction(whatIsThis_);
    menu->popup(event->globalPos());
}

void PlotFrame::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (canvas_ && (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange))
        restyle();
}

bool PlotFrame::eventFilter(QObject* watched, QEvent* event)
{
    // QCustomPlot keeps what the mouse does from its parents.
    if (watched == canvas_ && event->type() == QEvent::ContextMenu && !bare_) {
        contextMenuEvent(static_cast<QContextMenuEvent*>(event));
        return true;
    }
    if (watched == canvas_ && (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)) {
        const auto reason = static_cast<QFocusEvent*>(event)->reason();
        const bool byKey = reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason;
        keyboardFocus_ = event->type() == QEvent::FocusIn && byKey;
        update();
    }
    return QWidget::eventFilter(watched, event);
}

void PlotFrame::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), color(Role::Panel));
    if (keyboardFocus_) {
        painter.setPen(QPen(color(Role::Accent), 2));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

}  // namespace isthmus::widgets
