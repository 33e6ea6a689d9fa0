#include "widgets/queue/option_paths.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace isthmus::widgets {

namespace {

struct OptionPathWords {
    Q_DECLARE_TR_FUNCTIONS(isthmus::widgets::OptionPathWords)
};

QString text(const std::string& words) { return QString::fromStdString(words); }

/// Puts the paths together; an option that several kinds have stands once.
class Collector {
public:
    void option(const engine::OptionSpec& spec, const std::string& prefix, const QString& place)
    {
        const QString path = text(prefix + spec.key);
        if (std::any_of(paths_.begin(), paths_.end(), [&](const OptionPath& known) { return known.path == path; }))
            return;
        const QString label = text(spec.label);
        paths_.push_back(
            {path, place.isEmpty() ? label : OptionPathWords::tr("%1: %2").arg(place, label), text(engine::allowedValues(spec))});
    }

    void section(const engine::OptionSection& section, const std::string& prefix, const QString& place)
    {
        const std::string path = prefix + section.key + ".";
        if (!section.kinds.empty()) {
            QStringList kinds;
            for (const engine::OptionGroup& kind : section.kinds)
                kinds += text(kind.id);
            paths_.push_back({text(path + "kind"), OptionPathWords::tr("%1: kind").arg(place),
                              OptionPathWords::tr("one of %1").arg(kinds.join(QStringLiteral(", ")))});
        }
        for (const engine::OptionSpec& spec : section.options)
            option(spec, path, place);
        for (const engine::OptionGroup& kind : section.kinds) {
            for (const engine::OptionSpec& spec : kind.options)
                option(spec, path, place);
            for (const engine::OptionSection& part : kind.parts)
                this->section(part, path, OptionPathWords::tr("%1, %2").arg(place, text(part.label)));
        }
    }

    std::vector<OptionPath> take() { return std::move(paths_); }

private:
    std::vector<OptionPath> paths_;
};

}  // namespace

std::vector<OptionPath> optionPaths(const engine::ExperimentSchema& schema)
{
    Collector collector;
    for (const engine::OptionSpec& spec : schema.options)
        if (spec.key != "seeds")  // "seed" does the same here
            collector.option(spec, "", {});
    for (const engine::OptionSection& section : schema.sections)
        collector.section(section, "", text(section.label));
    return collector.take();
}

}  // namespace isthmus::widgets
