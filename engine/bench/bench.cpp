#include "engine/bench/bench_rows.h"

#include "engine/device.h"
#include "engine/error.h"
#include "engine/machine.h"
#include "engine/options/validation.h"

#include <algorithm>
#include <chrono>

namespace isthmus::engine {

namespace {

constexpr double secondsPerRound = 0.15;  // of each row

/// Ratios that say whether a method costs what its authors promise.
constexpr std::pair<const char*, const char*> ratioTable[] = {
    {"step.subspace_connectivity.10", "step.sgd.10"},
    {"step.subspace_connectivity.64", "step.sgd.64"},
    {"step.vanilla_ensemble.10", "step.sgd.10"},
    {"step.batch_ensemble.10", "step.sgd.10"},
};

std::vector<BenchInfo> allBenches()
{
    std::vector<BenchInfo> all;
    for (const auto& family : {productBenches(), stepBenches(), evaluationBenches(), landscapeBenches(), dataBenches(),
                               checkpointBenches(), libraryBenches()})
        all.insert(all.end(), family.begin(), family.end());
    return all;
}

bool isOf(const std::string& id, const std::string& asked) { return id == asked || id.starts_with(asked + "."); }

bool isOn(const BenchInfo& info, const std::string& device) { return info.anyDevice || device == "cpu"; }

std::vector<BenchInfo> chosen(const std::vector<std::string>& only, const std::string& device)
{
    const std::vector<BenchInfo> all = allBenches();
    for (const std::string& asked : only)
        if (std::none_of(all.begin(), all.end(), [&](const BenchInfo& info) { return isOf(info.id, asked); })) {
            const std::string near = nearestWord(asked, benchIds());
            throw badInput("--only: there is no benchmark \"" + asked + "\""
                           + (near.empty() ? "; see isthmus bench --list" : "; did you mean \"" + near + "\"?"));
        }
    std::vector<BenchInfo> found;
    for (const BenchInfo& info : all)
        if (only.empty() || std::any_of(only.begin(), only.end(), [&](const std::string& asked) { return isOf(info.id, asked); }))
            found.push_back(info);
    std::erase_if(found, [&](const BenchInfo& info) { return !isOn(info, device); });
    if (found.empty())
        throw badInput("--only: \"" + only.front() + "\" is measured on the processor alone; see isthmus bench --list --device "
                       + device);
    return found;
}

double valueOf(const BenchWork& work, double seconds)
{
    return work.unit.ends_with("/s") ? work.times / seconds : work.times * seconds;
}

const BenchRow* rowCalled(const std::vector<BenchRow>& rows, const std::string& id)
{
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const BenchRow& row) { return row.id == id; });
    return found == rows.end() ? nullptr : &*found;
}

std::vector<BenchRatio> ratiosOf(const std::vector<BenchRow>& rows)
{
    std::vector<BenchRatio> ratios;
    for (const auto& [of, to] : ratioTable) {
        const BenchRow* one = rowCalled(rows, of);
        const BenchRow* other = rowCalled(rows, to);
        if (!one || !other)
            continue;
        std::vector<double> each;
        for (std::size_t k = 0; k < one->rounds.size(); ++k)
            each.push_back(one->rounds[k] / other->rounds[k]);
        ratios.push_back({of, to, medianOf(each)});
    }
    return ratios;
}

}  // namespace

std::vector<double> timesOf(const std::function<void()>& work, double seconds)
{
    using Clock = std::chrono::steady_clock;
    std::vector<double> times;
    for (double sum = 0.0; sum < seconds; sum += times.back()) {
        const auto begin = Clock::now();
        work();
        times.push_back(std::chrono::duration<double>(Clock::now() - begin).count());
    }
    return times;
}

double medianOf(std::vector<double> values)
{
    const auto middle = values.begin() + std::ssize(values) / 2;
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

double floorSeconds(const MachineSpeed& machine, double peak, double operations, double bytes)
{
    return std::max(operations / peak, bytes / machine.bandwidth);
}

std::vector<std::string> benchIds(const std::string& device)
{
    const std::string on = deviceCalled(device).str();
    std::vector<std::string> ids;
    for (const BenchInfo& info : allBenches())
        if (isOn(info, on))
            ids.emplace_back(info.id);
    return ids;
}

BenchResult runBench(const MachineSpeed& machine, const std::vector<std::string>& only, int rounds,
                     const std::function<void(double)>& progress, std::stop_token stop)
{
    const std::vector<BenchInfo> wanted = chosen(only, machine.device);
    const SignalsKeptOut quiet;
    roundDenormals();
    keepFreedMemory();
    useThreads(machine.threads);
    BenchResult result;
    std::vector<BenchWork> works;
    for (const BenchInfo& info : wanted) {
        works.push_back(info.prepare(info, machine));
        if (machine.device != "cpu") {  // the floors are the processor's
            works.back().floor = 0.0;
            works.back().floorIs.clear();
        }
        result.rows.push_back(
            {info.id, works.back().label, works.back().unit, {}, 0.0, works.back().floor, works.back().floorIs});
    }
    for (int round = -1; round < rounds; ++round)  // round -1 warms up
        for (std::size_t i = 0; i < works.size(); ++i) {
            const auto work = [&] {
                if (stop.stop_requested())
                    throw Error(Error::Kind::Interrupted, "stopped");
                works[i].work(stop);
            };
            const double seconds = medianOf(timesOf(work, round < 0 ? secondsPerRound / 5.0 : secondsPerRound));
            if (round >= 0)
                result.rows[i].rounds.push_back(valueOf(works[i], seconds));
            progress((static_cast<double>(round + 1) * static_cast<double>(works.size()) + static_cast<double>(i) + 1.0)
                     / static_cast<double>((static_cast<std::size_t>(rounds) + 1) * works.size()));
        }
    for (BenchRow& row : result.rows)
        row.value = medianOf(row.rounds);
    result.ratios = ratiosOf(result.rows);
    return result;
}

}  // namespace isthmus::engine
