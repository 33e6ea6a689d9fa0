#include "app/studio/compare_choices.h"

#include <QCoreApplication>

namespace isthmus::app {

namespace {

struct CompareWords {
    Q_DECLARE_TR_FUNCTIONS(isthmus::app::CompareWords)
};

using Choices = QList<widgets::ChoiceRow::Choice>;

bool isCost(const engine::Measure& measure)
{
    return measure.unit == engine::Unit::Times || measure.unit == engine::Unit::Seconds;
}

template <typename Wanted>
Choices measuresThat(Wanted wanted)
{
    Choices choices;
    const auto table = engine::measureTable();
    for (std::size_t i = 0; i < table.size(); ++i)
        if (wanted(table[i]))
            choices.append({QString::fromUtf8(table[i].label), static_cast<int>(i)});
    return choices;
}

}  // namespace

Choices curveMeasures()
{
    // What is known of whole runs alone makes no curve.
    Choices choices = measuresThat([](const engine::Measure& measure) { return engine::repeatable(measure); });
    choices.append({CompareWords::tr("Training loss"), trainingLoss});
    return choices;
}

Choices valueMeasures()
{
    return measuresThat([](const engine::Measure& measure) { return !isCost(measure); });
}

Choices costMeasures() { return measuresThat(isCost); }

Choices bands()
{
    using engine::Band;
    return {{CompareWords::tr("standard deviation"), static_cast<int>(Band::Deviation)},
            {CompareWords::tr("standard error"), static_cast<int>(Band::StandardError)},
            {CompareWords::tr("95 % confidence"), static_cast<int>(Band::Confidence)},
            {CompareWords::tr("half the range"), static_cast<int>(Band::Range)}};
}

Choices reductions()
{
    using engine::Reduction;
    return {{CompareWords::tr("after the last task"), static_cast<int>(Reduction::Last)},
            {CompareWords::tr("best after any task"), static_cast<int>(Reduction::Best)},
            {CompareWords::tr("worst after any task"), static_cast<int>(Reduction::Worst)}};
}

Choices axes()
{
    using engine::Against;
    return {{CompareWords::tr("tasks"), static_cast<int>(Against::Tasks)},
            {CompareWords::tr("steps"), static_cast<int>(Against::Steps)},
            {CompareWords::tr("seconds"), static_cast<int>(Against::Seconds)},
            {CompareWords::tr("operations"), static_cast<int>(Against::Operations)}};
}

Choices smoothings()
{
    Choices choices{{CompareWords::tr("none"), 0.0}};
    for (const double smoothing : {0.5, 0.8, 0.9, 0.95, 0.99, 0.995})
        choices.append({QString::number(smoothing), smoothing});
    return choices;
}

const engine::Measure* measureOf(const QVariant& choice)
{
    const int place = choice.toInt();
    return place == trainingLoss ? nullptr : &engine::measureTable()[static_cast<std::size_t>(place)];
}

}  // namespace isthmus::app
