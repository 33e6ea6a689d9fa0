#pragma once
#include "engine/options/validation.h"
#include "engine/seeds.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace isthmus::engine {

/// The declaration of every option of an experiment file, put together from the tables of benchmarks, models and methods.
const ExperimentSchema& experimentSchema();

/// Checks that need more than one option: what `resolve` accepts may still make no sense ("41 tasks of 9 degrees").
std::vector<OptionProblem> combinationProblems(const Json& resolved);

/// What to do: an experiment with every option filled in and checked. Of several "seeds" a session does one at a time.
class Experiment {
public:
    /// Throws Error(BadInput) with the first problem found.
    explicit Experiment(const Json& given);
    /// Reads a JSON file (comments allowed), applies "path=value" settings, and checks. Throws Error(BadInput) naming the file.
    static Experiment fromFile(const std::filesystem::path& file, const std::vector<std::string>& settings = {});

    const Json& values() const { return values_; }
    const Json& section(const char* key) const { return values_.at(key); }
    /// The value at "training.learning_rate" or "method.base.strength", which must be there.
    const Json& at(const std::string& path) const;
    std::string name() const { return values_.at("name").get<std::string>(); }
    std::uint64_t seed() const { return values_.at("seed").get<std::uint64_t>(); }
    Seeds seeds() const;

    /// One experiment for each of "seeds", in their order; itself alone when there are none.
    std::vector<Experiment> eachSeed() const;

    /// Changes one option that is declared `live`. Throws Error(BadInput) for any other, or for a value out of range.
    void change(const std::string& path, const Json& value);

private:
    Json values_;
};

/// Applies "path=value" to an experiment that is not resolved yet. A kind that stands as a word becomes an object where the path
/// goes into it; options that lose their meaning by the change (those of the kind before, for example) go, and so does "seeds"
/// when "seed" is set. Throws Error(BadInput).
void changeGiven(Json& given, const std::string& setting);

/// The JSON of a file, comments allowed. Throws Error(BadInput) naming the file and the place of a mistake.
Json readJsonFile(const std::filesystem::path& file);
/// The same for the program's own files, which hold an object.
Json readJsonObject(const std::filesystem::path& file);

}  // namespace isthmus::engine
