#include "engine/data/episodic_memory.h"

#include "engine/error.h"

#include <cassert>

namespace isthmus::engine {

OptionSpec memoryOption()
{
    return {.key = "memory_per_class",
            .label = "Memory per class",
            .help = "Training images of each class kept from every task.",
            .fallback = 10,
            .min = 1,
            .max = 10000,
            .unit = "images"};
}

Examples balancedSubset(const Examples& examples, std::int64_t perClass, Random pick)
{
    const at::Tensor labels = examples.labels.cpu();
    const std::int64_t* label = labels.data_ptr<std::int64_t>();
    std::vector<std::vector<std::int64_t>> byClass;
    for (const std::int64_t i : pick.permutation(examples.count())) {
        const auto c = static_cast<std::size_t>(label[i]);
        if (c >= byClass.size())
            byClass.resize(c + 1);
        if (static_cast<std::int64_t>(byClass[c].size()) < perClass)
            byClass[c].push_back(i);
    }
    std::vector<std::int64_t> chosen;
    for (const auto& members : byClass)
        chosen.insert(chosen.end(), members.begin(), members.end());
    return examples.at(sent(at::tensor(chosen, at::kLong), examples.labels.device()));
}

void EpisodicMemory::add(int task, const Examples& examples)
{
    if (task <= tasks_)
        return;
    tasks_ = task;
    kept_ = empty() ? examples : joined(kept_, examples);
}

void EpisodicMemory::offer(std::int64_t before, const Examples& batch, std::int64_t capacity, Random random)
{
    if (before < offered_)
        return;
    assert(before == offered_);
    if (!kept_.labels.defined())
        kept_ = batch.first(0);
    const std::int64_t room = std::min(batch.count(), std::max<std::int64_t>(capacity - count(), 0));
    if (room > 0)
        kept_ = joined(kept_, batch.first(room));
    offered_ += room;
    for (std::int64_t i = room; i < batch.count(); ++i) {
        const auto place = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(++offered_)));
        if (place >= capacity)
            continue;
        kept_.images[place].copy_(batch.images[i]);
        kept_.labels[place].copy_(batch.labels[i]);
    }
}

Examples EpisodicMemory::drawFrom(const Examples& examples, std::int64_t count, Random& random)
{
    assert(examples.labels.defined() && examples.count() > 0);
    std::vector<std::int64_t> index(static_cast<std::size_t>(count));
    for (std::int64_t& i : index)
        i = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(examples.count())));
    return examples.at(sent(at::tensor(index, at::kLong), examples.labels.device()));
}

void EpisodicMemory::save(NamedTensors& state) const
{
    if (!kept_.labels.defined())
        return;
    state["memory.images"] = kept_.images;
    state["memory.labels"] = kept_.labels;
    state["memory.position"] = at::tensor({std::int64_t{tasks_}, offered_}, at::kLong);
}

void EpisodicMemory::restore(const NamedTensors& state, std::int64_t features, const at::Device& device)
{
    *this = {};
    const auto images = state.find("memory.images");
    const auto labels = state.find("memory.labels");
    const auto position = state.find("memory.position");
    if (images == state.end() && labels == state.end())
        return;
    if (images == state.end() || labels == state.end() || position == state.end())
        throw badInput("holds examples that do not match their labels");
    requireShape(images->second, "memory.images", {labels->second.numel(), features});
    requireShape(position->second, "memory.position", {2});
    if (!images->second.is_floating_point() || labels->second.scalar_type() != at::kLong
        || position->second.scalar_type() != at::kLong)
        throw badInput("holds examples of another type than this run's");
    kept_ = {images->second.to(device), labels->second.to(device)};
    tasks_ = static_cast<int>(position->second[0].item<std::int64_t>());
    offered_ = position->second[1].item<std::int64_t>();
}

}  // namespace isthmus::engine
