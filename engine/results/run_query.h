#pragma once
#include "engine/results/run_record.h"

namespace isthmus::engine {

/// Which runs of a library are wanted. Words must all be found in name, method, benchmark, tags, note or folder, whatever the
/// case ("sc" finds subspace_connectivity by its initials, too); "quoted words" belong together. Conditions compare:
/// `method.kind=sgd`, `learning_rate<0.1` (the end of an option's path is enough where it says which one), `seed!=3`,
/// `state=done`, `tag=paper`, `average_accuracy>=90%`, `tasks=5`. A value may be a list: `state=done,diverged`.
class RunQuery {
public:
    RunQuery() = default;  ///< every run

    /// Throws Error(BadInput), one line, for a condition on something that no option of `runs`, field or measure is called, or
    /// for one that compares words by size.
    RunQuery(const std::string& text, const RunRecords& runs);

    bool matches(const RunRecord& run) const;
    bool empty() const { return words_.empty() && conditions_.empty(); }

private:
    enum class Relation { Is, IsNot, Below, AtMost, Above, AtLeast };
    struct Condition {
        std::string key;  ///< a field, a measure's id, or an option's whole path
        Relation relation = Relation::Is;
        std::vector<std::string> values;  ///< in lower case
    };

    void addCondition(const std::string& token, std::size_t sign, const RunRecords& runs);
    static bool holds(const Condition& condition, const RunRecord& run);

    std::vector<std::string> words_;  ///< in lower case
    std::vector<Condition> conditions_;
};

/// What a condition may be on beside options and measures: "state", "tag", ….
const std::vector<std::string>& queryFields();

}  // namespace isthmus::engine
