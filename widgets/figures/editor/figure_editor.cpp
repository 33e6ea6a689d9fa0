#include "widgets/figures/editor/figure_editor.h"

#include "engine/error.h"
#include "widgets/figures/editor/figure_bar.h"
#include "widgets/figures/editor/figure_contents.h"
#include "widgets/figures/editor/figure_document.h"
#include "widgets/figures/editor/figure_history.h"
#include "widgets/figures/editor/figure_page.h"
#include "widgets/figures/editor/figure_preview.h"
#include "widgets/figures/figure_style.h"
#include "widgets/forms/object_fields.h"
#include "widgets/forms/option_section.h"

#include <QScrollArea>
#include <QSplitter>
#include <QTimer>
#include <QUndoStack>
#include <QVBoxLayout>

namespace isthmus::widgets {

using engine::Json;

FigureEditor::FigureEditor(FigureSchema schema, QWidget* parent)
    : QWidget(parent),
      schema_(std::move(schema)),
      document_(usableDocument({})),
      history_(new QUndoStack(this)),
      bar_(new FigureBar(*history_, *this)),
      contents_(new FigureContents(schema_.panel)),
      preview_(new FigurePreview),
      layingOut_(new QTimer(this))
{
    layingOut_->setSingleShot(true);
    layingOut_->setInterval(0);
    connect(layingOut_, &QTimer::timeout, this, &FigureEditor::layOut);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(bar_);
    auto* parts = new QSplitter(this);
    parts->setChildrenCollapsible(false);
    parts->addWidget(contents_);
    parts->addWidget(preview_);
    parts->addWidget(makeForms());
    parts->setStretchFactor(1, 1);
    parts->setSizes({240, 640, 330});
    column->addWidget(parts, 1);
    connectBar();
    connectContents();
    showDocument(document_, -1);
}

// A field that has the focus commits itself while the rest of the editor is already gone.
FigureEditor::~FigureEditor()
{
    pageForm_->content().disconnect(this);
    panelForm_->content().disconnect(this);
}

void FigureEditor::connectBar()
{
    connect(bar_, &FigureBar::newRequested, this, &FigureEditor::newRequested);
    connect(bar_, &FigureBar::openRequested, this, &FigureEditor::openRequested);
    connect(bar_, &FigureBar::saveRequested, this, &FigureEditor::saveRequested);
    connect(bar_, &FigureBar::exportRequested, this, &FigureEditor::exportRequested);
    connect(bar_, &FigureBar::refreshRequested, this, &FigureEditor::refreshRequested);
    connect(bar_, &FigureBar::zoomChosen, &page(), &FigurePage::setZoom);
    connect(&page(), &FigurePage::zoomChanged, bar_, &FigureBar::showZoom);
    connect(&page(), &FigurePage::panelClicked, this, &FigureEditor::select);
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
    const Json usable = usableDocument(document);
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
    page().setSelected(selected_);
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

FigurePage& FigureEditor::page() { return preview_->page(); }

bool FigureEditor::isShown() const
{
    const FigurePage& page = preview_->page();
    return !layingOut_->isActive() && page.drawing() && page.shown() == page.drawing();
}

void FigureEditor::setPanels(const std::vector<PanelData>& panels)
{
    panels_ = panels;
    preview_->setProblem({});
    refresh();
}

void FigureEditor::setProblem(const QString& problem) { preview_->setProblem(problem); }

void FigureEditor::setNote(const QString& note) { bar_->setNote(note); }

void FigureEditor::setReading(bool reading)
{
    setNote(reading ? tr("reading…") : QString());
    if (reading)
        setProblem({});  // what was wrong with the figure before
}

/// Draws what there is: the data may be older than the document for a moment.
void FigureEditor::refresh()
{
    const FigureSpec spec = figure();
    const bool complete = spec.problems.empty() && panels_.size() == spec.panels.size();
    bar_->setExportable(complete);
    if (document_["panels"].empty()) {
        preview_->setProblem({});
        preview_->setCaption({});
        page().setDrawing(nullptr,
                          tr("A figure is made of panels, and a panel of runs.\n\nAdd a panel on the left, then the runs it "
                             "shows; or drop run folders there."));
        layingOut_->stop();
        return;
    }
    if (!spec.problems.empty()) {
        const engine::OptionProblem& first = spec.problems.front();
        preview_->setProblem(QString::fromStdString(first.path + ": " + first.message));
        if (!page().drawing())
            page().setDrawing(nullptr, tr("Nothing to draw yet."));
        return;
    }
    if (!complete)
        return;
    layingOut_->start();
    preview_->setCaption(captionOf(spec, panels_));
}

/// Once for all that has changed in a turn: a change is told, and then its runs are there.
void FigureEditor::layOut()
{
    const FigureSpec spec = figure();
    if (!spec.problems.empty() || panels_.size() != spec.panels.size())
        return;
    try {
        auto drawing = std::make_shared<const FigureDrawing>(spec, panels_);
        const QSizeF inches = drawing->size() / 72.0;
        bar_->setSizeText(tr("%1 × %2 in").arg(inches.width(), 0, 'f', 2).arg(inches.height(), 0, 'f', 2));
        page().setDrawing(drawing);
        preview_->setProblem(fontNote(spec.page));
    } catch (const engine::Error& error) {
        preview_->setProblem(QString::fromUtf8(error.what()));
    }
}

}  // namespace isthmus::widgets
