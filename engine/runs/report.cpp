#include "engine/runs/report.h"

#include "engine/error.h"
#include "engine/options/validation.h"
#include "engine/results/text_table.h"
#include "engine/runs/run_groups.h"

#include <algorithm>

namespace isthmus::engine {

namespace {

using Columns = std::vector<const Measure*>;

const char* const shownByDefault[] = {
    "average_accuracy",    "forgetting", "learning_accuracy", "training_operations_vs_sgd", "prediction_operations_vs_sgd",
    "stored_floats_vs_sgd"};

Columns columnsFor(const ReportOptions& options)
{
    const bool forPeople = options.format == ReportFormat::Markdown || options.format == ReportFormat::Latex;
    std::vector<std::string> ids = options.measures;
    if (ids.empty() && forPeople)
        ids.assign(std::begin(shownByDefault), std::end(shownByDefault));
    Columns columns;
    for (const std::string& id : ids) {
        const Measure* measure = findMeasure(id);
        if (measure == nullptr) {
            std::vector<std::string> known;
            for (const Measure& row : measureTable())
                known.emplace_back(row.id);
            const std::string near = nearestWord(id, known);
            throw badInput("there is no measure \"" + id + "\""
                           + (near.empty() ? "; isthmus measures lists them" : "; did you mean \"" + near + "\"?"));
        }
        columns.push_back(measure);
    }
    if (ids.empty())
        for (const Measure& measure : measureTable())
            columns.push_back(&measure);
    return columns;
}

std::string runName(const StoredRun& run) { return std::filesystem::path(run.snapshot.folder).filename().string(); }

TextTable::Row describe(const StoredRun& run)
{
    const AccuracyMatrix& accuracy = run.snapshot.accuracy();
    return {runName(run),
            methodName(run.experiment),
            benchmarkName(run.experiment),
            std::to_string(run.experiment.at("seed").get<std::uint64_t>()),
            name(run.snapshot.state),
            std::to_string(accuracy.learned()) + "/" + std::to_string(accuracy.tasks())};
}

/// One row a run; numbers for people, or in full precision and the measures' own units.
TextTable runTable(const std::vector<StoredRun>& runs, const Columns& columns, bool forPeople)
{
    TextTable table{.heads = {"Run", "Method", "Benchmark", "Seed", "State", "Tasks"}, .rows = {}, .textColumns = 6};
    for (const Measure* measure : columns)
        table.heads.push_back(forPeople ? heading(*measure) : measure->label);
    for (const StoredRun& run : runs) {
        table.rows.push_back(describe(run));
        for (const Measure* measure : columns) {
            const Measured one = measured(run, *measure);
            table.rows.back().push_back(!one.value  ? ""
                                        : forPeople ? shownNumber(*measure, *one.value)
                                                    : formatted(*one.value, "%.17g"));
        }
    }
    return table;
}

/// One row an experiment: the mean over its seeds.
TextTable groupTable(const std::vector<RunGroup>& groups, const Columns& columns, Band band)
{
    TextTable table{.heads = {"Experiment", "Method", "Benchmark", "Seeds"}, .rows = {}, .textColumns = 3};
    for (const Measure* measure : columns)
        table.heads.push_back(heading(*measure));
    table.heads.emplace_back("Training time (× SGD)");
    for (const RunGroup& group : groups) {
        table.rows.push_back({group.experiment().at("name").get<std::string>(), methodName(group.experiment()),
                              benchmarkName(group.experiment()), std::to_string(group.runs.size())});
        for (const Measure* measure : columns) {
            const std::vector<double> values = group.values(*measure);
            const Spread spread = spreadOf(values, band);
            std::string cell = values.empty() ? "" : shownNumber(*measure, spread.mean);
            if (spread.n > 1)
                cell += " ± " + shownNumber(*measure, spread.half);
            if (spread.n > 0 && spread.n < static_cast<int>(group.runs.size()))
                cell += " (n = " + std::to_string(spread.n) + ")";
            table.rows.back().push_back(cell);
        }
        const Measured times = secondsVsSgd(group, groups);
        table.rows.back().push_back(times.value ? formatted(*times.value, "%.2f") : "");
    }
    return table;
}

bool severalSeeds(const std::vector<RunGroup>& groups)
{
    return std::any_of(groups.begin(), groups.end(), [](const RunGroup& group) { return group.runs.size() > 1; });
}

std::string matrixText(const AccuracyMatrix& accuracy)
{
    TextTable table{.heads = {"t"}, .rows = {}, .textColumns = 0};
    for (int i = 1; i <= accuracy.tasks(); ++i)
        table.heads.push_back(std::to_string(i));
    for (int t = 1; t <= accuracy.learned(); ++t) {
        table.rows.push_back({std::to_string(t)});
        for (int i = 1; i <= accuracy.tasks(); ++i)
            table.rows.back().push_back(accuracy.at(t, i) ? formatted(100.0 * *accuracy.at(t, i), "%.1f") : "");
    }
    return "\nAccuracy in %, after task t (row) on task i (column):\n\n" + markdown(table);
}

/// Every measure of one run, with its formula, or why there is no value.
std::string measureText(const StoredRun& run)
{
    TextTable table{.heads = {"Measure", "Value", "Formula, or why there is none", "Source"}, .rows = {}, .textColumns = 4};
    for (const Measure& measure : measureTable()) {
        const Measured one = measured(run, measure);
        const std::string unit = symbol(measure.unit);
        table.rows.push_back({measure.label,
                              one.value ? shownNumber(measure, *one.value) + (unit.empty() ? "" : " " + unit) : "undefined",
                              one.value ? measure.formula : "because " + one.undefinedBecause, measure.source});
    }
    return "\n" + markdown(table);
}

std::string markdownReport(const std::vector<StoredRun>& runs, const Columns& columns, Band band)
{
    const std::vector<RunGroup> groups = groupsOf(runs);
    std::string text;
    if (severalSeeds(groups))
        text += markdown(groupTable(groups, columns, band)) + "\nMean ± " + description(band)
                + " over the seeds. Every single run:\n\n";
    text += markdown(runTable(runs, columns, true));
    if (runs.size() == 1)
        text += measureText(runs.front()) + matrixText(runs.front().snapshot.accuracy());
    return text;
}

std::string latexReport(const std::vector<StoredRun>& runs, const Columns& columns, Band band)
{
    const std::vector<RunGroup> groups = groupsOf(runs);
    if (!severalSeeds(groups))
        return latex(runTable(runs, columns, true));
    return std::string("% mean ± ") + description(band) + " over the seeds\n" + latex(groupTable(groups, columns, band));
}

std::string csvReport(const std::vector<StoredRun>& runs, const Columns& columns, Band band)
{
    TextTable table = runTable(runs, columns, false);
    for (const RunGroup& group : groupsOf(runs)) {
        if (group.runs.size() < 2)
            continue;
        for (const bool mean : {true, false}) {
            TextTable::Row row = describe(*group.runs.front());
            row[0] = mean ? "mean" : word(band);
            row[3] = "n=" + std::to_string(group.values(*findMeasure("average_accuracy")).size());
            row[4] = row[5] = "";
            for (const Measure* measure : columns) {
                const Spread spread = spreadOf(group.values(*measure), band);
                row.push_back(spread.n < (mean ? 1 : 2) ? "" : formatted(mean ? spread.mean : spread.half, "%.17g"));
            }
            table.rows.push_back(std::move(row));
        }
    }
    return csv(table);
}

/// The experiment that a run is one seed of.
Json groupJson(const RunGroup& group, const std::vector<RunGroup>& groups, const Columns& columns, Band band)
{
    Json entry = {{"n", group.runs.size()}, {"seeds", Json::array()}, {"band", description(band)}};
    for (const StoredRun* run : group.runs)
        entry["seeds"].push_back(run->experiment.at("seed"));
    for (const Measure* measure : columns) {
        const std::vector<double> values = group.values(*measure);
        entry[measure->id] = Json();
        if (values.empty())
            continue;
        const Spread spread = spreadOf(values, band);
        entry[measure->id] = {{"mean", spread.mean}, {"n", spread.n}, {"values", values}};
        if (spread.n > 1)
            entry[measure->id][word(band)] = spread.half;
    }
    const Measured times = secondsVsSgd(group, groups);
    entry["training_seconds_vs_sgd"] = times.value ? Json(*times.value) : Json();
    return entry;
}

std::string jsonReport(const std::vector<StoredRun>& runs, const Columns& columns, Band band)
{
    const std::vector<RunGroup> groups = groupsOf(runs);
    Json all = Json::array();
    for (const StoredRun& run : runs) {
        Json entry = {{"run", run.snapshot.folder}, {"state", name(run.snapshot.state)}, {"experiment", run.experiment}};
        Json undefined = Json::object();
        for (const Measure* measure : columns) {
            const Measured one = measured(run, *measure);
            entry[measure->id] = one.value ? Json(*one.value) : Json();
            if (!one.value)
                undefined[measure->id] = one.undefinedBecause;
        }
        entry["undefined"] = undefined;
        entry["summary"] = run.summary ? *run.summary : Json();
        for (const RunGroup& group : groups)
            if (std::find(group.runs.begin(), group.runs.end(), &run) != group.runs.end())
                entry["over_seeds"] = groupJson(group, groups, columns, band);
        all.push_back(std::move(entry));
    }
    return all.dump(2) + "\n";
}

}  // namespace

std::string report(const std::vector<StoredRun>& runs, const ReportOptions& options)
{
    const Columns columns = columnsFor(options);
    switch (options.format) {
    case ReportFormat::Markdown:
        return markdownReport(runs, columns, options.band);
    case ReportFormat::Csv:
        return csvReport(runs, columns, options.band);
    case ReportFormat::JsonDocument:
        return jsonReport(runs, columns, options.band);
    case ReportFormat::Latex:
        return latexReport(runs, columns, options.band);
    }
    return {};
}

}  // namespace isthmus::engine
