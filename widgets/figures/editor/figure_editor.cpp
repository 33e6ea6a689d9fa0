#include "widgets/figures/editor/figure_editor.h"

#include "engine/error.h"
#include "widgets/figures/editor/figure_contents.h"
#include "widgets/figures/editor/figure_history.h"
#include "widgets/figures/editor/figure_page.h"
#include "widgets/figures/figure_style.h"
#include "widgets/forms/object_fields.h"
#include "widgets/forms/option_section.h"
#include "widgets/forms/problem_line.h"
#include "widgets/theme/icons.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QSplitter>
#include <QToolButton>
#include <QUndoStack>

namespace isthmus::widgets {

using engine::Json;

namespace {

constexpr double zooms[] = {0.5, 1.0, 1.5, 2.0, 3.0, 4.0};

/// The option in which two objects differ, where it is one alone.
QString onlyDifference(const Json& before, const Json& after)
{
    QStringList keys;
    for (const auto& [key, value] : before.items())
        if (!after.contains(key) || after.at(key) != value)
            keys << QString::fromStdString(key);
    for (const auto& [key, value] : after.items())
        if (!before.contains(key))
            keys << QString::fromStdString(key);
    return keys.size() == 1 ? keys.first() : QString();
}

}  // namespace

FigureEditor::FigureEditor(FigureSchema schema, QWidget* parent)
    : QWidget(parent),
      schema_(std::move(schema)),
      document_({{"page", Json::object()}, {"panels", Json::array()}}),
      history_(new QUndoStack(this)),
      contents_(new FigureContents(schema_.panel))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(makeBar());
    auto* parts = new QSplitter(this);
    parts->setChildrenCollapsible(false);
    parts->addWidget(contents_);
    parts->addWidget(makePreview());
    parts->addWidget(makeForms());
    parts->setStretchFactor(1, 1);
    parts->setSizes({240, 640, 330});
    column->addWidget(parts, 1);
    connectContents();
    showDocument(document_, -1);
}

// A field that has the focus commits itself while the rest of the editor is already gone.
FigureEditor::~FigureEditor()
{
    pageForm_->content().disconnect(this);
    panelForm_->content().disconnect(this);
}

QHBoxLayout* FigureEditor::makeBar()
{
    auto* row = new QHBoxLayout;
    row->setContentsMargins(8, 4, 8, 4);
    row->setSpacing(4);
    addButton(row, tr("New"), "new-figure", "new", tr("Begin another figure"), &FigureEditor::newRequested);
    addButton(row, tr("Open…"), "open-figure", "open", tr("Open a figure, or one that was exported"),
              &FigureEditor::openRequested);
    addButton(row, tr("Save…"), "save-figure", "save", tr("Save the figure's description"), &FigureEditor::saveRequested);
    export_ = addButton(row, tr("Export…"), "export-figure", "figure", tr("Write it as PDF, SVG, PNG or LaTeX"),
                        &FigureEditor::exportRequested);
    row->addSpacing(16);
    for (QAction* action : {history_->createUndoAction(this, tr("Undo")), history_->createRedoAction(this, tr("Redo"))}) {
        const bool undo = action->text().startsWith(tr("Undo"));
        action->setShortcuts(undo ? QKeySequence::Undo : QKeySequence::Redo);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
        auto* button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setAutoRaise(true);
        button->setObjectName(undo ? QStringLiteral("undo") : QStringLiteral("redo"));
        row->addWidget(button);
    }
    row->addSpacing(16);
    addButton(row, tr("Read again"), "refresh-figure", "reset", tr("Read the runs again"), &FigureEditor::refreshRequested);
    row->addStretch(1);
    size_ = new QLabel(this);
    row->addWidget(size_);
    zoom_ = new QComboBox(this);
    zoom_->setObjectName(QStringLiteral("zoom"));
    zoom_->setAccessibleName(tr("Zoom"));
    zoom_->setToolTip(tr("100 % is the size on paper; Ctrl and the wheel zoom, too"));
    for (const double each : zooms)
        zoom_->addItem(tr("%1 %").arg(100.0 * each), each);
    zoom_->addItem(tr("Whole page"), 0.0);
    zoom_->setCurrentIndex(1);
    connect(zoom_, &QComboBox::activated, this, &FigureEditor::zoomChosen);
    row->addWidget(zoom_);
    return row;
}

QToolButton* FigureEditor::addButton(QHBoxLayout* row, const QString& text, const char* name, const char* drawing,
                                     const QString& tip, void (FigureEditor::*signal)())
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
    row->addWidget(button);
    return button;
}

