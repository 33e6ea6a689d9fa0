#include "engine/results/run_query.h"

#include "engine/error.h"
#include "engine/options/validation.h"
#include "engine/results/measures.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

namespace isthmus::engine {

namespace {

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
    return text;
}

/// "subspace_connectivity" as "sc"; empty for a word of one part.
std::string initials(const std::string& name)
{
    std::string all;
    for (std::size_t i = 0; i < name.size(); ++i)
        if (name[i] != '_' && name[i] != ' ' && (i == 0 || name[i - 1] == '_'))
            all += name[i];
    return all.size() > 1 ? all : std::string();
}

std::vector<std::string> split(const std::string& text, char at)
{
    std::vector<std::string> parts(1);
    bool quoted = false;
    for (const char c : text) {
        if (c == '"')
            quoted = !quoted;
        else if (c == at && !quoted)
            parts.emplace_back();
        else
            parts.back() += c;
    }
    std::erase(parts, std::string());
    return parts;
}

std::optional<double> number(std::string text)
{
    const bool percent = !text.empty() && text.back() == '%';
    if (percent)
        text.pop_back();
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return percent ? value / 100.0 : value;
}

/// The values that a run has under a key: none, one, or a tag each.
std::vector<std::string> textsOf(const RunRecord& run, const std::string& key)
{
    if (key == "tag")
        return run.tags;
    if (key == "state")
        return {name(run.state)};
    if (key == "name")
        return {run.name};
    if (key == "method")
        return {run.method};
    if (key == "benchmark")
        return {run.benchmark};
    if (key == "note")
        return {run.note};
    if (key == "folder")
        return {run.folder.substr(run.folder.rfind('/') + 1)};
    if (key == "seed")
        return {std::to_string(run.seed)};
    if (key == "tasks")
        return {std::to_string(run.learned)};
    const std::string* option = run.option(key);
    return option ? std::vector{*option} : std::vector<std::string>();
}

bool isMeasure(const std::string& key) { return findMeasure(key) != nullptr; }

/// The key in full: a field, a measure, an option's path. Throws when it is none of them or could be several.
std::string wholeKey(const std::string& key, const RunRecords& runs)
{
    const auto& fields = queryFields();
    if (std::find(fields.begin(), fields.end(), key) != fields.end() || isMeasure(key))
        return key;
    std::set<std::string> paths;
    for (const RunRecordPtr& run : runs)
        for (const auto& option : run->options)
            paths.insert(option.first);
    if (paths.contains(key))
        return key;
    std::vector<std::string> ending;
    std::copy_if(paths.begin(), paths.end(), std::back_inserter(ending),
                 [&](const std::string& path) { return path.ends_with("." + key); });
    if (ending.size() == 1)
        return ending.front();
    if (ending.size() > 1)
        throw badInput("\"" + key + "\" could be " + ending[0] + " or " + ending[1] + "; write the whole path");
    std::vector<std::string> known(fields);
    known.insert(known.end(), paths.begin(), paths.end());
    for (const std::string& path : paths)
        known.push_back(path.substr(path.rfind('.') + 1));
    for (const Measure& measure : measureTable())
        known.emplace_back(measure.id);
    const std::string near = nearestWord(key, known);
    throw badInput(
        "no run has an option or measure \"" + key + "\""
        + (near.empty() ? "; conditions look like state=done, method.kind=sgd, tag=paper" : "; did you mean \"" + near + "\"?"));
}

/// A pattern without '*' must be the whole text.
bool like(const std::string& text, const std::string& pattern)
{
    const std::size_t star = pattern.find('*');
    if (star == std::string::npos)
        return text == pattern;
    const std::string head = pattern.substr(0, star), tail = pattern.substr(star + 1);
    return text.size() >= head.size() + tail.size() && text.starts_with(head) && text.ends_with(tail);
}

bool equal(const std::string& text, const std::string& wanted)
{
    const auto one = number(text), other = number(wanted);
    return one && other ? *one == *other : like(lower(text), wanted);
}

}  // namespace

const std::vector<std::string>& queryFields()
{
    static const std::vector<std::string> fields{"state", "name", "method", "benchmark", "seed",
                                                 "tasks", "tag",  "note",   "folder"};
    return fields;
}

