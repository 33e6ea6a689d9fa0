#include "engine/runs/branch_options.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace isthmus::engine {

namespace {

struct Rule {
    std::string_view path;  ///< an option, or with a dot at its end all options of an object
    const char* refusal;    ///< null: it may change
};

// The first that fits. Of a method everything else may change: it can only decide on the steps to come, or the method does not
// take the state, which says so itself.
constexpr std::array rules{
    Rule{"name", nullptr},
    Rule{"order_seed", nullptr},
    Rule{"memory_seed", nullptr},
    Rule{"training.", nullptr},
    Rule{"execution.", nullptr},
    Rule{"model.dropout", nullptr},
    Rule{"seed", "the tasks learned so far follow from it; order_seed changes the steps to come alone"},
    Rule{"seeds", "a branch is one run, of its parent's seed"},
    Rule{"task_seed", "the tasks learned so far follow from it"},
    Rule{"initialisation_seed", "it had its effect before the first task"},
    Rule{"benchmark.", "the tasks learned so far follow from it"},
    Rule{"model.", "what has been learned is the weights of that network"},
};

// Options of methods, and of the methods inside methods, that the state is made by.
constexpr std::array lastingOptions{"kind", "vertices",       "members",      "initialisation",
                                    "form", "fast_deviation", "fast_weights", "buffer"};

std::string lastPart(const std::string& path) { return path.substr(path.rfind('.') + 1); }

std::string refusalOf(const std::string& path, const Json& before, const Json& after)
{
    if (path == "benchmark.tasks")
        return after > before ? "" : "it can only grow: the run has been measured as one of " + before.dump() + " tasks";
    for (const Rule& rule : rules)
        if (rule.path == path || (rule.path.ends_with('.') && path.starts_with(rule.path)))
            return rule.refusal == nullptr ? "" : rule.refusal;
    const bool lasts = std::find(lastingOptions.begin(), lastingOptions.end(), lastPart(path)) != lastingOptions.end();
    return lasts ? "what has been learned depends on it" : "";
}

const Json& member(const Json& object, const std::string& key)
{
    static const Json none;
    return object.is_object() && object.contains(key) ? object.at(key) : none;
}

void compare(const Json& before, const Json& after, const std::string& path, std::vector<BranchChange>& changes)
{
    if (before == after)
        return;
    if (!before.is_object() && !after.is_object()) {
        changes.push_back({path, before, after, refusalOf(path, before, after)});
        return;
    }
    const std::string prefix = path.empty() ? "" : path + ".";
    if (after.is_object())
        for (const auto& [key, value] : after.items())
            compare(member(before, key), value, prefix + key, changes);
    if (before.is_object())
        for (const auto& [key, value] : before.items())
            if (!after.is_object() || !after.contains(key))
                compare(value, Json(), prefix + key, changes);
}

}  // namespace

std::vector<BranchChange> branchChanges(const Json& parent, const Json& branch)
{
    std::vector<BranchChange> changes;
    compare(parent, branch, "", changes);
    return changes;
}

}  // namespace isthmus::engine
