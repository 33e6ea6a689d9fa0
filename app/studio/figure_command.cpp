#include "app/studio/figure_command.h"

#include "app/studio/figure_sources.h"
#include "engine/error.h"
#include "engine/landscapes/landscape_study.h"
#include "engine/runs/experiment.h"
#include "widgets/figures/figure_file.h"
#include "widgets/figures/figure_style.h"

#include <QFile>

#include <cstdio>

namespace isthmus::app {

namespace {

using engine::Json;

const widgets::FigureSchema& schema()
{
    static const widgets::FigureSchema schema = widgets::figureSchema(engine::landscapeSchema().sections.front());
    return schema;
}

void say(const std::string& line) { std::fprintf(stderr, "isthmus-studio: %s\n", line.c_str()); }

widgets::FigureSpec resolved(const Json& document)
{
    widgets::FigureSpec figure = widgets::resolveFigure(schema(), document);
    widgets::requireUsable(figure);
    return figure;
}

void set(Json& document, const std::vector<std::string>& settings)
{
    for (const std::string& setting : settings)
        engine::applySetting(document, setting);
}

/// From the description: the runs are read.
widgets::FigureRecord fromDescription(const FigureArguments& arguments)
{
    const std::filesystem::path file(arguments.figure);
    Json document = engine::readJsonFile(file);
    set(document, arguments.settings);
    return collectFigure(resolved(document), {file.parent_path(), engine::defaultRunsDir(), arguments.dataDir}, {});
}

/// What an exported file holds; "-": the same text on standard input.
widgets::FigureRecord recordIn(const std::string& figure)
{
    if (figure != "-")
        return widgets::readFigure(QString::fromStdString(figure));
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        throw engine::badInput("standard input cannot be read");
    return widgets::FigureRecord::fromText(input.readAll());
}

/// From an exported file: the runs are only asked whether they are still the same.
widgets::FigureRecord fromExported(const FigureArguments& arguments)
{
    widgets::FigureRecord record = recordIn(arguments.figure);
    set(record.document, arguments.settings);
    if (arguments.figure == "-")  // of a studio, which has just read the runs
        return record;
    for (const std::string& change :
         changesSince(record, {std::filesystem::path(arguments.figure).parent_path(), engine::defaultRunsDir()}))
        say(change + "; drawn as it was");
    return record;
}

void listOptions(std::string& text, const std::vector<engine::OptionSpec>& options)
{
    for (const engine::OptionSpec& option : options)
        text += "    " + option.key + ": " + option.help + " " + engine::allowedValues(option) + "; by default "
                + (option.fallback == "" ? std::string("empty") : engine::displayText(option.fallback)) + "\n";
}

}  // namespace

int figureCommand(const FigureArguments& arguments)
{
    try {
        widgets::requireFigureEnding(QString::fromStdString(arguments.out));
        const bool description = std::filesystem::path(arguments.figure).extension() == ".json";
        const widgets::FigureRecord record = description ? fromDescription(arguments) : fromExported(arguments);
        const widgets::FigureSpec figure = resolved(record.document);
        widgets::writeFigure(QString::fromStdString(arguments.out), figure, record);
        if (const QString note = widgets::fontNote(figure.page); !note.isEmpty())
            say(note.toStdString());
        if (const QString caption = widgets::captionOf(figure, record.panels); !caption.isEmpty())
            say("caption: " + caption.toStdString());
        std::printf("%s\n", arguments.out.c_str());
        return 0;
    } catch (const engine::Error& error) {
        say(error.what());
        return error.kind() == engine::Error::Kind::BadInput ? 2 : 3;
    } catch (const std::exception& error) {
        say(error.what());
        return 3;
    }
}

std::string figureOptionsText()
{
    std::string text =
        "FIGURE.json: {\"page\": {...}, \"panels\": [{\"kind\": \"curves\", \"runs\": [\"RUN_DIR\", ...], ...}, ...]}\n";
    text += "  page:\n";
    listOptions(text, schema().page.options);
    for (const engine::OptionGroup& kind : schema().panel.kinds) {
        text += "  panel of kind " + kind.id + ": " + kind.help + "\n";
        listOptions(text, kind.options);
        for (const engine::OptionSection& part : kind.parts)
            text += "    " + part.key + ": as isthmus charts lists them\n";
    }
    text += "  every panel:\n";
    listOptions(text, schema().panel.options);
    return text;
}

}  // namespace isthmus::app
