#include "widgets/landscape/prediction_card.h"

#include "widgets/theme/icons.h"
#include "widgets/theme/number_format.h"
#include "widgets/theme/theme.h"

#include <QImage>
#include <QPainter>

#include <algorithm>

namespace isthmus::widgets {

namespace {

constexpr int width = 88;
constexpr int side = 56;  ///< of the image
constexpr int padding = 4;
constexpr int barHeight = 4;
constexpr int signSide = 12;

}  // namespace

Prediction predictionOf(const engine::ProbeImage& image)
{
    const auto best = std::max_element(image.probabilities.begin(), image.probabilities.end());
    if (best == image.probabilities.end())
        return {image.task, image.label, -1, 0.0};
    return {image.task, image.label, static_cast<int>(best - image.probabilities.begin()), *best};
}

QSize cardSize(const QFont& font) { return {width, 4 * padding + side + barHeight + 2 * QFontMetrics(font).height()}; }

QSize PredictionDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const { return cardSize(option.font); }

void PredictionDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto prediction = index.data(predictionRole).value<Prediction>();
    const QImage picture = index.data(pictureRole).value<QImage>();
    const QRect card = option.rect.adjusted(padding, padding, -padding, -padding);
    painter->save();
    const QRect frame(card.left(), card.top(), side, side);
    painter->fillRect(frame, color(Role::Grid));
    painter->setRenderHint(QPainter::SmoothPixmapTransform, false);  // pixels as they are
    const QSize fitted = picture.size().scaled(frame.size(), Qt::KeepAspectRatio);
    QRect inside({}, fitted);
    inside.moveCenter(frame.center());
    painter->drawImage(inside, picture);

    const QRect track(card.left(), frame.bottom() + 1 + padding, side, barHeight);
    painter->fillRect(track, color(Role::Line));
    const Role role = prediction.right() ? Role::Good : Role::Bad;
    painter->fillRect(QRect(track.topLeft(), QSize(qRound(prediction.probability * side), barHeight)), color(role));

    const int line = option.fontMetrics.height();
    const QRect first(card.left(), track.bottom() + 1 + padding, card.width(), line);
    icon(prediction.right() ? QStringLiteral("done") : QStringLiteral("error"), color(role))
        .paint(painter, first.left(), first.center().y() - signSide / 2, signSide, signSide);
    painter->setPen(color(Role::Text));
    const QString text =
        prediction.right() ? QString::number(prediction.label) : tr("%1, not %2").arg(prediction.predicted).arg(prediction.label);
    painter->drawText(first.adjusted(signSide + 4, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                      option.fontMetrics.elidedText(text, Qt::ElideRight, first.width() - signSide - 4));
    painter->setPen(color(Role::Muted));
    painter->drawText(first.translated(0, line), Qt::AlignLeft | Qt::AlignVCenter, accuracyText(prediction.probability));
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(QPen(color(Role::Accent), 1));
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
    painter->restore();
}

}  // namespace isthmus::widgets
