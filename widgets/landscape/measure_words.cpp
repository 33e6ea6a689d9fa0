#include "widgets/landscape/measure_words.h"

#include <QCoreApplication>

#include <algorithm>

namespace isthmus::widgets {

namespace {

using Measure = GridShowing::Measure;

constexpr MeasureWords table[] = {
    {.measure = Measure::Loss,
     .scores = &engine::GridTask::loss,
     .ofAnchor = &engine::GridAnchor::loss,
     .percent = false,
     .highIsGood = false,
     .offered = QT_TRANSLATE_NOOP("GridValues", "Loss"),
     .axis = QT_TRANSLATE_NOOP("GridValues", "Loss, nats"),
     .one = QT_TRANSLATE_NOOP("GridValues", "Loss of task %1 (%2), %3"),
     .mean = QT_TRANSLATE_NOOP("GridValues", "Mean loss over %1 tasks (%2), %3"),
     .worst = QT_TRANSLATE_NOOP("GridValues", "Worst loss of %1 tasks (%2), %3"),
     .meanAfter = QT_TRANSLATE_NOOP("GridValues", "Mean loss after task %1 (%2), %3"),
     .worstAfter = QT_TRANSLATE_NOOP("GridValues", "Worst loss after task %1 (%2), %3"),
     .each = QT_TRANSLATE_NOOP("GridValues", "Loss of each task (%1), %2"),
     .valueOfOne = QT_TRANSLATE_NOOP("GridValues", "loss"),
     .valueOfMean = QT_TRANSLATE_NOOP("GridValues", "mean loss"),
     .valueOfWorst = QT_TRANSLATE_NOOP("GridValues", "worst loss")},
    {.measure = Measure::Accuracy,
     .scores = &engine::GridTask::accuracy,
     .ofAnchor = &engine::GridAnchor::accuracy,
     .percent = true,
     .highIsGood = true,
     .offered = QT_TRANSLATE_NOOP("GridValues", "Accuracy"),
     .axis = QT_TRANSLATE_NOOP("GridValues", "Accuracy, %"),
     .one = QT_TRANSLATE_NOOP("GridValues", "Accuracy on task %1 (%2), %3"),
     .mean = QT_TRANSLATE_NOOP("GridValues", "Mean accuracy over %1 tasks (%2), %3"),
     .worst = QT_TRANSLATE_NOOP("GridValues", "Worst accuracy of %1 tasks (%2), %3"),
     .meanAfter = QT_TRANSLATE_NOOP("GridValues", "Mean accuracy after task %1 (%2), %3"),
     .worstAfter = QT_TRANSLATE_NOOP("GridValues", "Worst accuracy after task %1 (%2), %3"),
     .each = QT_TRANSLATE_NOOP("GridValues", "Accuracy on each task (%1), %2"),
     .valueOfOne = QT_TRANSLATE_NOOP("GridValues", "accuracy"),
     .valueOfMean = QT_TRANSLATE_NOOP("GridValues", "mean accuracy"),
     .valueOfWorst = QT_TRANSLATE_NOOP("GridValues", "worst accuracy")},
    {.measure = Measure::LossError,
     .scores = &engine::GridTask::lossError,
     .ofAnchor = nullptr,
     .percent = false,
     .highIsGood = false,
     .offered = QT_TRANSLATE_NOOP("GridValues", "Standard error of the loss"),
     .axis = QT_TRANSLATE_NOOP("GridValues", "Error, nats"),
     .one = QT_TRANSLATE_NOOP("GridValues", "Standard error of the loss of task %1 (%2), %3"),
     .mean = QT_TRANSLATE_NOOP("GridValues", "Mean of %1 tasks’ standard errors of the loss (%2), %3"),
     .worst = QT_TRANSLATE_NOOP("GridValues", "Largest of %1 tasks’ standard errors of the loss (%2), %3"),
     .meanAfter = QT_TRANSLATE_NOOP("GridValues", "Mean standard error of the loss after task %1 (%2), %3"),
     .worstAfter = QT_TRANSLATE_NOOP("GridValues", "Largest standard error of the loss after task %1 (%2), %3"),
     .each = QT_TRANSLATE_NOOP("GridValues", "Standard error of the loss of each task (%1), %2"),
     .valueOfOne = QT_TRANSLATE_NOOP("GridValues", "standard error"),
     .valueOfMean = QT_TRANSLATE_NOOP("GridValues", "mean standard error"),
     .valueOfWorst = QT_TRANSLATE_NOOP("GridValues", "largest standard error")},
    {.measure = Measure::LossSpread,
     .scores = &engine::GridTask::lossSpread,
     .ofAnchor = nullptr,
     .percent = false,
     .highIsGood = false,
     .offered = QT_TRANSLATE_NOOP("GridValues", "Spread of the loss over draws"),
     .axis = QT_TRANSLATE_NOOP("GridValues", "Spread, nats"),
     .one = QT_TRANSLATE_NOOP("GridValues", "Standard deviation over draws of the loss of task %1 (%2), %3"),
     .mean = QT_TRANSLATE_NOOP("GridValues", "Mean of %1 tasks’ standard deviations of the loss over draws (%2), %3"),
     .worst = QT_TRANSLATE_NOOP("GridValues", "Largest of %1 tasks’ standard deviations of the loss over draws (%2), %3"),
     .meanAfter = QT_TRANSLATE_NOOP("GridValues", "Mean standard deviation of the loss over draws after task %1 (%2), %3"),
     .worstAfter = QT_TRANSLATE_NOOP("GridValues", "Largest standard deviation of the loss over draws after task %1 (%2), %3"),
     .each = QT_TRANSLATE_NOOP("GridValues", "Standard deviation over draws of the loss of each task (%1), %2"),
     .valueOfOne = QT_TRANSLATE_NOOP("GridValues", "loss spread"),
     .valueOfMean = QT_TRANSLATE_NOOP("GridValues", "mean loss spread"),
     .valueOfWorst = QT_TRANSLATE_NOOP("GridValues", "largest loss spread")},
    {.measure = Measure::AccuracySpread,
     .scores = &engine::GridTask::accuracySpread,
     .ofAnchor = nullptr,
     .percent = true,
     .highIsGood = false,
     .offered = QT_TRANSLATE_NOOP("GridValues", "Spread of the accuracy over draws"),
     .axis = QT_TRANSLATE_NOOP("GridValues", "Spread, %"),
     .one = QT_TRANSLATE_NOOP("GridValues", "Standard deviation over draws of the accuracy on task %1 (%2), %3"),
     .mean = QT_TRANSLATE_NOOP("GridValues", "Mean of %1 tasks’ standard deviations of the accuracy over draws (%2), %3"),
     .worst = QT_TRANSLATE_NOOP("GridValues", "Largest of %1 tasks’ standard deviations of the accuracy over draws (%2), %3"),
     .meanAfter = QT_TRANSLATE_NOOP("GridValues", "Mean standard deviation of the accuracy over draws after task %1 (%2), %3"),
     .worstAfter =
         QT_TRANSLATE_NOOP("GridValues", "Largest standard deviation of the accuracy over draws after task %1 (%2), %3"),
     .each = QT_TRANSLATE_NOOP("GridValues", "Standard deviation over draws of the accuracy on each task (%1), %2"),
     .valueOfOne = QT_TRANSLATE_NOOP("GridValues", "accuracy spread"),
     .valueOfMean = QT_TRANSLATE_NOOP("GridValues", "mean accuracy spread"),
     .valueOfWorst = QT_TRANSLATE_NOOP("GridValues", "largest accuracy spread")},
};

}  // namespace

std::span<const MeasureWords> allMeasures() { return table; }

const MeasureWords& wordsOf(Measure measure)
{
    return *std::find_if(std::begin(table), std::end(table), [&](const MeasureWords& row) { return row.measure == measure; });
}

QString measureText(const char* text) { return QCoreApplication::translate("GridValues", text); }

}  // namespace isthmus::widgets
