// The resume point of a run of Subspace-Connectivity in its twenty-first task: three perceptrons 784-256-256-10, where they
// started, and 2,000 images of memory. In a temporary folder.
#include "engine/bench/bench_rows.h"

#include "engine/bench/temporary_folder.h"
#include "engine/methods/method.h"
#include "engine/runs/experiment.h"
#include "engine/runs/files.h"
#include "engine/runs/resume_point.h"

#include <algorithm>
#include <array>
#include <fstream>

namespace isthmus::engine {

namespace {

constexpr int tasksDone = 20;

double fastest(const std::function<void()>& work)
{
    const std::vector<double> times = timesOf(work, 0.15);
    return *std::min_element(times.begin(), times.end());
}

class Checkpoint {
public:
    Checkpoint() : experiment_(Json{{"method", "subspace_connectivity"}, {"model", {{"kind", "mlp"}, {"hidden", {256, 256}}}}})
    {
        const auto network =
            std::make_shared<const Classifier>(Classifier{makeModel(experiment_.section("model"), InputShape{})});
        method_ = makeMethod({.options = experiment_.section("method"),
                              .network = network,
                              .seeds = Seeds::all(1),
                              .device = at::kCPU,
                              .memory = memory_});
        const Examples train{at::rand({1000, 784}), at::randint(10, {1000}, at::kLong)};
        const TrainingSettings settings;
        BatchOrder order(train.count(), settings.batchSize, 1, 1);
        for (int task = 1; task <= tasksDone; ++task) {
            method_->beginPhase("learn", {task, train, order, settings, Seeds::all(1)});
            method_->endTask({task, train, order, settings, Seeds::all(1)});
        }
        method_->beginPhase("learn", {tasksDone + 1, train, order, settings, Seeds::all(1)});
        write();
    }

    void write() const
    {
        NamedTensors state = method_->state();
        memory_.save(state);
        writeResumePoint(file(), {.position = {.task = tasksDone + 1, .begun = true},
                                  .experiment = experiment_.values().dump(),
                                  .method = std::move(state),
                                  .pendingLosses = {}});
    }
    void read() const { readResumePoint(file()); }

    /// Seconds that as many bytes take which lie ready in one piece.
    double plainWriteSeconds() const
    {
        const std::string plain(std::filesystem::file_size(file()), 'x');
        return fastest([&] { writeFile(folder_.path() / "plain", plain); });
    }
    /// Seconds that the file's bytes take into memory that is there.
    double plainReadSeconds() const
    {
        std::string plain(std::filesystem::file_size(file()), 'x');
        return fastest(
            [&] { std::ifstream(file(), std::ios::binary).read(plain.data(), static_cast<std::streamsize>(plain.size())); });
    }

private:
    std::filesystem::path file() const { return folder_.path() / "resume.safetensors"; }

    TemporaryFolder folder_;
    Experiment experiment_;
    EpisodicMemory memory_;
    std::unique_ptr<Method> method_;
};

BenchWork writing(const BenchInfo&, const MachineSpeed&)
{
    const auto checkpoint = std::make_shared<const Checkpoint>();
    return {.label = "Resume point of subspace_connectivity after 20 tasks, written",
            .unit = "s",
            .work = [checkpoint](std::stop_token) { checkpoint->write(); },
            .floor = checkpoint->plainWriteSeconds(),
            .floorIs = "as many bytes, ready in one piece, written and flushed to the same disk: the fastest of some tries"};
}

BenchWork reading(const BenchInfo&, const MachineSpeed&)
{
    const auto checkpoint = std::make_shared<const Checkpoint>();
    return {.label = "The same, read from the system's cache",
            .unit = "s",
            .work = [checkpoint](std::stop_token) { checkpoint->read(); },
            .floor = checkpoint->plainReadSeconds(),
            .floorIs = "its bytes read in one piece into memory that is there: the fastest of some tries"};
}

}  // namespace

std::span<const BenchInfo> checkpointBenches()
{
    static const std::array<BenchInfo, 2> rows{{{"checkpoint.write", writing}, {"checkpoint.read", reading}}};
    return rows;
}

}  // namespace isthmus::engine
