// isthmus-studio: the window, or figures of a run without one.
#include "app/studio/commands.h"
#include "app/studio/figure_command.h"
#include "app/studio/figures.h"
#include "app/studio/log_sink.h"
#include "app/studio/main_window.h"
#include "app/studio/settings.h"
#include "app/studio/studio.h"
#include "app/studio/wiring.h"
#include "engine/landscapes/landscape_study.h"
#include "widgets/accessible/choice_accessible.h"
#include "widgets/theme/theme.h"

#include <CLI/CLI.hpp>

#include <QApplication>
#include <QFileInfo>
#include <QTimer>

#include <cstdio>

using namespace isthmus;

namespace {

struct Arguments {
    std::string open;
    bool demonstration = false;
    std::string dataDir;
    std::string runsDir;
    bool figures = false;
    std::string figuresOf;
    std::string figuresOut;
    bool figure = false;
    app::FigureArguments oneFigure;
};

void declare(CLI::App& app, Arguments& arguments)
{
    app.set_version_flag("--version", ISTHMUS_VERSION);
    app.add_option("OPEN", arguments.open, "A run folder to show, or an experiment file for the form");
    app.add_flag("--demonstration", arguments.demonstration, "Start the demonstration on the built-in data at once");
    app.add_option("--data-dir", arguments.dataDir, "Where data sets are, laid out as torchvision's root")->type_name("DIR");
    app.add_option("--out", arguments.runsDir, "Where run folders are made")->type_name("RUNS_DIR");
    CLI::App* figures = app.add_subcommand("figures", "Draw the plots of a run as PDF and PNG, without a window");
    figures->add_option("RUN_DIR", arguments.figuresOf, "Run folder")->required();
    figures->add_option("--out", arguments.figuresOut, "Folder for the figures")->type_name("DIR")->required();
    figures->callback([&arguments] { arguments.figures = true; });
    CLI::App* figure =
        app.add_subcommand("figure", "Draw a figure for a paper, or one that was exported again, without a window");
    figure
        ->add_option("FIGURE", arguments.oneFigure.figure,
                     "Its description (.json), or an exported .pdf, .svg, .png or .tex; -: what such a file holds, on standard "
                     "input")
        ->required();
    figure->add_option("--out", arguments.oneFigure.out, "The file to write: .pdf, .svg, .png or .tex")
        ->type_name("FILE")
        ->required();
    figure->add_option("--set", arguments.oneFigure.settings, "Another value for an option: page.venue=neurips")
        ->type_name("PATH=VALUE");
    figure->footer(app::figureOptionsText);
    figure->callback([&arguments] { arguments.figure = true; });
}

int drawFigures(const Arguments& arguments)
{
    widgets::applyTheme(*qApp, widgets::Scheme::Light);  // paper is white
    try {
        const QStringList made =
            app::drawFigures(QString::fromStdString(arguments.figuresOf), QString::fromStdString(arguments.figuresOut));
        for (const QString& file : made)
            std::printf("%s\n", qPrintable(file));
        return 0;
    } catch (const engine::Error& error) {
        std::fprintf(stderr, "isthmus-studio: %s\n", error.what());
        return error.kind() == engine::Error::Kind::BadInput ? 2 : 3;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "isthmus-studio: %s\n", error.what());
        return 3;
    }
}

int openWindow(const Arguments& arguments)
{
    app::Settings settings;
    widgets::applyTheme(*qApp, settings.theme() == app::Settings::Theme::Dark    ? widgets::Scheme::Dark
                               : settings.theme() == app::Settings::Theme::Light ? widgets::Scheme::Light
                                                                                 : widgets::systemScheme());
    widgets::announceChoices();
    app::LogSink log;
    app::Commands commands;
    app::MainWindow window(engine::experimentSchema(), engine::landscapeSchema().sections.front(), commands, settings);
    app::Studio studio(window, commands, settings,
                       {.data = arguments.dataDir,
                        .runs = arguments.runsDir,
                        .queue = engine::defaultRunsDir().parent_path() / "queue.json",
                        .draft = engine::defaultRunsDir().parent_path() / "draft.json",
                        .figure = engine::defaultRunsDir().parent_path() / "unsaved-figure.json"});
    app::wire(window, commands, settings, studio, log);
    window.show();

    const QString open = QString::fromStdString(arguments.open);
    if (arguments.demonstration)
        QTimer::singleShot(0, &studio, [&studio] { studio.runDemonstration(); });
    else if (QFileInfo(open).isDir())
        studio.openRun(open);
    else if (!open.isEmpty())
        studio.openExperiment(open);
    return QApplication::exec();
}

}  // namespace

int main(int argc, char** argv)
{
    CLI::App parser("A desktop studio for continual learning in neural-network subspaces.", "isthmus-studio");
    Arguments arguments;
    declare(parser, arguments);
    try {
        parser.parse(argc, argv);
    } catch (const CLI::Success& asked) {  // --help, --version
        return parser.exit(asked);
    } catch (const CLI::ParseError& mistake) {
        std::fprintf(stderr, "isthmus-studio: %s; see isthmus-studio --help\n", mistake.what());
        return 2;
    }
    if ((arguments.figures || arguments.figure) && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");

    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("isthmus"));
    QCoreApplication::setOrganizationName(QStringLiteral("isthmus"));
    QCoreApplication::setApplicationVersion(QStringLiteral(ISTHMUS_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.isthmus.Studio"));
    if (arguments.figure) {
        arguments.oneFigure.dataDir = arguments.dataDir;
        widgets::applyTheme(*qApp, widgets::Scheme::Light);  // paper is white
        return app::figureCommand(arguments.oneFigure);
    }
    return arguments.figures ? drawFigures(arguments) : openWindow(arguments);
}
