#include "engine/results/measures.h"
#include "engine/runs/stored_run.h"

#include <algorithm>

namespace isthmus::engine {

namespace {

/// A run as a row of text cells.
using Row = std::vector<std::string>;

Row headings()
{
    Row row{"Run", "Method", "Benchmark", "Seed", "State", "Tasks"};
    for (const Measure& measure : measureTable())
        row.emplace_back(measure.label);
    return row;
}

std::string number(double value, const char* format)
{
    char text[64];
    std::snprintf(text, sizeof text, format, value);
    return text;
}

/// `scale` and `format` say how a measure is written: percent for people, full precision for programs.
Row cells(const StoredRun& run, double scale, const char* format)
{
    const Json& benchmark = run.experiment.at("benchmark");
    const AccuracyMatrix& accuracy = run.snapshot.accuracy;
    Row row{std::filesystem::path(run.snapshot.folder).filename().string(),
            run.experiment.at("method").at("kind").get<std::string>(),
            benchmark.at("kind").get<std::string>() + " " + benchmark.at("dataset").get<std::string>(),
            std::to_string(run.experiment.at("seed").get<std::uint64_t>()),
            name(run.snapshot.state),
            std::to_string(accuracy.learned()) + "/" + std::to_string(accuracy.tasks())};
    for (const Measure& measure : measureTable()) {
        const Measured measured = measure.compute(accuracy, accuracy.learned());
        row.push_back(measured.value ? number(scale * *measured.value, format) : "");
    }
    return row;
}

std::string joined(const Row& row, const std::string& begin, const std::string& between, const std::string& end)
{
    std::string text = begin;
    for (std::size_t i = 0; i < row.size(); ++i)
        text += (i ? between : "") + row[i];
    return text + end + "\n";
}

std::string markdownMatrix(const AccuracyMatrix& accuracy)
{
    std::string text = "\nAccuracy in %, after task t (row) on task i (column):\n\n";
    Row head{"t"};
    Row rule{"---:"};
    for (int i = 1; i <= accuracy.tasks(); ++i) {
        head.push_back(std::to_string(i));
        rule.emplace_back("---:");
    }
    text += joined(head, "| ", " | ", " |") + joined(rule, "| ", " | ", " |");
    for (int t = 1; t <= accuracy.learned(); ++t) {
        Row row{std::to_string(t)};
        for (int i = 1; i <= accuracy.tasks(); ++i)
            row.push_back(accuracy.at(t, i) ? number(100.0 * *accuracy.at(t, i), "%.1f") : "");
        text += joined(row, "| ", " | ", " |");
    }
    return text;
}

std::string markdown(const std::vector<StoredRun>& runs)
{
    Row heads = headings();
    for (std::size_t i = heads.size() - measureTable().size(); i < heads.size(); ++i)
        heads[i] += " (%)";
    std::string text = joined(heads, "| ", " | ", " |");
    text += joined(Row(heads.size(), "---"), "| ", " | ", " |");
    for (const StoredRun& run : runs)
        text += joined(cells(run, 100.0, "%.1f"), "| ", " | ", " |");
    return runs.size() == 1 ? text + markdownMatrix(runs.front().snapshot.accuracy) : text;
}

std::string csv(const std::vector<StoredRun>& runs)
{
    const auto quoted = [](Row row) {
        for (std::string& cell : row) {
            if (cell.find_first_of(",\"\n") == std::string::npos)
                continue;
            for (std::size_t at = cell.find('"'); at != std::string::npos; at = cell.find('"', at + 2))
                cell.insert(at, 1, '"');
            cell = '"' + cell + '"';
        }
        return row;
    };
    std::string text = joined(quoted(headings()), "", ",", "");
    for (const StoredRun& run : runs)
        text += joined(quoted(cells(run, 1.0, "%.17g")), "", ",", "");
    return text;
}

std::string latex(const std::vector<StoredRun>& runs)
{
    const auto escaped = [](Row row) {
        for (std::string& cell : row) {
            std::string safe;
            for (const char c : cell) {
                if (std::string_view("_%&#${}").find(c) != std::string_view::npos)
                    safe += '\\';
                safe += c == '\\'  ? "\\textbackslash{}"
                        : c == '~' ? "\\textasciitilde{}"
                        : c == '^' ? "\\textasciicircum{}"
                                   : std::string(1, c);
            }
            cell = safe;
        }
        return row;
    };
    Row heads = headings();
    for (std::size_t i = heads.size() - measureTable().size(); i < heads.size(); ++i)
        heads[i] += " (%)";
    std::string text = "\\begin{tabular}{llllll" + std::string(measureTable().size(), 'r') + "}\n\\hline\n";
    text += joined(escaped(heads), "", " & ", " \\\\\n\\hline");
    for (const StoredRun& run : runs)
        text += joined(escaped(cells(run, 100.0, "%.1f")), "", " & ", " \\\\");
    return text + "\\hline\n\\end{tabular}\n";
}

std::string json(const std::vector<StoredRun>& runs)
{
    Json all = Json::array();
    for (const StoredRun& run : runs) {
        const AccuracyMatrix& accuracy = run.snapshot.accuracy;
        Json entry = {{"run", run.snapshot.folder}, {"state", name(run.snapshot.state)}, {"experiment", run.experiment}};
        for (const Measure& measure : measureTable()) {
            const Measured measured = measure.compute(accuracy, accuracy.learned());
            entry[measure.id] = measured.value ? Json(*measured.value) : Json();
        }
        entry["summary"] = run.summary ? *run.summary : Json();
        all.push_back(std::move(entry));
    }
    return all.dump(2) + "\n";
}

}  // namespace

std::string report(const std::vector<StoredRun>& runs, ReportFormat format)
{
    switch (format) {
    case ReportFormat::Markdown:
        return markdown(runs);
    case ReportFormat::Csv:
        return csv(runs);
    case ReportFormat::JsonDocument:
        return json(runs);
    case ReportFormat::Latex:
        return latex(runs);
    }
    return {};
}

}  // namespace isthmus::engine
