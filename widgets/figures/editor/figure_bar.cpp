#include "widgets/figures/editor/figure_bar.h"

#include "widgets/plots/elided_label.h"
#include "widgets/theme/icons.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QUndoStack>

namespace isthmus::widgets {

namespace {

constexpr double zooms[] = {0.5, 1.0, 1.5, 2.0, 3.0, 4.0};
constexpr int betweenGroups = 16;

}  // namespace

FigureBar::FigureBar(QUndoStack& history, QWidget& editor) : QWidget(&editor), row_(new QHBoxLayout(this))
{
    row_->setContentsMargins(8, 4, 8, 4);
    row_->setSpacing(4);
    addButton(tr("New"), "new-figure", "new", tr("Begin another figure"), &FigureBar::newRequested);
    addButton(tr("Open…"), "open-figure", "open", tr("Open a figure, or one that was exported"), &FigureBar::openRequested);
    addButton(tr("Save…"), "save-figure", "save", tr("Save the figure's description"), &FigureBar::saveRequested);
    export_ = addButton(tr("Export…"), "export-figure", "figure", tr("Write it as PDF, SVG, PNG or LaTeX"),
                        &FigureBar::exportRequested);
    row_->addSpacing(betweenGroups);
    addHistory(history, editor);
    row_->addSpacing(betweenGroups);
    addButton(tr("Read again"), "refresh-figure", "reset", tr("Read the runs again"), &FigureBar::refreshRequested);
    note_ = new ElidedLabel(Role::Muted, Qt::AlignRight, false, this);
    row_->addWidget(note_, 1);
    row_->addSpacing(betweenGroups);
    size_ = new QLabel(this);
    row_->addWidget(size_);
    addZoom();
}

QToolButton* FigureBar::addButton(const QString& text, const char* name, const char* drawing, const QString& tip,
                                  void (FigureBar::*signal)())
{
    auto* button = new QToolButton(this);
    button->setText(text);
    button->setIcon(icon(QLatin1String(drawing)));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setObjectName(QLatin1String(name));
    button->setToolTip(tip);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    connect(button, &QToolButton::clicked, this, signal);
    row_->addWidget(button);
    return button;
}

void FigureBar::addHistory(QUndoStack& history, QWidget& editor)
{
    for (QAction* action : {history.createUndoAction(&editor, tr("Undo")), history.createRedoAction(&editor, tr("Redo"))}) {
        const bool undo = action->text().startsWith(tr("Undo"));
        action->setShortcuts(undo ? QKeySequence::Undo : QKeySequence::Redo);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        action->setIconText(undo ? tr("Undo") : tr("Redo"));  // of the button, whose tip says of what
        editor.addAction(action);
        auto* button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setAutoRaise(true);
        button->setObjectName(undo ? QStringLiteral("undo") : QStringLiteral("redo"));
        row_->addWidget(button);
    }
}

void FigureBar::addZoom()
{
    zoom_ = new QComboBox(this);
    zoom_->setObjectName(QStringLiteral("zoom"));
    zoom_->setAccessibleName(tr("Zoom"));
    zoom_->setToolTip(tr("100 % is the size on paper; the whole page is no larger than that. Ctrl and the wheel zoom, too"));
    zoom_->addItem(tr("Whole page"));
    for (const double each : zooms)
        zoom_->addItem(tr("%1 %").arg(100.0 * each), each);
    connect(zoom_, &QComboBox::activated, this, [this](int index) {
        const QVariant zoom = zoom_->itemData(index);
        Q_EMIT zoomChosen(zoom.isValid() ? std::optional(zoom.toDouble()) : std::nullopt);
    });
    row_->addWidget(zoom_);
}

void FigureBar::setExportable(bool exportable) { export_->setEnabled(exportable); }

void FigureBar::setSizeText(const QString& text) { size_->setText(text); }

void FigureBar::setNote(const QString& note) { note_->setText(note); }

void FigureBar::showZoom(std::optional<double> zoom)
{
    const int known = zoom ? zoom_->findData(*zoom) : 0;
    if (known < 0)
        zoom_->setPlaceholderText(tr("%1 %").arg(qRound(100.0 * *zoom)));
    zoom_->setCurrentIndex(known);
}

}  // namespace isthmus::widgets