RunQuery::RunQuery(const std::string& text, const RunRecords& runs)
{
    std::string token;
    bool quoted = false;
    const auto take = [&] {
        if (const std::size_t sign = token.find_first_of("=<>!"); sign != std::string::npos && sign > 0 && token[0] != '"')
            addCondition(token, sign, runs);
        else if (std::erase(token, '"'); !token.empty())
            words_.push_back(lower(token));
        token.clear();
    };
    for (const char c : text) {
        quoted = c == '"' ? !quoted : quoted;
        if (c == ' ' && !quoted)
            take();
        else
            token += c;
    }
    take();
}

void RunQuery::addCondition(const std::string& token, std::size_t sign, const RunRecords& runs)
{
    static const std::pair<const char*, Relation> signs[] = {{"!=", Relation::IsNot},   {"<=", Relation::AtMost},
                                                             {">=", Relation::AtLeast}, {"=", Relation::Is},
                                                             {"<", Relation::Below},    {">", Relation::Above}};
    const std::string rest = token.substr(sign);
    const auto found =
        std::find_if(std::begin(signs), std::end(signs), [&](const auto& each) { return rest.starts_with(each.first); });
    const std::string key = token.substr(0, sign);
    if (found == std::end(signs))
        throw badInput("\"" + token + "\" is no condition; compare with =, !=, <, <=, > or >=");
    Condition condition{wholeKey(key, runs), found->second, split(lower(rest.substr(std::string(found->first).size())), ',')};
    if (condition.values.empty())
        throw badInput("\"" + token + "\" lacks its value, as in " + key + found->first
                       + (condition.key == "state" ? "done"
                          : condition.key == "tag" ? "paper"
                                                   : "1"));
    const bool ordered = condition.relation != Relation::Is && condition.relation != Relation::IsNot;
    if (ordered && (condition.values.size() > 1 || !number(condition.values.front())))
        throw badInput("\"" + token + "\" compares with something that is not one number");
    if (condition.key == "state")
        for (const std::string& value : condition.values) {
            static const std::vector<std::string> states{"running", "paused", "stopped", "done", "diverged", "failed", "lost"};
            if (value.find('*') == std::string::npos && std::find(states.begin(), states.end(), value) == states.end())
                throw badInput("\"" + value
                               + "\" is no state; states are running, paused, stopped, done, diverged, failed, lost");
        }
    conditions_.push_back(std::move(condition));
}

bool RunQuery::holds(const Condition& condition, const RunRecord& run)
{
    std::vector<std::string> texts = textsOf(run, condition.key);
    std::optional<double> value;
    if (isMeasure(condition.key))
        value = run.measure(condition.key);
    else if (texts.size() == 1)
        value = number(texts.front());
    const auto isOneOf = [&] {
        return std::any_of(condition.values.begin(), condition.values.end(), [&](const std::string& wanted) {
            if (const auto other = number(wanted); value && other)
                return std::abs(*value - *other) <= 1e-12 * std::abs(*other);
            return std::any_of(texts.begin(), texts.end(), [&](const std::string& text) { return equal(text, wanted); });
        });
    };
    switch (condition.relation) {
    case Relation::Is:
        return isOneOf();
    case Relation::IsNot:
        return !isOneOf();
    default:
        break;
    }
    const double bound = *number(condition.values.front());
    if (!value)
        return false;
    switch (condition.relation) {
    case Relation::Below:
        return *value < bound;
    case Relation::AtMost:
        return *value <= bound;
    case Relation::Above:
        return *value > bound;
    default:
        return *value >= bound;
    }
}

bool RunQuery::matches(const RunRecord& run) const
{
    if (!words_.empty()) {
        std::string all = run.name + '\n' + run.method + '\n' + initials(run.method) + '\n' + run.benchmark + '\n' + run.note
                          + '\n' + run.folder.substr(run.folder.rfind('/') + 1);
        for (const std::string& tag : run.tags)
            all += '\n' + tag;
        all = lower(std::move(all));
        for (const std::string& word : words_)
            if (all.find(word) == std::string::npos)
                return false;
    }
    return std::all_of(conditions_.begin(), conditions_.end(), [&](const Condition& each) { return holds(each, run); });
}

}  // namespace isthmus::engine
