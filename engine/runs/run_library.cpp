#include "engine/runs/run_library.h"

#include "engine/error.h"
#include "engine/results/measures.h"
#include "engine/runs/damage.h"
#include "engine/runs/experiment.h"
#include "engine/runs/provenance.h"
#include "engine/runs/resume_point.h"
#include "engine/runs/run_description.h"
#include "engine/runs/run_notes.h"

#include <sys/stat.h>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <limits>

namespace isthmus::engine {

namespace {

constexpr int levels = 4;
constexpr std::uint64_t tailBytes = 1 << 20;

/// Those of a run's accuracy matrix alone, which is there after every task.
constexpr const char* matrixMeasures[] = {"average_accuracy",         "forgetting",
                                          "forgetting_from_first",    "forgetting_including_now",
                                          "forgetting_sign_reversed", "forgetting_short_range",
                                          "backward_transfer",        "learning_accuracy"};

bool isRun(const std::filesystem::path& folder)
{
    std::error_code none;
    return std::filesystem::exists(folder / "experiment.json", none);
}

void look(const std::filesystem::path& folder, int deeper, RunsFound& found)
{
    found.folders.push_back(folder);
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator(folder, none)) {
        if (entry.path().filename().string().starts_with('.') || !entry.is_directory(none))
            continue;
        if (isRun(entry.path()))
            found.runs.push_back(entry.path());
        else if (deeper > 0)
            look(entry.path(), deeper - 1, found);
    }
}

std::int64_t startOf(const Json& provenance)
{
    std::tm parts{};
    const std::string text = provenance.value("started", "");
    return ::strptime(text.c_str(), "%Y-%m-%dT%H:%M:%SZ", &parts) != nullptr ? ::timegm(&parts) : 0;
}

AccuracyMatrix matrixFrom(const Json& rows, int tasks)
{
    AccuracyMatrix matrix(tasks);
    for (int t = 1; t <= tasks && t <= static_cast<int>(rows.size()); ++t) {
        const Json& row = rows[static_cast<std::size_t>(t - 1)];
        for (int i = 1; i <= tasks && i <= static_cast<int>(row.size()); ++i)
            if (row[static_cast<std::size_t>(i - 1)].is_number())
                matrix.set(t, i, row[static_cast<std::size_t>(i - 1)].get<double>());
    }
    return matrix;
}

/// A damaged line costs this value alone; a run's own report says where.
void takeAccuracy(std::string_view line, AccuracyMatrix& matrix)
{
    try {
        const Json event = Json::parse(line);
        const int after = event.at("after_task").get<int>(), on = event.at("task").get<int>();
        if (after >= 1 && after <= matrix.tasks() && on >= 1 && on <= matrix.tasks())
            matrix.set(after, on, event.at("accuracy").get<double>());
    } catch (const Json::exception&) {
    }
}

/// Of a run that goes on or was cut short: what was measured at its tasks' ends, as far as the last megabyte tells.
AccuracyMatrix matrixFrom(const std::string& events, int tasks)
{
    constexpr std::string_view begin = R"({"event":"accuracy")";
    AccuracyMatrix matrix(tasks);
    for (std::size_t place = 0; place < events.size();) {
        const std::size_t end = events.find('\n', place);
        if (std::string_view(events).substr(place, begin.size()) == begin)
            takeAccuracy(std::string_view(events).substr(place, end - place), matrix);
        place = end + 1;
    }
    return matrix;
}

void fillCourses(const AccuracyMatrix& matrix, RunRecord& record)
{
    RunResults results(record.tasks);
    results.accuracy = matrix;
    for (const char* id : matrixMeasures) {
        const Measure& measure = *findMeasure(id);
        std::vector<double> course;
        for (int t = 1; t <= matrix.learned(); ++t)
            course.push_back(measure.compute(results, t).value.value_or(std::numeric_limits<double>::quiet_NaN()));
        record.courses.emplace_back(id, std::move(course));
    }
}

void fillFromSummary(const Json& summary, RunRecord& record)
{
    record.state = summary.value("state", "") == "done" ? RunState::Done : RunState::Diverged;
    record.message = summary.value("message", "");
    record.learned = summary.value("tasks_learned", 0);
    for (const Measure& measure : measureTable())
        if (summary.contains(measure.id) && summary.at(measure.id).is_number())
            record.measures.emplace_back(measure.id, summary.at(measure.id).get<double>());
    fillCourses(matrixFrom(summary.value("accuracy", Json::array()), record.tasks), record);
}

/// The mean of the last row is known even where earlier rows are out of sight.
void fillUnfinished(const RunFolder& folder, const std::optional<ResumePoint>& point, RunRecord& record)
{
    const AccuracyMatrix matrix = matrixFrom(tailOf(folder.events(), tailBytes).text, record.tasks);
    record.learned = std::max(point ? std::min(point->position.task - 1, record.tasks) : 0, matrix.learned());
    if (matrix.learned() == record.learned) {
        fillCourses(matrix, record);
        for (const auto& [id, course] : record.courses)
            if (!course.empty() && !std::isnan(course.back()))
                record.measures.emplace_back(id, course.back());
        return;
    }
    double sum = 0.0;
    for (int i = 1; i <= record.learned; ++i)
        sum += matrix.at(record.learned, i).value_or(std::numeric_limits<double>::quiet_NaN());
    if (!std::isnan(sum))
        record.measures.emplace_back("average_accuracy", sum / record.learned);
}

void fillTimes(const Json& provenance, RunRecord& record)
{
    if (!provenance.contains("time"))
        return;
    RunResults results(std::max(record.learned, 1));
    results.time = recordedTime(provenance);
    for (const Measure& measure : measureTable())
        if (!repeatable(measure))
            if (const Measured time = measure.compute(results, std::max(record.learned, 1)); time.value)
                record.measures.emplace_back(measure.id, *time.value);
}

void fillFromProvenance(const Json& provenance, RunRecord& record)
{
    record.started = startOf(provenance);
    if (const auto parent = provenance.find("parent"); parent != provenance.end() && parent->is_object()) {
        record.parent = parent->value("folder", "");
        record.branchedAt = parent->value("after_task", 0);
    }
}

void stand(const RunStanding& standing, RunRecord& record)
{
    record.state = standing.state;
    record.message = standing.message;
}

/// Of a run that has ended, nobody needs it any more: then it may be damaged.
std::optional<ResumePoint> checkpointOf(const RunFolder& folder, bool ended)
{
    if (!std::filesystem::exists(folder.resume()))
        return std::nullopt;
    try {
        return readResumePosition(folder.resume());
    } catch (const Error&) {
        if (!ended)
            throw;
        return std::nullopt;
    }
}

/// Fills the record as far as it comes; what a run without a summary has left is returned.
std::optional<RunTraces> fill(const RunFolder& folder, RunRecord& record)
{
    Json experiment = Experiment::fromFile(folder.experiment()).values();
    const bool ended = std::filesystem::exists(folder.summary());
    const std::optional<ResumePoint> point = checkpointOf(folder, ended);
    if (point)
        experiment = Experiment(Json::parse(point->experiment)).values();  // with what has changed on the way
    const Json provenance =
        std::filesystem::exists(folder.provenance()) ? readJsonObject(folder.provenance()) : Json(Json::object());
    describe(experiment, record);
    readingFrom(folder.provenance(), [&] { fillFromProvenance(provenance, record); });
    std::optional<RunTraces> traces;
    if (ended) {
        readingFrom(folder.summary(), [&] { fillFromSummary(readJsonObject(folder.summary()), record); });
    } else {
        fillUnfinished(folder, point, record);
        traces = tracesOf(folder, point, experiment, provenance);
    }
    fillTimes(provenance, record);
    try {
        RunNotes notes = readNotes(folder);
        record.tags = std::move(notes.tags);
        record.note = std::move(notes.note);
    } catch (const Error& problem) {
        record.message = problem.what();  // of no weight for how the run stands
    }
    return traces;
}

}  // namespace

