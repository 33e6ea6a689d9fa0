#pragma once
#include <nlohmann/json.hpp>

#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace isthmus::engine {

/// JSON that keeps the order in which keys were declared.
using Json = nlohmann::ordered_json;

/// One of the words a text option may take.
struct OptionChoice {
    std::string value;
    std::string label;
};

/// Another option of the same object that must have this value.
struct OptionCondition {
    std::string key;
    Json value;
};

/// One user-visible parameter, declared once. It serves the experiment file, the command line's --set and listings,
/// the studio's form, validation and the handbook.
struct OptionSpec {
    std::string key;    ///< key in the experiment file
    std::string label;  ///< sentence case, no colon
    std::string help;   ///< one or two sentences
    Json fallback;      ///< the default; its JSON type is the option's type (boolean, integer, real, text, list of integers)
    double min = std::numeric_limits<double>::lowest();  ///< for numbers, and for each item of a list
    double max = std::numeric_limits<double>::max();
    std::string unit = {};                   ///< "°", "s", "images"; empty when there is none
    std::vector<OptionChoice> choices = {};  ///< not empty: the text is one of these
    std::string zeroMeans = {};  ///< what the value 0 stands for ("all", "as many as vertices"); empty: nothing special
    bool live = false;           ///< may change while a run goes on, from the next step
    bool rare = false;           ///< folded away in the form
    std::optional<OptionCondition> when = {};  ///< the option exists only beside this; nothing: always
};

struct OptionSection;

/// The options that belong to one kind: the method "sgd", the benchmark "rotated".
struct OptionGroup {
    std::string id;
    std::string label;
    std::string help;
    std::string source;  ///< the paper it comes from; may be empty
    std::vector<OptionSpec> options;
    std::vector<OptionSection> parts = {};  ///< objects inside this one: "base", the method that an ensemble is made of
    /// What the options of other objects are by default beside this kind: {"training.learning_rate", 0.1}.
    std::vector<std::pair<std::string, Json>> defaults = {};
};

/// One object of the experiment file: "benchmark", "model", "method", "training", "execution".
struct OptionSection {
    std::string key;
    std::string label;
    std::string help;
    std::vector<OptionGroup> kinds;  ///< empty: the section has no "kind"
    std::string defaultKind;
    std::vector<OptionSpec> options;  ///< for every kind
};

/// The whole experiment file as declared.
struct ExperimentSchema {
    std::vector<OptionSpec> options;  ///< at the top: name, seed
    std::vector<OptionSection> sections;
};

/// The kind called `id`; null when the section has none of that name.
const OptionGroup* findKind(const OptionSection& section, const std::string& id);

/// The kind that this object of the file names ("kind": "sgd", or the word alone), or else the section's default.
std::string chosenKind(const OptionSection& section, const Json& object);

/// The options declared for a section of this kind: the kind's own first, then the common ones.
std::vector<const OptionSpec*> declaredOptions(const OptionSection& section, const std::string& kind);

/// Those of them that exist beside the values that `object` holds, or else their defaults.
std::vector<const OptionSpec*> applicableOptions(const OptionSection& section, const Json& object);

/// "1 to 1000 images (0 = all)", "true or false", "one of auto, cpu": what the option allows, for messages and hints.
std::string allowedValues(const OptionSpec& spec);

/// The value as the experiment file writes it, text without its quotes: "0.05", "[256, 256]", "auto".
std::string displayText(const Json& value);

}  // namespace isthmus::engine