QWidget* FigureEditor::makePreview()
{
    auto* part = new QWidget(this);
    auto* column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    view_ = new QScrollArea(part);
    view_->setFrameShape(QFrame::NoFrame);
    view_->setWidgetResizable(true);
    view_->setBackgroundRole(QPalette::Window);
    view_->setAlignment(Qt::AlignCenter);
    page_ = new FigurePage;
    view_->setWidget(page_);
    column->addWidget(view_, 1);
    problem_ = new ProblemLine(part);
    problem_->setObjectName(QStringLiteral("figure-problem"));
    problem_->setContentsMargins(8, 4, 8, 4);
    column->addWidget(problem_);
    caption_ = new QLabel(part);
    caption_->setObjectName(QStringLiteral("caption"));
    caption_->setWordWrap(true);
    caption_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    caption_->setToolTip(tr("What the paper's caption should say"));
    caption_->setContentsMargins(8, 4, 8, 8);
    column->addWidget(caption_);
    connect(page_, &FigurePage::panelClicked, this, &FigureEditor::select);
    connect(page_, &FigurePage::zoomChanged, this, [this](double zoom) {
        const int known = zoom_->findData(zoom);
        if (known >= 0)
            zoom_->setCurrentIndex(known);
        else
            zoom_->setPlaceholderText(tr("%1 %").arg(qRound(100.0 * zoom))), zoom_->setCurrentIndex(-1);
    });
    return part;
}

QWidget* FigureEditor::makeForms()
{
    auto* forms = new QWidget(this);
    auto* column = new QVBoxLayout(forms);
    column->setContentsMargins(8, 8, 4, 8);
    column->setSpacing(16);
    panelForm_ = new OptionSection(schema_.panel, forms);
    pageForm_ = new OptionSection(schema_.page, forms);
    column->addWidget(panelForm_);
    column->addWidget(pageForm_);
    column->addStretch(1);
    connect(&pageForm_->content(), &ObjectFields::edited, this, &FigureEditor::whenPageEdited);
    connect(&panelForm_->content(), &ObjectFields::edited, this, &FigureEditor::whenPanelEdited);
    auto* area = new QScrollArea(this);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);  // one that comes and goes would move every column
    area->setFocusPolicy(Qt::NoFocus);
    area->setMinimumWidth(300);
    area->setWidget(forms);
    return area;
}

void FigureEditor::connectContents()
{
    connect(contents_, &FigureContents::panelSelected, this, &FigureEditor::select);
    connect(contents_, &FigureContents::runFolderWanted, this, &FigureEditor::runFolderRequested);
    connect(contents_, &FigureContents::shownRunWanted, this, &FigureEditor::shownRunRequested);
    connect(contents_, &FigureContents::runsAdded, this, &FigureEditor::addRuns);
    connect(contents_, &FigureContents::panelAdded, this, [this](const QString& kind) {
        Json after = document_;
        // The runs of the panel before are most likely meant again.
        const Json runs = selected_ >= 0 ? panel(after).at("runs") : Json::array();
        after["panels"].push_back({{"kind", kind.toStdString()}, {"runs", runs}});
        change(tr("add a panel"), after, static_cast<int>(after["panels"].size()) - 1);
    });
    connect(contents_, &FigureContents::panelRemoved, this, [this](int at) {
        Json after = document_;
        after["panels"].erase(static_cast<std::size_t>(at));
        change(tr("remove a panel"), after, qMin(at, static_cast<int>(after["panels"].size()) - 1));
    });
    connect(contents_, &FigureContents::panelMoved, this, [this](int from, int to) {
        Json after = document_;
        std::swap(after["panels"][static_cast<std::size_t>(from)], after["panels"][static_cast<std::size_t>(to)]);
        change(tr("move a panel"), after, to);
    });
    connect(contents_, &FigureContents::runsRemoved, this, [this](const QList<int>& places) {
        Json after = document_;
        Json left = Json::array();
        const Json& runs = panel(after).at("runs");
        for (std::size_t k = 0; k < runs.size(); ++k)
            if (!places.contains(static_cast<int>(k)))
                left.push_back(runs[k]);
        panel(after)["runs"] = left;
        change(tr("remove runs"), after, selected_);
    });
}

Json& FigureEditor::panel(Json& document) const { return document["panels"][static_cast<std::size_t>(selected_)]; }

void FigureEditor::addRuns(const QStringList& folders)
{
    Json after = document_;
    int at = selected_;
    if (at < 0) {
        at = static_cast<int>(after["panels"].size());
        after["panels"].push_back({{"kind", "curves"}, {"runs", Json::array()}});
    }
    Json& runs = after["panels"][static_cast<std::size_t>(at)]["runs"];
    for (const QString& folder : folders)
        if (std::find(runs.begin(), runs.end(), Json(folder.toStdString())) == runs.end())
            runs.push_back(folder.toStdString());
    if (after != document_)
        change(tr("add runs"), after, at);
}

void FigureEditor::whenPageEdited()
{
    if (showing_)
        return;
    Json after = document_;
    after["page"] = pageForm_->content().values();
    const QString key = onlyDifference(document_["page"], after["page"]);
    change(tr("change the page"), after, selected_, key.isEmpty() ? QString() : QStringLiteral("page.") + key);
}

void FigureEditor::whenPanelEdited()
{
    if (showing_ || selected_ < 0)
        return;
    Json after = document_;
    Json given = panelForm_->content().values();
    given["runs"] = panel(after).at("runs");
    const QString key = onlyDifference(panel(after), given);
    panel(after) = given;
    change(tr("change a panel"), after, selected_,
           key.isEmpty() ? QString() : QStringLiteral("panels[%1].%2").arg(selected_).arg(key));
}

