// The tables that a reproduction leaves: ours beside what is published, every single run, and accuracy against operations.
#include "engine/reproduction/reproduction.h"
#include "engine/results/measures.h"
#include "engine/results/text_table.h"
#include "engine/runs/files.h"
#include "engine/runs/report.h"
#include "engine/runs/run_groups.h"

namespace isthmus::engine {

namespace {

constexpr Band band = Band::Deviation;

/// The runs of one row.
RunGroup runsOf(const TableRow& row, const std::vector<TableResult>& results)
{
    RunGroup group;
    for (const TableResult& result : results)
        if (result.row == row.name)
            group.runs.push_back(&result.run);
    return group;
}

std::string percent(double value) { return formatted(100.0 * value, "%.1f"); }

/// "90.1 ± 0.2", "diverged", or nothing.
std::string ours(const RunGroup& group, const char* id)
{
    const Measure& measure = *findMeasure(id);
    const Spread spread = spreadOf(group.values(measure), band);
    if (spread.n == 0)
        return group.runs.empty() ? "" : "diverged";
    const bool share = measure.unit == Unit::Share;
    const auto text = [&](double value) { return share ? percent(value) : formatted(value, "%.2f"); };
    return text(spread.mean) + (spread.n > 1 && share ? " ± " + text(spread.half) : "");
}

std::string published(const std::optional<PublishedResult>& result, bool accuracy)
{
    const std::optional<double> value = !result ? std::nullopt : accuracy ? result->accuracy : result->forgetting;
    if (!value)
        return "–";
    return percent(*value) + (accuracy && result->deviation ? " ± " + percent(*result->deviation) : "");
}

TextTable comparison(const ReproductionPlan& plan, const std::vector<TableResult>& results)
{
    TextTable table{.heads = {"Method", "Accuracy (%)", "Forgetting (%)", "Learning accuracy (%)", "Training operations (× SGD)",
                              "Prediction operations (× SGD)", "Stored floats (× SGD)", "n", "Published accuracy (%)",
                              "Published forgetting (%)", "Source", "Verified"},
                    .rows = {},
                    .textColumns = 1,
                    .lastTextColumns = 2};
    for (const TableRow& row : plan.table.rows) {
        const RunGroup own = runsOf(row, results);
        const std::size_t n = own.values(*findMeasure("average_accuracy")).size();
        table.rows.push_back({row.label, ours(own, "average_accuracy"), ours(own, "forgetting"), ours(own, "learning_accuracy"),
                              ours(own, "training_operations_vs_sgd"), ours(own, "prediction_operations_vs_sgd"),
                              ours(own, "stored_floats_vs_sgd"), std::to_string(n), published(row.published, true),
                              published(row.published, false), row.published ? row.published->source : "–",
                              row.published ? row.published->verified : "–"});
    }
    return table;
}

/// Accuracy against operations, for a scatter of the two: one row a method, in full precision.
TextTable costTable(const ReproductionPlan& plan, const std::vector<TableResult>& results)
{
    TextTable table{.heads = {"name", "method", "n", "training_operations_vs_sgd", "prediction_operations_vs_sgd",
                              "stored_floats_vs_sgd", "average_accuracy", std::string("average_accuracy_") + word(band)},
                    .rows = {},
                    .textColumns = 2};
    for (const TableRow& row : plan.table.rows) {
        const RunGroup own = runsOf(row, results);
        const auto spread = [&](const char* id) { return spreadOf(own.values(*findMeasure(id)), band); };
        const Spread accuracy = spread("average_accuracy");
        if (accuracy.n == 0)
            continue;
        const auto mean = [&](const char* id) { return formatted(spread(id).mean, "%.10g"); };
        table.rows.push_back({row.name, row.label, std::to_string(accuracy.n), mean("training_operations_vs_sgd"),
                              mean("prediction_operations_vs_sgd"), mean("stored_floats_vs_sgd"), mean("average_accuracy"),
                              accuracy.n < 2 ? "" : formatted(accuracy.half, "%.10g")});
    }
    return table;
}

std::string setting(const ReproductionPlan& plan, const ReproductionRequest& request)
{
    const Json& benchmark = plan.runs.front().experiment.section("benchmark");
    const auto count = benchmark.at("train_per_task").get<std::int64_t>();
    std::string seeds;
    for (const std::uint64_t seed : plan.table.seeds)
        seeds += (seeds.empty() ? "" : ", ") + std::to_string(seed);
    return plan.table.title + ". Data set " + benchmark.at("dataset").get<std::string>() + ", "
           + std::to_string(benchmark.at("tasks").get<int>()) + " tasks, "
           + (count == 0 ? std::string("all training images of each task") : std::to_string(count) + " training images a task")
           + ", seeds " + seeds + (request.quick ? "; a quick look with fewer images and seeds than the table" : "") + ".";
}

}  // namespace

std::vector<std::filesystem::path> writeTables(const ReproductionPlan& plan, const ReproductionRequest& request,
                                               const std::vector<TableResult>& results)
{
    const TextTable compared = comparison(plan, results);
    std::vector<StoredRun> runs;
    for (const TableResult& result : results)
        runs.push_back(result.run);
    const std::string about = setting(plan, request);
    const std::string legend =
        (plan.table.seeds.size() < 2 ? std::string("One seed, so no spread")
                                     : std::string("Mean ± ") + description(band) + " over n seeds")
        + ". Accuracy is the average over all tasks "
          "after the last one; forgetting is that of Chaudhry et al. 2018 (isthmus measures lists the formulas). "
          "Published numbers come from other code, other hyper-parameters and often other amounts of data; "
          "\"verified\" says whether the number was read at a source or only recalled.";
    std::vector<std::filesystem::path> files;
    const auto write = [&](const std::string& ending, const std::string& text) {
        files.push_back(request.folder / (plan.table.name + ending));
        writeFile(files.back(), text);
    };
    write(".md", "# " + plan.table.title + "\n\n" + about + "\n\n" + markdown(compared) + "\n" + legend + "\n");
    write(".tex", "% " + about + "\n% " + legend + "\n" + latex(compared));
    write(".csv", csv(compared));
    write("-runs.csv", report(runs, {.format = ReportFormat::Csv, .band = band}));
    write("-cost.csv", csv(costTable(plan, results)));
    return files;
}

}  // namespace isthmus::engine