RunsFound runsUnder(const std::filesystem::path& folder)
{
    RunsFound found;
    look(folder, levels - 1, found);
    std::sort(found.runs.begin(), found.runs.end());
    return found;
}

RunRecord readRecord(const std::filesystem::path& folder) { return *RunLibrary::read(folder).record; }

RunLibrary::Stamps RunLibrary::stampsOf(const RunFolder& folder)
{
    Stamps stamps;
    std::size_t place = 0;
    for (const auto& file :
         {folder.experiment(), folder.provenance(), folder.events(), folder.resume(), folder.summary(), folder.notes()}) {
        struct stat status {};
        if (::stat(file.c_str(), &status) == 0)
            stamps[place] = {status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_size};
        ++place;
    }
    return stamps;
}

RunLibrary::Entry RunLibrary::read(const std::filesystem::path& path)
{
    RunRecord record;
    record.folder = path.string();
    record.name = path.filename().string();
    Entry entry;
    try {
        const RunFolder folder = RunFolder::open(path);
        entry.stamps = stampsOf(folder);  // before the files, so that what changes meanwhile is read again
        entry.traces = fill(folder, record);
        if (entry.traces)
            stand(standingOf(folder, *entry.traces), record);
    } catch (const std::exception& problem) {
        const std::string all = problem.what();
        record.state = RunState::Failed;
        record.message = all.substr(0, all.find('\n'));
    }
    entry.record = std::make_shared<const RunRecord>(std::move(record));
    return entry;
}

RunRecords RunLibrary::scan(const std::filesystem::path& folder)
{
    RunsFound found = runsUnder(folder);
    folders_ = std::move(found.folders);
    std::map<std::filesystem::path, Entry> entries;
    RunRecords records;
    for (const std::filesystem::path& path : found.runs) {
        Entry entry;
        if (const auto known = entries_.find(path); known != entries_.end())
            entry = std::move(known->second);
        refresh(path, entry);
        records.push_back(entry.record);
        entries.emplace(path, std::move(entry));
    }
    entries_ = std::move(entries);
    return records;
}

void RunLibrary::refresh(const std::filesystem::path& path, Entry& entry)
{
    std::optional<RunFolder> folder;
    try {
        folder = RunFolder::open(path);
    } catch (const Error&) {  // it has gone since it was found, or its experiment has
    }
    if (!folder || !entry.record || stampsOf(*folder) != entry.stamps) {
        entry = read(path);
        return;
    }
    if (!entry.traces)
        return;
    const RunStanding standing = standingOf(*folder, *entry.traces);
    if (standing.state == entry.record->state && standing.message == entry.record->message)
        return;
    RunRecord record = *entry.record;
    stand(standing, record);
    entry.record = std::make_shared<const RunRecord>(std::move(record));
}

}  // namespace isthmus::engine
