// 500 runs of 20 tasks as the library of runs reads them: the files of one short run, linked.
#include "engine/bench/bench_rows.h"
#include "engine/bench/temporary_folder.h"
#include "engine/error.h"
#include "engine/runs/run_library.h"
#include "engine/runs/session.h"

#include <array>
#include <memory>

namespace isthmus::engine {

namespace {

constexpr int runs = 500;

class FolderOfRuns {
public:
    FolderOfRuns()
    {
        const Json experiment = {{"name", "bench"},
                                 {"benchmark",
                                  {{"kind", "rotated"},
                                   {"dataset", "glyphs"},
                                   {"tasks", 20},
                                   {"step_degrees", 9.0},
                                   {"train_per_task", 20},
                                   {"test_per_task", 20}}},
                                 {"model", {{"kind", "mlp"}, {"hidden", {16}}}},
                                 {"method", "sgd"},
                                 {"execution", {{"threads", 1}}}};
        const RunOutcome outcome = Session(Experiment(experiment), "", folder_.path(), {}).run({});
        if (outcome.state != RunState::Done)
            throw Error(Error::Kind::Failed, outcome.message);
        for (int copy = 1; copy < runs; ++copy) {
            const std::filesystem::path place = folder_.path() / ("bench-copy-" + std::to_string(copy));
            std::filesystem::create_directory(place);
            for (const auto& entry : std::filesystem::directory_iterator(outcome.folder))
                if (entry.is_regular_file())
                    std::filesystem::create_hard_link(entry.path(), place / entry.path().filename());
        }
    }

    const std::filesystem::path& path() const { return folder_.path(); }

private:
    TemporaryFolder folder_;
};

BenchWork first(const BenchInfo&, const MachineSpeed&)
{
    const auto folder = std::make_shared<const FolderOfRuns>();
    return {.label = "Library of 500 runs of 20 tasks, read for the first time", .unit = "s", .work = [folder](std::stop_token) {
                RunLibrary().scan(folder->path());
            }};
}

BenchWork again(const BenchInfo&, const MachineSpeed&)
{
    const auto folder = std::make_shared<const FolderOfRuns>();
    const auto library = std::make_shared<RunLibrary>();
    library->scan(folder->path());
    return {.label = "The same, looked at again when nothing has changed",
            .unit = "s",
            .work = [folder, library](std::stop_token) { library->scan(folder->path()); }};
}

}  // namespace

std::span<const BenchInfo> libraryBenches()
{
    static const std::array<BenchInfo, 2> rows{{{"library.first", first}, {"library.again", again}}};
    return rows;
}

}  // namespace isthmus::engine
