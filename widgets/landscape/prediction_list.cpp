#include "widgets/landscape/prediction_list.h"

#include "widgets/landscape/prediction_card.h"
#include "widgets/theme/number_format.h"

#include <QImage>
#include <QStandardItemModel>

#include <algorithm>
#include <numeric>

namespace isthmus::widgets {

namespace {

constexpr std::size_t likeliest = 3;  ///< classes that the tooltip names

/// Null where the pixels are not as many as the sizes say.
QImage pictureOf(const engine::ProbeImage& image)
{
    const bool grey = image.channels == 1;
    const auto bytes = static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height * image.channels);
    if ((!grey && image.channels != 3) || bytes == 0 || bytes != image.pixels.size())
        return {};
    const QImage borrowed(image.pixels.data(), image.width, image.height, image.width * image.channels,
                          grey ? QImage::Format_Grayscale8 : QImage::Format_RGB888);
    return borrowed.copy();
}

QString likeliestText(const engine::ProbeImage& image)
{
    std::vector<std::size_t> order(image.probabilities.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return image.probabilities[a] > image.probabilities[b]; });
    QStringList lines{predictionText(image)};
    for (std::size_t k = 0; k < std::min(likeliest, order.size()); ++k)
        lines += PredictionList::tr("%1: %2").arg(QString::number(order[k]), accuracyText(image.probabilities[order[k]]));
    return lines.join(QLatin1Char('\n'));
}

}  // namespace

QString predictionText(const engine::ProbeImage& image)
{
    const Prediction prediction = predictionOf(image);
    const QString place = PredictionList::tr("task %1").arg(image.task);
    const QString sure = accuracyText(prediction.probability);
    return prediction.right() ? PredictionList::tr("%1: %2, recognised with %3").arg(place, QString::number(image.label), sure)
                              : PredictionList::tr("%1: %2, taken for %3 with %4")
                                    .arg(place, QString::number(image.label), QString::number(prediction.predicted), sure);
}

PredictionList::PredictionList(QWidget* parent) : QListView(parent), model_(new QStandardItemModel(this))
{
    setAccessibleName(tr("Sample images and what the network takes them for"));
    setModel(model_);
    setItemDelegate(new PredictionDelegate(this));
    setViewMode(IconMode);
    setMovement(Static);
    setResizeMode(Adjust);
    setSpacing(0);
    setFrameShape(NoFrame);
    viewport()->setAutoFillBackground(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(NoEditTriggers);
    fitHeight();
}

void PredictionList::setImages(const std::vector<engine::ProbeImage>& images)
{
    model_->clear();
    for (const engine::ProbeImage& image : images) {
        auto* item = new QStandardItem;
        item->setData(QVariant::fromValue(predictionOf(image)), predictionRole);
        item->setData(pictureOf(image), pictureRole);
        item->setToolTip(likeliestText(image));
        item->setAccessibleText(predictionText(image));
        item->setEditable(false);
        model_->appendRow(item);
    }
    fitHeight();
}

void PredictionList::fitHeight()
{
    const QSize card = cardSize(font());
    const int columns = std::max(1, viewport()->width() / card.width());
    const int rows = std::max(1, (model_->rowCount() + columns - 1) / columns);
    setFixedHeight(rows * card.height() + 2);
}

void PredictionList::resizeEvent(QResizeEvent* event)
{
    QListView::resizeEvent(event);
    fitHeight();
}

}  // namespace isthmus::widgets
