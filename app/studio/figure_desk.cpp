#include "app/studio/figure_desk.h"

#include "engine/error.h"
#include "engine/runs/experiment.h"
#include "widgets/figures/editor/figure_editor.h"
#include "widgets/figures/figure_file.h"

#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>
#include <utility>

namespace isthmus::app {

namespace {

constexpr int keepingTime = 2000;  // milliseconds

/// What an exported file holds, panel by panel, each with its runs.
CollectedPanels panelsOf(const widgets::FigureSpec& figure, const widgets::FigureRecord& record)
{
    CollectedPanels panels;
    for (std::size_t k = 0; k < record.panels.size() && k < figure.panels.size(); ++k) {
        CollectedPanel panel{record.panels[k], {}};
        const std::vector<std::string>& names = figure.panels[k].runs;
        for (const widgets::FigureRun& run : record.runs)
            if (std::find(names.begin(), names.end(), run.folder) != names.end())
                panel.runs.push_back(run);
        panels.push_back(std::make_shared<const CollectedPanel>(std::move(panel)));
    }
    return panels;
}

}  // namespace

FigureDesk::FigureDesk(widgets::FigureEditor& editor, std::function<FigurePlaces()> places, const QString& draft, QObject* parent)
    : QObject(parent),
      editor_(editor),
      places_(std::move(places)),
      saved_(editor.document()),
      draft_(draft),
      leftover_(draft_.left())
{
    keeping_.setSingleShot(true);
    keeping_.setInterval(keepingTime);
    connect(&keeping_, &QTimer::timeout, this, &FigureDesk::keep);
    connect(&editor_, &widgets::FigureEditor::documentChanged, &keeping_, qOverload<>(&QTimer::start));
    connect(&editor_, &widgets::FigureEditor::documentChanged, this, &FigureDesk::collect);
    connect(&collector_, &FigureCollector::collected, this, &FigureDesk::take);
    connect(&export_, &FigureExport::written, this, [this](const QString& file, const engine::Json& document) {
        saved_ = document;
        keep();
        editor_.setNote(tr("%1 is written").arg(QFileInfo(file).fileName()));
        Q_EMIT exported(file);
        Q_EMIT fileUsed(file);
    });
    connect(&export_, &FigureExport::failed, this, [this](const QString& message) {
        editor_.setNote({});
        Q_EMIT problem(message);
    });
    connect(&collector_, &FigureCollector::failed, this, [this](const QString& message) {
        editor_.setReading(false);
        editor_.setProblem(message);
    });
}

FigurePlaces FigureDesk::places() const
{
    FigurePlaces places = places_();
    if (!file_.isEmpty())
        places.base = QFileInfo(file_).absolutePath().toStdString();
    return places;
}

void FigureDesk::begin()
{
    file_.clear();
    notice_.clear();
    editor_.setDocument({});
    settle();
}

bool FigureDesk::unsaved() const { return editor_.document() != saved_; }

void FigureDesk::discard() { settle(); }

/// The figure as it is now need not be kept.
void FigureDesk::settle()
{
    saved_ = editor_.document();
    keep();
}

void FigureDesk::keep()
{
    keeping_.stop();
    if (leftover_)
        return;
    if (unsaved())
        draft_.keep(editor_.document(), file_);
    else
        draft_.drop();
}

void FigureDesk::restoreLeftover()
{
    const FigureDraft::Left left = *std::exchange(leftover_, std::nullopt);
    file_ = left.file;
    notice_.clear();
    editor_.setDocument(left.document);
    saved_ = nullptr;  // in no file
    keep();
}

void FigureDesk::dropLeftover()
{
    leftover_.reset();
    keep();
}

void FigureDesk::open(const QString& file)
{
    try {
        widgets::FigureRecord record;
        const bool description = file.endsWith(QLatin1String(".json"), Qt::CaseInsensitive);
        if (description)
            record.document = engine::readJsonObject(file.toStdString());
        else
            record = widgets::readFigure(file);
        file_ = file;
        QStringList changes;
        for (const std::string& change : changesSince(record, places()))
            changes << QString::fromStdString(change);
        notice_ = changes.join(QStringLiteral("; "));
        if (const widgets::FigureSpec figure = editor_.resolved(record.document); !description)
            collector_.keep(figure, panelsOf(figure, record));
        editor_.setDocument(record.document);
        settle();
        Q_EMIT fileUsed(file);
    } catch (const std::exception& error) {
        Q_EMIT problem(QString::fromUtf8(error.what()));
    }
}

bool FigureDesk::save(const QString& file)
{
    QSaveFile target(file);
    const QByteArray text = QByteArray::fromStdString(editor_.document().dump(2)) + '\n';
    if (target.open(QIODevice::WriteOnly) && target.write(text) == text.size() && target.commit()) {
        file_ = file;
        settle();
        Q_EMIT fileUsed(file);
        return true;
    }
    Q_EMIT problem(tr("%1 could not be written: %2").arg(file, target.errorString()));
    return false;
}

void FigureDesk::exportTo(const QString& file)
{
    std::vector<CollectedPanel> panels;
    for (const CollectedPanelPtr& panel : panels_)
        panels.push_back(*panel);
    editor_.setNote(tr("drawing…"));
    export_.write(file, editor_.document(), recordOf(editor_.document(), std::move(panels)).text());
}

void FigureDesk::refresh()
{
    collector_.forget();
    notice_.clear();
    collect();
}

void FigureDesk::collect()
{
    const widgets::FigureSpec figure = editor_.figure();
    if (!figure.problems.empty())
        return;
    editor_.setReading(true);
    collector_.collect(figure, places());
}

void FigureDesk::take(const CollectedPanels& panels)
{
    panels_ = panels;
    std::vector<widgets::PanelData> data;
    for (const CollectedPanelPtr& panel : panels)
        data.push_back(panel->data);
    editor_.setReading(false);
    editor_.setPanels(data);
    if (!notice_.isEmpty())
        editor_.setProblem(notice_);
}

}  // namespace isthmus::app
