#include "app/studio/figure_wiring.h"

#include "app/studio/figure_desk.h"
#include "app/studio/figure_question.h"
#include "app/studio/main_window.h"
#include "app/studio/studio.h"
#include "widgets/figures/editor/figure_editor.h"
#include "widgets/library/library_panel.h"
#include "widgets/plots/file_question.h"

#include <spdlog/spdlog.h>

#include <QFileDialog>
#include <QTimer>

namespace isthmus::app {

namespace {

using Editor = widgets::FigureEditor;

/// False: it is in no file yet.
bool save(MainWindow& window, FigureDesk& desk)
{
    const QString now =
        desk.file().endsWith(QLatin1String(".json"), Qt::CaseInsensitive) ? desk.file() : QStringLiteral("figure.json");
    const QString file =
        widgets::askWhereToWrite(&window, MainWindow::tr("Save figure"), now, MainWindow::tr("Descriptions of figures (*.json)"));
    return !file.isEmpty() && desk.save(file);
}

/// Does `next` when the figure at hand may go: at once, or when it has been saved or given up.
void leave(MainWindow& window, FigureDesk& desk, const std::function<void()>& next)
{
    if (!desk.unsaved()) {
        next();
        return;
    }
    askToSaveFigure(
        window,
        [&window, &desk, next] {
            if (save(window, desk))
                next();
        },
        [&desk, next] {
            desk.discard();
            next();
        });
}

void open(MainWindow& window, FigureDesk& desk)
{
    const QString file = QFileDialog::getOpenFileName(&window, MainWindow::tr("Open figure"), {},
                                                      MainWindow::tr("Figures (*.json *.pdf *.svg *.png *.tex)"));
    if (!file.isEmpty())
        desk.open(file);
}

void wireFiles(MainWindow& window, Editor& editor, FigureDesk& desk)
{
    QObject::connect(&editor, &Editor::newRequested, &desk, [&] { leave(window, desk, [&] { desk.begin(); }); });
    QObject::connect(&editor, &Editor::openRequested, &desk, [&] { leave(window, desk, [&] { open(window, desk); }); });
    QObject::connect(&editor, &Editor::saveRequested, &desk, [&] { save(window, desk); });
    QObject::connect(&editor, &Editor::exportRequested, &desk, [&] {
        const QString file = widgets::askWhereToWrite(&window, MainWindow::tr("Export figure"), QStringLiteral("figure.pdf"),
                                                      MainWindow::tr("PDF, SVG, PNG, LaTeX (*.pdf *.svg *.png *.tex)"));
        if (!file.isEmpty())
            desk.exportTo(file);
    });
    QObject::connect(&desk, &FigureDesk::exported, &window,
                     [](const QString& file) { spdlog::info("figure written: {}", file.toStdString()); });
}

void wireRuns(MainWindow& window, Editor& editor, FigureDesk& desk, Studio& studio)
{
    QObject::connect(&window.library(), &widgets::LibraryPanel::figureRequested, &editor, [&](const QStringList& runs) {
        window.showFigures();
        editor.addRuns(runs);
    });
    QObject::connect(&editor, &Editor::refreshRequested, &desk, &FigureDesk::refresh);
    QObject::connect(&editor, &Editor::runFolderRequested, &desk, [&] {
        const QString folder = QFileDialog::getExistingDirectory(&window, MainWindow::tr("Add run"),
                                                                 QString::fromStdString(studio.runsDir().string()));
        if (!folder.isEmpty())
            editor.addRuns({folder});
    });
    QObject::connect(&editor, &Editor::shownRunRequested, &desk, [&] {
        if (studio.shown() && !studio.shown()->folder.empty())
            editor.addRuns({QString::fromStdString(studio.shown()->folder)});
        else
            editor.setProblem(MainWindow::tr("the studio shows no run; open one, or add a run folder"));
    });
}

}  // namespace

FigureDesk& wireFigures(MainWindow& window, Studio& studio)
{
    Editor& editor = window.figures();
    const auto places = [&studio] { return FigurePlaces{{}, studio.runsDir(), studio.givenDataDir()}; };
    auto& desk = *new FigureDesk(editor, places, QString::fromStdString(studio.figureDraft().string()), &window);
    wireFiles(window, editor, desk);
    wireRuns(window, editor, desk, studio);
    QObject::connect(&desk, &FigureDesk::fileUsed, &studio, &Studio::rememberFigure);
    QObject::connect(&desk, &FigureDesk::problem, &studio,
                     [&studio](const QString& message) { studio.tell(MainWindow::tr("The figure"), message); });
    if (desk.hasLeftover())
        QTimer::singleShot(0, &window, [&] {
            const auto restore = [&] {
                window.showFigures();
                desk.restoreLeftover();
            };
            offerUnsavedFigure(window, restore, [&] { desk.dropLeftover(); });
        });
    return desk;
}

void openFigure(MainWindow& window, FigureDesk& desk, const QString& file)
{
    window.showFigures();
    leave(window, desk, [&desk, file] { desk.open(file); });
}

bool mayLeaveFigure(MainWindow& window, FigureDesk& desk)
{
    if (!desk.unsaved())
        return true;
    leave(window, desk, [&window] { window.close(); });
    return false;
}

}  // namespace isthmus::app