void FigureEditor::change(const QString& text, Json after, int panel, const QString& subject)
{
    const FigureChange::State before{document_, selected_};
    if (after == document_)
        return;
    const bool contents = subject.isEmpty() || subject.endsWith(QLatin1String(".kind"));
    document_ = after;
    selected_ = panel;
    history_->push(new FigureChange(text, before, {std::move(after), panel}, subject,
                                    [this](const Json& document, int selected) { showDocument(document, selected); }));
    showContents();
    if (contents)
        showForms();
    refresh();
    Q_EMIT documentChanged();
}

void FigureEditor::setDocument(const Json& document)
{
    history_->clear();
    Json usable = document.is_object() ? document : Json::object();
    if (!usable.contains("page") || !usable["page"].is_object())
        usable["page"] = Json::object();
    if (!usable.contains("panels") || !usable["panels"].is_array())
        usable["panels"] = Json::array();
    for (Json& each : usable["panels"])
        if (!each.is_object())
            each = Json::object();
        else if (!each.contains("runs") || !each["runs"].is_array())
            each["runs"] = Json::array();
    panels_.clear();
    showDocument(usable, usable["panels"].empty() ? -1 : 0);
}

void FigureEditor::showDocument(const Json& document, int panel)
{
    document_ = document;
    selected_ = panel;
    showContents();
    showForms();
    refresh();
    Q_EMIT documentChanged();
}

void FigureEditor::select(int panel)
{
    if (panel == selected_ || panel < 0)
        return;
    selected_ = panel;
    showContents();
    showForms();
}

void FigureEditor::showContents()
{
    QStringList names, runs;
    char16_t letter = u'a';
    for (const Json& each : document_["panels"]) {
        const std::string id = each.contains("kind") && each["kind"].is_string() ? each["kind"].get<std::string>() : "curves";
        const engine::OptionGroup* kind = engine::findKind(schema_.panel, id);
        names << QStringLiteral("(%1)  %2").arg(QChar(letter++), QString::fromStdString(kind == nullptr ? id : kind->label));
    }
    if (selected_ >= 0)
        for (const Json& run : panel(document_)["runs"])
            runs << QString::fromStdString(run.is_string() ? run.get<std::string>() : run.dump());
    contents_->setContents(names, selected_, runs);
    page_->setSelected(selected_);
}

void FigureEditor::showForms()
{
    showing_ = true;
    pageForm_->content().clear();
    pageForm_->content().take(document_["page"]);
    pageForm_->refresh();
    panelForm_->setVisible(selected_ >= 0);
    panelForm_->content().clear();
    if (selected_ >= 0) {
        Json given = panel(document_);
        given.erase("runs");
        panelForm_->content().take(given);
    }
    panelForm_->refresh();
    showing_ = false;
}

void FigureEditor::setPanels(const std::vector<PanelData>& panels)
{
    panels_ = panels;
    problem_->setText({});
    refresh();
}

void FigureEditor::setProblem(const QString& problem) { problem_->setText(problem); }

void FigureEditor::setReading(bool reading)
{
    if (reading)
        size_->setText(tr("reading…"));
    else
        refresh();
}

/// Draws what there is: the data may be older than the document for a moment.
void FigureEditor::refresh()
{
    const FigureSpec spec = figure();
    const bool complete = spec.problems.empty() && panels_.size() == spec.panels.size();
    export_->setEnabled(complete);
    if (document_["panels"].empty()) {
        problem_->setText({});
        caption_->setText({});
        page_->setDrawing(nullptr,
                          tr("A figure is made of panels, and a panel of runs.\n\nAdd a panel on the left, then the runs it "
                             "shows; or drop run folders there."));
        return;
    }
    if (!spec.problems.empty()) {
        const engine::OptionProblem& first = spec.problems.front();
        problem_->setText(QString::fromStdString(first.path + ": " + first.message));
        if (!page_->drawing())
            page_->setDrawing(nullptr, tr("Nothing to draw yet."));
        return;
    }
    if (!complete)
        return;
    try {
        auto drawing = std::make_shared<const FigureDrawing>(spec, panels_);
        const QSizeF inches = drawing->size() / 72.0;
        size_->setText(tr("%1 × %2 in").arg(inches.width(), 0, 'f', 2).arg(inches.height(), 0, 'f', 2));
        page_->setDrawing(drawing);
        problem_->setText(fontNote(spec.page));
    } catch (const engine::Error& error) {
        problem_->setText(QString::fromUtf8(error.what()));
    }
    caption_->setText(captionOf(spec, panels_));
}

void FigureEditor::zoomChosen(int index)
{
    const double zoom = zoom_->itemData(index).toDouble();
    if (zoom > 0.0)
        page_->setZoom(zoom);
    else
        page_->zoomToFit(view_->viewport()->size());
}

}  // namespace isthmus::widgets
