#include "engine/data/episodic_memory.h"

#include <cassert>

namespace isthmus::engine {

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
    return examples.at(at::tensor(chosen, at::kLong).to(examples.labels.device()));
}

void EpisodicMemory::add(const Examples& examples)
{
    if (empty())
        kept_ = examples;
    else
        kept_ = {at::cat({kept_.images, examples.images}), at::cat({kept_.labels, examples.labels})};
}

Examples EpisodicMemory::drawFrom(const Examples& examples, std::int64_t count, Random& random)
{
    assert(examples.labels.defined() && examples.count() > 0);
    std::vector<std::int64_t> index(static_cast<std::size_t>(count));
    for (std::int64_t& i : index)
        i = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(examples.count())));
    return examples.at(at::tensor(index, at::kLong).to(examples.labels.device()));
}

}  // namespace isthmus::engine
